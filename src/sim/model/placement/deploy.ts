/**
 * Making units, binding them to hosts, and resizing whole groups: where wrapping, memory and the choice of a
 * host meet.
 */
import { none, type Row, type Sim } from '../../core'
import { runtimeMiB, setContainers, ContainerState } from '../container'
import { clearGrants } from '../cpu'
import { vmmMemoryMiB } from '../hypervisor'
import {
  addKernel,
  attachKernel,
  detachKernel,
  dropKernel,
  KernelKind,
  KernelState,
  setKernelState,
} from '../kernel'
import { addedMiB, giveMemory, ownMiB, setUnitMemory, spareMiB, takeMemory } from '../memory'
import { worldLimits } from '../plan'
import {
  cancelStart,
  forgetMade,
  forgetMemberStart,
  forgetStarts,
  renewStartDemand,
  requestStart,
  startNow,
  startsTakeTime,
} from '../start'
import { defineVm, resizeVm, shutVm } from '../vm'
import {
  addUnit,
  dropMember,
  dropUnit,
  joinDemand,
  putOnHost,
  setGroupMemory,
  setMembersState,
  setUnitKernel,
  takeBackOrdinals,
  takeOffHost,
  UnitKind,
  WorkloadState,
} from '../workload'
import { chooseHost, releaseOfUnit, reservationOf, type PlacementSim } from './choose'
import { loseRoom } from './room'

/** A group that fills its hosts stops here: more copies than this could not be told apart on any screen. */
const fillLimit = 20000

/** Workloads that are made, measured or taken away in the time of one event. */
const membersPerWork = 4

/** Makes and places more units of a group, because of `cause`: `count` workloads, or as many as fit. */
export function deployGroup(sim: PlacementSim, group: Row, count: number | 'fill', cause = none): void {
  const { workloadGroups: groups } = sim.tables
  const per = groups.per[group]
  if (count === 'fill') {
    const { rows } = sim.tables.workloads
    while (groups.count[group] + per <= fillLimit && rows.live + per <= worldLimits.workloads) {
      const before = groups.nextOrdinal[group]
      const unit = makeUnit(sim, group, per)
      sim.because(cause)
      if (placeUnit(sim, unit)) continue
      removeUnit(sim, unit)
      takeBackOrdinals(sim, group, before)
      break
    }
    return
  }
  sim.reserve('workloads', count)
  sim.reserve('units', Math.ceil(count / per))
  if (groups.kind[group] === UnitKind.vm) sim.reserve('kernels', Math.ceil(count / per))
  let failed = 0
  for (let left = count; left > 0; left -= per) {
    const unit = makeUnit(sim, group, Math.min(per, left))
    sim.because(cause)
    if (!placeUnit(sim, unit)) failed += Math.min(per, left)
  }
  sim.because(cause)
  if (failed > 0) sim.emit('placement.failed', group, failed)
}

/** The unit with its kernel and its memory, not yet on any host. */
function makeUnit(sim: PlacementSim, group: Row, members: number): Row {
  sim.worked(1)
  const unit = addUnit(sim, group, members)
  const { units, workloads, workloadGroups: groups } = sim.tables
  const kind = units.kind[unit]
  const first = units.firstMember[unit]
  if (kind === UnitKind.vm || kind === UnitKind.sandbox) {
    const suffix = kind === UnitKind.vm ? 'vm' : 'sandbox'
    const name = sim.group(`${sim.groupName(groups.group[group])}-${suffix}`)
    const ordinal = kernelOrdinal(sim, unit)
    const profile =
      kind === UnitKind.vm
        ? sim.tables.groupHypervisors.profile[group]
        : sim.tables.groupRuntimes.profile[group]
    const kernel = addKernel(
      sim,
      kind === UnitKind.vm ? KernelKind.guest : KernelKind.sandbox,
      name,
      ordinal,
      workloads.identity[first],
      profile - 1,
      releaseOfUnit(sim, unit),
    )
    setUnitKernel(sim, unit, kernel)
    if (kind === UnitKind.vm) defineVm(sim, kernel, unit, units.vcpus[unit], 0)
  }
  sizeUnit(sim, unit)
  joinDemand(sim, unit)
  setContainers(sim, unit, ContainerState.created)
  return unit
}

/**
 * Kernels are numbered like their first workloads, in steps of a full unit. Behind a unit that is not full the next
 * number is taken, so that no two have one name.
 */
