/**
 * Forty containers on each of two equal hosts: one kernel for each of them on one, some number to a kernel on
 * the other; then a panic.
 */
import type { Scenario } from '../scenario'

const seconds = 1000000

export const oneKernel: Scenario = {
  format: 1,
  seed: 2,
  horizon: 32 * seconds,
  define: {
    flavours: { app: { vcpus: 1, memoryMiB: 512, source: 'assumed' } },
  },
  fleet: [
    { name: 'host-a', count: 1, machine: 'general-64', kernel: 'kvm' },
    { name: 'host-b', count: 1, machine: 'general-64', kernel: 'kvm' },
  ],
  workloads: [
    {
      name: 'app-a',
      count: 40,
      on: 'host-a',
      wrap: [{ profile: 'kvm-qemu', per: 1 }, { profile: 'runc' }],
      flavours: ['app'],
      app: 'web-app',
      demand: { law: 'constant', millicores: 200 },
    },
    {
      name: 'app-b',
      count: 40,
      on: 'host-b',
      wrap: [{ profile: 'kvm-qemu', per: 10 }, { profile: 'runc' }],
      flavours: ['app'],
      app: 'web-app',
      demand: { law: 'constant', millicores: 200 },
    },
  ],
  script: [
    { at: 16 * seconds, command: { name: 'kernel.panic', args: { kernel: 'app-a-vm-1' } } },
    { at: 16 * seconds, command: { name: 'kernel.panic', args: { kernel: 'app-b-vm-1' } } },
  ],
}
