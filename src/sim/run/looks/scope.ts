/** What lies inside a zone, rack, host or group by name. */
import { none, type Engine, type Row } from '../../core'
import { finderOf } from '../advance'
import type { Shape } from '../shape'
import type { Tables } from '../tables'

export interface Scope {
  hasHost(host: Row): boolean
  /** Of a workload or unit: its group, and its host (-1 for none). */
  hasUnit(group: Row, host: Row): boolean
}

const everything: Scope = { hasHost: () => true, hasUnit: () => true }
const nothing: Scope = { hasHost: () => false, hasUnit: () => false }

/** A group of workloads holds its workloads, and the hosts they are on. Unknown names hold nothing. */
export function scopeOf(engine: Engine, tables: Tables, shape: Shape, within: string): Scope {
  if (within === '') return everything
  const { hosts, racks } = tables
  const { zones, racks: rackViews, groups, hosts: hostViews } = shape.view
  const zone = zones.indexOf(within)
  if (zone >= 0) return onHosts((host) => racks.zone[hosts.rack[host]] === shape.zoneRows[zone])
  const rack = rackViews.findIndex(({ name }) => name === within)
  if (rack >= 0) return onHosts((host) => hosts.rack[host] === shape.rackRows[rack])
  const named = finderOf(engine)('hosts', within)
  if (named !== none) return onHosts((host) => host === named)
  const group = groups.findIndex(({ name }) => name === within)
  if (group >= 0) return ofGroup(tables, shape.groupRows[group])
  if (!hostViews.groups.includes(within)) return nothing
  const code = engine.world.groups.indexOf(within)
  return onHosts((host) => hosts.group[host] === code)
}

function onHosts(hasHost: (host: Row) => boolean): Scope {
  return { hasHost, hasUnit: (_, host) => host !== none && hasHost(host) }
}

function ofGroup({ hosts, units }: Tables, wanted: Row): Scope {
  const holds = new Uint8Array(hosts.rows.size)
  for (let unit = 0; unit < units.rows.size; unit++) {
    if (units.rows.alive[unit] === 0 || units.groupRow[unit] !== wanted) continue
    if (units.host[unit] !== none) holds[units.host[unit]] = 1
  }
  return { hasHost: (host) => holds[host] === 1, hasUnit: (group) => group === wanted }
}
