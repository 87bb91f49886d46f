/**
 * The tree over which a host is shared when its units do not lie side by side: the host, pools within pools, units,
 * and the workloads of units that hold several. Breadth first, so that the children of a node lie together.
 */
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  divideWhole,
  none,
  type Divider,
  type Row,
  type ShareTree,
} from '../../core'
import { reachableCap } from './cost'
import { closeMasks, createMasks, divideMasked, masksTold, openMasks, type Masks } from './masks'
import { costHere, threadsOf, wantedAt, type CpuTables } from './wants'

const poolNode = 0
const unitNode = 1
const leafNode = 2

/** Arrays to work in, grown on demand and kept. */
export interface HostTree {
  readonly divider: Divider
  shares: ShareTree
  /** What a node is, and its row: of pools (-1 for the host itself), units or workloads. */
  kind: Uint8Array
  row: Int32Array
  /** CPU of the host's threads per CPU of a leaf, as a fraction. */
  threads: Float64Array
  /** Floors as far as they fit. */
  floor: Float64Array
  mask: Uint8Array
  readonly masks: Masks
  /** Groups whose lists of CPUs stand for the masks from 1 on. */
  readonly maskGroups: Row[]
  /** Units by pool: chains that start at pool + 1, so that 0 is the host itself. */
  firstUnit: Int32Array
  lastUnit: Int32Array
  nextUnit: Int32Array
  /** Pools on this host. */
  present: Uint8Array
  unitAt: Int32Array
  /** Sum over its leaves of what they want. */
  wanted: number
}

export function createHostTree(): HostTree {
  return {
    divider: createDivider(),
    shares: createShareTree(0),
    kind: new Uint8Array(0),
    row: new Int32Array(0),
    threads: new Float64Array(0),
    floor: new Float64Array(0),
    mask: new Uint8Array(0),
    masks: createMasks(),
    maskGroups: [],
    firstUnit: new Int32Array(0),
    lastUnit: new Int32Array(0),
    nextUnit: new Int32Array(0),
    present: new Uint8Array(0),
    unitAt: new Int32Array(0),
    wanted: 0,
  }
}

function makeRoom(tree: HostTree, nodes: number, units: number, pools: number): void {
  if (tree.kind.length < nodes) {
    const size = nodes * 2
    tree.shares = createShareTree(size)
    tree.kind = new Uint8Array(size)
    tree.row = new Int32Array(size)
    tree.threads = new Float64Array(size)
    tree.floor = new Float64Array(size)
    tree.mask = new Uint8Array(size)
  }
  if (tree.unitAt.length < units) {
    tree.unitAt = new Int32Array(units * 2)
    tree.nextUnit = new Int32Array(units * 2)
  }
  if (tree.present.length > pools) return
  tree.firstUnit = new Int32Array(pools + 1)
  tree.lastUnit = new Int32Array(pools + 1)
  tree.present = new Uint8Array(pools + 1)
}

/** Builds the tree of a host, with what each node wants at most (`upper`) and what it is promised of that (`lower`). */
export function growTree(tree: HostTree, tables: CpuTables, host: Row): void {
  const { hostUnits, units, pools } = tables
  let nodes = 1 + pools.rows.size
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
    nodes += 1 + units.members[unit]
  makeRoom(tree, nodes, hostUnits.count[host], pools.rows.size)
  const cpus = threadsOf(tables, host)
  openMasks(tree.masks, cpus)
  tree.maskGroups.length = 0
  tree.wanted = 0
  tree.shares.count = 0
  sortUnits(tree, tables, host)
  addTo(tree, poolNode, none, 1, Infinity, 0, 0)
  for (let node = 0; node < tree.shares.count; node++) {
    if (tree.kind[node] === poolNode) addBelowPool(tree, tables, host, node)
    else if (tree.kind[node] === unitNode) addMembers(tree, tables, node)
  }
  if (tree.masks.count > 1) closeMasks(tree.masks, cpus)
  bound(tree, tables)
}

function addTo(
  { shares, kind, row, threads, mask }: HostTree,
  what: number,
  of: Row,
  weight: number,
  limit: number,
  reservation: number,
  demand: number,
): number {
  const node = addNode(shares, weight, limit, reservation, demand)
  kind[node] = what
  row[node] = of
  threads[node] = 0
  mask[node] = 0
  return node
}

