// The naive model: the rules as the READMEs of src/sim/model say them, on plain objects; an oracle for the fast core.
import { exponentialMicros } from '../../src/sim/model/failure/equations'
import { draw } from '../../src/sim/core'
import type { Command, Scenario } from '../../src/sim'
import { planOf } from '../../src/sim/scenario/plan'
import { setupFor } from '../../src/sim/scenario/setup'
import { shareHost } from './naive-cpu'
import { demandNow, nextReading } from './naive-demand'
import { operate } from './naive-operations'
import { deploy, placeWaiting, resize, startMember, startUnit } from './naive-placement'
import {
  emptyWorld,
  demandOf,
  plan,
  type Group,
  type Host,
  type KernelState,
  type NaiveWorld,
  type Rules,
  type Unit,
  type Workload,
} from './naive-world'

const microsPerSecond = 1000000
const microsPerHour = 3600 * microsPerSecond

/** The world of a scenario at t = 0, its first readings done. The scenario's script is ignored. */
export function createNaive(scenario: Scenario): NaiveWorld {
  const planned = planOf(scenario)
  if ('problem' in planned) throw new Error(`cannot be planned: ${JSON.stringify(planned.problem)}`)
  const rules = (scenario.rules?.['failure'] ?? {}) as Rules
  const world = emptyWorld(planned.plan, scenario.seed, rules, setupFor(scenario))
  for (const group of world.groups) plan(world, 0, () => readDemand(world, group))
  for (const group of world.groups) deploy(world, group)
  for (const host of world.hosts) planHostFailure(world, host)
  ruleNewcomers(world)
  advanceNaive(world, 0)
  return world
}

/** Whoever is new may crash by chance, and is restarted. */
function ruleNewcomers(world: NaiveWorld): void {
  for (const unit of unitsOf(world)) {
    for (const member of unit.members.filter(({ ruled }) => !ruled)) {
      member.ruled = true
      planCrash(world, unit, member)
    }
  }
}

/** Lets happen what is due up to a time, in order of time and then of planning. */
export function advanceNaive(world: NaiveWorld, to: number): void {
  for (;;) {
    const due = Math.min(...world.happenings.map((happening) => happening.due))
    if (due > to) break
    moveTo(world, due)
    const now = world.happenings.filter((happening) => happening.due === due)
    world.happenings = world.happenings.filter((happening) => happening.due !== due)
    for (const { run } of now) run()
    world.hosts.forEach(shareHost)
  }
  moveTo(world, to)
}

function moveTo(world: NaiveWorld, to: number): void {
  for (const host of world.hosts) host.work += host.usedMillicores * (to - world.now)
  world.now = to
}

/** Does a command now; false if it is refused. */
export function performNaive(world: NaiveWorld, { name, args }: Command): boolean {
  const done = perform(world, name, args)
  ruleNewcomers(world)
  world.hosts.forEach(shareHost)
  return done
}

function perform(world: NaiveWorld, name: string, args: Command['args']): boolean {
  const operation = operate(world, { name, args })
  for (const host of operation?.hosts ?? []) planHostFailure(world, host)
  if (operation !== null) return operation.done
  const [kind, verb = ''] = name === 'group.demand' ? ['workload', 'demand'] : name.split('.')
  const given = (argument: string): string => String(args[argument])
  switch (kind) {
    case 'host': {
      const host = world.hosts.find((one) => one.name === given('host'))
      return host !== undefined && (verb === 'fail' ? failOnCommand(world, host) : repair(world, host))
    }
    case 'kernel': {
      const subject = findKernel(world, given('kernel'))
      return subject !== undefined && (verb === 'panic' ? panic(subject) : reboot(world, subject))
    }
    case 'vm': {
      const unit = unitsOf(world).find((one) => one.kernelName === given('vm'))
      return unit !== undefined && changeVm(unit, verb)
    }
    case 'container': {
      const found = findWorkload(world, given('container'))
      return found !== undefined && changeContainer(found.unit, found.member, verb)
    }
    case 'process': {
      const found = findWorkload(world, given('workload'))
      if (found?.member.state !== 'running') return false
      crash(world, found.unit, found.member)
      return true
    }
    default:
      return changeGroups(world, verb, args)
  }
}

