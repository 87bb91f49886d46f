// Laws that hold for every world that was reached by rules: each gives the first breach as a sentence, or null.
import { audit, standardModel } from '../../src/sim'
import { nameOf, type AnyTable, type World } from '../../src/sim/core'
import { KernelState, Power, UnitKind, VmState, WorkloadState } from '../../src/sim/model'

export type Law = (world: World) => string | null

const none = -1
/** OCI states as the container mechanism numbers them. */
const Container = {
  none: 0,
  created: 1,
  running: 2,
  paused: 3,
  stopped: 4,
  creating: 5,
  restarting: 6,
} as const

type Columns = Readonly<Record<string, { readonly [row: number]: number }>>

/** A table with columns that can be read without asking whether they exist. */
interface Seen {
  readonly rows: AnyTable['rows']
  at(column: string, row: number): number
  live(): readonly number[]
}

function see(world: World, table: string): Seen {
  const found = world.tables[table]
  if (found === undefined) throw new Error(`no table ${table}`)
  const columns: Columns = found.columns
  return {
    rows: found.rows,
    at: (column, row) => {
      const value = columns[column]?.[row]
      if (value === undefined) throw new Error(`no ${table}.${column}[${row}]`)
      return value
    },
    live: () => {
      const rows: number[] = []
      for (let row = 0; row < found.rows.size; row++) if (found.rows.alive[row] === 1) rows.push(row)
      return rows
    },
  }
}

/** Members of a linked list from its first to its last; a list that runs in circles ends after `most`. */
function follow(first: number, next: (member: number) => number, most: number): readonly number[] {
  const members: number[] = []
  for (let member = first; member !== none && members.length <= most; member = next(member))
    members.push(member)
  return members
}

/** Live rows by what a column of theirs points at. */
function rowsBy(table: ReturnType<typeof see>, column: string): (owner: number) => readonly number[] {
  const rows = new Map<number, number[]>()
  for (const row of table.live()) {
    const owner = table.at(column, row)
    const known = rows.get(owner)
    if (known === undefined) rows.set(owner, [row])
    else known.push(row)
  }
  return (owner) => rows.get(owner) ?? []
}

function sameSet(found: readonly number[], expected: readonly number[]): boolean {
  return found.length === expected.length && new Set([...found, ...expected]).size === found.length
}

/** What the program checks itself: no NaN, references, free lists, each mechanism's invariants. */
export const auditPasses: Law = (world) => audit(world, standardModel)

export const droppedRowsAreEmpty: Law = (world) => {
  for (const [name, { spec, rows, columns }] of Object.entries(world.tables)) {
    for (const [column, { empty = 0 }] of Object.entries(spec.columns)) {
      for (let row = 0; row < rows.size; row++) {
        if (rows.alive[row] === 0 && columns[column]?.[row] !== empty)
          return `${name}.${column}[${row}] kept ${columns[column]?.[row]} after its row was dropped`
      }
    }
  }
  return null
}

export const freeListsAreTheDeadRows: Law = (world) => {
  for (const [name, { spec, rows }] of Object.entries(world.tables)) {
    if (spec.along !== undefined) continue
    const dead = Array.from({ length: rows.size }, (_, row) => row).filter((row) => rows.alive[row] === 0)
    if (!sameSet(Array.from(rows.free.subarray(0, rows.freeCount)), dead))
      return `${name}: free list is wrong`
  }
  return null
}

export const namesAreUnique: Law = (world) => {
  for (const table of ['hosts', 'kernels', 'workloads', 'workloadGroups']) {
    const names = new Set<string>()
    for (const row of see(world, table).live()) {
      const name = nameOf(world, table, row)
      if (names.has(name)) return `two ${table} are called ${name}`
      names.add(name)
    }
  }
  return null
}