/** Strings the host's units up by pool, in their order, and marks the pools that are on it. */
function sortUnits(tree: HostTree, tables: CpuTables, host: Row): void {
  const { hostUnits, units, pools, groupPool } = tables
  tree.firstUnit.fill(none)
  tree.present.fill(0)
  let at = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit], at++) {
    const pool = groupPool.pool[units.groupRow[unit]]
    tree.unitAt[at] = unit
    tree.nextUnit[at] = none
    if (tree.firstUnit[pool + 1] === none) tree.firstUnit[pool + 1] = at
    else tree.nextUnit[tree.lastUnit[pool + 1]] = at
    tree.lastUnit[pool + 1] = at
    for (let above = pool; above !== none && tree.present[above] === 0; above = pools.parent[above])
      tree.present[above] = 1
  }
}

/** The pools in a pool, or on the host itself, in their order; then the units. */
function addBelowPool(tree: HostTree, tables: CpuTables, host: Row, node: number): void {
  const { pools } = tables
  const { shares } = tree
  const above = tree.row[node]
  const first = shares.count
  for (let pool = 0; pool < pools.rows.size; pool++) {
    if (tree.present[pool] === 0 || pools.parent[pool] !== above) continue
    const limit = pools.limitMillicores[pool] === 0 ? Infinity : pools.limitMillicores[pool]
    addTo(tree, poolNode, pool, pools.shares[pool], limit, pools.reservationMillicores[pool], 0)
  }
  for (let at = tree.firstUnit[above + 1]; at !== none; at = tree.nextUnit[at])
    addUnit(tree, tables, host, tree.unitAt[at], above === none)
  adopt(shares, node, first, shares.count - first)
}

/** A unit with one workload is a leaf; one with several weighs and reserves what these do, and has its vCPUs. */
function addUnit(tree: HostTree, tables: CpuTables, host: Row, unit: Row, atTop: boolean): void {
  const { units, unitCpu, unitPages, workloads } = tables
  const cost = costHere(tables, unit, host)
  unitCpu.costPpm[unit] = cost
  const cpus = cpusOf(tables, host, unit)
  let node = tree.shares.count
  if (units.members[unit] === 1) {
    addLeaf(tree, tables, unit, units.firstMember[unit])
  } else {
    let weight = 0
    let reservation = 0
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      weight += workloads.weight[member]
      reservation += workloads.reservationMillicores[member]
    }
    const limit = reachableCap(units.vcpus[unit], 0, cost, unitPages.waitPpm[unit])
    node = addTo(tree, unitNode, unit, weight, limit, reservation, 0)
  }
  if (cpus === none) return
  tree.shares.limit[node] = Math.min(tree.shares.limit[node], cpus * 1000)
  if (atTop) tree.mask[node] = maskOf(tree, tables, host, units.groupRow[unit])
}

function addMembers(tree: HostTree, tables: CpuTables, node: number): void {
  const { units, workloads } = tables
  const unit = tree.row[node]
  adopt(tree.shares, node, tree.shares.count, units.members[unit])
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    addLeaf(tree, tables, unit, member)
}

/** A leaf can use what it wants and no more. */
function addLeaf(tree: HostTree, tables: CpuTables, unit: Row, member: Row): void {
  const { workloads, unitCpu, unitPages, groupTechnique, units } = tables
  const cost = unitCpu.costPpm[unit]
  const wanted = wantedAt(tables, member, cost, unitPages.waitPpm[unit])
  const { weight, reservationMillicores } = workloads
  const node = addTo(tree, leafNode, member, weight[member], wanted, reservationMillicores[member], wanted)
  tree.threads[node] = groupTechnique.hostPpm[units.groupRow[unit]] / cost
  tree.wanted += wanted
}

/** CPUs of this host on a unit's list; -1 when it may use all, as it may when the host has none of those listed. */
function cpusOf(tables: CpuTables, host: Row, unit: Row): number {
  const { groupCgroup, cpusetCpus, units } = tables
  const group = units.groupRow[unit]
  const first = groupCgroup.firstCpu[group]
  const cpus = threadsOf(tables, host)
  let here = 0
  for (let at = first; at < first + groupCgroup.cpuCount[group]; at++) if (cpusetCpus.cpu[at] < cpus) here++
  return here === 0 || here === cpus ? none : here
}

