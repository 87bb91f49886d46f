/** One service of 4 vCPUs on a host with room to spare: it uses little CPU, and has no limit yet. */
import { assumed, constant, experiment, one } from './parts'

export const frozenByQuota = experiment({
  title: 'Frozen by quota',
  define: { flavours: { quad: { vcpus: 4, memoryMiB: 1024, source: assumed } } },
  fleet: [one('host', 'linux')],
  workloads: [
    {
      name: 'api',
      count: 1,
      kind: 'container',
      flavours: ['quad'],
      app: 'web-app',
      mix: 'web',
      demand: constant(120),
    },
  ],
})
