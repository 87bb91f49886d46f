/** Inventory: regions of failure and the machines in them. Other mechanisms change power through `setPower`. */
import { Domain, defineMechanism, hashText, identityOf, type Own, type Row, type Sim } from '../../core'
import type { BuildPlan, FleetPlan, MachinePlan } from '../plan'
import { inventoryTables, Power } from './tables'

export { inventoryTables, Power, powerNames } from './tables'

export type InventorySim = Sim<Own<typeof inventoryTables>>

/** Switches a host on or off and has everything on it settled again. */
export function setPower(sim: Sim, host: Row, power: number): void {
  const { hosts } = (sim as InventorySim).tables
  hosts.power[host] = power
  sim.touch(Domain.host, host)
}

function buildFleet(sim: InventorySim, scenario: unknown): void {
  const { fleet } = scenario as BuildPlan
  const places = readPlaces(sim)
  sim.reserve(
    'hosts',
    fleet.reduce((sum, group) => sum + group.count, 0),
  )
  for (const group of fleet) addHosts(sim, group, 1, places)
}

/** Zones and racks that exist, by name: what hosts that are added look themselves up in. */
export interface Places {
  readonly zones: Map<string, Row>
  /** By zone: a rack's name is unique within its zone. */
  readonly racks: Map<Row, Map<string, Row>>
}

export function readPlaces(sim: Sim): Places {
  const { zones, racks } = (sim as InventorySim).tables
  const places: Places = { zones: new Map(), racks: new Map() }
  for (let zone = 0; zone < zones.rows.size; zone++) {
    places.zones.set(placeName(sim.groupName(zones.group[zone]), zones.ordinal[zone]), zone)
  }
  for (let rack = 0; rack < racks.rows.size; rack++) {
    const name = placeName(sim.groupName(racks.group[rack]), racks.ordinal[rack])
    racksIn(places, racks.zone[rack]).set(name, rack)
  }
  return places
}

function racksIn({ racks }: Places, zone: Row): Map<string, Row> {
  const known = racks.get(zone) ?? new Map<string, Row>()
  racks.set(zone, known)
  return known
}

function placeName(name: string, ordinal: number): string {
  return `${name}-${ordinal}`
}

/** Adds the hosts of a plan, numbered from `first` on and switched on; racks fill by the host's number in its group. */
export function addHosts(sim: Sim, group: FleetPlan, first: number, places: Places): readonly Row[] {
  const mine = sim as InventorySim
  const { tables } = mine
  const added: Row[] = []
  const zone = named(mine, places.zones, 'zones', group.zone, 1)
  const racksOfZone = racksIn(places, zone)
  const code = sim.group(group.name)
  const hash = hashText(group.name)
  for (let ordinal = first; ordinal < first + group.count; ordinal++) {
    const rack = named(mine, racksOfZone, 'racks', group.rack, Math.ceil(ordinal / group.perRack))
    tables.racks.zone[rack] = zone
    const host = sim.addRow('hosts')
    const { hosts } = tables
    hosts.group[host] = code
    hosts.ordinal[host] = ordinal
    hosts.identity[host] = identityOf(hash, ordinal)
    hosts.zone[host] = zone
    hosts.rack[host] = rack
    hosts.power[host] = Power.on
    fillMachine(mine, host, group.machine)
    sim.touch(Domain.host, host)
    added.push(host)
  }
  return added
}

/** Takes a host out of the world; nothing may be on it any more. Its rack and zone stay, even if they are empty now. */
export function dropHost(sim: Sim, host: Row): void {
  sim.dropRow('hosts', host)
}

function fillMachine(sim: InventorySim, host: Row, machine: MachinePlan): void {
  const { hosts } = sim.tables
  hosts.machine[host] = sim.group(machine.id)
  hosts.sockets[host] = machine.sockets
  hosts.cores[host] = machine.cores
  hosts.threadsPerCore[host] = machine.threadsPerCore
  hosts.memoryMiB[host] = machine.memoryMiB
  hosts.reserveMiB[host] = machine.reserveMiB
  hosts.diskGiB[host] = machine.diskGiB
  hosts.nicMbps[host] = machine.nicMbps
  hosts.idleWatts[host] = machine.idleWatts
  hosts.peakWatts[host] = machine.peakWatts
  hosts.cpuLevel[host] = machine.cpuLevel
}

/** The zone or rack of this name and number, made when it is new. */
function named(
  sim: InventorySim,
  known: Map<string, Row>,
  table: 'zones' | 'racks',
  name: string,
  ordinal: number,
): Row {
  const key = placeName(name, ordinal)
  const found = known.get(key)
  if (found !== undefined) return found
  const row = sim.addRow(table)
  const columns = sim.tables[table]
  columns.group[row] = sim.group(name)
  columns.ordinal[row] = ordinal
  columns.identity[row] = identityOf(hashText(name), ordinal)
  known.set(key, row)
  return row
}

export const inventory = defineMechanism<InventorySim['tables']>({
  name: 'inventory',
  needs: [],
  tables: inventoryTables,
  start: buildFleet,
  invariants: [
    ({ tables }) => {
      const { rows, columns } = tables['hosts']
      for (let host = 0; host < rows.size; host++) {
        if (rows.alive[host] === 1 && columns['reserveMiB'][host] > columns['memoryMiB'][host])
          return `host ${host} reserves more memory than it has`
      }
      return null
    },
  ],
})