function changeGroups(world: NaiveWorld, verb: string, args: Command['args']): boolean {
  const groups = world.groups.filter(({ plan: { name } }) =>
    [name, undefined].includes(args['group'] as string),
  )
  for (const group of groups) {
    if (verb === 'resize') {
      resize(world, group, Number(args['memoryMiB']))
      continue
    }
    const millicores = Number(args['millicores'])
    if (group.demand.law === 0 && group.demand.highMillicores === millicores) return false
    group.demand = { ...group.demand, law: 0, highMillicores: millicores, jitterPercent: 0 }
    readDemand(world, group)
  }
  return groups.length > 0
}

function unitsOf(world: NaiveWorld): readonly Unit[] {
  return world.groups.flatMap(({ units }) => units)
}

function findWorkload(world: NaiveWorld, name: string): { unit: Unit; member: Workload } | undefined {
  return unitsOf(world)
    .flatMap((unit) => unit.members.map((member) => ({ unit, member })))
    .find(({ member }) => member.name === name)
}

function findKernel(world: NaiveWorld, name: string): Host | Unit | undefined {
  return (
    world.hosts.find((host) => host.name === name) ?? unitsOf(world).find((unit) => unit.kernelName === name)
  )
}

/** Every workload of the group wants what the law says now, drawn by its name and the number of the reading. */
function readDemand(world: NaiveWorld, group: Group): void {
  group.readings++
  group.base = demandNow(group.demand, world.now)
  for (const { members } of group.units)
    for (const member of members) member.demand = demandOf(world, group, member)
  const { demand } = group
  const next = nextReading(demand, world.now)
  // A demand that has been replaced is not read any more.
  if (next !== null) plan(world, next - world.now, () => group.demand === demand && readDemand(world, group))
}

function kernelUnder(unit: Unit): KernelState | null {
  return unit.kernel ?? unit.host?.kernel ?? null
}

const isUp = (state: KernelState): boolean => state === 'running' || state === 'paused'

/** What runs or is paused in a unit is lost, unless its own kernel is down already. */
function loseUnit(unit: Unit): void {
  if (unit.kernel !== null && !isUp(unit.kernel)) return
  if (unit.kernel !== null) unit.kernel = 'panicked'
  for (const member of unit.members) {
    if (member.state === 'running' || member.state === 'paused') lose(member)
  }
}

function lose(member: Workload): void {
  member.state = 'crashed'
  if (member.container !== 'none') member.container = 'stopped'
}

/** What was lost comes back; a VM starts with everything in it; what was shut off stays off. */
function restartUnit(unit: Unit): void {
  if (unit.kernel === 'off') return
  if (unit.group.plan.vm !== null) {
    startUnit(unit)
    return
  }
  if (unit.kernel !== null) unit.kernel = 'running'
  for (const member of unit.members) if (member.state === 'crashed') startMember(member)
}

function panic(subject: Host | Unit): boolean {
  if (subject.kernel !== 'running') return false
  if ('units' in subject) {
    subject.kernel = 'panicked'
    subject.units.forEach(loseUnit)
  } else loseUnit(subject)
  return true
}

function reboot(world: NaiveWorld, subject: Host | Unit): boolean {
  if (subject.kernel !== 'panicked') return false
  if ('units' in subject) {
    if (!subject.on) return false
    subject.kernel = 'running'
    subject.units.forEach(restartUnit)
    for (const group of world.groups) placeWaiting(world, group)
    return true
  }
  if (subject.host === null || !subject.host.on || subject.host.kernel !== 'running') return false
  restartUnit(subject)
  return true
}

function failOnCommand(world: NaiveWorld, host: Host): boolean {
  if (!host.on) return false
  world.happenings = world.happenings.filter((happening) => happening !== host.planned)
  failHost(world, host)
  return true
}

function failHost(world: NaiveWorld, host: Host): void {
  host.failures++
  host.on = false
  host.kernel = 'off'
  host.units.forEach(loseUnit)
  const { hostRepairSeconds } = world.rules
  host.planned =
    hostRepairSeconds === undefined
      ? null
      : plan(world, hostRepairSeconds * microsPerSecond, () => repair(world, host))
}

