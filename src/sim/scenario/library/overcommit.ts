/**
 * Two equal hosts of 128 GiB, each filled with VMs of 8 GiB up to what may be promised. After the question all of them
 * get to work: on one host each uses half of its memory, on the other all guests run their backup at once.
 */
import type { Scenario, WorkloadGroup } from '../scenario'

const seconds = 1000000
const loadAt = 16 * seconds

/** Equal but for the name; hardly anything is asked of them until the load comes. */
function guests(name: string, on: string): WorkloadGroup {
  return {
    name,
    count: 'fill',
    on,
    kind: 'vm',
    flavours: ['vm'],
    app: 'web-app',
    mix: 'web',
    demand: {
      law: 'stepped',
      steps: [
        { at: 0, millicores: 20 },
        { at: loadAt, millicores: 400 },
      ],
    },
    // A quarter of their pages are equal: one system, one set of libraries. Assumed.
    memory: { activePercent: 10, touchedPercent: 90, samePercent: 25 },
  }
}

/** From then on each guest of a group uses so much of its memory. */
function uses(group: string, activePercent: number) {
  return { at: loadAt, command: { name: 'group.memory', args: { group, activePercent } } }
}

export const overcommit: Scenario = {
  format: 1,
  seed: 3,
  // Long enough for balloons to fill at 64 MiB per second in every VM, and to rest.
  horizon: 120 * seconds,
  define: {
    // With the guest's own system a VM is promised 8 GiB.
    flavours: { vm: { vcpus: 2, memoryMiB: 8000, source: 'assumed' } },
    guests: { default: { guestOsMiB: 192, source: 'assumed' } },
  },
  fleet: [
    { name: 'host-a', count: 1, machine: 'general-128', kernel: 'kvm' },
    { name: 'host-b', count: 1, machine: 'general-128', kernel: 'kvm' },
  ],
  workloads: [guests('everyday-a', 'host-a'), guests('backup-b', 'host-b')],
  rules: {
    memory: { overcommitPercent: 150 },
    // Sharing is off, as where strangers are neighbours; what is swapped lies on a hard disk.
    reclaim: { balloon: true, sharing: 'off', swap: 'hdd', touchMiBps: 256 },
  },
  script: [uses('everyday-a', 50), uses('backup-b', 81)],
}
