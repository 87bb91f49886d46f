/** Verbs on whole groups of workloads: making them, taking them out of the world, changing what they ask for. */
import { Domain, hashText, none, type Row, type Sim } from '../../core'
import type { WorkloadPlan } from '../plan'
import { sampleDemand } from './demand'
import { UnitKind } from './tables'
import { setWeights, type WorkloadSim } from './units'

const seen = (sim: Sim) => (sim as WorkloadSim).tables

/** A new group without units; its demand is read first when its time comes. */
export function addGroup(sim: Sim, plan: WorkloadPlan): Row {
  const group = sim.addRow('workloadGroups')
  const { workloadGroups: groups, flavours, demandSteps } = seen(sim)
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
  groups.trace[group] = plan.demand.trace
  plan.flavours.forEach((flavour, at) => {
    const row = sim.addRow('flavours')
    if (at === 0) groups.firstFlavour[group] = row
    flavours.vcpus[row] = flavour.vcpus
    flavours.memoryMiB[row] = flavour.memoryMiB
  })
  groups.flavourCount[group] = plan.flavours.length
  plan.demand.steps.forEach((step, at) => {
    const row = sim.addRow('demandSteps')
    if (at === 0) groups.firstStep[group] = row
    demandSteps.at[row] = step.at
    demandSteps.millicores[row] = step.millicores
  })
  groups.stepCount[group] = plan.demand.steps.length
  return group
}

function kindOf(plan: WorkloadPlan): number {
  if (plan.vm !== null) return UnitKind.vm
  if (plan.runtime === null) return UnitKind.process
  return plan.runtime.boundary === 'sandbox' ? UnitKind.sandbox : UnitKind.container
}

/** Reads the demand of a group that is made while the world runs, before its first unit joins it. */
export function startGroupDemand(sim: Sim, groupRow: Row): void {
  sampleDemand(sim as WorkloadSim, groupRow)
}

/** Takes a group without units out of the world, with its sizes and steps. */
export function dropGroup(sim: Sim, groupRow: Row): void {
  const { workloadGroups: groups } = seen(sim)
  for (let flavour = 0; flavour < groups.flavourCount[groupRow]; flavour++)
    sim.dropRow('flavours', groups.firstFlavour[groupRow] + flavour)
  for (let step = 0; step < groups.stepCount[groupRow]; step++)
    sim.dropRow('demandSteps', groups.firstStep[groupRow] + step)
  sim.dropRow('workloadGroups', groupRow)
}

/** Where the group's units go from now on. */
export function setGroupPolicy(sim: Sim, groupRow: Row, policy: number): void {
  seen(sim).workloadGroups.policy[groupRow] = policy
}

/** CPU weight of every workload of the group, those to come included. */
export function setGroupShares(sim: Sim, groupRow: Row, shares: number): void {
  const { workloadGroups: groups, units } = seen(sim)
  groups.shares[groupRow] = shares
  for (let unit = groups.firstUnit[groupRow]; unit !== none; unit = units.nextInGroup[unit]) {
    setWeights(sim, unit)
    if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
  }
}

/** The most that each workload of the group may use, those to come included; 0 for none beyond its vCPUs. */
export function setGroupLimit(sim: Sim, groupRow: Row, millicores: number): void {
  const { workloadGroups: groups, workloads } = seen(sim)
  groups.limitMillicores[groupRow] = millicores
  eachMember(sim, groupRow, (member) => (workloads.limitMillicores[member] = millicores))
}

/** What each workload of the group is promised, those to come included; placement keeps the sums per host. */
export function setGroupReservation(sim: Sim, groupRow: Row, millicores: number): void {
  const { workloadGroups: groups, workloads } = seen(sim)
  groups.reservationMillicores[groupRow] = millicores
  eachMember(sim, groupRow, (member) => (workloads.reservationMillicores[member] = millicores))
}

/** Changes every workload of a group and has its hosts settled. */
function eachMember(sim: Sim, groupRow: Row, change: (member: Row) => void): void {
  const { workloadGroups: groups, units, workloads } = seen(sim)
  for (let unit = groups.firstUnit[groupRow]; unit !== none; unit = units.nextInGroup[unit]) {
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
      change(member)
    if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
  }
}

/** A group whose number somebody has chosen fills its hosts no longer. */
export function stopFilling(sim: Sim, groupRow: Row): void {
  seen(sim).workloadGroups.fill[groupRow] = 0
}
