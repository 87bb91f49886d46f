/** Equal VMs with many equal pages, scanned at the pace that KSM has when nobody changes it. */
import { assumed, constant, experiment, one } from './parts'

export const sharingTakesTime = experiment({
  title: 'Sharing takes time',
  define: {
    // With the guest's own system a VM is promised 1 GiB.
    flavours: { vm: { vcpus: 1, memoryMiB: 832, source: assumed } },
    guests: { default: { guestOsMiB: 192, source: assumed } },
  },
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'guest',
      count: 4,
      kind: 'vm',
      flavours: ['vm'],
      app: 'service',
      mix: 'compute',
      demand: constant(200),
      memory: { activePercent: 20, touchedPercent: 90, samePercent: 50, rewritesPerHour: 0 },
    },
  ],
  rules: {
    // Pages are followed only where a host may promise more than it has.
    memory: { overcommitPercent: 120 },
    reclaim: { sharing: 'ksm', pagesToScan: 100, sleepMillis: 20, touchMiBps: 1024 },
  },
})
