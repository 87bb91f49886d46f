// The naive model's things: hosts, units, workloads as plain objects, and the sums over them, counted anew each time.
import { draw, hashText, identityOf } from '../../src/sim/core'
import type { BuildPlan, DemandPlan, FleetPlan, Setup, WorkloadPlan } from '../../src/sim/model'
import { hashedDemand } from './naive-demand'

export type KernelState = 'off' | 'running' | 'panicked' | 'paused'
export type WorkloadState = 'pending' | 'running' | 'paused' | 'stopped' | 'crashed'
export type ContainerState = 'none' | 'created' | 'running' | 'paused' | 'stopped'

export interface Host {
  readonly name: string
  readonly ordinal: number
  /** Hosts stand in this order; a new one takes the place that was left last. */
  readonly slot: number
  readonly identity: number
  readonly plan: FleetPlan
  on: boolean
  kernel: KernelState
  /** In the order they came. */
  units: Unit[]
  /** MiB of the files of an app that everybody under this kernel shares. */
  readonly images: Map<string, number>
  failures: number
  /** The next failure or repair. */
  planned: Happening | null
  usedMillicores: number
  demandMillicores: number
  /** Millicore-µs done. */
  work: number
}

export interface Group {
  plan: WorkloadPlan
  /** As of hosts. */
  readonly slot: number
  readonly hash: number
  demand: DemandPlan
  units: Unit[]
  ordinals: number
  /** What a resize has set for everybody. */
  memoryMiB: number | null
  readings: number
  /** The law's value at the last reading. */
  base: number
}

export interface Unit {
  readonly group: Group
  members: readonly Workload[]
  /** Its own kernel, if it brings one. */
  readonly kernelName: string | null
  readonly kernelNumber: number
  kernel: KernelState | null
  host: Host | null
  /** False while a resize has taken its memory away. */
  holds: boolean
  ownMiB: number
  sharedMiB: number
}

export interface Workload {
  readonly name: string
  readonly ordinal: number
  readonly identity: number
  readonly vcpus: number
  memoryMiB: number
  state: WorkloadState
  container: ContainerState
  demand: number
  granted: number
  failures: number
  /** The rules of failure have been applied: at the start, or when it joined a filling group later. */
  ruled: boolean
  /** The restart that is planned. */
  restart: Happening | null
  gone: boolean
}

export interface Happening {
  readonly due: number
  readonly run: () => void
}

export interface Rules {
  readonly hostMeanHours?: number
  readonly hostRepairSeconds?: number
  readonly processMeanSeconds?: number
  readonly processRestartSeconds?: number
}

export interface NaiveWorld {
  readonly seed: number
  readonly rules: Rules
  readonly setup: Setup
  /** In the order of their slots. */
  hosts: readonly Host[]
  groups: readonly Group[]
  readonly hostSlots: Slots
  readonly groupSlots: Slots
  now: number
  /** In the order they were planned. */
  happenings: Happening[]
}

/** Places in a row: those that were left are taken again, the last first. */
export interface Slots {
  next: number
  readonly left: number[]
}

export function takeSlot(slots: Slots): number {
  return slots.left.pop() ?? slots.next++
}

/** The hosts with power and running kernels, and the groups without any units yet. */
export function emptyWorld(plan: BuildPlan, seed: number, rules: Rules, setup: Setup): NaiveWorld {
  const hostSlots: Slots = { next: 0, left: [] }
  const groupSlots: Slots = { next: 0, left: [] }
  return {
    seed,
    rules,
    setup,
    hosts: plan.fleet.flatMap((fleet) =>
      numbers(fleet.count).map((ordinal) => makeHost(fleet, ordinal, takeSlot(hostSlots))),
    ),
    groups: plan.workloads.map((workload) => makeGroup(workload, takeSlot(groupSlots))),
    hostSlots,
    groupSlots,
    now: 0,
    happenings: [],
  }
}

/** 1 … count. */
function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}

export function makeGroup(plan: WorkloadPlan, slot: number): Group {
  return {
    plan,
    slot,
    hash: hashText(plan.name),
    demand: plan.demand,
    units: [],
    ordinals: 0,
    memoryMiB: null,
    readings: 0,
    base: 0,
  }
}

export function makeHost(plan: FleetPlan, ordinal: number, slot: number): Host {
  return {
    ordinal,
    slot,
    name: `${plan.name}-${ordinal}`,
    identity: identityOf(hashText(plan.name), ordinal),
    plan,
    on: true,
    kernel: 'running',
    units: [],
    images: new Map(),
    failures: 0,
    planned: null,
    usedMillicores: 0,
    demandMillicores: 0,
    work: 0,
  }
}

/** A unit of `count` new workloads with the next ordinals, on no host. */
export function makeUnit(world: NaiveWorld, group: Group, count: number): Unit {
  const { plan } = group
  const isVm = plan.vm !== null
  const ownKernel = isVm || plan.runtime?.boundary === 'sandbox'
  // Kernels count full units; behind a unit that is not full the next number is taken.
  const first = Math.ceil((group.ordinals + 1) / (plan.vm?.per ?? 1))
  const number = Math.max(first, (group.units.at(-1)?.kernelNumber ?? 0) + 1)
  const members = numbers(count).map(() => makeWorkload(world, group, ++group.ordinals))
  const unit: Unit = {
    group,
    members,
    kernelName: ownKernel ? `${plan.name}-${isVm ? 'vm' : 'sandbox'}-${number}` : null,
    kernelNumber: ownKernel ? number : 0,
    kernel: ownKernel ? 'off' : null,
    host: null,
    holds: false,
    ownMiB: 0,
    sharedMiB: 0,
  }
  sizeUnit(unit)
  group.units.push(unit)
  return unit
}

