// Operations of the naive model: hosts, groups and workloads come, move, change and go.
import type { Command } from '../../src/sim'
import type { FleetRequest, GroupRequest, WorkloadPlan } from '../../src/sim/model'
import { bind, grow, passes, placeWaiting, unbind } from './naive-placement'
import {
  hold,
  makeGroup,
  makeHost,
  release,
  sizeUnit,
  takeSlot,
  type Group,
  type Host,
  type NaiveWorld,
  type Unit,
  type Workload,
} from './naive-world'

const policies = ['block', 'first-fit', 'best-fit', 'worst-fit', 'spread', 'pack']

/** Whether an operation was done, and the hosts that it added; null for a command that is none. */
export interface Operation {
  readonly done: boolean
  readonly hosts: readonly Host[]
}

const refused: Operation = { done: false, hosts: [] }
const done: Operation = { done: true, hosts: [] }

export function operate(world: NaiveWorld, { name, args }: Command): Operation | null {
  const group = world.groups.find(({ plan }) => plan.name === args['group'])
  const host = world.hosts.find((one) => one.name === args['host'])
  switch (name) {
    case 'host.add':
      return addHosts(world, args)
    case 'host.remove':
      return host === undefined ? refused : removeHost(world, host, args['drain'] === true)
    case 'group.add':
      return addGroup(world, args)
    case 'group.scale':
      return group === undefined ? refused : scale(world, group, Number(args['count']))
    case 'group.remove':
      return group === undefined ? refused : removeGroup(world, group)
    case 'group.policy':
      return change(group, { policy: policies.indexOf(String(args['policy'])) })
    case 'group.shares':
      return change(group, { shares: Number(args['shares']) })
    case 'workload.move':
      return move(findMember(world, args['workload'])?.unit, host)
    case 'workload.remove':
      return removeOne(world, findMember(world, args['workload']))
    default:
      return null
  }
}

function findMember(world: NaiveWorld, name: unknown): { unit: Unit; member: Workload } | undefined {
  return world.groups
    .flatMap(({ units }) => units)
    .flatMap((unit) => unit.members.map((member) => ({ unit, member })))
    .find(({ member }) => member.name === name)
}

function placeAllWaiting(world: NaiveWorld): void {
  for (const group of world.groups) placeWaiting(world, group)
}

/** More of what the last of the group is, as far as nothing else is said. */
function addHosts(world: NaiveWorld, args: Command['args']): Operation {
  const name = String(args['group'])
  const mates = world.hosts.filter(({ plan }) => plan.name === name)
  const like = mates.find(({ ordinal }) => ordinal === Math.max(...mates.map((mate) => mate.ordinal)))
  const old = like === undefined ? {} : { ...like.plan, machine: like.plan.machine.id }
  const given: unknown = { ...old, ...args, name }
  const request = given as FleetRequest
  if (like === undefined && world.groups.some((group) => kernelsOf(group.plan) === name)) return refused
  if (request.machine === undefined || request.kernel === undefined) return refused
  const plan = world.setup.planFleet(request)
  if ('argument' in plan) return refused
  const first = (like?.ordinal ?? 0) + 1
  const hosts = Array.from({ length: plan.count }, (_, at) =>
    makeHost(plan, first + at, takeSlot(world.hostSlots)),
  )
  world.hosts = [...world.hosts, ...hosts].sort((left, right) => left.slot - right.slot)
  placeAllWaiting(world)
  return { done: true, hosts }
}

/** What the kernels of a group are called, without the number. */
function kernelsOf({ name, vm, runtime }: WorkloadPlan): string {
  if (vm !== null) return `${name}-vm`
  return runtime?.boundary === 'sandbox' ? `${name}-sandbox` : ''
}

function removeHost(world: NaiveWorld, host: Host, drain: boolean): Operation {
  if (world.hosts.length === 1 || (host.units.length > 0 && !drain)) return refused
  const groups = world.groups.filter((group) => host.units.some((unit) => unit.group === group))
  for (const unit of [...host.units]) unbind(unit)
  world.hosts = world.hosts.filter((other) => other !== host)
  world.hostSlots.left.push(host.slot)
  world.happenings = world.happenings.filter((happening) => happening !== host.planned)
  for (const group of groups) placeWaiting(world, group)
  return done
}

function addGroup(world: NaiveWorld, given: unknown): Operation {
  const request = given as GroupRequest
  const { name, kind, on } = request
  if (world.groups.some(({ plan }) => plan.name === name)) return refused
  if (on !== undefined && !world.hosts.some(({ plan }) => plan.name === on)) return refused
  const plan = world.setup.planGroup(request)
  if ('argument' in plan || (plan.vm !== null) !== kind.endsWith('vm')) return refused
  if (world.hosts.some((host) => host.plan.name === kernelsOf(plan))) return refused
  const usable = world.hosts.filter((host) => on === undefined || host.plan.name === on)
  const widest = Math.max(0, ...usable.map(({ plan: { machine } }) => machine.cores * machine.threadsPerCore))
  if (plan.vm !== null && plan.flavours.some(({ vcpus }) => vcpus > widest)) return refused
  const group = makeGroup(plan, takeSlot(world.groupSlots))
  group.readings = 1
  group.base = request.millicores
  world.groups = [...world.groups, group].sort((left, right) => left.slot - right.slot)
  grow(world, group, request.count)
  return done
}

const countOf = ({ units }: Group): number => units.reduce((sum, { members }) => sum + members.length, 0)

function scale(world: NaiveWorld, group: Group, count: number): Operation {
  const before = countOf(group)
  if (count === before) return refused
  group.plan = { ...group.plan, count }
  if (count > before) grow(world, group, count - before)
  else shrink(world, group, before - count)
  return done
}

/** The last ones leave one by one; then others may have the room. */
function shrink(world: NaiveWorld, group: Group, count: number): void {
  for (let left = count; left > 0; left--) {
    const unit = group.units.at(-1)
    const member = unit?.members.at(-1)
    if (unit !== undefined && member !== undefined) drop(unit, member)
  }
  if (count > 0) placeAllWaiting(world)
}

/** Out of the world; what stays of the unit needs less. */
function drop(unit: Unit, member: Workload): void {
  member.gone = true
  if (unit.members.length === 1) {
    unbind(unit)
    unit.group.units = unit.group.units.filter((other) => other !== unit)
    return
  }
  if (unit.host !== null) release(unit.host, unit)
  unit.members = unit.members.filter((other) => other !== member)
  sizeUnit(unit)
  if (unit.host !== null) hold(unit.host, unit)
}

function removeGroup(world: NaiveWorld, group: Group): Operation {
  const count = countOf(group)
  for (const unit of [...group.units]) for (const member of unit.members) drop(unit, member)
  world.groups = world.groups.filter((other) => other !== group)
  world.groupSlots.left.push(group.slot)
  if (count > 0) placeAllWaiting(world)
  return done
}

function change(
  group: Group | undefined,
  more: { readonly policy: number } | { readonly shares: number },
): Operation {
  if (
    group === undefined ||
    Object.entries(more).every(([key, value]) => group.plan[key as 'shares'] === value)
  )
    return refused
  group.plan = { ...group.plan, ...more }
  return done
}

function move(unit: Unit | undefined, host: Host | undefined): Operation {
  if (unit === undefined || host === undefined || unit.host === host || !passes(host, unit)) return refused
  unbind(unit)
  bind(unit, host)
  return done
}

function removeOne(world: NaiveWorld, found: { unit: Unit; member: Workload } | undefined): Operation {
  if (found === undefined) return refused
  drop(found.unit, found.member)
  placeAllWaiting(world)
  return done
}
