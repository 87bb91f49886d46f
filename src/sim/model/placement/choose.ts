/**
 * Filter, then score: the choice of a host for one unit. A tournament tree per class of request gives exactly
 * the scan's choice
 * and is refreshed only at hosts that changed, so a hundred thousand placements on ten thousand hosts take a moment.
 */
import { Domain, none, type Own, type Row, type Seen, type Sim } from '../../core'
import type { containerTables } from '../container'
import { reservableOn, threadsOf, type cpuTables } from '../cpu'
import { hostKernelBit, type hypervisorTables } from '../hypervisor'
import { Power, type inventoryTables } from '../inventory'
import { KernelState, type kernelTables } from '../kernel'
import { addedMiB, freeMiB, ownMiB, type memoryTables } from '../memory'
import { UnitKind, type workloadTables } from '../workload'
import { policyScore } from './equations'
import type { placementTables } from './tables'

export type PlacementSim = Sim<
  Own<typeof placementTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof memoryTables> &
    Seen<typeof hypervisorTables> &
    Seen<typeof containerTables> &
    Seen<typeof cpuTables>
>

/** Everything about a request that a host can be judged by; units of one class are interchangeable. */
interface Request {
  readonly group: Row
  readonly own: number
  readonly shared: number
  readonly reservation: number
  /**
   * Of the widest workload in a VM, which needs as many threads of its host (a VM of several has the sum of their
   * vCPUs, and may have more than its host); 0 for what the host's own kernel schedules.
   */
  readonly vcpus: number
}

/** Filters in the order they are tried; the first that fails is the reason. */
export const filterNames = [
  'power',
  'fleet',
  'kernel',
  'release',
  'slots',
  'threads',
  'cpu-reservation',
  'memory',
] as const
export const Filter = {
  power: 0,
  fleet: 1,
  kernel: 2,
  release: 3,
  slots: 4,
  threads: 5,
  cpu: 6,
  memory: 7,
} as const

/** What gVisor's kernel calls itself, and what guests boot when nobody asks for another: the latter is assumed. */
const sandboxRelease = 'linux-4.4'
const guestRelease = 'linux-6.1'

/** A host's verdict: -1 if it passes, else the index of the first failing filter. */
function firstFailing(sim: PlacementSim, request: Request, host: Row): number {
  const { hosts, hostKernels, kernels, workloadGroups: groups, hostPlacement } = sim.tables
  const { group } = request
  const hostKernel = hostKernels.kernel[host]
  if (hosts.power[host] !== Power.on || kernels.state[hostKernel] !== KernelState.running) return Filter.power
  if (groups.on[group] !== 0 && hosts.group[host] !== groups.on[group] - 1) return Filter.fleet
  if (!runsHere(sim, group, hostKernel)) return Filter.kernel
  if (!hasRelease(sim, group, hostKernel)) return Filter.release
  if (groups.policyPer[group] > 0 && unitsOn(sim, host) >= groups.policyPer[group]) return Filter.slots
  if (request.vcpus > threadsOf(sim.tables, host)) return Filter.threads
  if (hostPlacement.reservedMillicores[host] + request.reservation > reservableOn(sim.tables, host))
    return Filter.cpu
  const added = addedMiB(sim, host, request.own, request.shared, groups.app[group])
  return added <= freeMiB(sim, host) ? none : Filter.memory
}

/** Units on a host, and those for which room is kept there. */
function unitsOn({ tables: { hostUnits, hostPlacement } }: PlacementSim, host: Row): number {
  return hostUnits.count[host] + hostPlacement.incoming[host]
}

/** VMs need a hypervisor they are made for; containers and processes a kernel that runs them. */
function runsHere(sim: PlacementSim, group: Row, hostKernel: Row): boolean {
  const { kernels, workloadGroups: groups, groupHypervisors } = sim.tables
  if (groups.kind[group] !== UnitKind.vm) return kernels.runsContainers[hostKernel] === 1
  return (groupHypervisors.hostsMask[group] & kernelBit(sim, kernels.profile[hostKernel])) !== 0
}

/**
 * A container has no kernel of its own: the one it needs must be its host's, or its sandbox's. A VM brings its own, and
 * boots what is needed.
 */
function hasRelease(sim: PlacementSim, group: Row, hostKernel: Row): boolean {
  const { kernels, workloadGroups: groups, groupPlacement } = sim.tables
  const needed = groupPlacement.release[group]
  if (needed === 0 || groups.kind[group] === UnitKind.vm) return true
  const isSandbox = groups.kind[group] === UnitKind.sandbox
  return needed - 1 === (isSandbox ? sim.group(sandboxRelease) : kernels.release[hostKernel])
}

