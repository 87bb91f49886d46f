/** The same container on three hosts that have nothing of its image yet, and differ only in their network cards. */
import { assumed, constant, experiment } from './parts'

const machine = {
  sockets: 1,
  coresPerSocket: 8,
  memoryMiB: 32768,
  hostReserveMiB: 2048,
  diskGiB: 480,
  idleWatts: 50,
  peakWatts: 150,
  source: assumed,
} as const

const container = {
  count: 1,
  kind: 'container',
  flavours: ['small'],
  app: 'web-app',
  demand: constant(100),
} as const

export const coldImage = experiment({
  title: 'Cold image',
  define: {
    machines: {
      'mbit-100': { ...machine, nicMbps: 100 },
      'gbit-1': { ...machine, nicMbps: 1000 },
      'gbit-10': { ...machine, nicMbps: 10000 },
    },
  },
  fleet: [
    // First, so that views of one host show it.
    { name: 'fast', count: 1, machine: 'gbit-10', kernel: 'linux' },
    { name: 'usual', count: 1, machine: 'gbit-1', kernel: 'linux' },
    { name: 'slow', count: 1, machine: 'mbit-100', kernel: 'linux' },
  ],
  workloads: [
    { name: 'over-slow', on: 'slow', ...container, flavours: ['small'] },
    { name: 'over-usual', on: 'usual', ...container, flavours: ['small'] },
    { name: 'over-fast', on: 'fast', ...container, flavours: ['small'] },
  ],
  rules: { start: { timed: true }, image: { cold: true } },
})
