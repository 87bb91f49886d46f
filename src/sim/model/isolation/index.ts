/**
 * Isolation: what one fault takes along, what of its host an instance can reach, and kernels, hypervisors, VMMs and
 * daemons that fail.
 */
import { defineMechanism, notYet, type Row, type Sim } from '../../core'
import { container } from '../container'
import { failure } from '../failure'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { placement } from '../placement'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { vm } from '../vm'
import { workload } from '../workload'
import type { IsolationSim } from './chance'
import { isolationTables } from './tables'

export { isolationTables } from './tables'

interface Rules {
  readonly kernelMeanHours?: number | undefined
  readonly hypervisorMeanHours?: number | undefined
  readonly guestRebootSeconds?: number | undefined
  readonly hostRebootSeconds?: number | undefined
}

/** Middle of 20 to 60 s for a VM, and of 2 to 5 min for a host (models/host.md §6). */
const usualReboot = { guestSeconds: 40, hostSeconds: 210 } as const

function start(sim: IsolationSim, scenario: unknown, rules: Rules): void {
  const row = sim.addRow('isolationRules')
  const { isolationRules } = sim.tables
  isolationRules.kernelMeanMicros[row] = (rules.kernelMeanHours ?? 0) * 3600000000
  isolationRules.hypervisorMeanMicros[row] = (rules.hypervisorMeanHours ?? 0) * 3600000000
  isolationRules.guestRebootMicros[row] = (rules.guestRebootSeconds ?? usualReboot.guestSeconds) * 1000000
  isolationRules.hostRebootMicros[row] = (rules.hostRebootSeconds ?? usualReboot.hostSeconds) * 1000000
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupIsolation(sim, group, plan))
  // What fails by chance is planned once everything is there.
  if (rules.kernelMeanHours !== undefined || rules.hypervisorMeanHours !== undefined)
    sim.at(0, 'isolation.begin', 0)
}

/** Notes what a new group can reach of its host. */
export function setGroupIsolation(sim: Sim, group: Row, { security, surface }: WorkloadPlan): void {
  const { groupIsolation: g } = (sim as IsolationSim).tables
  g.unconfined[group] = security.unconfined ? 1 : 0
  g.userns[group] = security.userns ? 1 : 0
  if (surface === null) return
  g.surfaceKnown[group] = 1
  g.syscalls[group] = surface.syscalls
  g.hostKloc[group] = surface.hostKloc
  g.sharedPermille[group] = surface.sharedPermille
  g.deviceKloc[group] = surface.deviceKloc
}

/** Counts what is lost, and how much of a group at one instant. */
function countLoss(sim: IsolationSim, member: Row): void {
  const { groupIsolation: g, workloads } = sim.tables
  const group = workloads.groupRow[member]
  g.lost[group]++
  g.lostNow[group] = g.lostAt[group] === sim.now ? g.lostNow[group] + 1 : 1
  g.lostAt[group] = sim.now
  g.lostAtOnce[group] = Math.max(g.lostAtOnce[group], g.lostNow[group])
}

const host = { name: 'host', table: 'hosts' } as const

export const isolation = defineMechanism<IsolationSim['tables'], Rules>({
  name: 'isolation',
  needs: [inventory, kernel, workload, vm, container, placement, failure],
  tables: isolationTables,
  start,
  reactions: { 'workload.lost': countLoss },
  events: {
    'isolation.begin': notYet,
    'isolation.panic': notYet,
    'isolation.hypervisor': notYet,
    'isolation.reboot': notYet,
  },
  facts: {
    'vmm.crashed': [{ name: 'vm', table: 'kernels' }],
    'daemon.crashed': [host, { name: 'count', unit: 'containers' }],
    'daemon.restarted': [host, { name: 'count', unit: 'containers' }],
  },
  refusals: {
    'vmm-not-there': ['state'],
    'no-daemon': ['host', 'kernel'],
    'daemon-down': ['host'],
    'daemon-up': ['host'],
  },
})