export const listsHoldTheirMembers: Law = (world) => {
  const units = see(world, 'units')
  const workloads = see(world, 'workloads')
  const kernels = see(world, 'kernels')
  const hostUnits = see(world, 'hostUnits')
  const onHost = rowsBy(units, 'host')
  const inGroup = rowsBy(units, 'groupRow')
  const inUnit = rowsBy(workloads, 'unit')
  const under = rowsBy(kernels, 'parent')
  for (const host of see(world, 'hosts').live()) {
    const found = follow(hostUnits.at('first', host), (unit) => units.at('nextOnHost', unit), units.rows.size)
    if (!sameSet(found, onHost(host))) return `host ${host}: the list of its units is wrong`
    if (hostUnits.at('count', host) !== found.length) return `host ${host}: the count of its units is wrong`
  }
  for (const group of see(world, 'workloadGroups').live()) {
    const first = see(world, 'workloadGroups').at('firstUnit', group)
    const found = follow(first, (unit) => units.at('nextInGroup', unit), units.rows.size)
    if (!sameSet(found, inGroup(group))) return `group ${group}: the list of its units is wrong`
  }
  for (const unit of units.live()) {
    const first = units.at('firstMember', unit)
    const found = follow(first, (member) => workloads.at('nextInUnit', member), workloads.rows.size)
    if (!sameSet(found, inUnit(unit))) return `unit ${unit}: the list of its workloads is wrong`
    if (units.at('members', unit) !== found.length) return `unit ${unit}: the count of its workloads is wrong`
  }
  for (const kernel of kernels.live()) {
    const found = follow(
      kernels.at('firstChild', kernel),
      (child) => kernels.at('nextSibling', child),
      kernels.rows.size,
    )
    if (!sameSet(found, under(kernel))) return `kernel ${kernel}: the list of its children is wrong`
  }
  return null
}

/** What runs needs everything around it to run: power, the host's kernel, its own kernel, its VM, its container. */
export const whatRunsIsHeldUp: Law = (world) => {
  const units = see(world, 'units')
  const workloads = see(world, 'workloads')
  const kernels = see(world, 'kernels')
  const vms = see(world, 'vms')
  for (const member of workloads.live()) {
    const state = workloads.at('state', member)
    const unit = workloads.at('unit', member)
    const host = units.at('host', unit)
    const name = nameOf(world, 'workloads', member)
    if (host === none && state !== WorkloadState.pending) return `${name} has no host and is not pending`
    if (state !== WorkloadState.running && state !== WorkloadState.paused) continue
    if (see(world, 'hosts').at('power', host) !== Power.on) return `${name} runs on a host without power`
    if (kernels.at('state', see(world, 'hostKernels').at('kernel', host)) !== KernelState.running)
      return `${name} runs under a host kernel that does not`
    const own = units.at('kernel', unit)
    if (own === none) continue
    const pausable = state === WorkloadState.paused && kernels.at('state', own) === KernelState.paused
    if (!pausable && kernels.at('state', own) !== KernelState.running)
      return `${name} runs under a kernel that does not`
    if (units.at('kind', unit) !== UnitKind.vm) continue
    const vm = vms.at('state', own)
    if (vm !== VmState.running && state === WorkloadState.running) return `${name} runs in a VM that does not`
    if (![VmState.running, VmState.paused, VmState.pmsuspended].some((one) => one === vm))
      return `${name} is paused in a VM that is neither paused nor asleep`
  }
  return null
}

/** A VM and its guest kernel tell the same story. */
export const vmsAgreeWithTheirKernels: Law = (world) => {
  const kernels = see(world, 'kernels')
  const vms = see(world, 'vms')
  // A guest boots before and after its VMM runs.
  const expected: Readonly<Record<number, readonly number[]>> = {
    [VmState.running]: [KernelState.running, KernelState.booting],
    [VmState.paused]: [KernelState.paused],
    [VmState.pmsuspended]: [KernelState.paused],
    [VmState.shutoff]: [KernelState.off, KernelState.booting],
    [VmState.crashed]: [KernelState.panicked],
  }
  for (const kernel of kernels.live()) {
    const state = vms.at('state', kernel)
    if (state !== 0 && !(expected[state] ?? []).includes(kernels.at('state', kernel)))
      return `${nameOf(world, 'kernels', kernel)}: VM state ${state}, kernel state ${kernels.at('state', kernel)}`
  }
  return null
}

