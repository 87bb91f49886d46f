// A fleet as the map is shown it, without a run: racks of hosts, and bytes that a test can set.
import { noValue, type FleetFrame, type FleetTopology, type HostDetail } from '../../src/sim'

/** Racks as [zone, hosts]; hosts are numbered through, in one group. */
export function fleetOf(racks: readonly (readonly [zone: number, hosts: number])[], rev = 1): FleetTopology {
  const count = racks.reduce((sum, [, hosts]) => sum + hosts, 0)
  const zones = Math.max(0, ...racks.map(([zone]) => zone + 1))
  return {
    rev,
    zones: Array.from({ length: zones }, (_, zone) => 'abcdefgh'[zone] ?? `z${zone}`),
    racks: racks.map(([zone, hosts], rack) => ({ name: `r${rack + 1}`, zone, hosts })),
    hosts: {
      count,
      groups: ['host'],
      group: new Uint16Array(count),
      ordinal: Uint32Array.from({ length: count }, (_, host) => host + 1),
      rack: Uint32Array.from(racks.flatMap(([, hosts], rack) => new Array<number>(hosts).fill(rack))),
      cores: new Uint16Array(count).fill(16),
      memoryMiB: new Uint32Array(count).fill(65536),
    },
    tenants: ['shop', 'bank'],
    groups: [
      {
        name: 'web',
        tenant: 0,
        kind: 'container',
        containersInside: false,
        hypervisor: '',
        runtime: 'runc',
        app: 'web',
        policy: 'spread',
        per: 1,
      },
    ],
  }
}

/** All hosts alike: cpu 50 %, memory 40 %, everything fine. */
export function frameOf(topology: FleetTopology, details: readonly HostDetail[] = []): FleetFrame {
  const { count } = topology.hosts
  const bytes = (value: number) => new Uint8Array(count).fill(value)
  return {
    topology: topology.rev,
    cpu: bytes(50),
    cpuDemand: bytes(50),
    memory: bytes(40),
    tenant: bytes(noValue),
    state: bytes(0),
    risk: bytes(0),
    units: new Uint16Array(count).fill(1),
    groupCount: Uint32Array.of(count),
    groupPlaced: Uint32Array.of(count),
    groupRunning: Uint32Array.of(count),
    groupStarting: Uint32Array.of(0),
    details,
  }
}

/** A host with containers of 'web' with these ordinals. */
export function detailWith(host: number, ordinals: readonly number[]): HostDetail {
  const all = (value: number) => new Uint32Array(ordinals.length).fill(value)
  return {
    host,
    freeMiB: 1000,
    usableMiB: 60000,
    group: new Uint16Array(ordinals.length),
    ordinal: Uint32Array.from(ordinals),
    state: new Uint8Array(ordinals.length),
    memoryMiB: all(512),
    used: all(500),
    demand: all(500),
    members: all(1),
  }
}
