/** Sharing a host's cores among its units and the workloads inside them, after something on it has changed. */
import { createDivider, divideWhole, none, type Divider, type Row, type Sim } from '../../core'
import { Power } from '../inventory'
import { smtCapacity } from './pressure'
import { createHostTree, growTree, shareDown, threadsNeeded, writeGrants, type HostTree } from './tree'
import { costHere, keptMillicores, wantedAt, type CpuSim } from './wants'
import { bookWork } from './work'

/** Arrays to work in, grown on demand and kept. */
interface Work {
  readonly divider: Divider
  flat: FlatShare
  readonly tree: HostTree
}

/** The workloads of a host side by side: enough where no pool stands between a host and its workloads. */
interface FlatShare {
  readonly member: Int32Array
  readonly weight: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly out: Float64Array
}

function createFlat(capacity: number): FlatShare {
  const reals = (): Float64Array => new Float64Array(capacity)
  return { member: new Int32Array(capacity), weight: reals(), lower: reals(), upper: reals(), out: reals() }
}

const createWork = (): Work => ({ divider: createDivider(), flat: createFlat(64), tree: createHostTree() })

/** Leaves that are shared among in the time of one event. */
const leavesPerWork = 100

/** Settles one host: books the work since the last change, then shares its cores anew. */
// Hot: runs for every touched host; allocates nothing once the work arrays have grown.
export function settleHost(sim: CpuSim, host: Row): void {
  const { hosts } = sim.tables
  // Touched, and then taken away within the same instant.
  if (hosts.rows.alive[host] === 0) return
  bookWork(sim, host)
  if (hosts.power[host] !== Power.on) {
    giveNothing(sim, host)
    return
  }
  const work = sim.scratch('cpu', createWork)
  if (!shareFlat(sim, host, work)) shareOverTree(sim, host, work.tree)
}

function giveNothing(sim: CpuSim, host: Row): void {
  const { hostUnits, units } = sim.tables
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) clearGrants(sim, unit)
  note(sim, host, 0, 0, 0, 0)
}

function note(
  sim: CpuSim,
  host: Row,
  capacity: number,
  demand: number,
  used: number,
  hostThreads: number,
): void {
  const { hostCpu } = sim.tables
  hostCpu.capacityMillicores[host] = capacity
  hostCpu.demandMillicores[host] = demand
  hostCpu.usedMillicores[host] = used
  hostCpu.hostThreadsMillicores[host] = hostThreads
}

/** A unit that leaves its host gets nothing: its host no longer settles it. */
export function clearGrants(sim: Sim, unit: Row): void {
  const { units, workloads, workloadCpu } = (sim as CpuSim).tables
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    workloadCpu.grantedMillicores[member] = 0
}

/** What there is when threads worth `busy` millicores want to run. */
function capacityOf({ tables: { hosts, cpuRules } }: CpuSim, host: Row, busy: number): number {
  const { smtPercent, reserveMillicores } = cpuRules
  const { cores, threadsPerCore } = hosts
  return smtCapacity(cores[host], threadsPerCore[host], busy, smtPercent[0], reserveMillicores[0])
}

/**
 * One level of sharing, for a host whose units hold one workload each, in no pool, on all CPUs, and without threads of
 * the host on their behalf; false, and nothing done, for others.
 */
