/**
 * CPU: fluid shares of each host's cores among its units and the workloads inside them; recomputed only for
 * hosts that changed.
 */
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  defineMechanism,
  Domain,
  none,
  shareTree,
  type Divider,
  type Own,
  type Row,
  type Seen,
  type ShareTree,
  type Sim,
  type TableSpecs,
  type World,
} from '../../core'
import { container, type containerTables } from '../container'
import { hypervisor, wrappedDemand, type hypervisorTables } from '../hypervisor'
import { inventory, Power, type inventoryTables } from '../inventory'
import { kernel, type kernelTables } from '../kernel'
import { vm } from '../vm'
import { workload, WorkloadState, type workloadTables } from '../workload'
import { cpuEquations, stealPermille, topologyCap } from './equations'

export const cpuTables = {
  hostCpu: {
    along: 'hosts',
    columns: {
      /** Can be beyond 32 bits: 20,000 workloads may each want a million. */
      demandMillicores: { kind: 'f64', unit: 'millicores', derived: true },
      usedMillicores: { kind: 'u32', unit: 'millicores', derived: true },
      /** Work done so far, in whole millicore-seconds and a rest in millicore-µs, since `since`. */
      workSeconds: { kind: 'f64', unit: 'millicore·s' },
      workRest: { kind: 'f64', unit: 'millicore·µs' },
      since: { kind: 'f64', unit: 'µs' },
    },
  },
  workloadCpu: {
    along: 'workloads',
    columns: { grantedMillicores: { kind: 'u32', unit: 'millicores', derived: true } },
  },
} as const satisfies TableSpecs

export type CpuSim = Sim<
  Own<typeof cpuTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof hypervisorTables> &
    Seen<typeof containerTables>
>

interface Work {
  tree: ShareTree
  readonly divider: Divider
  /** The workload of each leaf; -1 for pools. */
  workload: Int32Array
}

const createWork = (): Work => ({
  tree: createShareTree(64),
  divider: createDivider(),
  workload: new Int32Array(64),
})

/** Leaves that are shared among in the time of one event. */
const leavesPerWork = 16

/** Settles one host: books the work since the last change, then shares its cores anew. */
// Hot: runs for every touched host; allocates nothing once the work arrays have grown.
function settleHost(sim: CpuSim, host: Row): void {
  bookWork(sim, host)
  const { hosts, hostCpu, workloadCpu, hostUnits, units, workloads } = sim.tables
  if (hosts.power[host] !== Power.on) {
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
      for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
        workloadCpu.grantedMillicores[member] = 0
      }
    }
    hostCpu.demandMillicores[host] = 0
    hostCpu.usedMillicores[host] = 0
    return
  }
  const work = sim.scratch('cpu', createWork)
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

/** A unit that leaves its host gets nothing: its host no longer settles it. */
export function clearGrants(sim: Sim, unit: Row): void {
  const { units, workloads, workloadCpu } = (sim as CpuSim).tables
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    workloadCpu.grantedMillicores[member] = 0
}

/** Work is rate times elapsed time, booked only when the rate changes; whole seconds and rest keep it exact. */
function bookWork(sim: CpuSim, host: Row): void {
  const { hostCpu } = sim.tables
  const elapsed = sim.now - hostCpu.since[host]
  if (elapsed === 0) return
  // Whole seconds apart, so that every product stays exact however long nothing changed.
  const wholeSeconds = Math.floor(elapsed / 1000000)
  const used = hostCpu.usedMillicores[host]
  const done = hostCpu.workRest[host] + used * (elapsed - wholeSeconds * 1000000)
  const seconds = Math.floor(done / 1000000)
  hostCpu.workSeconds[host] += used * wholeSeconds + seconds
  hostCpu.workRest[host] = done - seconds * 1000000
  hostCpu.since[host] = sim.now
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

function addLeaf(sim: CpuSim, work: Work, member: Row): number {
  const { workloads, groupHypervisors, groupRuntimes } = sim.tables
  const group = workloads.groupRow[member]
  const cap = topologyCap(workloads.vcpus[member], workloads.limitMillicores[member])
  const demand =
    workloads.state[member] === WorkloadState.running
      ? wrappedDemand(
          workloads.demandMillicores[member],
          groupHypervisors.cpuFactor[group],
          groupRuntimes.cpuFactor[group],
        )
      : 0
  const node = addNode(
    work.tree,
    workloads.weight[member],
    cap,
    workloads.reservationMillicores[member],
    demand,
  )
  work.workload[node] = member
  return Math.min(demand, cap)
}

function sumOrOne(column: 'usedMillicores' | 'demandMillicores') {
  return ({ tables }: World, host: Row): number => {
    const values = tables['hostCpu'].columns[column]
    if (host !== none) return values[host]
    let sum = 0
    for (let row = 0; row < tables['hosts'].rows.size; row++) sum += values[row]
    return sum
  }
}
const used = sumOrOne('usedMillicores')
const wanted = sumOrOne('demandMillicores')

/** No host gives more than it has, and what it gives is the sum of what its workloads got. */
function partsAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['workloads']
  const granted = tables['workloadCpu'].columns['grantedMillicores']
  const units = tables['units'].columns
  const hosts = tables['hosts']
  const sums = new Float64Array(hosts.rows.size)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const host = units['host'][columns['unit'][row]]
    if (host !== none) sums[host] += granted[row]
    else if (granted[row] > 0) return `workload ${row} gets CPU without a host`
  }
  const given = tables['hostCpu'].columns['usedMillicores']
  for (let host = 0; host < hosts.rows.size; host++) {
    if (given[host] !== sums[host]) return `host ${host}: used CPU is not the sum of its workloads`
    if (given[host] > hosts.columns['cores'][host] * 1000) return `host ${host} gives more CPU than it has`
  }
  return null
}

export const cpu = defineMechanism<CpuSim['tables']>({
  name: 'cpu',
  needs: [inventory, kernel, workload, hypervisor, vm, container],
  tables: cpuTables,
  equations: cpuEquations,
  settle: [[Domain.host, settleHost]],
  metrics: [
    { name: 'cpu.used', unit: 'millicores', scope: 'host', read: used },
    { name: 'cpu.demand', unit: 'millicores', scope: 'host', read: wanted },
    {
      name: 'cpu.steal',
      unit: '‰',
      scope: 'host',
      read: (world, host) => stealPermille(wanted(world, host), used(world, host)),
    },
  ],
  invariants: [partsAddUp],
})
