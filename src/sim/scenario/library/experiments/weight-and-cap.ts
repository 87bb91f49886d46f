/** Two tenants on one host, one with nine times the weight of the other, and at first idle. */
import { assumed, constant, experiment, one } from './parts'

const tenant = { count: 1, kind: 'container', flavours: ['wide'], app: 'batch' } as const

export const weightAndCap = experiment({
  title: 'Weight and cap',
  define: { flavours: { wide: { vcpus: 8, memoryMiB: 2048, source: assumed } } },
  fleet: [one('host', 'linux')],
  workloads: [
    { name: 'light', tenant: 'light', shares: 100, demand: constant(8000), ...tenant, flavours: ['wide'] },
    { name: 'heavy', tenant: 'heavy', shares: 900, demand: constant(0), ...tenant, flavours: ['wide'] },
  ],
})
