/**
 * Two equal VMs of 8 GiB, each on a host of its own and on its way to another one over 10 Gbit/s: one sends its memory
 * ahead and then stands still for the rest, the other goes at once and has its memory follow.
 */
import type { Scenario, WorkloadGroup } from '../scenario'

const seconds = 1000000
/** After the question. */
export const departure = 5 * seconds

/** Equal but for the name; how much it writes is the lesson's knob. */
function database(name: string, on: string): WorkloadGroup {
  return {
    name,
    count: 1,
    on,
    kind: 'vm',
    flavours: ['vm'],
    app: 'database',
    demand: { law: 'constant', millicores: 1000 },
    // Writes go all over its memory: each page of it will be written again.
    memory: { activePercent: 100, touchedPercent: 100, dirtyMiBps: 286 },
  }
}

function migrate(vm: string, host: string, mode: string) {
  return { at: departure, command: { name: 'vm.migrate', args: { vm, host, mode } } }
}

export const liveMigration: Scenario = {
  format: 1,
  seed: 6,
  // Thirty rounds of 8 GiB at 10 Gbit/s take 206 s.
  horizon: 240 * seconds,
  define: {
    // With the guest's own system a VM has 8 GiB.
    flavours: { vm: { vcpus: 2, memoryMiB: 8000, source: 'assumed' } },
    guests: { default: { guestOsMiB: 192, source: 'assumed' } },
    machines: {
      node: {
        sockets: 1,
        coresPerSocket: 8,
        memoryMiB: 16384,
        hostReserveMiB: 2048,
        diskGiB: 480,
        nicMbps: 10000,
        idleWatts: 50,
        peakWatts: 150,
        source: 'assumed',
      },
    },
  },
  fleet: [
    { name: 'host-a', count: 2, machine: 'node', kernel: 'kvm' },
    { name: 'host-b', count: 2, machine: 'node', kernel: 'kvm' },
  ],
  workloads: [database('ahead', 'host-a'), database('after', 'host-b')],
  // As QEMU has it when it is asked for nothing else.
  rules: { migration: { autoConverge: false, compress: false, downtimeMillis: 300, maxRounds: 30 } },
  script: [migrate('ahead-vm-1', 'host-a-2', 'pre-copy'), migrate('after-vm-1', 'host-b-2', 'post-copy')],
}
