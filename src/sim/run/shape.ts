/**
 * The shape of a fleet: which hosts, racks, groups and tenants there are, in the order in which views count
 * them. Read anew only when something came or went.
 */
import { none, type Engine, type Row, type World } from '../core'
import { policyNames } from '../model/placement'
import { UnitKind, unitKinds } from '../model/workload'
import type { FleetGroupView, FleetTopology } from './fleet-views'
import { tablesIn, type Tables } from './tables'

export interface Shape {
  readonly view: FleetTopology
  /** Rows of the hosts in the order of the topology, and the place of each row there (-1: none). */
  readonly hostRows: Int32Array
  readonly placeOf: Int32Array
  /** The same for workload groups. */
  readonly groupRows: Int32Array
  readonly groupIndex: Int32Array
  /** Row of each rack of the topology. */
  readonly rackRows: readonly Row[]
  readonly zoneRows: readonly Row[]
}

interface Known {
  readonly print: number
  readonly names: readonly string[]
  readonly shape: Shape
}

/** Beside the engines, so that looking leaves no trace in them. */
const known = new WeakMap<Engine, Known>()
/** Counts over all runs: a page that has a topology never takes another one for it. */
let revisions = 0

export function shapeOf(engine: Engine): Shape {
  const { world } = engine
  const tables = tablesIn(world)
  const print = printOf(tables)
  const before = known.get(engine)
  if (before?.print === print && sameNames(before.names, world.groups)) return before.shape
  const shape = readShape(world, tables, ++revisions)
  known.set(engine, { print, names: [...world.groups], shape })
  return shape
}

/** A digest of every column that the shape is made of; names are compared apart. */
function printOf({ hosts, workloadGroups, groupHypervisors, groupRuntimes, racks }: Tables): number {
  const hostColumns = [hosts.rows.alive, hosts.group, hosts.ordinal, hosts.rack, hosts.machine]
  let print = digest(17, hosts.rows.size, hostColumns)
  print = digest(print, racks.rows.size, [racks.rows.alive, racks.group, racks.ordinal, racks.zone])
  const { rows, group, tenant, kind, app, policy, per } = workloadGroups
  print = digest(print, rows.size, [rows.alive, group, tenant, kind, app, policy, per])
  return digest(print, rows.size, [groupHypervisors.profile, groupRuntimes.profile])
}

function digest(start: number, size: number, columns: readonly ArrayLike<number>[]): number {
  let hash = Math.imul(start ^ size, 0x01000193)
  for (const column of columns) {
    for (let row = 0; row < size; row++) {
      hash = Math.imul(hash ^ column[row], 0x85ebca6b)
      hash ^= hash >>> 15
    }
  }
  return hash
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, at) => name === right[at])
}

function readShape(world: World, tables: Tables, rev: number): Shape {
  const { hosts, workloadGroups } = tables
  const hostRows = sortedHosts(tables)
  const placeOf = new Int32Array(hosts.rows.size).fill(none)
  hostRows.forEach((row, place) => (placeOf[row] = place))
  const groupRows = liveRows(workloadGroups.rows)
  const groupIndex = new Int32Array(workloadGroups.rows.size).fill(none)
  groupRows.forEach((row, index) => (groupIndex[row] = index))
  const places = readPlaces(world, tables, hostRows)
  const tenants: string[] = []
  const groups = Array.from(groupRows, (row) => groupView(world, tables, row, tenants))
  const names: string[] = []
  const codes = new Map<number, number>()
  const group = Uint16Array.from(hostRows, (row) => indexed(codes, names, world, hosts.group[row]))
  return {
    view: {
      rev,
      zones: places.zones,
      racks: places.racks,
      hosts: {
        count: hostRows.length,
        groups: names,
        group,
        ordinal: Uint32Array.from(hostRows, (row) => hosts.ordinal[row]),
        rack: places.rack,
        cores: Uint16Array.from(hostRows, (row) => hosts.cores[row]),
        memoryMiB: Uint32Array.from(hostRows, (row) => hosts.memoryMiB[row]),
      },
      tenants,
      groups,
    },
    hostRows,
    placeOf,
    groupRows,
    groupIndex,
    rackRows: places.rackRows,
    zoneRows: places.zoneRows,
  }
}

