/** The fleet as the map draws it. */
import { none, type Engine, type Row } from '../core'
import { wantedBy } from '../model/cpu'
import { usableMiB } from '../model/memory'
import { KernelState } from '../model/kernel'
import { exposurePercent } from '../model/placement'
import { WorkloadState } from '../model/workload'
import { noValue, type FleetFrame, type FleetTopology, type HostDetail, type Lens } from './fleet-views'
import { crashedOnHosts, demandPercent, hostStateOf, memoryPercent, State, usedPercent } from './host-state'
import { shapeOf, type Shape } from './shape'
import { ownMiBOf, stateIndex, tablesIn, type Tables } from './tables'

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
    groupStarting: counts(workloadGroups.starting),
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
  const { count: unitsOn } = tables.hostUnits
  const { off } = State
  const [stateOf, used, demanded, held, empty] = [
    hostStateOf,
    usedPercent,
    demandPercent,
    memoryPercent,
    noValue,
  ]
  const cpu = new Uint8Array(count)
  const cpuDemand = new Uint8Array(count)
  const memory = new Uint8Array(count)
  const state = new Uint8Array(count)
  const units = new Uint16Array(count)
  for (let place = 0; place < count; place++) {
    const host = hostRows[place]
    const now = stateOf(tables, host, crashed[host])
    state[place] = now
    cpu[place] = now === off ? empty : used(tables, host)
    cpuDemand[place] = Math.min(254, demanded(tables, host))
    memory[place] = held(tables, host)
    units[place] = Math.min(65535, unitsOn[host])
  }
  return { cpu, cpuDemand, memory, state, units }
}

/** The tenant with most memory on each host; of equals the first. */
// Hot: reads plain columns in the order of their rows; following the lists of each host takes ten times as long.
function tenantBytes(tables: Tables, { view, hostRows, groupIndex }: Shape): Uint8Array {
  const { hosts, hostUnits } = tables
  const { first } = hostUnits
  const { host, groupRow } = tables.units
  const { size, alive } = tables.units.rows
  const { appMiB, librariesMiB, guestOsMiB, vmmMiB, runtimeMiB } = tables.unitMemory
  const tenants = view.tenants.length
  const tenantOf = groupIndex.map((index) => (index === none ? 0 : view.groups[index].tenant))
  const held = new Float64Array(hosts.rows.size * tenants)
  for (let unit = 0; unit < size; unit++) {
    const on = host[unit]
    if (on < 0 || alive[unit] === 0) continue
    const own = appMiB[unit] + librariesMiB[unit] + guestOsMiB[unit] + vmmMiB[unit] + runtimeMiB[unit]
    held[on * tenants + tenantOf[groupRow[unit]]] += own
  }
  const empty = noValue
  return eachHost(hostRows, (row) => {
    if (first[row] < 0) return empty
    const start = row * tenants
    let most = 0
    for (let tenant = 1; tenant < tenants; tenant++)
      if (held[start + tenant] > held[start + most]) most = tenant
    return Math.min(most, empty - 1)
  })
}

/** The largest part of any group's running workloads that would go with each host. */
// Hot: like tenantBytes, in the order of the rows; what is imported is looked up once.
export function riskBytes(tables: Tables, { hostRows, groupRows, groupIndex }: Shape): Uint8Array {
  const { hosts, workloads, workloadGroups } = tables
  const { state, unit, groupRow } = workloads
  const { size, alive } = workloads.rows
  const hostOf = tables.units.host
  const { running: isRunning } = WorkloadState
  const percent = exposurePercent
  const groups = groupRows.length
  const running = Float64Array.from(groupRows, (row) => workloadGroups.running[row])
  const here = new Uint32Array(hosts.rows.size * groups)
  for (let row = 0; row < size; row++) {
    if (state[row] !== isRunning || alive[row] === 0) continue
    const host = hostOf[unit[row]]
    if (host >= 0) here[host * groups + groupIndex[groupRow[row]]]++
  }
  return eachHost(hostRows, (row) => {
    let most = 0
    for (let group = 0; group < groups; group++) {
      const lost = here[row * groups + group]
      if (lost > 0) most = Math.max(most, percent(lost, running[group]))
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
