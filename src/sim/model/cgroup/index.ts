/** Control groups: what the kernel grants and withholds a workload beyond its weight. */
import { defineMechanism, type Row, type Sim } from '../../core'
import { inventory } from '../inventory'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { workload } from '../workload'
import { forgetCpus, setCpus, touchHosts, type CgroupSim } from './cpus'
import { cgroupTables, memoryControls } from './tables'

export { claimedProtection, effectiveProtection, linearWeight, logWeight, quotaCompletion } from './equations'
export { cgroupTables } from './tables'

function readControls(sim: CgroupSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupCgroup(sim, group, plan))
}

/** Notes the controls of a new group. */
export function setGroupCgroup(sim: Sim, group: Row, { cgroup: plan }: WorkloadPlan): void {
  const { groupCgroup: g } = (sim as CgroupSim).tables
  g.memoryMinMiB[group] = plan.memoryMinMiB
  g.memoryLowMiB[group] = plan.memoryLowMiB
  g.memoryHighMiB[group] = plan.memoryHighMiB
  g.swapMaxMiB[group] = plan.swapMaxMiB
  g.oomScoreAdj[group] = plan.oomScoreAdj
  g.periodMicros[group] = plan.periodMicros
  setCpus(sim as CgroupSim, group, plan.cpus)
}

/** Period over which the CPU quota of the group's workloads is counted, µs. */
export function periodOf(sim: Sim, group: Row): number {
  return (sim as CgroupSim).tables.groupCgroup.periodMicros[group]
}

export function setGroupPeriod(sim: Sim, group: Row, micros: number): void {
  ;(sim as CgroupSim).tables.groupCgroup.periodMicros[group] = micros
  touchHosts(sim as CgroupSim, group)
}

const group = { name: 'group', table: 'workloadGroups' } as const
const control = { name: 'control', names: memoryControls } as const
const size = { name: 'size', unit: 'MiB' } as const

export const cgroup = defineMechanism<CgroupSim['tables']>({
  name: 'cgroup',
  needs: [inventory, workload],
  tables: cgroupTables,
  start: readControls,
  reactions: { 'group.removed': forgetCpus },
  facts: {
    'cgroup.memory-set': [group, control, size],
    'cgroup.memory-unset': [group, control],
    'cgroup.swap-set': [group, size],
    'cgroup.swap-unlimited': [group],
    'cgroup.oom-score-set': [group, { name: 'score', unit: 'points' }],
    'group.cpuset-set': [group, { name: 'count', unit: 'CPUs' }, { name: 'first', unit: 'CPU' }],
    'group.cpuset-cleared': [group],
  },
  refusals: {
    'nothing-to-change': ['group'],
    'cgroup-order': ['lower', 'upper', 'value', 'nearest'],
    'cpuset-missing': ['group', 'cpu', 'nearest'],
    'cpuset-empty': ['cpus'],
  },
})
