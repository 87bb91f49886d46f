/** Everything that lets starts go on, and what is told of them: needed by worlds in which they take time. */
import { defineLate, Domain } from '../../core'
import { restartContainerCommand, startContainerCommand, startVmCommand } from './commands'
import { beginStart } from './go'
import {
  copyEnded,
  copyFailed,
  goOnInside,
  holdStarts,
  imagePulled,
  pullFailed,
  vmIsDown,
  workloadIsDown,
} from './hear'
import { startingAgrees, startingIsCounted, timesRise } from './invariants'
import { startMetrics } from './metrics'
import { settleStarts, stepStarts } from './settle'
import type { StartSim } from './verbs'

export const startLate = defineLate<StartSim['tables']>({
  settle: [[Domain.host, settleStarts]],
  events: { 'start.step': stepStarts },
  reactions: {
    'start.begun': beginStart,
    'transfer.ended': copyEnded,
    'transfer.failed': copyFailed,
    'image.pulled': imagePulled,
    'image.pull-failed': pullFailed,
    'vm.crashed': vmIsDown,
    'vm.shut-down': vmIsDown,
    'vm.destroyed': vmIsDown,
    'vm.suspended': holdStarts,
    'vm.resumed': goOnInside,
    'workload.lost': workloadIsDown,
    'container.stopped': workloadIsDown,
    'container.killed': workloadIsDown,
  },
  commands: [startVmCommand, startContainerCommand, restartContainerCommand],
  metrics: startMetrics,
  invariants: [startingIsCounted, timesRise, startingAgrees],
})
