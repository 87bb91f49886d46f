/**
 * Failure: a process crashes, a kernel panics, a host stops. What it takes along follows the tree of kernels;
 * repair brings it back.
 */
import * as v from 'valibot'
import { defineMechanism, none, refuse, type Row, type Sim } from '../../core'
import { container, crashWorkload } from '../container'
import { inventory, Power, setPower } from '../inventory'
import { kernel, KernelState, setKernelState } from '../kernel'
import { placeAllWaiting, placement } from '../placement'
import { restartPolicies, setupOf } from '../plan'
import { reclaim } from '../reclaim'
import { start, startAgain } from '../start'
import { vm } from '../vm'
import { kernelOfUnit, workload, WorkloadState } from '../workload'
import { exponentialMicros } from './equations'
import { failureTables, type FailureSim } from './tables'
import { bootKernel, loseKernel, panic, panicOfHost, rebootKernel } from './tree'

export { blastRadius, exponentialMicros } from './equations'
export { failureTables, type FailureSim } from './tables'
export { loseUnit, panicKernel, rebootKernel, restartUnit } from './tree'

/** The machine stops at once; what ran on it learns of it by following the tree. */
function failHost(sim: FailureSim, host: Row): void {
  const { hostFaults, hostKernels } = sim.tables
  hostFaults.count[host]++
  setPower(sim, host, Power.off)
  const failed = sim.emit('host.failed', host)
  loseKernel(sim, hostKernels.kernel[host], failed)
  setKernelState(sim, hostKernels.kernel[host], KernelState.off)
  sim.because(failed)
  if (hostFaults.repairMicros[host] > 0)
    hostFaults.next[host] = sim.after(hostFaults.repairMicros[host], 'failure.repair', host)
  else hostFaults.next[host] = none
}

/** Power and kernel come back, and what is placed on the host starts again. */
function repairHost(sim: FailureSim, host: Row): void {
  const { hostFaults, hostKernels } = sim.tables
  sim.cancel(hostFaults.next[host])
  hostFaults.next[host] = none
  setPower(sim, host, Power.on)
  const repaired = sim.emit('host.repaired', host)
  bootKernel(sim, hostKernels.kernel[host], repaired)
  sim.because(repaired)
  planFailure(sim, host)
  placeAllWaiting(sim, repaired)
}

/** A host that is made while the world runs fails by the same rules as the others. */
export function planHostFailures(sim: Sim, host: Row): void {
  const mine = sim as FailureSim
  const { hostFaults } = mine.tables
  const rules = rulesOf(sim)
  hostFaults.meanMicros[host] = (rules.hostMeanHours ?? 0) * 3600000000
  hostFaults.repairMicros[host] = (rules.hostRepairSeconds ?? 0) * 1000000
  planFailure(mine, host)
}

/** A host that leaves the world neither fails nor is repaired any more. */
export function forgetHostFailures(sim: Sim, host: Row): void {
  sim.cancel((sim as FailureSim).tables.hostFaults.next[host])
}

/** Its next failure is drawn from its own count, so other hosts' fates do not move. */
function planFailure(sim: FailureSim, host: Row): void {
  const { hosts, hostFaults } = sim.tables
  const mean = hostFaults.meanMicros[host]
  if (mean === 0) return
  const drawn = sim.draw('host-failure', hosts.identity[host], hostFaults.count[host])
  hostFaults.next[host] = sim.after(exponentialMicros(mean, drawn), 'failure.fail', host)
}

/** One process or container ends by itself; its kernel and its neighbours do not notice. */
function crashProcess(sim: FailureSim, member: Row): void {
  const { processFaults } = sim.tables
  processFaults.count[member]++
  const crashed = sim.emit('process.crashed', member)
  crashWorkload(sim, member)
  sim.because(crashed)
  restartByRules(sim, member)
}

const noPolicy = restartPolicies.indexOf('none')

