/** VMs of 4 vCPUs on a host of 8 cores; each wants a little more than one core. */
import { assumed, constant, experiment, one } from './parts'

export const vcpusInLine = experiment({
  title: 'VCPUs in line',
  define: { flavours: { quad: { vcpus: 4, memoryMiB: 1024, source: assumed } } },
  fleet: [one('host', 'kvm')],
  workloads: [
    {
      name: 'guest',
      count: 2,
      kind: 'vm',
      flavours: ['quad'],
      app: 'web-app',
      mix: 'web',
      demand: constant(1000),
    },
  ],
})