/** Release of the kernel that a unit brings along: what its group needs, or the usual one. */
export function releaseOfUnit(sim: PlacementSim, unit: Row): number {
  const { units, groupPlacement } = sim.tables
  if (units.kind[unit] === UnitKind.sandbox) return sim.group(sandboxRelease)
  const needed = groupPlacement.release[units.groupRow[unit]]
  return needed === 0 ? sim.group(guestRelease) : needed - 1
}

/** Bits of profile names, looked up once per name. */
function kernelBit(sim: PlacementSim, profile: number): number {
  const bits = sim.scratch('kernel bits', () => new Map<number, number>())
  let bit = bits.get(profile)
  if (bit === undefined) {
    bit = hostKernelBit(sim.groupName(profile))
    bits.set(profile, bit)
  }
  return bit
}

/** What tells most about a host under a filter: units or threads there, millicores or MiB left; 0 for a yes or no. */
function telling(sim: PlacementSim, filter: number, host: Row): number {
  const { hostPlacement } = sim.tables
  if (filter === Filter.slots) return unitsOn(sim, host)
  if (filter === Filter.threads) return threadsOf(sim.tables, host)
  if (filter === Filter.cpu) return reservableOn(sim.tables, host) - hostPlacement.reservedMillicores[host]
  return filter === Filter.memory ? freeMiB(sim, host) : 0
}

/** Why a unit cannot be on a host now, in the numbers of the first filter that fails; null when it can. */
export interface Obstacle {
  readonly filter: number
  readonly need: number
  readonly free: number
}

export function obstacleAt(sim: Sim, unit: Row, host: Row): Obstacle | null {
  const mine = sim as PlacementSim
  const request = requestOf(mine, unit)
  const filter = firstFailing(mine, request, host)
  if (filter === none) return null
  const { group, own, shared, reservation } = request
  const { app } = mine.tables.workloadGroups
  const added = addedMiB(sim, host, own, shared, app[group])
  const need = filter === Filter.memory ? added : filter === Filter.threads ? request.vcpus : reservation
  return { filter, need, free: telling(mine, filter, host) }
}

function scoreOf(sim: PlacementSim, request: Request, host: Row): number {
  const { workloadGroups: groups, hostUnits } = sim.tables
  const added = addedMiB(sim, host, request.own, request.shared, groups.app[request.group])
  return policyScore(groups.policy[request.group], freeMiB(sim, host) - added, hostUnits.count[host])
}

function requestOf(sim: PlacementSim, unit: Row): Request {
  const { units, unitMemory, workloads } = sim.tables
  let reservation = 0
  let widest = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    reservation += workloads.reservationMillicores[member]
    widest = Math.max(widest, workloads.vcpus[member])
  }
  return {
    group: units.groupRow[unit],
    own: ownMiB(sim, unit),
    shared: unitMemory.sharedMiB[unit],
    reservation,
    vcpus: units.kind[unit] === UnitKind.vm ? widest : 0,
  }
}

/** Millicores a unit reserves. */
export function reservationOf(sim: PlacementSim, unit: Row): number {
  return requestOf(sim, unit).reservation
}

/**
 * The host this unit should go to, or -1. While somebody explains, every host is looked at and every verdict
 * noted; of many requests in vain only the first, for the others fail alike.
 */
export function chooseHost(sim: PlacementSim, unit: Row): Row {
  const request = requestOf(sim, unit)
  const host = championOf(sim, request)
  if (!sim.explaining) return host
  const told = sim.scratch('explained requests', () => ({ inVain: 0 }))
  if (host === none && told.inVain++ > 0) return none
  return scanHosts(sim, request)
}

/** The whole truth, host by host: what the tree must agree with. */
export function scanHosts(sim: PlacementSim, request: Request): Row {
  const { rows } = sim.tables.hosts
  let best = none
  let bestScore = -Infinity
  noteRequest(sim, request)
  for (let host = 0; host < rows.size; host++) {
    if (rows.alive[host] === 0) continue
    const failing = firstFailing(sim, request, host)
    noteFilters(sim, host, failing)
    if (failing !== none) continue
    const score = scoreOf(sim, request, host)
    sim.note('free', host, freeMiB(sim, host), true)
    sim.note('score', host, score, true)
    if (score > bestScore) {
      best = host
      bestScore = score
    }
  }
  sim.note('bind', best, bestScore === -Infinity ? 0 : bestScore, best !== none)
  return best
}

/** What was asked for: the head of the table that explains a choice. */
function noteRequest(sim: PlacementSim, { group, own, shared, reservation }: Request): void {
  sim.note('request.memory', none, own + shared, true)
  sim.note('request.cpu', none, reservation, true)
  sim.note('request.policy', none, sim.tables.workloadGroups.policy[group], true)
  sim.note('request.group', none, group, true)
}

/** A host's row of that table: every filter that it passed, up to the first that it did not. */
function noteFilters(sim: PlacementSim, host: Row, failing: number): void {
  const last = failing === none ? filterNames.length - 1 : failing
  for (let filter = 0; filter <= last; filter++)
    sim.note(`filter.${filterNames[filter]}`, host, telling(sim, filter, host), filter !== failing)
}