/** Dense number of a name's code, in order of appearance. */
function indexed(codes: Map<number, number>, names: string[], world: World, code: number): number {
  const found = codes.get(code)
  if (found !== undefined) return found
  codes.set(code, names.length)
  return names.push(world.groups[code]) - 1
}

function liveRows({ size, alive }: Tables['hosts']['rows']): Int32Array {
  const live: Row[] = []
  for (let row = 0; row < size; row++) if (alive[row] === 1) live.push(row)
  return Int32Array.from(live)
}

function sortedHosts({ hosts, racks }: Tables): Int32Array {
  const zoneOf = (host: Row): Row => (hosts.rack[host] === none ? none : racks.zone[hosts.rack[host]])
  return liveRows(hosts.rows).sort((a, b) => zoneOf(a) - zoneOf(b) || hosts.rack[a] - hosts.rack[b] || a - b)
}

interface PlacesRead {
  readonly zones: readonly string[]
  readonly zoneRows: readonly Row[]
  readonly racks: FleetTopology['racks']
  readonly rackRows: readonly Row[]
  /** Rack of each host. */
  readonly rack: Uint32Array
}

/** Zones and racks with hosts in them; a rack whose name stands in two zones is told apart by its zone. */
function readPlaces(world: World, { hosts, racks, zones }: Tables, hostRows: Int32Array): PlacesRead {
  const zoneRows: Row[] = []
  const rackRows: Row[] = []
  const counts: number[] = []
  const rack = new Uint32Array(hostRows.length)
  hostRows.forEach((host, place) => {
    const row = hosts.rack[host]
    if (rackRows[rackRows.length - 1] !== row) {
      rackRows.push(row)
      counts.push(0)
      if (zoneRows[zoneRows.length - 1] !== racks.zone[row]) zoneRows.push(racks.zone[row])
    }
    counts[rackRows.length - 1]++
    rack[place] = rackRows.length - 1
  })
  const numbered = (group: string, ordinal: number): string => (ordinal > 1 ? `${group}-${ordinal}` : group)
  const zoneNames = zoneRows.map((row) => numbered(world.groups[zones.group[row]], zones.ordinal[row]))
  const rackNames = rackRows.map((row) => `${world.groups[racks.group[row]]}-${racks.ordinal[row]}`)
  const uses = new Map<string, number>()
  for (const name of rackNames) uses.set(name, (uses.get(name) ?? 0) + 1)
  return {
    zones: zoneNames,
    zoneRows,
    racks: rackRows.map((row, at) => {
      const zone = zoneRows.indexOf(racks.zone[row])
      const name = rackNames[at]
      return { name: uses.get(name) === 1 ? name : `${zoneNames[zone]}/${name}`, zone, hosts: counts[at] }
    }),
    rackRows,
    rack,
  }
}

function groupView(world: World, tables: Tables, row: Row, tenants: string[]): FleetGroupView {
  const { workloadGroups: groups, groupHypervisors, groupRuntimes } = tables
  const tenant = world.groups[groups.tenant[row]]
  if (!tenants.includes(tenant)) tenants.push(tenant)
  const profileOf = (profile: number): string => (profile === 0 ? '' : world.groups[profile - 1])
  return {
    name: world.groups[groups.group[row]],
    tenant: tenants.indexOf(tenant),
    kind: unitKinds[groups.kind[row]],
    containersInside: groups.kind[row] === UnitKind.vm && groupRuntimes.profile[row] !== 0,
    hypervisor: profileOf(groupHypervisors.profile[row]),
    runtime: profileOf(groupRuntimes.profile[row]),
    app: world.groups[groups.app[row]],
    policy: policyNames[groups.policy[row]],
    per: groups.per[row],
  }
}

/** The way to a host: zone and rack. */
export function pathTo({ view }: Shape, place: number): readonly string[] {
  const rack = view.racks[view.hosts.rack[place]]
  return [view.zones[rack.zone], rack.name]
}