function shareFlat(sim: CpuSim, host: Row, work: Work): boolean {
  const { tables } = sim
  const { hostUnits, units, workloads, workloadCpu, groupPool, groupCgroup, groupTechnique } = tables
  const { unitCpu, unitPages } = tables
  const { firstMember, lastMember, nextOnHost, groupRow } = units
  const { weight, reservationMillicores } = workloads
  const count = hostUnits.count[host]
  if (count > work.flat.member.length) work.flat = createFlat(count * 2)
  const { flat } = work
  let entry = 0
  let demand = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = nextOnHost[unit], entry++) {
    const member = firstMember[unit]
    const group = groupRow[unit]
    if (member !== lastMember[unit] || groupPool.pool[group] !== none) return false
    if (groupCgroup.cpuCount[group] > 0 || groupTechnique.hostPpm[group] > 0) return false
    const cost = costHere(tables, unit, host)
    unitCpu.costPpm[unit] = cost
    const upper = wantedAt(tables, member, cost, unitPages.waitPpm[unit])
    flat.member[entry] = member
    flat.weight[entry] = weight[member]
    flat.lower[entry] = Math.min(reservationMillicores[member], upper)
    flat.upper[entry] = upper
    demand += upper
  }
  sim.worked(count / leavesPerWork)
  const { grantedMillicores } = workloadCpu
  const kept = keptMillicores(tables, host)
  const capacity = capacityOf(sim, host, demand + kept)
  if (demand + kept <= capacity) {
    for (let at = 0; at < entry; at++) grantedMillicores[flat.member[at]] = flat.upper[at]
    note(sim, host, capacity, demand + kept, demand + kept, kept)
    return true
  }
  const first = Math.min(kept, capacity)
  const used = divideFlat(work, entry, capacity - first, grantedMillicores)
  note(sim, host, capacity, demand + kept, used + first, first)
  return true
}

/** Shares less than what is wanted; floors that do not fit shrink in proportion, as in a tree. */
function divideFlat(work: Work, count: number, capacity: number, granted: Uint32Array): number {
  const { member, weight, lower, upper, out } = work.flat
  let floors = 0
  for (let entry = 0; entry < count; entry++) floors += lower[entry]
  if (floors > capacity) {
    for (let entry = 0; entry < count; entry++) lower[entry] = Math.floor((lower[entry] * capacity) / floors)
  }
  divideWhole(work.divider, 0, count, weight, lower, upper, capacity, out)
  let used = 0
  for (let entry = 0; entry < count; entry++) {
    granted[member[entry]] = out[entry]
    used += out[entry]
  }
  return used
}

/**
 * Shares over a tree. The host's own threads come first: those that compare pages, and those that work on behalf
 * of what runs here, which need more the more that gets.
 */
function shareOverTree(sim: CpuSim, host: Row, tree: HostTree): void {
  growTree(tree, sim.tables, host)
  const wanted = tree.shares.upper[0]
  shareDown(tree, wanted)
  const kept = keptMillicores(sim.tables, host)
  const needed = threadsNeeded(tree)
  const capacity = capacityOf(sim, host, wanted + needed + kept)
  const isShort = wanted + needed + kept > capacity
  let threads = kept + needed
  let rounds = 1
  if (isShort) {
    const first = Math.min(kept, capacity)
    rounds += shareBeside(tree, Math.min(wanted, capacity - first), capacity - first, needed > 0)
    threads = first + threadsNeeded(tree)
  }
  sim.worked((rounds * tree.shares.count) / leavesPerWork)
  const used = writeGrants(tree, sim.tables.workloadCpu.grantedMillicores)
  // Whole numbers leave a rest: where CPU is short, the host's threads have it, so that nothing lies idle.
  if (isShort && needed > 0 && used === tree.shares.out[0]) threads = capacity - used
  note(sim, host, capacity, tree.wanted + needed + kept, used + threads, threads)
}

/**
 * The most that workloads can be given such that it fits beside what the host's threads then need, found by halving;
 * returns the rounds it took.
 */
function shareBeside(tree: HostTree, most: number, capacity: number, hasThreads: boolean): number {
  if (!hasThreads) {
    shareDown(tree, most)
    return 1
  }
  let rounds = 1
  let low = 0
  for (let high = most + 1; high - low > 1; rounds++) {
    const middle = Math.floor((low + high) / 2)
    shareDown(tree, middle)
    if (middle + threadsNeeded(tree) <= capacity) low = middle
    else high = middle
  }
  shareDown(tree, low)
  return rounds
}