interface Tournament {
  readonly request: Request
  readonly leaves: number
  /** Score per host; -Infinity when it fails a filter. */
  readonly score: Float64Array
  /** winner[1] is the champion; the leaves start at `leaves`. */
  readonly winner: Int32Array
  read: number
  readonly epoch: number
  used: number
}

/** More classes than this and the one that was not used for longest is forgotten. */
const classLimit = 32

/** Hosts that are judged in the time of one event. */
const hostsPerWork = 20

const createClasses = (): Tournament[] => []

/** The winner of the class's tournament, after the hosts that changed since have played again. */
function championOf(sim: PlacementSim, request: Request): Row {
  const tournament = tournamentOf(sim, request)
  const log = sim.touched(Domain.host)
  let last: Row = none
  while (tournament.read < log.count) {
    const host = log.rows[tournament.read++]
    // Units of other classes often went to one host, one after the other.
    if (host !== last) replay(sim, tournament, host)
    last = host
  }
  log.seen = log.count
  tournament.used = log.count
  // A host that nobody was on leaves without having been touched.
  const { alive } = sim.tables.hosts.rows
  while (tournament.winner[1] !== none && isStale(tournament, alive))
    replay(sim, tournament, tournament.winner[1])
  const champion = tournament.winner[1]
  return champion === none || tournament.score[champion] === -Infinity ? none : champion
}

/** The champion has left the world since it was judged. */
function isStale({ winner, score }: Tournament, alive: { readonly [row: number]: number }): boolean {
  return alive[winner[1]] === 0 && score[winner[1]] !== -Infinity
}

/** The tournament of the request's class, opened anew when there is none or it has lost track. */
function tournamentOf(sim: PlacementSim, request: Request): Tournament {
  const classes = sim.scratch('placement classes', createClasses)
  const at = classes.findIndex((known) => sameClass(known.request, request))
  const known = classes[at]
  if (at >= 0) {
    const { epoch } = sim.touched(Domain.host)
    if (known.epoch === epoch && known.score.length === sim.tables.hosts.rows.size) return known
    classes.splice(at, 1)
  }
  if (classes.length >= classLimit) forgetOldest(classes)
  const opened = openTournament(sim, request)
  classes.push(opened)
  return opened
}

/** What is known of a group's requests holds no more: its policy has changed, or its row will be another's. */
export function forgetRequests(sim: Sim, group: Row): void {
  const classes = sim.scratch('placement classes', createClasses)
  for (let at = classes.length - 1; at >= 0; at--)
    if (classes[at].request.group === group) classes.splice(at, 1)
}

function sameClass(left: Request, right: Request): boolean {
  return (
    left.group === right.group &&
    left.own === right.own &&
    left.shared === right.shared &&
    left.reservation === right.reservation &&
    left.vcpus === right.vcpus
  )
}

function openTournament(sim: PlacementSim, request: Request): Tournament {
  const count = sim.tables.hosts.rows.size
  sim.worked(count / hostsPerWork)
  let leaves = 1
  while (leaves < count) leaves *= 2
  const log = sim.touched(Domain.host)
  log.followed = true
  log.seen = log.count
  const winner = new Int32Array(2 * leaves).fill(none)
  const score = new Float64Array(count)
  for (let host = 0; host < count; host++) {
    score[host] = judge(sim, request, host)
    winner[leaves + host] = host
  }
  for (let node = leaves - 1; node >= 1; node--)
    winner[node] = better(score, winner[2 * node], winner[2 * node + 1])
  return { request, leaves, score, winner, read: log.count, epoch: log.epoch, used: log.count }
}

/** Judges a host anew and plays its matches again, up to the first that it neither won before nor wins now. */
function replay(sim: PlacementSim, { request, leaves, score, winner }: Tournament, host: Row): void {
  const value = judge(sim, request, host)
  if (value === score[host]) return
  score[host] = value
  for (let node = (leaves + host) >> 1; node >= 1; node >>= 1) {
    const before = winner[node]
    const after = better(score, winner[2 * node], winner[2 * node + 1])
    if (after === before && after !== host) return
    winner[node] = after
  }
}

function judge(sim: PlacementSim, request: Request, host: Row): number {
  return firstFailing(sim, request, host) === none ? scoreOf(sim, request, host) : -Infinity
}

/** The left one wins ties: it has the lower row. */
function better(score: Float64Array, left: Row, right: Row): Row {
  return right === none || (left !== none && score[left] >= score[right]) ? left : right
}

function forgetOldest(classes: Tournament[]): void {
  let oldest = 0
  for (let at = 1; at < classes.length; at++) {
    if (classes[at].used < classes[oldest].used) oldest = at
  }
  classes.splice(oldest, 1)
}