/** A container and its workload tell the same story; a VM around it may pause it without its knowledge. */
export const containersAgreeWithTheirWorkloads: Law = (world) => {
  const workloads = see(world, 'workloads')
  const containers = see(world, 'containers')
  const groupRuntimes = see(world, 'groupRuntimes')
  const allowed: Readonly<Record<number, readonly number[]>> = {
    // Stopped without ever having run: its image could not be had.
    [Container.created]: [WorkloadState.pending, WorkloadState.stopped],
    [Container.running]: [WorkloadState.running, WorkloadState.paused],
    [Container.paused]: [WorkloadState.paused],
    [Container.stopped]: [WorkloadState.stopped, WorkloadState.crashed],
    [Container.creating]: [WorkloadState.starting],
    [Container.restarting]: [WorkloadState.crashed],
  }
  for (const member of workloads.live()) {
    const state = containers.at('state', member)
    const name = nameOf(world, 'workloads', member)
    const wrapped = groupRuntimes.at('profile', workloads.at('groupRow', member)) !== 0
    if (wrapped !== (state !== Container.none)) return `${name} ${wrapped ? 'has no' : 'has a'} container`
    if (!wrapped) continue
    if (!(allowed[state] ?? []).includes(workloads.at('state', member)))
      return `${name}: container state ${state}, workload state ${workloads.at('state', member)}`
    const vm = vmAround(world, member)
    if (
      state === Container.running &&
      workloads.at('state', member) === WorkloadState.paused &&
      vm !== VmState.paused
    )
      return `${name} is paused, but neither its container nor a VM around it is`
  }
  return null
}

function vmAround(world: World, member: number): number {
  const own = see(world, 'units').at('kernel', see(world, 'workloads').at('unit', member))
  return own === none ? 0 : see(world, 'vms').at('state', own)
}

/** Nobody gets CPU that is not wanted, and nobody waits while cores are idle. */
export const cpuIsGivenToWhoWantsIt: Law = (world) => {
  const workloads = see(world, 'workloads')
  const units = see(world, 'units')
  const granted = see(world, 'workloadCpu')
  for (const member of workloads.live()) {
    const got = granted.at('grantedMillicores', member)
    const name = nameOf(world, 'workloads', member)
    if (got > wantedMillicores(world, member)) return `${name} gets more CPU than it wants`
  }
  for (const host of see(world, 'hosts').live()) {
    const members = workloads
      .live()
      .filter((member) => units.at('host', workloads.at('unit', member)) === host)
    const wanted = members.reduce((sum, member) => sum + wantedMillicores(world, member), 0)
    const demand = see(world, 'hostCpu').at('demandMillicores', host)
    const capacity = capacityFor(world, host, demand)
    const used = see(world, 'hostCpu').at('usedMillicores', host)
    const on = see(world, 'hosts').at('power', host) === Power.on
    const most = on ? Math.min(capacity, demand) : 0
    const isFree = !members.some((member) => isHeld(world, workloads.at('groupRow', member)))
    if (isFree ? used !== most : used > most)
      return `host ${host} uses ${used} of ${capacity}, ${demand} wanted`
    // The host's own threads want the rest; of so little that it is less than a millicore they may get nothing.
    const threads =
      see(world, 'hostReclaim').at('ksmdMillicores', host) > 0 ||
      see(world, 'hostChores').at('millicores', host) > 0 ||
      see(world, 'hostChores').at('millicores', host) > 0 ||
      members.some(
        (member) => see(world, 'groupTechnique').at('hostPpm', workloads.at('groupRow', member)) > 0,
      )
    if (on && (demand < wanted || (demand > wanted && !threads)))
      return `host ${host}: demand is not the sum of what its workloads want`
  }
  return null
}

/** A core is worth 1000, a second thread a part of that, and some is kept for the host. */
function capacityFor(world: World, host: number, busy: number): number {
  const hosts = see(world, 'hosts')
  const rules = see(world, 'cpuRules')
  const cores = hosts.at('cores', host) * 1000
  const own = Math.max(0, cores - rules.at('reserveMillicores', 0))
  const second = Math.min(Math.max(0, busy - own), cores * (hosts.at('threadsPerCore', host) - 1))
  return own + Math.floor((second * rules.at('smtPercent', 0)) / 100)
}

/** A pool's limit or a list of CPUs may keep a group from what lies idle. */
function isHeld(world: World, group: number): boolean {
  if (see(world, 'groupCgroup').at('cpuCount', group) > 0) return true
  const pools = see(world, 'pools')
  for (let pool = see(world, 'groupPool').at('pool', group); pool !== none; pool = pools.at('parent', pool))
    if (pools.at('limitMillicores', pool) > 0) return true
  return false
}

/**
 * A running workload wants its demand with the costs of its wrapping on top, at most its limit and its vCPUs, as far as
 * these do not wait for pages.
 */
