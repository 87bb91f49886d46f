/**
 * Two equal hosts filled with the same app, in VMs on one and in containers on the other, while the app grows
 * from 64 MiB to 8 GiB.
 */
import type { Scenario } from '../scenario'

const seconds = 1000000

/**
 * The app's size on a log scale: eight steps to each doubling, the first 4 octaves in 15 s and the last 3 in
 * 17 s.
 */
export const growth: readonly { readonly value: number; readonly at: number }[] = /* @__PURE__ */ Array.from(
  { length: 57 },
  (_, step) => ({
    value: sizeAt(step),
    at:
      step <= 32
        ? Math.round((step * 15 * seconds) / 32)
        : 15 * seconds + Math.round(((step - 32) * 17 * seconds) / 24),
  }),
)

/** 64 MiB * 2^(step/8) in whole MiB; the eighth roots of 2 in thousandths. */
function sizeAt(step: number): number {
  const eighths = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834]
  let octave = 64
  for (let doubled = 8; doubled <= step; doubled += 8) octave *= 2
  return Math.round((octave * eighths[step % 8]) / 1000)
}

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