function kernelOrdinal(sim: PlacementSim, unit: Row): number {
  const { units, workloads, workloadGroups: groups, kernels } = sim.tables
  const own = Math.ceil(workloads.ordinal[units.firstMember[unit]] / groups.per[units.groupRow[unit]])
  const before = units.previousInGroup[unit]
  return before === none ? own : Math.max(own, kernels.ordinal[units.kernel[before]] + 1)
}

/** Writes down what the unit occupies, part by part, from its members' sizes and its wrapping. */
export function sizeUnit(sim: PlacementSim, unit: Row): void {
  const { units, workloads, workloadGroups: groups, groupHypervisors } = sim.tables
  const group = units.groupRow[unit]
  const isVm = units.kind[unit] === UnitKind.vm
  sim.worked(units.members[unit] / membersPerWork)
  let app = 0
  let libraries = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const own = Math.min(groups.librariesMiB[group], workloads.memoryMiB[member] - 1)
    app += workloads.memoryMiB[member] - own
    libraries = Math.max(libraries, own) // one copy for all workloads under one kernel
  }
  const runtime = runtimeMiB(sim, group) * units.members[unit]
  const guestOs = isVm ? groupHypervisors.guestOsMiB[group] : 0
  const guest = app + libraries + runtime + guestOs
  setUnitMemory(sim, unit, {
    appMiB: app,
    librariesMiB: isVm ? libraries : 0,
    sharedMiB: isVm ? 0 : libraries,
    guestOsMiB: guestOs,
    vmmMiB: isVm ? vmmMemoryMiB(sim, group, guest, units.vcpus[unit]) : 0,
    runtimeMiB: runtime,
  })
  if (isVm) resizeVm(sim, units.kernel[unit], units.vcpus[unit], Math.min(guest, 4294967295))
}

/** Chooses a host, binds the unit there and starts it; false when no host passes. */
export function placeUnit(sim: PlacementSim, unit: Row): boolean {
  const host = chooseHost(sim, unit)
  if (host === none) {
    sim.worked(1)
    return false
  }
  bind(sim, unit, host)
  return true
}

function bind(sim: PlacementSim, unit: Row, host: Row): void {
  const { units } = sim.tables
  occupy(sim, unit, host)
  const bound = sim.emit('placement.bound', units.firstMember[unit], host)
  if (!sim.building) sim.because(bound)
  startUnit(sim, unit)
}

/** A unit takes its place on a host, which has been checked; nothing in it is started. */
export function occupy(sim: PlacementSim, unit: Row, host: Row): void {
  const { units, hostPlacement } = sim.tables
  takeMemory(sim, host, unit)
  hostPlacement.reservedMillicores[host] += reservationOf(sim, unit)
  putOnHost(sim, unit, host)
  if (units.kernel[unit] !== none) attachKernel(sim, units.kernel[unit], host)
}

/** A unit without a host is not placed with those that wait, or is again. */
export function holdUnit(sim: Sim, unit: Row, held: 0 | 1): void {
  const { unitPlacement } = (sim as PlacementSim).tables
  unitPlacement.held[unit] = held
}

/** Starts what runs in a unit: at once, or in time where the scenario says so. */
export function startUnit(sim: Sim, unit: Row): void {
  if (startsTakeTime(sim)) requestStart(sim, unit)
  else startNow(sim, unit)
}

/** Stops a unit and starts it on this host, which has been checked, because of `cause`. */
export function moveUnit(sim: Sim, unit: Row, host: Row, cause: number): void {
  const mine = sim as PlacementSim
  unbind(mine, unit)
  sim.because(cause)
  bind(mine, unit, host)
}

/** Takes a unit off its host; it waits for another. */
export function unbind(sim: PlacementSim, unit: Row): void {
  const { units, hostPlacement } = sim.tables
  const host = units.host[unit]
  if (host === none) return
  sim.worked(1)
  cancelStart(sim, unit)
  forgetMade(sim, unit)
  loseRoom(sim, unit)
  giveMemory(sim, host, unit)
  hostPlacement.reservedMillicores[host] -= reservationOf(sim, unit)
  setMembersState(sim, unit, WorkloadState.pending)
  setContainers(sim, unit, ContainerState.created)
  const { kernel } = sim.tables.units
  clearGrants(sim, unit)
  if (kernel[unit] !== none) {
    setKernelState(sim, kernel[unit], KernelState.off)
    if (units.kind[unit] === UnitKind.vm) shutVm(sim, kernel[unit])
    detachKernel(sim, kernel[unit])
  }
  takeOffHost(sim, unit)
}

