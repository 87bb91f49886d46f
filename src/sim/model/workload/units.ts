/**
 * Verbs on units and workloads that other mechanisms call: making them, moving them between hosts, changing
 * their state.
 */
import {
  Domain,
  identityOf,
  join,
  leave,
  none,
  type ListColumns,
  type Own,
  type Row,
  type Seen,
  type Sim,
} from '../../core'
import type { inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import { WorkloadState, type workloadTables } from './tables'

export type WorkloadSim = Sim<
  Own<typeof workloadTables> & Seen<typeof kernelTables> & Seen<typeof inventoryTables>
>

/** Normal CPU shares per vCPU, as VMware hands them out. */
const defaultSharesPerVcpu = 1000

const seen = (sim: Sim) => (sim as WorkloadSim).tables

/**
 * A new unit of a group with `members` workloads in it, not yet on any host. Sizes cycle through the group's
 * flavours.
 */
export function addUnit(sim: Sim, groupRow: Row, members: number): Row {
  const unit = sim.addRow('units')
  const { units, workloadGroups: groups } = seen(sim)
  units.kind[unit] = groups.kind[groupRow]
  units.groupRow[unit] = groupRow
  units.members[unit] = members
  join(unitsOfGroup(sim), groupRow, unit)
  let vcpus = 0
  for (let member = 0; member < members; member++) vcpus += addWorkload(sim, groupRow, unit)
  units.vcpus[unit] = vcpus
  return unit
}

/** Adds one workload and returns its vCPUs. */
function addWorkload(sim: Sim, groupRow: Row, unit: Row): number {
  const workload = sim.addRow('workloads')
  const { workloads, workloadGroups: groups, flavours } = seen(sim)
  const ordinal = groups.nextOrdinal[groupRow]++
  groups.count[groupRow]++
  const flavour = groups.firstFlavour[groupRow] + ((ordinal - 1) % groups.flavourCount[groupRow])
  workloads.group[workload] = groups.group[groupRow]
  workloads.ordinal[workload] = ordinal
  workloads.identity[workload] = identityOf(groups.hash[groupRow], ordinal)
  workloads.groupRow[workload] = groupRow
  workloads.unit[workload] = unit
  workloads.memoryMiB[workload] = flavours.memoryMiB[flavour]
  const vcpus = flavours.vcpus[flavour]
  workloads.vcpus[workload] = vcpus
  workloads.weight[workload] = weightOf(groups.shares[groupRow], vcpus)
  workloads.reservationMillicores[workload] = groups.reservationMillicores[groupRow]
  workloads.limitMillicores[workload] = groups.limitMillicores[groupRow]
  join(membersOfUnit(sim), unit, workload)
  return vcpus
}

function weightOf(shares: number, vcpus: number): number {
  return shares === 0 ? defaultSharesPerVcpu * vcpus : shares
}

/** Gives a unit's workloads the weight that their group says now. */
export function setWeights(sim: Sim, unit: Row): void {
  const { units, workloads, workloadGroups: groups } = seen(sim)
  const shares = groups.shares[units.groupRow[unit]]
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    workloads.weight[member] = weightOf(shares, workloads.vcpus[member])
}

/** Notes the kernel a unit brings along, or that it has none any more. */
export function setUnitKernel(sim: Sim, unit: Row, kernel: Row): void {
  seen(sim).units.kernel[unit] = kernel
}

/** The ordinals of a unit that was never placed are given out again. */
export function takeBackOrdinals(sim: Sim, groupRow: Row, next: number): void {
  seen(sim).workloadGroups.nextOrdinal[groupRow] = next
}

/** From now on every workload of the group, those to come included, has this much memory. */
export function setGroupMemory(sim: Sim, groupRow: Row, memoryMiB: number): void {
  const { workloadGroups: groups, flavours, units, workloads } = seen(sim)
  const first = groups.firstFlavour[groupRow]
  for (let flavour = first; flavour < first + groups.flavourCount[groupRow]; flavour++)
    flavours.memoryMiB[flavour] = memoryMiB
  for (let unit = groups.firstUnit[groupRow]; unit !== none; unit = units.nextInGroup[unit]) {
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      workloads.memoryMiB[member] = memoryMiB
    }
  }
}

/** One workload has another size from now on; the books of its host are the caller's business. */
export function setMemberSize(sim: Sim, member: Row, vcpus: number, memoryMiB: number): void {
  const { workloads, units, workloadGroups: groups } = seen(sim)
  const unit = workloads.unit[member]
  units.vcpus[unit] += vcpus - workloads.vcpus[member]
  workloads.vcpus[member] = vcpus
  workloads.memoryMiB[member] = memoryMiB
  workloads.weight[member] = weightOf(groups.shares[workloads.groupRow[member]], vcpus)
}

