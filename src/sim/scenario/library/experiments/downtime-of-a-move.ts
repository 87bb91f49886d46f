/** Equal VMs of 4 GiB, each on a host of its own with a second one beside it, over 10 Gbit/s. */
import type { FleetGroup, WorkloadGroup } from '../../scenario'
import { assumed, constant, experiment } from './parts'

const names = ['plain', 'brake', 'pack', 'follow', 'risk'] as const
/** MiB per second that a VM writes: a quarter of what its link carries, until the experiment raises it. */
const calm = 300

const pair = (name: string): FleetGroup => ({
  name: `${name}-host`,
  count: 2,
  machine: 'small-8',
  kernel: 'kvm',
})

const database = (name: string): WorkloadGroup => ({
  name,
  count: 1,
  on: `${name}-host`,
  kind: 'vm',
  flavours: ['vm'],
  app: 'database',
  demand: constant(1000),
  // Writes go all over its memory: each page of it will be written again.
  memory: { activePercent: 100, touchedPercent: 100, dirtyMiBps: calm },
})

export const downtimeOfAMove = experiment({
  title: 'Downtime of a move',
  define: {
    // With the guest's own system a VM has 4 GiB.
    flavours: { vm: { vcpus: 2, memoryMiB: 3904, source: assumed } },
    guests: { default: { guestOsMiB: 192, source: assumed } },
  },
  fleet: names.map(pair),
  workloads: names.map(database),
  // The cache of XBZRLE holds all that is written on: it is as good here as it can be.
  rules: { migration: { cacheMiB: 4096 } },
})
