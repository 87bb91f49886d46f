/**
 * Two equal hosts filled with the same app, in VMs on one and in containers on the other, while the app grows
 * from 64 MiB to 8 GiB.
 */
import type { Scenario } from '../scenario'
import { growth } from './growth'

const seconds = 1000000

function resizes(): Scenario['script'] {
  return growth
    .slice(1)
    .map(({ value, at }) => ({ at, command: { name: 'workload.resize', args: { memoryMiB: value } } }))
}

export const sevenVersusSeven: Scenario = {
  format: 1,
  seed: 7,
  horizon: 32 * seconds,
  define: {
    machines: {
      server: {
        sockets: 2,
        coresPerSocket: 8,
        memoryMiB: 65536,
        hostReserveMiB: 4096,
        diskGiB: 960,
        nicMbps: 25000,
        idleWatts: 100,
        peakWatts: 250,
        source: 'assumed',
      },
    },
    flavours: { app: { vcpus: 1, memoryMiB: 64, source: 'assumed' } },
  },
  fleet: [
    { name: 'host-a', count: 1, machine: 'server', kernel: 'kvm' },
    { name: 'host-b', count: 1, machine: 'server', kernel: 'linux' },
  ],
  workloads: [
    {
      name: 'app-a',
      count: 'fill',
      on: 'host-a',
      kind: 'vm',
      flavours: ['app'],
      app: 'web-app',
      demand: { law: 'constant', millicores: 10 },
    },
    {
      name: 'app-b',
      count: 'fill',
      on: 'host-b',
      kind: 'container',
      flavours: ['app'],
      app: 'web-app',
      demand: { law: 'constant', millicores: 10 },
    },
  ],
  script: /* @__PURE__ */ resizes(),
}
