/**
 * Workloads: identity, app, demand and state, whatever they are wrapped in. Two runs that differ in wrapping
 * have the same draws.
 */
import * as v from 'valibot'
import { defineMechanism, hashText, none, refuse, type MetricSpec, type Row, type World } from '../../core'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { readDemand, sampleDemand } from './demand'
import { workloadEquations } from './equations'
import { DemandLaw, UnitKind, WorkloadState, workloadTables } from './tables'
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
  addUnit,
  dropUnit,
  kernelOfUnit,
  putOnHost,
  setGroupMemory,
  setMembersState,
  setUnitKernel,
  setWorkloadState,
  takeBackOrdinals,
  takeOffHost,
} from './units'
export type { WorkloadSim } from './units'
export { joinDemand } from './demand'

/** Writes down the groups; their units are made when placement has hosts for them. */
function buildGroups(sim: WorkloadSim, scenario: unknown): void {
  const { workloads: plans } = scenario as BuildPlan
  for (const plan of plans) addGroup(sim, plan)
}

function addGroup(sim: WorkloadSim, plan: WorkloadPlan): void {
  const group = sim.addRow('workloadGroups')
  const { workloadGroups: groups } = sim.tables
  groups.group[group] = sim.group(plan.name)
  groups.hash[group] = hashText(plan.name)
  groups.app[group] = sim.group(plan.app)
  groups.tenant[group] = sim.group(plan.tenant)
  groups.on[group] = plan.on === null ? 0 : sim.group(plan.on) + 1
  groups.fill[group] = plan.count === 'fill' ? 1 : 0
  groups.kind[group] = kindOf(plan)
  groups.policy[group] = plan.policy
  groups.policyPer[group] = plan.policyPer
  groups.per[group] = plan.vm?.per ?? 1
  groups.librariesMiB[group] = plan.librariesMiB
  groups.shares[group] = plan.shares
  groups.reservationMillicores[group] = plan.reservationMillicores
  groups.limitMillicores[group] = plan.limitMillicores
  groups.law[group] = plan.demand.law
  groups.lowMillicores[group] = plan.demand.lowMillicores
  groups.highMillicores[group] = plan.demand.highMillicores
  groups.period[group] = plan.demand.period
  groups.peakAt[group] = plan.demand.peakAt
  groups.cadence[group] = plan.demand.cadence
  groups.jitterPercent[group] = plan.demand.jitterPercent
  plan.flavours.forEach((flavour, at) => {
    const row = sim.addRow('flavours')
    if (at === 0) groups.firstFlavour[group] = row
    sim.tables.flavours.vcpus[row] = flavour.vcpus
    sim.tables.flavours.memoryMiB[row] = flavour.memoryMiB
  })
  groups.flavourCount[group] = plan.flavours.length
  plan.demand.steps.forEach((step, at) => {
    const row = sim.addRow('demandSteps')
    if (at === 0) groups.firstStep[group] = row
    sim.tables.demandSteps.at[row] = step.at
    sim.tables.demandSteps.millicores[row] = step.millicores
  })
  groups.stepCount[group] = plan.demand.steps.length
  sim.at(0, 'workload.sample', group)
}

function kindOf(plan: WorkloadPlan): number {
  if (plan.vm !== null) return UnitKind.vm
  if (plan.runtime === null) return UnitKind.process
  return plan.runtime.boundary === 'sandbox' ? UnitKind.sandbox : UnitKind.container
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
  equations: workloadEquations,
  events: { 'workload.sample': readDemand },
  facts: {
    'demand.sampled': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'demand', unit: 'millicores' },
    ],
    'demand.changed': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'demand', unit: 'millicores' },
    ],
  },
  refusals: { 'nothing-to-change': ['group'] },
  commands: [
    {
      name: 'workload.demand',
      args: v.strictObject({
        group: v.string(),
        millicores: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000000)),
      }),
      entities: { group: 'workloadGroups' },
      check: (sim, { group, millicores }: { group: Row; millicores: number }) =>
        sim.tables.workloadGroups.law[group] === DemandLaw.constant &&
        sim.tables.workloadGroups.highMillicores[group] === millicores
          ? refuse('nothing-to-change', { group: sim.groupName(sim.tables.workloadGroups.group[group]) })
          : null,
      apply: (sim, { group, millicores }: { group: Row; millicores: number }) => {
        sim.tables.workloadGroups.law[group] = DemandLaw.constant
        sim.tables.workloadGroups.highMillicores[group] = millicores
        sim.tables.workloadGroups.jitterPercent[group] = 0
        sim.emit('demand.changed', group, millicores)
        sampleDemand(sim, group)
      },
    },
  ],
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
  const placed = new Uint32Array(groups.rows.size)
  const count = new Uint32Array(groups.rows.size)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const group = columns['groupRow'][row]
    count[group]++
    if (columns['state'][row] === WorkloadState.running) running[group]++
    if (columns['state'][row] === WorkloadState.crashed) crashed[group]++
    if (units['host'][columns['unit'][row]] !== none) placed[group]++
  }
  for (let group = 0; group < groups.rows.size; group++) {
    if (groups.columns['running'][group] !== running[group]) return `group ${group}: running is not a recount`
    if (groups.columns['crashed'][group] !== crashed[group]) return `group ${group}: crashed is not a recount`
    if (groups.columns['placed'][group] !== placed[group]) return `group ${group}: placed is not a recount`
    if (groups.columns['count'][group] !== count[group]) return `group ${group}: count is not a recount`
  }
  return null
}
