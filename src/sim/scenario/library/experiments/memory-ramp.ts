/** VMs that were promised more memory together than their host has, and use little of it at first. */
import { assumed, constant, experiment, one } from './parts'

export const memoryRamp = experiment({
  title: 'Memory ramp',
  define: {
    // With the guest's own system a VM is promised 4 GiB.
    flavours: { vm: { vcpus: 2, memoryMiB: 3904, source: assumed } },
    guests: { default: { guestOsMiB: 192, source: assumed } },
  },
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'guest',
      count: 12,
      kind: 'vm',
      flavours: ['vm'],
      app: 'web-app',
      mix: 'web',
      demand: constant(300),
      memory: { activePercent: 25, touchedPercent: 50, samePercent: 15 },
    },
  ],
  rules: {
    memory: { overcommitPercent: 170 },
    reclaim: { sharing: 'ksm', pagesToScan: 1250, sleepMillis: 10, swap: 'hdd', touchMiBps: 256 },
  },
})