function makeWorkload(world: NaiveWorld, group: Group, ordinal: number): Workload {
  const { plan } = group
  const flavour = plan.flavours[(ordinal - 1) % plan.flavours.length]
  if (flavour === undefined) throw new Error('a group without flavours')
  const who = { identity: identityOf(group.hash, ordinal), ordinal, vcpus: flavour.vcpus }
  return {
    name: `${plan.name}-${ordinal}`,
    ...who,
    memoryMiB: group.memoryMiB ?? flavour.memoryMiB,
    state: 'pending',
    container: plan.runtime === null ? 'none' : 'created',
    // A newcomer wants what its group wanted at the last reading.
    demand: group.readings === 0 ? 0 : demandOf(world, group, who),
    granted: 0,
    failures: 0,
    ruled: false,
    restart: null,
    gone: false,
  }
}

/** What one workload of the group wanted at its last reading. */
export function demandOf(
  world: NaiveWorld,
  group: Group,
  { identity, ordinal, vcpus }: Pick<Workload, 'identity' | 'ordinal' | 'vcpus'>,
): number {
  return group.demand.law === 4
    ? hashedDemand(ordinal, group.readings - 1, vcpus)
    : jittered(world, group, identity)
}

/**
 * The group's base, up to so many percent more or less: an evenly drawn whole percent, the product rounded
 * half up.
 */
function jittered({ seed }: NaiveWorld, { demand, base, readings }: Group, identity: number): number {
  const { jitterPercent } = demand
  if (jitterPercent === 0) return base
  const drawn = BigInt(draw(seed, 'demand', identity, readings - 1))
  const percent = Number((drawn * BigInt(2 * jitterPercent + 1)) >> 32n) - jitterPercent
  return Math.floor((2 * base * (100 + percent) + 100) / 200)
}

/** Memory a unit needs: everything of its own, and the libraries it shares with its neighbours under the kernel. */
export function sizeUnit(unit: Unit): void {
  const { vm, runtime, librariesMiB } = unit.group.plan
  const libraries = unit.members.map(({ memoryMiB }) => Math.min(librariesMiB, memoryMiB - 1))
  const apps = sum(unit.members.map(({ memoryMiB }, at) => memoryMiB - (libraries[at] ?? 0)))
  const oneCopy = Math.max(...libraries)
  const runtimes = runtime === null ? 0 : unit.members.length * Math.ceil(runtime.memory / 1000)
  if (vm === null) {
    unit.ownMiB = apps + runtimes
    unit.sharedMiB = oneCopy
    return
  }
  const guest = apps + oneCopy + runtimes + vm.guestOsMiB
  const vmm = vm.vmmBase + vm.vmmPerGuestMiB * guest + vm.vmmPerExtraVcpu * (vcpusOf(unit) - 1)
  unit.ownMiB = guest + Math.ceil(vmm / 1000)
  unit.sharedMiB = 0
}

export function vcpusOf(unit: Unit): number {
  return sum(unit.members.map(({ vcpus }) => vcpus))
}

export function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0)
}

export function sharedMiBOf(host: Host): number {
  return sum([...host.images.values()])
}

export function usedMiBOf(host: Host): number {
  return sum(host.units.filter(({ holds }) => holds).map(({ ownMiB }) => ownMiB)) + sharedMiBOf(host)
}

/** Nothing is free on a host without power. */
export function freeMiBOf(host: Host): number {
  return host.on ? spareMiBOf(host) : 0
}

/** What is not taken, with power or without. */
export function spareMiBOf(host: Host): number {
  const { memoryMiB, reserveMiB } = host.plan.machine
  return memoryMiB - reserveMiB - usedMiBOf(host)
}

/** Millicores promised on a host. */
export function reservedOn(host: Host): number {
  return sum(host.units.map(reservationOf))
}

export function reservationOf(unit: Unit): number {
  return unit.members.length * unit.group.plan.reservationMillicores
}

/** What a unit would add on a host: its shared files only if nobody there has brought them. */
export function addedMiB(host: Host, unit: Unit): number {
  const there = unit.sharedMiB === 0 || host.images.has(unit.group.plan.app)
  return unit.ownMiB + (there ? 0 : unit.sharedMiB)
}

/** Takes memory for a unit; the shared files have the size of the one who brings them. */
export function hold(host: Host, unit: Unit): void {
  const { app } = unit.group.plan
  if (unit.sharedMiB > 0 && !host.images.has(app)) host.images.set(app, unit.sharedMiB)
  unit.holds = true
}

/** Gives memory back; shared files go with the last who uses them. */
export function release(host: Host, unit: Unit): void {
  unit.holds = false
  for (const app of [...host.images.keys()]) {
    const used = host.units.some(
      (other) => other.holds && other.sharedMiB > 0 && other.group.plan.app === app,
    )
    if (!used) host.images.delete(app)
  }
}

/** Plans something `delay` µs from now. */
export function plan(world: NaiveWorld, delay: number, run: () => void): Happening {
  const happening = { due: world.now + delay, run }
  world.happenings.push(happening)
  return happening
}
