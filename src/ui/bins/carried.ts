/** The workload that stands for a unit: commands speak of workloads, but a VM goes by the name of its kernel. */
import { isProblem, type Client } from '../../app/client'
import type { FleetTopology } from '../../sim'

export interface Unit {
  readonly name: string
  readonly group: string
  readonly host: string
}

/** Its first workload; null when the unit is gone. */
export async function workloadOf(
  client: Client,
  topology: FleetTopology | null,
  unit: Unit,
): Promise<string | null> {
  const group = topology?.groups.find((one) => one.name === unit.group)
  if (group === undefined || group.kind === 'process' || group.kind === 'container') return unit.name
  // VMs and sandboxes are numbered in steps of a full unit, unless units before were not full.
  const [number = ''] = /\d+$/.exec(unit.name) ?? []
  const likely = `${unit.group}-${(Number(number) - 1) * group.per + 1}`
  if (await isInside(client, likely, unit.name)) return likely
  const table = await client.look({
    look: 'table',
    of: 'workloads',
    within: unit.host,
    filter: `${unit.group}-`,
    sort: '',
    descending: false,
    from: 0,
    count: 200,
  })
  for (const [name] of isProblem(table) ? [] : table.rows) {
    if (await isInside(client, String(name), unit.name)) return String(name)
  }
  return null
}

async function isInside(client: Client, workload: string, unit: string): Promise<boolean> {
  const where = await client.look({ look: 'where', name: workload })
  return !isProblem(where) && where.found?.unit === unit
}
