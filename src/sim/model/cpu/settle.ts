/** Sharing a host's cores among its units and the workloads inside them, after something on it has changed. */
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  divideWhole,
  none,
  shareTree,
  type Divider,
  type Own,
  type Row,
  type Seen,
  type ShareTree,
  type Sim,
} from '../../core'
import type { containerTables } from '../container'
import { wrappedDemand, type hypervisorTables } from '../hypervisor'
import { Power, type inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import { WorkloadState, type workloadTables } from '../workload'
import { topologyCap } from './equations'
import type { cpuTables } from './tables'
import { bookWork } from './work'

export type CpuSim = Sim<
  Own<typeof cpuTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof hypervisorTables> &
    Seen<typeof containerTables>
>

/** What a workload's demand on its host is read from. */
type Wanting = Pick<CpuSim['tables'], 'workloads' | 'groupHypervisors' | 'groupRuntimes'>

/** Arrays to work in, grown on demand and kept. */
interface Work {
  readonly divider: Divider
  tree: ShareTree
  /** The workload of each leaf of the tree; -1 for pools. */
  workload: Int32Array
  flat: FlatShare
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

const createWork = (): Work => ({
  divider: createDivider(),
  tree: createShareTree(64),
  workload: new Int32Array(64),
  flat: createFlat(64),
})

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
  if (!shareFlat(sim, host, work)) sharePools(sim, host, work)
}

function giveNothing(sim: CpuSim, host: Row): void {
  const { hostCpu, hostUnits, units } = sim.tables
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) clearGrants(sim, unit)
  hostCpu.demandMillicores[host] = 0
  hostCpu.usedMillicores[host] = 0
}

/** A unit that leaves its host gets nothing: its host no longer settles it. */
export function clearGrants(sim: Sim, unit: Row): void {
  const { units, workloads, workloadCpu } = (sim as CpuSim).tables
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    workloadCpu.grantedMillicores[member] = 0
}

/** One level of sharing, for a host whose units hold one workload each; false, and nothing done, for others. */
function shareFlat(sim: CpuSim, host: Row, work: Work): boolean {
  const { hosts, hostCpu, hostUnits, units, workloads, workloadCpu } = sim.tables
  const { firstMember, lastMember, nextOnHost } = units
  const { weight, reservationMillicores } = workloads
  const count = hostUnits.count[host]
  if (count > work.flat.member.length) work.flat = createFlat(count * 2)
  const { flat } = work
  let entry = 0
  let demand = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = nextOnHost[unit], entry++) {
    const member = firstMember[unit]
    if (member !== lastMember[unit]) return false
    const upper = wantedBy(sim.tables, member)
    flat.member[entry] = member
    flat.weight[entry] = weight[member]
    flat.lower[entry] = Math.min(reservationMillicores[member], upper)
    flat.upper[entry] = upper
    demand += upper
  }
  sim.worked(count / leavesPerWork)
  const { grantedMillicores } = workloadCpu
  hostCpu.demandMillicores[host] = demand
  if (demand <= hosts.cores[host] * 1000) {
    for (let at = 0; at < entry; at++) grantedMillicores[flat.member[at]] = flat.upper[at]
    hostCpu.usedMillicores[host] = demand
    return true
  }
  hostCpu.usedMillicores[host] = divideFlat(work, entry, hosts.cores[host] * 1000, grantedMillicores)
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

/** Shares over a tree: the host, its units, then the workloads of units that hold several. */
function sharePools(sim: CpuSim, host: Row, work: Work): void {
  const { hosts, hostCpu, workloadCpu } = sim.tables
  const demand = fillTree(sim, host, work)
  shareTree(work.divider, work.tree, hosts.cores[host] * 1000, true)
  sim.worked(work.tree.count / leavesPerWork)
  let used = 0
  for (let node = 0; node < work.tree.count; node++) {
    const member = work.workload[node]
    if (member === none) continue
    workloadCpu.grantedMillicores[member] = work.tree.out[node]
    used += work.tree.out[node]
  }
  hostCpu.demandMillicores[host] = demand
  hostCpu.usedMillicores[host] = used
}

/** Root, then the host's units, then the workloads of units that hold several. Returns the demand on the host. */
function fillTree(sim: CpuSim, host: Row, work: Work): number {
  const { units, hostUnits, workloads } = sim.tables
  let nodes = 1
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    nodes += units.members[unit] === 1 ? 1 : 1 + units.members[unit]
  }
  if (nodes > work.workload.length) {
    work.tree = createShareTree(nodes * 2)
    work.workload = new Int32Array(nodes * 2)
  }
  const { tree } = work
  tree.count = 0
  let demand = 0
  work.workload[addNode(tree, 1, Infinity, 0, 0)] = none
  adopt(tree, 0, 1, hostUnits.count[host])
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (units.members[unit] === 1) {
      demand += addLeaf(sim, work, units.firstMember[unit])
      continue
    }
    // A pool weighs what its members weigh and can use no more threads than its vCPUs.
    let weight = 0
    let reservation = 0
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      weight += workloads.weight[member]
      reservation += workloads.reservationMillicores[member]
    }
    work.workload[addNode(tree, weight, units.vcpus[unit] * 1000, reservation, 0)] = none
  }
  let pool = 1
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit], pool++) {
    if (units.members[unit] === 1) continue
    adopt(tree, pool, tree.count, units.members[unit])
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      demand += addLeaf(sim, work, member)
    }
  }
  return demand
}

/** A leaf that can use what it wants and no more, so that it needs no limit of its own. Returns what it wants. */
function addLeaf(sim: CpuSim, work: Work, member: Row): number {
  const { workloads } = sim.tables
  const wanted = wantedBy(sim.tables, member)
  const { weight, reservationMillicores } = workloads
  const node = addNode(work.tree, weight[member], wanted, reservationMillicores[member], wanted)
  work.workload[node] = member
  return wanted
}

/** Millicores that a workload asks its host for: its demand with what its wrapping costs, up to what it can use. */
export function wantedBy({ workloads, groupHypervisors, groupRuntimes }: Wanting, member: Row): number {
  if (workloads.state[member] !== WorkloadState.running) return 0
  const group = workloads.groupRow[member]
  const demand = wrappedDemand(
    workloads.demandMillicores[member],
    groupHypervisors.cpuFactor[group],
    groupRuntimes.cpuFactor[group],
  )
  const cap = topologyCap(workloads.vcpus[member], workloads.limitMillicores[member])
  return demand < cap ? demand : cap
}
