// One link that uses every part of the schema, and ways to pack what the encoder never would.
import { deflateSync } from 'fflate'
import type { Link } from '../../../src/sim'
import { toBase64Url } from '../../../src/sim/scenario/base64url'

export const sampleLink: Link = {
  modelVersion: 1,
  lesson: 'one-kernel',
  scenario: {
    format: 1,
    title: '一个内核 — one kernel 🧪',
    seed: 4294967295,
    horizon: 60000000,
    define: {
      machines: {
        pocket: {
          sockets: 1,
          coresPerSocket: 4,
          memoryMiB: 4096,
          hostReserveMiB: 256,
          diskGiB: 64,
          nicMbps: 1000,
          idleWatts: 5,
          peakWatts: 20,
          source: 'a data sheet',
        },
      },
      flavours: {
        wide: { vcpus: 8, memoryMiB: 100, source: 'assumed' },
        narrow: { vcpus: 1, memoryMiB: 100, source: 'assumed' },
      },
      apps: { own: { librariesMiB: 8, image: 'registry.example/own:1', source: 'assumed' } },
      guests: { default: { guestOsMiB: 100, source: 'assumed' } },
    },
    fleet: [
      { name: 'left', count: 2, zone: 'north', rack: 'r', perRack: 4, machine: 'pocket', kernel: 'kvm' },
      { name: 'right', count: 1, machine: 'general-64', kernel: 'linux' },
    ],
    workloads: [
      {
        name: 'web',
        count: 'fill',
        on: 'left',
        wrap: [{ profile: 'kvm-qemu', per: 10 }, { profile: 'runc' }],
        flavours: ['wide', 'narrow'],
        app: 'own',
        demand: {
          law: 'stepped',
          steps: [
            { at: 0, millicores: 100 },
            { at: 5, millicores: 0 },
          ],
        },
        tenant: 'blue',
        place: { policy: 'spread', per: 2 },
        shares: 2000,
        reservationMillicores: 0,
        limitMillicores: 500,
      },
      {
        name: 'job',
        count: 3,
        kind: 'process',
        flavours: ['small'],
        app: 'batch',
        demand: {
          law: 'diurnal',
          lowMillicores: 10,
          highMillicores: 1000,
          period: 60000000,
          peakAt: 30000000,
          cadence: 1000000,
          jitterPercent: 5,
        },
      },
    ],
    rules: { memory: { reclaim: true }, failure: { ratio: 0.5, on: 'left' } },
    script: [{ at: 7, command: { name: 'host.fail', args: { host: 'left-0' } } }],
    notes: ['ports are not simulated'],
  },
  branches: [
    { name: 'A', parent: -1, at: 0, journal: [] },
    {
      name: 'B',
      parent: 0,
      at: 100,
      set: [{ path: 'seed', value: 7 }],
      journal: [{ at: 200, command: { name: 'kernel.panic', args: { host: 'left-1' } } }],
    },
  ],
  branch: 1,
  at: 300,
  view: { selected: 'web-3', lens: 'memory', camera: [0.5, -2, 1] },
  claims: [{ gate: 'g1', choice: 'same', confidence: 'sure' }],
  hash: '0123456789abcdef0123456789abcdef',
}

/** Packs any JSON as the encoder packs a link. */
export function packJson(json: string): string {
  return packBytes(new TextEncoder().encode(json))
}

export function packBytes(bytes: Uint8Array): string {
  return `s1.${toBase64Url(deflateSync(bytes, { level: 9 }))}`
}

/** A deep copy with one value set, or removed when undefined, at a path of keys. */
export function changed<T>(value: T, path: readonly (string | number)[], to: unknown): T {
  const copy = JSON.parse(JSON.stringify(value)) as T
  let container = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) container = container[key] as Record<string | number, unknown>
  const last = path[path.length - 1] ?? ''
  if (to === undefined) delete container[last]
  else container[last] = to
  return copy
}
