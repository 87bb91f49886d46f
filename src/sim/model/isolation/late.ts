/** Faults by command and by chance, and what is told of isolation. */
import * as v from 'valibot'
import { defineLate, none } from '../../core'
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

const hours = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000000)))
const seconds = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(86400)))

/** What comes by chance has no cause. */
function begin(sim: IsolationSim): void {
  sim.because(none)
  planKernels(sim)
}

export const isolationLate = defineLate<IsolationSim['tables']>({
  events: {
    'isolation.begin': begin,
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
  rules: v.strictObject({
    /** Mean time between panics of one kernel, and between faults of one hypervisor; never when left out. */
    kernelMeanHours: hours,
    hypervisorMeanHours: hours,
    guestRebootSeconds: seconds,
    hostRebootSeconds: seconds,
  }),
  commands: [crashVmmCommand, crashDaemonCommand, restartDaemonCommand],
  metrics: isolationMetrics,
  invariants: [lossesAddUp],
})
