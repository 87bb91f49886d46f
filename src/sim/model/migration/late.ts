/** Everything that migrations do: needed by worlds in which something moves while it runs. */
import { defineLate, Domain } from '../../core'
import type { MigrationSim } from '.'
import { cancelCommand, migrateCommand, migrateWorkloadCommand, postCopyCommand } from './commands'
import {
  heedCrash,
  heedFailedTransfer,
  heedHost,
  heedPanic,
  heedResume,
  heedRoom,
  heedStart,
  heedStop,
} from './heed'
import { booksAgree, roundsAddUp } from './invariants'
import { migrationMetrics } from './metrics'
import { rulesSchema } from './rules'
import { arrived, heedTransfer, scanned } from './moving'
import { heedUse, settleWrites } from './writes'

export const migrationLate = defineLate<MigrationSim['tables']>({
  settle: [[Domain.host, settleWrites]],
  events: { 'migration.scanned': scanned, 'migration.arrived': arrived },
  reactions: {
    'transfer.ended': heedTransfer,
    'transfer.failed': heedFailedTransfer,
    'placement.room-lost': heedRoom,
    'host.failed': heedHost,
    'kernel.panicked': heedPanic,
    'vm.crashed': heedCrash,
    'vm.shut-down': heedStop,
    'vm.destroyed': heedStop,
    'vm.resumed': heedResume,
    'vm.started': heedStart,
    'group.memory-set': heedUse,
  },
  rules: rulesSchema,
  commands: [migrateCommand, migrateWorkloadCommand, cancelCommand, postCopyCommand],
  metrics: migrationMetrics,
  invariants: [booksAgree, roundsAddUp],
})
