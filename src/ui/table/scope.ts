/** What a table may be narrowed to: the zone, rack, host or group that is selected. */
import type { FleetTopology, TableLook } from '../../sim'

export type Kind = 'zone' | 'rack' | 'host' | 'group'

/** What kind of thing a name is, when it is one that holds others; null for workloads and unknown names. */
export function kindOf(name: string | undefined, topology: FleetTopology | null): Kind | null {
  if (name === undefined || name === '' || topology === null) return null
  if (topology.groups.some((group) => group.name === name)) return 'group'
  if (topology.zones.includes(name)) return 'zone'
  if (topology.racks.some((rack) => rack.name === name)) return 'rack'
  return isHost(name, topology) ? 'host' : null
}

// Hosts are called by their group and a number.
function isHost(name: string, { hosts }: FleetTopology): boolean {
  const [, group = '', digits = ''] = /^(.+)-(\d+)$/.exec(name) ?? []
  const at = hosts.groups.indexOf(group)
  if (at < 0) return false
  const ordinal = Number(digits)
  for (let host = 0; host < hosts.count; host++) {
    if (hosts.group[host] === at && hosts.ordinal[host] === ordinal) return true
  }
  return false
}

/** What to list first inside it: one level below. */
export function listedIn(kind: Kind | null): TableLook['of'] {
  return kind === 'host' || kind === 'group' ? 'workloads' : 'hosts'
}
