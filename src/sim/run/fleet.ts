/** The fleet as the map draws it. */
import { none, type Engine, type Row } from '../core'
import { usableMiB } from '../model/memory'
import { KernelState } from '../model/kernel'
import { exposurePercent } from '../model/placement'
import { WorkloadState } from '../model/workload'
import { noValue, type FleetFrame, type FleetTopology, type HostDetail, type Lens } from './fleet-views'
import { crashedOnHosts, demandPercent, hostStateOf, memoryPercent, State, usedPercent } from './host-state'
import { shapeOf, type Shape } from './shape'
import { ownMiBOf, stateIndex, tablesIn, wantedBy, type Tables } from './tables'

export function topologyOf(engine: Engine): FleetTopology {
  return shapeOf(engine).view
}

/** Tenant and risk are read only for their own lens: they look at every unit. */
export function fleetFrameOf(engine: Engine, lens: Lens, details: readonly number[]): FleetFrame {
  const shape = shapeOf(engine)
  const tables = tablesIn(engine.world)
  const { view, hostRows, groupRows } = shape
  const { workloadGroups } = tables
  const counts = (column: ArrayLike<number>): Uint32Array => Uint32Array.from(groupRows, (row) => column[row])
  return {
    topology: view.rev,
    ...hostBytes(tables, hostRows),
    tenant: lens === 'tenant' ? tenantBytes(tables, shape) : new Uint8Array(hostRows.length).fill(noValue),
    risk: lens === 'risk' ? riskBytes(tables, shape) : new Uint8Array(hostRows.length),
    groupCount: counts(workloadGroups.count),
    groupPlaced: counts(workloadGroups.placed),
    groupRunning: counts(workloadGroups.running),
    details: details
      .filter((place) => place >= 0 && place < hostRows.length)
      .map((place) => detailOf(tables, shape, place)),
  }
}

/** What the columns of hosts alone tell. */
// Hot: for every host of every frame; plain loops take a third of the time of functions called for each.
function hostBytes(
  tables: Tables,
  hostRows: Int32Array,
): Pick<FleetFrame, 'cpu' | 'cpuDemand' | 'memory' | 'state' | 'units'> {
  const count = hostRows.length
  const crashed = crashedOnHosts(tables)
  const { hostUnits } = tables
  const cpu = new Uint8Array(count)
  const cpuDemand = new Uint8Array(count)
  const memory = new Uint8Array(count)
  const state = new Uint8Array(count)
  const units = new Uint16Array(count)
  for (let place = 0; place < count; place++) {
    const host = hostRows[place]
    const now = hostStateOf(tables, host, crashed[host])
    state[place] = now
    cpu[place] = now === State.off ? noValue : usedPercent(tables, host)
    cpuDemand[place] = Math.min(254, demandPercent(tables, host))
    memory[place] = memoryPercent(tables, host)
    units[place] = Math.min(65535, hostUnits.count[host])
  }
  return { cpu, cpuDemand, memory, state, units }
}

/** The tenant with most memory on each host; of equals the first. */
function tenantBytes(tables: Tables, { view, hostRows, groupIndex }: Shape): Uint8Array {
  const { hostUnits, units } = tables
  const held = new Float64Array(view.tenants.length)
  const tenantOf = Array.from(groupIndex, (index) => (index === none ? 0 : view.groups[index].tenant))
  return eachHost(hostRows, (host) => {
    if (hostUnits.first[host] === none) return noValue
    held.fill(0)
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
      held[tenantOf[units.groupRow[unit]]] += ownMiBOf(tables, unit)
    let most = 0
    for (let tenant = 1; tenant < held.length; tenant++) if (held[tenant] > held[most]) most = tenant
    return Math.min(most, noValue - 1)
  })
}

/** The largest part of any group's running workloads that would go with each host. */
export function riskBytes(tables: Tables, { hostRows, groupRows }: Shape): Uint8Array {
  const { workloadGroups } = tables
  const { first } = tables.hostUnits
  const { nextOnHost, groupRow, firstMember, lastMember } = tables.units
  const { state, nextInUnit } = tables.workloads
  const here = new Uint32Array(workloadGroups.rows.size)
  return eachHost(hostRows, (host) => {
    here.fill(0)
    for (let unit = first[host]; unit !== none; unit = nextOnHost[unit]) {
      const group = groupRow[unit]
      // The last one is known, and most units have no other: its link need not be read.
      for (let member = firstMember[unit]; member !== none;) {
        if (state[member] === WorkloadState.running) here[group]++
        member = member === lastMember[unit] ? none : nextInUnit[member]
      }
    }
    let most = 0
    for (let at = 0; at < groupRows.length; at++) {
      const group = groupRows[at]
      if (here[group] > 0) most = Math.max(most, exposurePercent(here[group], workloadGroups.running[group]))
    }
    return most
  })
}

function eachHost(hostRows: Int32Array, read: (host: Row) => number): Uint8Array {
  const bytes = new Uint8Array(hostRows.length)
  for (let place = 0; place < bytes.length; place++) bytes[place] = read(hostRows[place])
  return bytes
}

function detailOf(tables: Tables, { hostRows, groupIndex }: Shape, place: number): HostDetail {
  const { hosts, hostMemory, hostUnits, units, workloads, workloadCpu } = tables
  const host = hostRows[place]
  const count = hostUnits.count[host]
  const usable = usableMiB(hosts.memoryMiB[host], hosts.reserveMiB[host])
  const detail = {
    host: place,
    freeMiB: usable - hostMemory.usedMiB[host],
    usableMiB: usable,
    group: new Uint16Array(count),
    ordinal: new Uint32Array(count),
    state: new Uint8Array(count),
    memoryMiB: new Uint32Array(count),
    used: new Uint32Array(count),
    demand: new Uint32Array(count),
    members: new Uint32Array(count),
  }
  let at = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit], at++) {
    detail.group[at] = groupIndex[units.groupRow[unit]]
    detail.ordinal[at] = workloads.ordinal[units.firstMember[unit]]
    detail.state[at] = unitState(tables, unit)
    detail.memoryMiB[at] = ownMiBOf(tables, unit)
    detail.members[at] = units.members[unit]
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      detail.used[at] += workloadCpu.grantedMillicores[member]
      detail.demand[at] += wantedBy(tables, member)
    }
  }
  return detail
}

/** Index into `unitStates`: a unit whose own kernel panicked has crashed, else it is as its first workload. */
export function unitState({ units, kernels, workloads }: Tables, unit: Row): number {
  const kernel = units.kernel[unit]
  if (kernel !== none && kernels.state[kernel] === KernelState.panicked) return 3
  return stateIndex(workloads.state[units.firstMember[unit]])
}