/** What ended by itself is started again as these rules say, unless its group has a policy of its own. */
function restartByRules(sim: FailureSim, member: Row): void {
  const { processFaults, groupRuntimes, workloads } = sim.tables
  if (groupRuntimes.restart[workloads.groupRow[member]] !== noPolicy) return
  if (processFaults.restartMicros[member] > 0) planRestart(sim, member)
}

/**
 * One restart at a time: a process that crashes again waits anew. The event carries the row's generation: by then the
 * workload may have left, and its row be another's.
 */
function planRestart(sim: FailureSim, member: Row): void {
  const { processFaults, workloads } = sim.tables
  const { generation } = workloads.rows
  sim.cancel(processFaults.restart[member])
  processFaults.restart[member] = sim.after(
    processFaults.restartMicros[member],
    'failure.restart',
    member,
    generation[member],
  )
}

function isStill(sim: FailureSim, member: Row, generation: number): boolean {
  const { rows } = sim.tables.workloads
  return rows.alive[member] === 1 && rows.generation[member] === generation
}

/** A planned crash; a process that is down already misses it and draws its next one. */
function processFails(sim: FailureSim, member: Row, generation: number): void {
  const { workloads } = sim.tables
  if (!isStill(sim, member, generation)) return
  if (workloads.state[member] === WorkloadState.running) crashProcess(sim, member)
  else sim.tables.processFaults.count[member]++
  planProcess(sim, member)
}

function planProcess(sim: FailureSim, member: Row): void {
  const { workloads, processFaults } = sim.tables
  const mean = processFaults.meanMicros[member]
  if (mean === 0) return
  const drawn = sim.draw('process-failure', workloads.identity[member], processFaults.count[member])
  sim.after(exponentialMicros(mean, drawn), 'failure.crash', member, workloads.rows.generation[member])
}

/** Brings back a crashed process if its kernel runs; in a paused VM it is tried again. */
function restartProcess(sim: FailureSim, member: Row, generation: number): void {
  const { workloads, kernels, processFaults } = sim.tables
  if (!isStill(sim, member, generation)) return
  processFaults.restart[member] = none
  if (workloads.state[member] !== WorkloadState.crashed) return
  const under = kernelOfUnit(sim, workloads.unit[member])
  if (under === none) return
  if (kernels.state[under] === KernelState.running) startAgain(sim, member)
  else if (kernels.state[under] === KernelState.paused) planRestart(sim, member)
}

interface Rules {
  readonly hostMeanHours?: number | undefined
  readonly hostRepairSeconds?: number | undefined
  readonly processMeanSeconds?: number | undefined
  readonly processRestartSeconds?: number | undefined
}

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(31622400))
const rulesSchema = v.strictObject({
  /** Mean time between random failures of one host. */
  hostMeanHours: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000000))),
  /** A failed host comes back after this long; never by itself when left out. */
  hostRepairSeconds: v.optional(seconds),
  processMeanSeconds: v.optional(seconds),
  processRestartSeconds: v.optional(seconds),
})

/** What the scenario says of failures: it holds for hosts and workloads that are made later, too. */
function rulesOf(sim: Sim): Rules {
  return setupOf(sim).rules['failure'] ?? {}
}

function planFailures(sim: FailureSim): void {
  const { hosts, workloadGroups } = sim.tables
  for (let host = 0; host < hosts.rows.size; host++) planHostFailures(sim, host)
  for (let group = 0; group < workloadGroups.rows.size; group++) planGroupFailures(sim, group)
}

/** Plans what may go wrong with those workloads of a group for which nothing has been planned yet. */
export function planGroupFailures(sim: Sim, group: Row): void {
  const { processMeanSeconds = 0, processRestartSeconds = 0 } = rulesOf(sim)
  if (processMeanSeconds === 0 && processRestartSeconds === 0) return
  const mine = sim as FailureSim
  const { workloadGroups, units, workloads, processFaults } = mine.tables
  for (let unit = workloadGroups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit]) {
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      if (processFaults.meanMicros[member] > 0 || processFaults.restartMicros[member] > 0) continue
      processFaults.meanMicros[member] = processMeanSeconds * 1000000
      processFaults.restartMicros[member] = processRestartSeconds * 1000000
      planProcess(mine, member)
    }
  }
}