function wantedMillicores(world: World, member: number): number {
  const workloads = see(world, 'workloads')
  const unit = workloads.at('unit', member)
  // Less where the unit has not that many CPUs, or the disk is slower: noted with what is asked for.
  if (workloads.at('state', member) === WorkloadState.starting) {
    const cost = see(world, 'unitCpu').at('costPpm', unit)
    const waits = see(world, 'unitPages').at('waitPpm', unit)
    return Math.floor((workloads.at('startMillicores', member) * cost) / (cost + waits))
  }
  if (workloads.at('state', member) !== WorkloadState.running) return 0
  const group = workloads.at('groupRow', member)
  // What it does, its neighbours or its pages make it dearer in ways that other tests look at.
  const isPlain =
    see(world, 'groupTechnique').at('mix', group) === 0 && see(world, 'unitCrowding').at('ppm', unit) === 0
  const factors = isPlain
    ? see(world, 'groupHypervisors').at('cpuFactor', group) *
      see(world, 'groupRuntimes').at('cpuFactor', group)
    : see(world, 'unitCpu').at('costPpm', unit)
  const wanted = Math.ceil((workloads.at('demandMillicores', member) * factors) / 1000000)
  const limit = workloads.at('limitMillicores', member)
  const waiting = see(world, 'unitPages').at('waitPpm', unit)
  const own = waiting === 0 ? 1 : factors / (factors + waiting)
  const threads = Math.floor(workloads.at('vcpus', member) * 1000 * own)
  const reach = Math.min(threads, limit === 0 ? Infinity : limit)
  const brake = see(world, 'units').at('brakePermille', unit)
  return Math.min(wanted, Math.floor((reach * (1000 - brake)) / 1000))
}

export const workIsBookedInWholeParts: Law = (world) => {
  const hostCpu = see(world, 'hostCpu')
  for (const host of see(world, 'hosts').live()) {
    for (const kind of ['work', 'wanted']) {
      const rest = hostCpu.at(`${kind}Rest`, host)
      if (rest < 0 || rest >= 1000000 || !Number.isInteger(rest))
        return `host ${host}: rest of ${kind} is ${rest}`
      if (!Number.isSafeInteger(hostCpu.at(`${kind}Seconds`, host)))
        return `host ${host}: ${kind} is not a whole number`
    }
    if (hostCpu.at('workSeconds', host) > hostCpu.at('wantedSeconds', host))
      return `host ${host} has done more than it was asked for`
    if (hostCpu.at('overloaded', host) > hostCpu.at('since', host))
      return `host ${host} was overloaded for longer than it has been there`
    if (hostCpu.at('since', host) > world.now) return `host ${host}: work is booked beyond now`
  }
  return null
}

export const racksStandInTheirZones: Law = (world) => {
  const hosts = see(world, 'hosts')
  for (const host of hosts.live()) {
    if (see(world, 'racks').at('zone', hosts.at('rack', host)) !== hosts.at('zone', host))
      return `host ${host} is in another zone than its rack`
  }
  return null
}

/** Every image on a host is used, by as many units as it says. */
export const imagesAreUsed: Law = (world) => {
  const units = see(world, 'units')
  const images = see(world, 'images')
  for (const image of images.live()) {
    const users = units
      .live()
      .filter(
        (unit) =>
          units.at('host', unit) === images.at('host', image) &&
          see(world, 'unitMemory').at('sharedMiB', unit) > 0 &&
          see(world, 'workloadGroups').at('app', units.at('groupRow', unit)) === images.at('app', image),
      ).length
    if (users === 0 || users !== images.at('users', image))
      return `image ${image}: ${users} users, not what it says`
  }
  return null
}

export const laws: Readonly<Record<string, Law>> = {
  auditPasses,
  droppedRowsAreEmpty,
  freeListsAreTheDeadRows,
  namesAreUnique,
  listsHoldTheirMembers,
  whatRunsIsHeldUp,
  vmsAgreeWithTheirKernels,
  containersAgreeWithTheirWorkloads,
  cpuIsGivenToWhoWantsIt,
  workIsBookedInWholeParts,
  racksStandInTheirZones,
  imagesAreUsed,
}

/** The first broken law with its name, or null. */
export function brokenLaw(world: World): string | null {
  for (const [name, law] of Object.entries(laws)) {
    const breach = law(world)
    if (breach !== null) return `${name}: ${breach}`
  }
  return null
}