/** Takes a unit with its workloads out of the world; its kernel must be gone already. */
export function dropUnit(sim: Sim, unit: Row): void {
  const { units, workloads, workloadGroups: groups } = seen(sim)
  const groupRow = units.groupRow[unit]
  takeOffHost(sim, unit)
  for (let member = units.firstMember[unit]; member !== none;) {
    const next = workloads.nextInUnit[member]
    setWorkloadState(sim, member, WorkloadState.pending)
    sim.dropRow('workloads', member)
    groups.count[groupRow]--
    member = next
  }
  leave(unitsOfGroup(sim), groupRow, unit)
  sim.dropRow('units', unit)
}

/** Takes one workload out of a unit that keeps others, and out of the world. */
export function dropMember(sim: Sim, member: Row): void {
  const { units, workloads, workloadGroups: groups } = seen(sim)
  const unit = workloads.unit[member]
  const groupRow = workloads.groupRow[member]
  setWorkloadState(sim, member, WorkloadState.pending)
  leave(membersOfUnit(sim), unit, member)
  units.members[unit]--
  units.vcpus[unit] -= workloads.vcpus[member]
  groups.count[groupRow]--
  if (units.host[unit] !== none) {
    groups.placed[groupRow]--
    sim.touch(Domain.host, units.host[unit])
  }
  sim.dropRow('workloads', member)
}

export function putOnHost(sim: Sim, unit: Row, host: Row): void {
  const { units, hostUnits, workloadGroups: groups } = seen(sim)
  units.host[unit] = host
  join(unitsOnHost(sim), host, unit)
  hostUnits.count[host]++
  groups.placed[units.groupRow[unit]] += units.members[unit]
  sim.touch(Domain.host, host)
}

export function takeOffHost(sim: Sim, unit: Row): void {
  const { units, hostUnits, workloadGroups: groups } = seen(sim)
  const host = units.host[unit]
  if (host === none) return
  leave(unitsOnHost(sim), host, unit)
  hostUnits.count[host]--
  groups.placed[units.groupRow[unit]] -= units.members[unit]
  units.host[unit] = none
  sim.touch(Domain.host, host)
}

/** Changes what a workload is doing; its host is settled again. */
export function setWorkloadState(sim: Sim, workload: Row, state: number): void {
  const { workloads, units, workloadGroups: groups } = seen(sim)
  const before = workloads.state[workload]
  if (before === state) return
  const groupRow = workloads.groupRow[workload]
  if (before === WorkloadState.running) groups.running[groupRow]--
  if (state === WorkloadState.running) groups.running[groupRow]++
  if (before === WorkloadState.crashed) groups.crashed[groupRow]--
  if (state === WorkloadState.crashed) groups.crashed[groupRow]++
  if (before === WorkloadState.starting) groups.starting[groupRow]--
  if (state === WorkloadState.starting) groups.starting[groupRow]++
  workloads.state[workload] = state
  const host = units.host[workloads.unit[workload]]
  if (host !== none) sim.touch(Domain.host, host)
}

/** Gives every workload of a unit the same state; only those in one of the states `from`, if it is given. */
export function setMembersState(sim: Sim, unit: Row, state: number, from?: readonly number[]): void {
  const { units, workloads } = seen(sim)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    if (from === undefined || from.includes(workloads.state[member])) setWorkloadState(sim, member, state)
  }
}

/** The row of a unit's host kernel or of its own kernel: what a panic must hit to stop it. */
export function kernelOfUnit(sim: Sim, unit: Row): Row {
  const { units, hostKernels } = seen(sim)
  if (units.kernel[unit] !== none) return units.kernel[unit]
  return units.host[unit] === none ? none : hostKernels.kernel[units.host[unit]]
}

function unitsOnHost(sim: Sim): ListColumns {
  const { units, hostUnits } = seen(sim)
  return {
    first: hostUnits.first,
    last: hostUnits.last,
    next: units.nextOnHost,
    previous: units.previousOnHost,
  }
}

function membersOfUnit(sim: Sim): ListColumns {
  const { workloads, units } = seen(sim)
  return {
    first: units.firstMember,
    last: units.lastMember,
    next: workloads.nextInUnit,
    previous: workloads.previousInUnit,
  }
}

function unitsOfGroup(sim: Sim): ListColumns {
  const { units, workloadGroups: groups } = seen(sim)
  return {
    first: groups.firstUnit,
    last: groups.lastUnit,
    next: units.nextInGroup,
    previous: units.previousInGroup,
  }
}

/** What a workload wants while it is starting; its host shares anew. */
export function setStartDemand(sim: Sim, member: Row, millicores: number): void {
  const { workloads, units } = seen(sim)
  workloads.startMillicores[member] = millicores
  const host = units.host[workloads.unit[member]]
  if (host !== none) sim.touch(Domain.host, host)
}

/** Notes which host keeps room for a unit that migrates; none when it is over. */
export function setTarget(sim: Sim, unit: Row, host: Row): void {
  seen(sim).units.target[unit] = host
}

/** Keeps a part of the CPU time of a unit from it, in thousandths. */
export function setBrake(sim: Sim, unit: Row, permille: number): void {
  const { units } = seen(sim)
  units.brakePermille[unit] = permille
  if (units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
}
