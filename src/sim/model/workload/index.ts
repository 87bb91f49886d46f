/**
 * Workloads: identity, app, demand and state, whatever they are wrapped in. Two runs that differ in wrapping
 * have the same draws.
 */
import * as v from 'valibot'
import {
  defineMechanism,
  none,
  refuse,
  type CommandSpec,
  type MetricSpec,
  type Row,
  type World,
} from '../../core'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import type { BuildPlan } from '../plan'
import { readDemand, sampleDemand } from './demand'
import { addGroup } from './groups'
import { DemandLaw, WorkloadState, workloadTables } from './tables'
import type { WorkloadSim } from './units'

export {
  DemandLaw,
  demandLaws,
  UnitKind,
  unitKinds,
  WorkloadState,
  workloadStates,
  workloadTables,
} from './tables'
export {
  addGroup,
  dropGroup,
  setGroupLimit,
  setGroupPolicy,
  setGroupReservation,
  setGroupShares,
  startGroupDemand,
  stopFilling,
} from './groups'
export {
  addUnit,
  dropMember,
  dropUnit,
  kernelOfUnit,
  putOnHost,
  setBrake,
  setStartDemand,
  setTarget,
  setGroupMemory,
  setMembersState,
  setMemberSize,
  setUnitKernel,
  setWorkloadState,
  takeBackOrdinals,
  takeOffHost,
} from './units'
export type { WorkloadSim } from './units'
export { joinDemand } from './demand'
export { queue, utilisation, type QueueInput, type QueueOutput } from './queue'

/** Writes down the groups; their units are made when placement has hosts for them. */
function buildGroups(sim: WorkloadSim, scenario: unknown): void {
  const { workloads: plans } = scenario as BuildPlan
  for (const plan of plans) sim.at(0, 'workload.sample', addGroup(sim, plan))
}

/** A reading of a group that has left meanwhile has nothing to read. */
function readAgain(sim: WorkloadSim, group: Row): void {
  if (sim.tables.workloadGroups.rows.alive[group] === 1) readDemand(sim, group)
}

interface DemandArgs {
  readonly group: Row
  readonly millicores: number
}

/** Constant demand from now on. Two names for one command: the older one stands in links that exist. */
function demandCommand(name: string): CommandSpec<DemandArgs, WorkloadSim['tables']> {
  return {
    name,
    args: v.strictObject({
      group: v.string(),
      millicores: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000000)),
    }),
    entities: { group: 'workloadGroups' },
    check: (sim, { group, millicores }) =>
      sim.tables.workloadGroups.law[group] === DemandLaw.constant &&
      sim.tables.workloadGroups.highMillicores[group] === millicores
        ? refuse('nothing-to-change', { group: sim.groupName(sim.tables.workloadGroups.group[group]) })
        : null,
    apply: (sim, { group, millicores }) => {
      sim.tables.workloadGroups.law[group] = DemandLaw.constant
      sim.tables.workloadGroups.highMillicores[group] = millicores
      sim.tables.workloadGroups.jitterPercent[group] = 0
      sim.emit('demand.changed', group, millicores)
      sampleDemand(sim, group)
    },
  }
}

const groupMetric = (name: string, column: 'placed' | 'running' | 'crashed'): MetricSpec => ({
  name,
  unit: 'workloads',
  scope: 'group',
  read: (world: World, subject: Row) => {
    const { columns, rows } = world.tables['workloadGroups']
    if (subject !== none) return columns[column][subject]
    let sum = 0
    for (let group = 0; group < rows.size; group++) sum += columns[column][group]
    return sum
  },
})

export const workload = defineMechanism<WorkloadSim['tables']>({
  name: 'workload',
  needs: [inventory, kernel],
  tables: workloadTables,
  events: { 'workload.sample': readAgain },
  facts: {
    'demand.sampled': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'demand', unit: 'millicores' },
    ],
    'demand.averaged': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'demand', unit: 'millicores' },
    ],
    'demand.changed': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'demand', unit: 'millicores' },
    ],
  },
  refusals: { 'nothing-to-change': ['group'] },
  commands: [demandCommand('workload.demand'), demandCommand('group.demand')],
  start: buildGroups,
  metrics: [
    groupMetric('workload.placed', 'placed'),
    groupMetric('workload.running', 'running'),
    groupMetric('workload.lost', 'crashed'),
  ],
  invariants: [countsAddUp],
})

/** The derived counts of every group equal a recount. */
function countsAddUp({ tables }: World): string | null {
  const groups = tables['workloadGroups']
  const { rows, columns } = tables['workloads']
  const units = tables['units'].columns
  const running = new Uint32Array(groups.rows.size)
  const crashed = new Uint32Array(groups.rows.size)
  const starting = new Uint32Array(groups.rows.size)
  const placed = new Uint32Array(groups.rows.size)
  const count = new Uint32Array(groups.rows.size)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const group = columns['groupRow'][row]
    count[group]++
    if (columns['state'][row] === WorkloadState.running) running[group]++
    if (columns['state'][row] === WorkloadState.crashed) crashed[group]++
    if (columns['state'][row] === WorkloadState.starting) starting[group]++
    if (units['host'][columns['unit'][row]] !== none) placed[group]++
  }
  for (let group = 0; group < groups.rows.size; group++) {
    if (groups.columns['running'][group] !== running[group]) return `group ${group}: running is not a recount`
    if (groups.columns['crashed'][group] !== crashed[group]) return `group ${group}: crashed is not a recount`
    if (groups.columns['starting'][group] !== starting[group])
      return `group ${group}: starting is not a recount`
    if (groups.columns['placed'][group] !== placed[group]) return `group ${group}: placed is not a recount`
    if (groups.columns['count'][group] !== count[group]) return `group ${group}: count is not a recount`
  }
  return null
}
