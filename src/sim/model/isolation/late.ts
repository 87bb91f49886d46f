/** Faults by command and by chance, and what is told of isolation. */
import { defineLate } from '../../core'
import {
  hypervisorFails,
  kernelFails,
  kernelReboots,
  planKernelOfUnit,
  planKernels,
  type IsolationSim,
} from './chance'
import { crashDaemonCommand, crashVmmCommand, daemonIsUp, hostIsUp, restartDaemonCommand } from './commands'
import { isolationMetrics } from './metrics'
import { lossesAddUp } from './invariants'

export const isolationLate = defineLate<IsolationSim['tables']>({
  events: {
    'isolation.panic': kernelFails,
    'isolation.hypervisor': hypervisorFails,
    'isolation.reboot': kernelReboots,
  },
  reactions: {
    'placement.bound': planKernelOfUnit,
    'host.added': planKernels,
    'host.repaired': hostIsUp,
    'kernel.rebooted': daemonIsUp,
  },
  commands: [crashVmmCommand, crashDaemonCommand, restartDaemonCommand],
  metrics: isolationMetrics,
  invariants: [lossesAddUp],
})