/** The number of a group's list on this host: that of an equal one, a new one, or 0 when no more can be told apart. */
function maskOf({ masks, maskGroups }: HostTree, tables: CpuTables, host: Row, group: Row): number {
  const known = maskGroups.findIndex((other) => other === group || sameCpus(tables, other, group))
  if (known >= 0) return known + 1
  if (maskGroups.length === masksTold) return 0
  const { groupCgroup, cpusetCpus } = tables
  const cpus = threadsOf(tables, host)
  maskGroups.push(group)
  const mask = masks.count++
  const first = groupCgroup.firstCpu[group]
  for (let at = first; at < first + groupCgroup.cpuCount[group]; at++)
    if (cpusetCpus.cpu[at] < cpus) masks.holders[cpusetCpus.cpu[at]] |= 1 << mask
  return mask
}

function sameCpus({ groupCgroup, cpusetCpus }: CpuTables, left: Row, right: Row): boolean {
  const count = groupCgroup.cpuCount[left]
  if (count !== groupCgroup.cpuCount[right]) return false
  for (let at = 0; at < count; at++) {
    const other = cpusetCpus.cpu[groupCgroup.firstCpu[right] + at]
    if (cpusetCpus.cpu[groupCgroup.firstCpu[left] + at] !== other) return false
  }
  return true
}

/** Bounds from the leaves up; an expandable pool is promised what its children are, if that is more than its own. */
function bound({ shares, kind, row }: HostTree, { pools }: CpuTables): void {
  const { firstChild, childCount, limit, reservation, demand, lower, upper } = shares
  for (let node = shares.count - 1; node >= 0; node--) {
    let wanted = demand[node]
    let floor = reservation[node]
    if (childCount[node] > 0) {
      let floors = 0
      wanted = 0
      for (let child = firstChild[node]; child < firstChild[node] + childCount[node]; child++) {
        wanted += upper[child]
        floors += lower[child]
      }
      const isPool = kind[node] === poolNode && row[node] !== none
      if (isPool && pools.expandable[row[node]] === 1) floor = Math.max(floor, floors)
    }
    upper[node] = Math.min(limit[node], wanted)
    lower[node] = Math.min(floor, upper[node])
  }
}

/** Shares whole millicores over the tree from the host down; floors that do not fit shrink in proportion. */
export function shareDown(tree: HostTree, capacity: number): void {
  const { shares, floor, divider } = tree
  const { firstChild, childCount, weight, lower, upper, out } = shares
  out[0] = Math.min(capacity, upper[0])
  for (let node = 0; node < shares.count; node++) {
    if (childCount[node] === 0) continue
    const from = firstChild[node]
    const to = from + childCount[node]
    let floors = 0
    for (let child = from; child < to; child++) floors += lower[child]
    const fits = floors <= out[node]
    for (let child = from; child < to; child++)
      floor[child] = fits ? lower[child] : Math.floor((lower[child] * out[node]) / floors)
    if (node === 0 && tree.masks.count > 1) {
      const among = { weight, lower: floor, upper, mask: tree.mask, out }
      divideMasked(tree.masks, divider, among, from, to, out[node])
    } else divideWhole(divider, from, to, weight, floor, upper, out[node], out)
  }
}

/** Whole millicores that the host's own threads need for what the leaves were given, rounded up. */
export function threadsNeeded({ shares, kind, threads }: HostTree): number {
  let micro = 0
  for (let node = 0; node < shares.count; node++)
    if (kind[node] === leafNode) micro += Math.floor(shares.out[node] * threads[node] * 1000)
  return Math.ceil(micro / 1000)
}

/** Writes down what each workload got, and returns the sum. */
export function writeGrants({ shares, kind, row }: HostTree, granted: Uint32Array): number {
  let used = 0
  for (let node = 0; node < shares.count; node++) {
    if (kind[node] !== leafNode) continue
    granted[row[node]] = shares.out[node]
    used += shares.out[node]
  }
  return used
}