/** Power, kernel and everything lost come back, and whoever waits for a host is tried again. */
function repair(world: NaiveWorld, host: Host): boolean {
  if (host.on) return false
  world.happenings = world.happenings.filter((happening) => happening !== host.planned)
  host.on = true
  host.kernel = 'running'
  host.units.forEach(restartUnit)
  planHostFailure(world, host)
  for (const group of world.groups) placeWaiting(world, group)
  return true
}

function planHostFailure(world: NaiveWorld, host: Host): void {
  const { hostMeanHours } = world.rules
  host.planned = null
  if (hostMeanHours === undefined) return
  const drawn = draw(world.seed, 'host-failure', host.identity, host.failures)
  const lifetime = exponentialMicros(hostMeanHours * microsPerHour, drawn)
  host.planned = plan(world, lifetime, () => failHost(world, host))
}

function crash(world: NaiveWorld, unit: Unit, member: Workload): void {
  member.failures++
  lose(member)
  planRestart(world, unit, member)
}

/** A crashed process comes back if its kernel runs; while that is paused, it is tried again. */
function planRestart(world: NaiveWorld, unit: Unit, member: Workload): void {
  const { processRestartSeconds } = world.rules
  if (processRestartSeconds === undefined) return
  // Whoever crashes again waits anew.
  world.happenings = world.happenings.filter((happening) => happening !== member.restart)
  member.restart = plan(world, processRestartSeconds * microsPerSecond, () => {
    if (member.gone || member.state !== 'crashed') return
    if (kernelUnder(unit) === 'running') startMember(member)
    else if (kernelUnder(unit) === 'paused') planRestart(world, unit, member)
  })
}

/** The next random crash; who is down when it comes misses it, and draws the next. */
function planCrash(world: NaiveWorld, unit: Unit, member: Workload): void {
  const { processMeanSeconds } = world.rules
  if (processMeanSeconds === undefined) return
  const drawn = draw(world.seed, 'process-failure', member.identity, member.failures)
  plan(world, exponentialMicros(processMeanSeconds * microsPerSecond, drawn), () => {
    if (member.gone) return
    if (member.state === 'running') crash(world, unit, member)
    else member.failures++
    planCrash(world, unit, member)
  })
}

/** Life cycle of VMs: from which states, and to which. */
function changeVm(unit: Unit, verb: string): boolean {
  if (unit.group.plan.vm === null || unit.host?.kernel !== 'running') return false
  const { kernel, members } = unit
  switch (verb) {
    case 'start':
      if (kernel !== 'off' && kernel !== 'panicked') return false
      startUnit(unit)
      return true
    case 'suspend':
      if (kernel !== 'running') return false
      unit.kernel = 'paused'
      for (const member of members) if (member.state === 'running') member.state = 'paused'
      return true
    case 'resume':
      if (kernel !== 'paused') return false
      unit.kernel = 'running'
      // A container that was paused by itself stays so.
      for (const member of members)
        if (member.state === 'paused' && member.container !== 'paused') member.state = 'running'
      return true
    case 'shutdown':
    case 'destroy':
      if (kernel === 'off' || (verb === 'shutdown' && kernel !== 'running')) return false
      unit.kernel = 'off'
      for (const member of members) {
        member.state = 'stopped'
        if (member.container !== 'none') member.container = 'stopped'
      }
      return true
    default:
      return false
  }
}

function changeContainer(unit: Unit, member: Workload, verb: string): boolean {
  if (kernelUnder(unit) !== 'running') return false
  const { container } = member
  switch (verb) {
    case 'start':
      if (container !== 'created' && container !== 'stopped') return false
      startMember(member)
      return true
    case 'pause':
      if (container !== 'running') return false
      member.container = member.state = 'paused'
      return true
    case 'resume':
      if (container !== 'paused') return false
      startMember(member)
      return true
    case 'kill':
      if (container !== 'running' && container !== 'paused') return false
      member.container = member.state = 'stopped'
      return true
    default:
      return false
  }
}
