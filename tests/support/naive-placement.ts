// Placement of the naive model: every host is looked at for every unit; groups are deployed, filled and resized.
import type { WorkloadPlan } from '../../src/sim/model'
import {
  addedMiB,
  freeMiBOf,
  hold,
  makeUnit,
  release,
  reservationOf,
  reservedOn,
  sizeUnit,
  spareMiBOf,
  type Group,
  type Host,
  type NaiveWorld,
  type Unit,
  type Workload,
} from './naive-world'

/** Makes and places the units of a group: as many as it says, or as many as fit. */
export function deploy(world: NaiveWorld, group: Group): void {
  const { count, vm } = group.plan
  const per = vm?.per ?? 1
  if (count === 'fill') {
    fill(world, group, per)
    return
  }
  grow(world, group, count)
}

/** So many more workloads, in new units. */
export function grow(world: NaiveWorld, group: Group, count: number): void {
  const per = group.plan.vm?.per ?? 1
  for (let left = count; left > 0; left -= per) place(world, makeUnit(world, group, Math.min(per, left)))
}

/** No filling group has more workloads than this. */
const fillLimit = 20000

/** The first that finds no host is as if it had never been. */
function fill(world: NaiveWorld, group: Group, per: number): void {
  while ((group.units.length + 1) * per <= fillLimit) {
    if (place(world, makeUnit(world, group, per))) continue
    group.units.pop()
    group.ordinals -= per
    return
  }
}

/** The host with the highest score among those that pass every filter, the first of equals. */
function place(world: NaiveWorld, unit: Unit): boolean {
  const scored = world.hosts
    .filter((host) => passes(host, unit))
    .map((host) => ({ host, score: scoreOf(host, unit) }))
  const best = scored.find(({ score }) => score === Math.max(...scored.map((other) => other.score)))
  if (best === undefined) return false
  bind(unit, best.host)
  return true
}

export function bind(unit: Unit, host: Host): void {
  unit.host = host
  host.units.push(unit)
  hold(host, unit)
  startUnit(unit)
}

export function passes(host: Host, unit: Unit): boolean {
  const { plan } = unit.group
  return (
    host.on &&
    host.kernel === 'running' &&
    (plan.on === null || plan.on === host.plan.name) &&
    runsOn(host, plan) &&
    (plan.kernelNeeded === '' || plan.vm !== null || plan.kernelNeeded === host.plan.release) &&
    (plan.policyPer === 0 || host.units.length < plan.policyPer) &&
    (plan.vm === null || unit.members.every(({ vcpus }) => vcpus <= threadsOf(host))) &&
    reservedOn(host) + reservationOf(unit) <= host.plan.machine.cores * 1000 &&
    addedMiB(host, unit) <= freeMiBOf(host)
  )
}

function threadsOf({ plan: { machine } }: Host): number {
  return machine.cores * machine.threadsPerCore
}

function runsOn({ plan: { kernel, runsContainers } }: Host, { vm }: WorkloadPlan): boolean {
  return vm === null ? runsContainers : vm.hosts.includes(kernel)
}

/** By the policy's place in the list: block and first-fit, best-fit, worst-fit, spread, pack. */
function scoreOf(host: Host, unit: Unit): number {
  const freeAfter = freeMiBOf(host) - addedMiB(host, unit)
  const count = host.units.length
  return [0, 0, -freeAfter, freeAfter, -count, count][unit.group.plan.policy] ?? 0
}

/** A unit starts with everything in it. */
export function startUnit(unit: Unit): void {
  if (unit.kernel !== null) unit.kernel = 'running'
  unit.members.forEach(startMember)
}

export function startMember(member: Workload): void {
  member.state = 'running'
  if (member.container !== 'none') member.container = 'running'
}

/** Tries every unit of a group that has no host, in order. */
export function placeWaiting(world: NaiveWorld, group: Group): void {
  for (const unit of group.units) if (unit.host === null) place(world, unit)
}

/** All give their memory back and take what they need now, in order; who does not fit where it was must leave. */
export function resize(world: NaiveWorld, group: Group, memoryMiB: number): void {
  group.memoryMiB = memoryMiB
  for (const unit of group.units) if (unit.host !== null) release(unit.host, unit)
  const leaving: Unit[] = []
  for (const unit of group.units) {
    for (const member of unit.members) member.memoryMiB = memoryMiB
    sizeUnit(unit)
    if (unit.host !== null && addedMiB(unit.host, unit) <= spareMiBOf(unit.host)) hold(unit.host, unit)
    else leaving.push(unit)
  }
  leaving.forEach(takeOff)
  if (group.plan.count !== 'fill') {
    placeWaiting(world, group)
    return
  }
  for (const unit of leaving) for (const member of unit.members) member.gone = true
  group.units = group.units.filter((unit) => !leaving.includes(unit))
  fill(world, group, group.plan.vm?.per ?? 1)
}

/** Gives the memory back and leaves the host. */
export function unbind(unit: Unit): void {
  if (unit.host !== null) release(unit.host, unit)
  takeOff(unit)
}

function takeOff(unit: Unit): void {
  if (unit.host !== null) unit.host.units = unit.host.units.filter((other) => other !== unit)
  unit.host = null
  if (unit.kernel !== null) unit.kernel = 'off'
  for (const member of unit.members) {
    member.state = 'pending'
    member.granted = 0
    if (member.container !== 'none') member.container = 'created'
  }
}