export const failure = defineMechanism<FailureSim['tables'], Rules>({
  name: 'failure',
  needs: [inventory, kernel, workload, vm, container, reclaim, start, placement],
  tables: failureTables,
  rules: rulesSchema,
  start: planFailures,
  reactions: {
    // A group that fills its hosts may have grown.
    'workload.resized': planGroupFailures,
    // What was killed for its memory comes back as a process that crashed does.
    'memory.oom-killed': restartByRules,
    'memory.none-killable': panicOfHost,
  },
  events: {
    'failure.fail': failHost,
    'failure.repair': repairHost,
    'failure.crash': processFails,
    'failure.restart': restartProcess,
  },
  facts: {
    'process.crashed': [{ name: 'workload', table: 'workloads' }],
    'kernel.panicked': [{ name: 'kernel', table: 'kernels' }],
    'kernel.rebooted': [{ name: 'kernel', table: 'kernels' }],
    'host.failed': [{ name: 'host', table: 'hosts' }],
    'host.repaired': [{ name: 'host', table: 'hosts' }],
  },
  refusals: {
    'not-running': [],
    'kernel-not-running': [],
    'kernel-not-panicked': [],
    'host-off': [],
    'host-on': [],
    'host-not-running': [],
  },
  commands: [
    {
      name: 'process.crash',
      args: v.strictObject({ workload: v.string() }),
      entities: { workload: 'workloads' },
      check: (sim, args: { workload: Row }) =>
        sim.tables.workloads.state[args.workload] === WorkloadState.running ? null : refuse('not-running'),
      apply: (sim, args: { workload: Row }) => crashProcess(sim, args.workload),
    },
    {
      name: 'kernel.panic',
      args: v.strictObject({ kernel: v.string() }),
      entities: { kernel: 'kernels' },
      check: (sim, args: { kernel: Row }) =>
        sim.tables.kernels.state[args.kernel] === KernelState.running ? null : refuse('kernel-not-running'),
      apply: (sim, args: { kernel: Row }) => panic(sim, args.kernel),
    },
    {
      name: 'kernel.reboot',
      args: v.strictObject({ kernel: v.string() }),
      entities: { kernel: 'kernels' },
      check: (sim, args: { kernel: Row }) => {
        const { kernels, hosts } = sim.tables
        if (kernels.state[args.kernel] !== KernelState.panicked) return refuse('kernel-not-panicked')
        if (kernels.host[args.kernel] === none || hosts.power[kernels.host[args.kernel]] !== Power.on)
          return refuse('host-off')
        const parent = kernels.parent[args.kernel]
        return parent === none || kernels.state[parent] === KernelState.running
          ? null
          : refuse('host-not-running')
      },
      apply: (sim, args: { kernel: Row }) => rebootKernel(sim, args.kernel),
    },
    {
      name: 'host.fail',
      args: v.strictObject({ host: v.string() }),
      entities: { host: 'hosts' },
      check: (sim, args: { host: Row }) =>
        sim.tables.hosts.power[args.host] === Power.on ? null : refuse('host-off'),
      apply: (sim, args: { host: Row }) => {
        sim.cancel(sim.tables.hostFaults.next[args.host])
        failHost(sim, args.host)
      },
    },
    {
      name: 'host.repair',
      args: v.strictObject({ host: v.string() }),
      entities: { host: 'hosts' },
      check: (sim, args: { host: Row }) =>
        sim.tables.hosts.power[args.host] === Power.off ? null : refuse('host-on'),
      apply: (sim, args: { host: Row }) => repairHost(sim, args.host),
    },
  ],
})
