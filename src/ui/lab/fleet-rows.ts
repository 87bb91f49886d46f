/** The groups of a fleet as the panels list them: pure reading of topology and frame. */
import { hostStates, type FleetFrame, type FleetTopology, type HostState } from '../../sim'

export type GroupKind = 'vm' | 'container' | 'sandbox' | 'process' | 'container-in-vm'

export interface GroupRow {
  readonly name: string
  readonly tenant: string
  readonly kind: GroupKind
  readonly app: string
  readonly policy: string
  /** Workloads that exist, have a host, and run; null while no frame counts them. */
  readonly count: number | null
  readonly placed: number
  readonly running: number
  /** On their way: neither running nor lost. */
  readonly starting: number
}

/** How much of a group runs: all, some or none of it; 'empty' when it has no workload at all. */
export type GroupHealth = 'all' | 'some' | 'none' | 'empty'

export interface HostGroupRow {
  readonly name: string
  readonly count: number
  readonly cores: number
  readonly memoryMiB: number
  /** Names of its hosts, the last one added last. */
  readonly last: string
}

export function groupRows(topology: FleetTopology, fleet: FleetFrame | null): readonly GroupRow[] {
  // Counts of another topology belong to other groups.
  const counts = fleet !== null && fleet.topology === topology.rev ? fleet : null
  return topology.groups.map((group, at) => ({
    name: group.name,
    tenant: topology.tenants[group.tenant] ?? '',
    kind: group.containersInside ? 'container-in-vm' : group.kind,
    app: group.app,
    policy: group.policy,
    count: counts?.groupCount[at] ?? null,
    placed: counts?.groupPlaced[at] ?? 0,
    running: counts?.groupRunning[at] ?? 0,
    starting: counts?.groupStarting[at] ?? 0,
  }))
}

export function healthOf({
  count,
  running,
  starting,
}: Pick<GroupRow, 'count' | 'running' | 'starting'>): GroupHealth {
  if (count === 0) return 'empty'
  if (count === null || running + starting >= count) return 'all'
  return running + starting === 0 ? 'none' : 'some'
}

export function hostName({ hosts }: FleetTopology, at: number): string {
  return `${hosts.groups[hosts.group[at] ?? 0] ?? ''}-${hosts.ordinal[at] ?? 0}`
}

export function hostGroupRows(topology: FleetTopology): readonly HostGroupRow[] {
  const { hosts } = topology
  return hosts.groups.flatMap((name, group) => {
    const members = membersOf(topology, group)
    const [first] = members
    if (first === undefined) return []
    return {
      name,
      count: members.length,
      cores: hosts.cores[first] ?? 0,
      memoryMiB: hosts.memoryMiB[first] ?? 0,
      last: lastHosts(topology, name, 1)[0] ?? '',
    }
  })
}

/** The hosts of a group that were added last, the latest first. */
export function lastHosts(topology: FleetTopology, group: string, count: number): readonly string[] {
  const code = topology.hosts.groups.indexOf(group)
  return membersOf(topology, code)
    .map((at) => topology.hosts.ordinal[at] ?? 0)
    .sort((a, b) => b - a)
    .slice(0, count)
    .map((ordinal) => `${group}-${ordinal}`)
}

function membersOf({ hosts }: FleetTopology, group: number): readonly number[] {
  const members: number[] = []
  for (let at = 0; at < hosts.count; at++) if (hosts.group[at] === group) members.push(at)
  return members
}

/** Names of the hosts whose name holds the text, at most `limit`. */
export function hostsNamed(topology: FleetTopology, text: string, limit: number): readonly string[] {
  const names: string[] = []
  for (let at = 0; at < topology.hosts.count && names.length < limit; at++) {
    const name = hostName(topology, at)
    if (name.includes(text)) names.push(name)
  }
  return names
}

export function hostStateAt(fleet: FleetFrame | null, at: number): HostState | null {
  return hostStates[fleet?.state[at] ?? -1] ?? null
}

/** Names of the hosts that are off, at most `limit`, and how many there are. */
export function hostsOff(
  topology: FleetTopology,
  fleet: FleetFrame,
  limit: number,
): { readonly names: readonly string[]; readonly count: number } {
  const off = hostStates.indexOf('off')
  const names: string[] = []
  let count = 0
  for (let at = 0; at < topology.hosts.count; at++) {
    if (fleet.state[at] !== off) continue
    count++
    if (names.length < limit) names.push(hostName(topology, at))
  }
  return { names, count }
}

/** Victims of a failure by group, with what would be left of each group. */
export function lossesOf(
  victims: readonly string[],
  rows: readonly GroupRow[],
): readonly { readonly group: string; readonly lost: number; readonly left: number }[] {
  const lost = new Map<string, number>()
  for (const name of victims) {
    const group = name.slice(0, name.lastIndexOf('-'))
    lost.set(group, (lost.get(group) ?? 0) + 1)
  }
  return rows.flatMap(({ name, running }) => {
    const count = lost.get(name) ?? 0
    return count === 0 ? [] : { group: name, lost: count, left: Math.max(0, running - count) }
  })
}
