/**
 * The same VMs on two equal hosts, once with shadow tables and once with nested ones. What they do is a blend of two
 * mixes of the catalogue: many new processes, and random reads of much memory.
 */
import type { Scenario, WorkloadGroup } from '../scenario'
import { forks } from './blends'

const seconds = 1000000

/** Four VMs that are asked for little at first, and from the load on for all that their vCPUs have. */
function guests(name: string, on: string, technique: WorkloadGroup['technique']): WorkloadGroup {
  return {
    name,
    count: 4,
    on,
    kind: 'vm',
    flavours: ['vm'],
    app: 'web-app',
    mix: 'blend',
    technique,
    pages: { guest: '4K', host: '4K' },
    demand: {
      law: 'stepped',
      steps: [
        { at: 0, millicores: 100 },
        { at: 16 * seconds, millicores: 2000 },
      ],
    },
  }
}

export const nestedPaging: Scenario = {
  format: 1,
  seed: 4,
  horizon: 32 * seconds,
  define: {
    flavours: { vm: { vcpus: 2, memoryMiB: 4096, source: 'assumed' } },
    mixes: { blend: { ...forks, source: 'assumed' } },
  },
  fleet: [
    { name: 'host-a', count: 1, machine: 'general-64', kernel: 'kvm' },
    { name: 'host-b', count: 1, machine: 'general-64', kernel: 'kvm' },
  ],
  workloads: [
    /* @__PURE__ */ guests('shadow-a', 'host-a', 'hvm-shadow'),
    /* @__PURE__ */ guests('nested-b', 'host-b', 'hvm-nested'),
  ],
}
