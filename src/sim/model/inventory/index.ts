/** Inventory: regions of failure and the machines in them. Other mechanisms change power through `setPower`. */
import { Domain, defineMechanism, hashText, identityOf, type Own, type Row, type Sim } from '../../core'
import type { BuildPlan, MachinePlan } from '../plan'
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
  const zones = new Map<string, Row>()
  const racks = new Map<Row, Map<string, Row>>()
  const { tables } = sim
  sim.reserve(
    'hosts',
    fleet.reduce((sum, group) => sum + group.count, 0),
  )
  for (const group of fleet) {
    const zone = named(sim, zones, 'zones', group.zone, 1)
    const racksOfZone = racks.get(zone) ?? new Map<string, Row>()
    racks.set(zone, racksOfZone)
    const code = sim.group(group.name)
    const hash = hashText(group.name)
    for (let ordinal = 1; ordinal <= group.count; ordinal++) {
      const rackNumber = Math.ceil(ordinal / group.perRack)
      const rack = named(sim, racksOfZone, 'racks', group.rack, rackNumber)
      tables.racks.zone[rack] = zone
      const host = sim.addRow('hosts')
      const { hosts } = tables
      hosts.group[host] = code
      hosts.ordinal[host] = ordinal
      hosts.identity[host] = identityOf(hash, ordinal)
      hosts.zone[host] = zone
      hosts.rack[host] = rack
      hosts.power[host] = Power.on
      fillMachine(sim, host, group.machine)
    }
  }
}

function fillMachine(sim: InventorySim, host: Row, machine: MachinePlan): void {
  const { hosts } = sim.tables
  hosts.machine[host] = sim.group(machine.id)
  hosts.sockets[host] = machine.sockets
  hosts.cores[host] = machine.cores
  hosts.memoryMiB[host] = machine.memoryMiB
  hosts.reserveMiB[host] = machine.reserveMiB
  hosts.diskGiB[host] = machine.diskGiB
  hosts.nicMbps[host] = machine.nicMbps
  hosts.idleWatts[host] = machine.idleWatts
  hosts.peakWatts[host] = machine.peakWatts
}

/** The zone or rack of this name and number, made when it is new. */
function named(
  sim: InventorySim,
  known: Map<string, Row>,
  table: 'zones' | 'racks',
  name: string,
  ordinal: number,
): Row {
  const key = `${name}-${ordinal}`
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