/** Takes a workload out of the world: with its unit when it is alone there, else what stays becomes smaller. */
export function removeWorkload(sim: Sim, member: Row): void {
  const mine = sim as PlacementSim
  const { units, workloads, hostPlacement } = mine.tables
  const unit = workloads.unit[member]
  if (units.members[unit] === 1) {
    removeUnit(mine, unit)
    return
  }
  loseRoom(sim, unit)
  const host = units.host[unit]
  if (host !== none) {
    giveMemory(sim, host, unit)
    hostPlacement.reservedMillicores[host] -= workloads.reservationMillicores[member]
  }
  forgetMemberStart(sim, member)
  dropMember(sim, member)
  renewStartDemand(sim, unit)
  sizeUnit(mine, unit)
  if (host !== none) takeMemory(sim, host, unit)
}

/** Takes a unit with its kernel and its workloads out of the world. */
export function removeUnit(sim: PlacementSim, unit: Row): void {
  sim.worked(1 + sim.tables.units.members[unit] / membersPerWork)
  unbind(sim, unit)
  forgetStarts(sim, unit)
  const { kernel } = sim.tables.units
  const own = kernel[unit]
  if (own !== none) {
    setUnitKernel(sim, unit, none)
    dropKernel(sim, own)
  }
  dropUnit(sim, unit)
}

/**
 * Every workload of a group now needs `memoryMiB`. Units that still fit stay where they are, in order; the
 * others lose their place.
 * A group that fills its hosts drops those and starts new ones while they fit.
 */
export function resizeGroup(sim: PlacementSim, group: Row, memoryMiB: number): void {
  const { units, unitPlacement, workloadGroups: groups } = sim.tables
  for (let unit = groups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit]) {
    loseRoom(sim, unit)
    if (units.host[unit] !== none) giveMemory(sim, units.host[unit], unit)
  }
  setGroupMemory(sim, group, memoryMiB)
  const waiting: Row[] = []
  for (let unit = groups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit]) {
    sizeUnit(sim, unit)
    const host = units.host[unit]
    if (host !== none && fitsAgain(sim, unit, host)) takeMemory(sim, host, unit)
    else if (unitPlacement.held[unit] === 0) waiting.push(unit)
  }
  settleWaiting(sim, group, waiting, sim.emit('workload.resized', group, memoryMiB))
}

/** What is placed keeps its place on a host that is off, too: it comes back with the host. */
function fitsAgain(sim: PlacementSim, unit: Row, host: Row): boolean {
  const { units, workloadGroups: groups, unitMemory } = sim.tables
  const added = addedMiB(
    sim,
    host,
    ownMiB(sim, unit),
    unitMemory.sharedMiB[unit],
    groups.app[units.groupRow[unit]],
  )
  return added <= spareMiB(sim, host)
}

/** What lost its place leaves the world (a filling group) or looks for another host. */
function settleWaiting(sim: PlacementSim, group: Row, waiting: readonly Row[], cause: number): void {
  const { units, workloadGroups: groups } = sim.tables
  sim.because(cause)
  if (groups.fill[group] === 1 && waiting.length > 0) {
    const leaving = waiting.reduce((sum, unit) => sum + units.members[unit], 0)
    sim.emit('placement.removed', group, leaving)
  }
  for (const unit of waiting) {
    // Its memory has been given back; taking it once more lets `unbind` close the books as usual.
    if (units.host[unit] !== none) takeMemory(sim, units.host[unit], unit)
    if (groups.fill[group] === 1) removeUnit(sim, unit)
    else unbind(sim, unit)
  }
  if (groups.fill[group] === 1) {
    deployGroup(sim, group, 'fill', cause)
    return
  }
  placeWaiting(sim, group, cause)
}

/** There is more room than before, because of `cause`: every group tries the units that have no host once more. */
export function placeAllWaiting(sim: Sim, cause: number): void {
  const mine = sim as PlacementSim
  const { rows } = mine.tables.workloadGroups
  for (let group = 0; group < rows.size; group++) placeWaiting(mine, group, cause)
}

/** Tries the units of a group that have no host once more; states how many workloads still wait. */
export function placeWaiting(sim: PlacementSim, group: Row, cause: number): void {
  const { units, unitPlacement, workloadGroups: groups } = sim.tables
  if (groups.placed[group] === groups.count[group]) return
  let failed = 0
  for (let unit = groups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit]) {
    sim.worked(1)
    if (units.host[unit] !== none || unitPlacement.held[unit] === 1) continue
    sim.because(cause)
    if (!placeUnit(sim, unit)) failed += units.members[unit]
  }
  sim.because(cause)
  if (failed > 0) sim.emit('placement.failed', group, failed)
}
