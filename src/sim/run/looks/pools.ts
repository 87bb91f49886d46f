/** Who holds and who would get how much, by group. */
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  none,
  shareTree,
  type Divider,
  type Engine,
  type Row,
  type ShareTree,
} from '../../core'
import { fullMillicores, wantedBy } from '../../model/cpu'
import { usableMiB } from '../../model/memory'
import { WorkloadState } from '../../model/workload'
import type { PoolsView } from '../fleet-views'
import { isOff } from '../host-state'
import { shapeOf } from '../shape'
import { capOf, ownMiBOf, tablesIn, type Tables } from '../tables'

export interface GroupSums {
  readonly memory: Float64Array
  readonly demand: Float64Array
  readonly used: Float64Array
}

/** MiB of placed units and millicores, by row of group. */
export function sumsOfGroups(tables: Tables): GroupSums {
  const { units, workloads, workloadCpu, workloadGroups } = tables
  const sums = (): Float64Array => new Float64Array(workloadGroups.rows.size)
  const result = { memory: sums(), demand: sums(), used: sums() }
  for (let unit = 0; unit < units.rows.size; unit++) {
    if (units.rows.alive[unit] === 1 && units.host[unit] !== none)
      result.memory[units.groupRow[unit]] += ownMiBOf(tables, unit)
  }
  for (let row = 0; row < workloads.rows.size; row++) {
    if (workloads.rows.alive[row] === 0) continue
    const group = workloads.groupRow[row]
    result.demand[group] += wantedBy(tables, row)
    result.used[group] += workloadCpu.grantedMillicores[row]
  }
  return result
}

/** Memory is what the groups' placed units bring along; image files that they share are nobody's own. */
export function poolsOf(engine: Engine): PoolsView {
  const tables = tablesIn(engine.world)
  const shape = shapeOf(engine)
  const { hosts, workloadGroups } = tables
  const { memory, demand, used } = sumsOfGroups(tables)
  const entitled = new Float64Array(workloadGroups.rows.size)
  const work = { divider: createDivider(), tree: createShareTree(64), owner: new Int32Array(64) }
  let millicores = 0
  let memoryMiB = 0
  for (const host of shape.hostRows) {
    if (isOff(tables, host)) continue
    millicores += sharedMillicores(tables, host)
    memoryMiB += usableMiB(hosts.memoryMiB[host], hosts.reserveMiB[host])
    entitle(tables, host, work, entitled)
  }
  return {
    look: 'pools',
    capacity: { millicores, memoryMiB },
    pools: shape.view.groups.map((group, index) => {
      const row = shape.groupRows[index]
      return {
        group: group.name,
        tenant: shape.view.tenants[group.tenant],
        workloads: workloadGroups.count[row],
        running: workloadGroups.running[row],
        memoryMiB: memory[row],
        demandMillicores: demand[row],
        usedMillicores: used[row],
        entitledMillicores: entitled[row],
      }
    }),
  }
}

/** What a host gives when every thread of it is busy, without what is kept for the host itself, in millicores. */
function sharedMillicores(tables: Tables, host: Row): number {
  return Math.max(0, fullMillicores(tables, host) - tables.cpuRules.reserveMillicores[0])
}

/** Arrays for one host after the other. */
interface Work {
  readonly divider: Divider
  tree: ShareTree
  /** Row of the group of each leaf; -1 for pools. */
  owner: Int32Array
}

/**
 * The law by which the CPU of a host is shared (`cpu.fair-share`), asked what would come of it if every running
 * workload wanted all that it can use.
 */
function entitle(tables: Tables, host: Row, work: Work, entitled: Float64Array): void {
  const { hostUnits, units, workloads } = tables
  let nodes = 1
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
    nodes += 1 + units.members[unit]
  if (nodes > work.owner.length) {
    work.tree = createShareTree(nodes * 2)
    work.owner = new Int32Array(nodes * 2)
  }
  const { tree, owner } = work
  tree.count = 0
  owner.fill(none, 0, nodes)
  addNode(tree, 1, Infinity, 0, 0)
  adopt(tree, 0, 1, hostUnits.count[host])
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    let weight = 0
    let reservation = 0
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      weight += workloads.weight[member]
      reservation += workloads.reservationMillicores[member]
    }
    addNode(tree, weight, units.vcpus[unit] * 1000, reservation, 0)
  }
  let pool = 1
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit], pool++) {
    adopt(tree, pool, tree.count, units.members[unit])
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      const wanted = workloads.state[member] === WorkloadState.running ? capOf(workloads, member) : 0
      const { weight, reservationMillicores } = workloads
      const leaf = addNode(tree, weight[member], wanted, reservationMillicores[member], wanted)
      owner[leaf] = units.groupRow[unit]
    }
  }
  shareTree(work.divider, tree, sharedMillicores(tables, host), true)
  for (let node = 0; node < tree.count; node++)
    if (owner[node] !== none) entitled[owner[node]] += tree.out[node]
}
