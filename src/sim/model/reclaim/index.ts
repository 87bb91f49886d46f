/** Reclaim: where every page is, and how a host that has promised more memory than it has gets it back. */
import * as v from 'valibot'
import { defineMechanism, notYet, type FactArgument, type Row, type Sim } from '../../core'
import { cgroup } from '../cgroup'
import { container } from '../container'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { memory, overcommitPercent } from '../memory'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { vm } from '../vm'
import { workload } from '../workload'
import { followIfHeld, heedControls } from './follow'
import type { ReclaimSim } from './pages'
import { ruleCode, ruleNames, rulesSchema, type Rules } from './rules'
import { reclaimStates, reclaimTables } from './tables'

export { minFreeMiB, pagesPerMiB, stateThresholds } from './equations'
export { addParts, freeUse, noParts, partsOfHost, type HostParts } from './parts'
export { carryPages, expectPages, sentParts } from './carry'
export { wishedPages } from './host'
export { missingInside } from './oom'
export type { ReclaimSim } from './pages'
export { ruleNames, sharingNames } from './rules'
export { ReclaimState, reclaimStates, reclaimTables } from './tables'

function start(sim: ReclaimSim, scenario: unknown, section: Partial<Rules>): void {
  const rules = v.parse(rulesSchema, section)
  const row = sim.addRow('reclaimPolicy')
  const { reclaimPolicy } = sim.tables
  for (const name of ruleNames) reclaimPolicy[name][row] = ruleCode(name, rules[name])
  reclaimPolicy.working[row] = overcommitPercent(sim) > 100 ? 1 : 0
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupMemoryUse(sim, group, plan))
}

/** Notes how a new group uses its memory. */
export function setGroupMemoryUse(sim: Sim, group: Row, { memory: plan }: WorkloadPlan): void {
  const mine = sim as ReclaimSim
  const { groupMemory: g } = mine.tables
  g.activePercent[group] = plan.activePercent
  g.touchedPercent[group] = plan.touchedPercent
  g.samePercent[group] = plan.samePercent
  g.rewritesPerHour[group] = plan.rewritesPerHour
  g.touchesPerSecond[group] = plan.touchesPerSecond
  g.dirtyMiBps[group] = plan.dirtyMiBps
  g.shares[group] = plan.shares
  g.reservationMiB[group] = plan.reservationMiB
  g.limitMiB[group] = plan.limitMiB
  followIfHeld(mine, group)
}

const onHost: FactArgument = { name: 'host', table: 'hosts' }
const ofGroup: FactArgument = { name: 'group', table: 'workloadGroups' }
const amount = (name: string): FactArgument => ({ name, unit: 'MiB' })

export const reclaim = defineMechanism<ReclaimSim['tables'], Partial<Rules>>({
  name: 'reclaim',
  needs: [inventory, kernel, workload, memory, vm, container, cgroup],
  tables: reclaimTables,
  rules: rulesSchema,
  start,
  events: { 'reclaim.step': notYet },
  reactions: {
    'cgroup.memory-set': heedControls,
    'cgroup.memory-unset': heedControls,
    'cgroup.swap-set': heedControls,
    'cgroup.swap-unlimited': heedControls,
    'cgroup.oom-score-set': heedControls,
  },
  facts: {
    'reclaim.state-changed': [onHost, { name: 'state', names: reclaimStates }, amount('free')],
    'reclaim.ballooned': [onHost, amount('amount')],
    'reclaim.balloon-rested': [onHost, amount('amount')],
    'reclaim.swapping': [onHost, amount('amount')],
    'reclaim.swap-rested': [onHost],
    'reclaim.shared': [onHost, amount('amount')],
    'reclaim.rule-set': [
      { name: 'rule', names: ruleNames },
      { name: 'value', unit: 'count' },
    ],
    'memory.oom-killed': [{ name: 'workload', table: 'workloads' }, onHost, amount('amount')],
    'memory.none-killable': [onHost],
    'group.memory-set': [ofGroup, { name: 'active', unit: '%' }],
    'group.memory-shares-set': [ofGroup, amount('reservation'), amount('limit')],
  },
  refusals: {
    'rule-value': ['rule', 'values', 'nearest'],
    'rule-already-so': ['rule', 'value'],
    'reservation-over-limit': ['group', 'reservation', 'limit', 'nearest'],
  },
})
