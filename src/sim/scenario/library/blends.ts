/** What the VMs of the fourth lesson do, from one mix to another; by itself, because the page's knob needs no more. */
import type { Override } from '../link'

/**
 * The mixes 'fork-heavy' and 'random-read' of the catalogue, per second of native time. They are written down once more
 * because the page knows the knob but not the catalogue; a test holds the two together.
 */
export const forks = {
  kernelPermille: 300,
  syscalls: 100000,
  privileged: 0,
  pageTable: 50000,
  pageFaults: 10000,
  contextSwitches: 0,
  interrupts: 0,
  walkPermille: 30,
  stallPermille: 100,
  workingSetMiB: 512,
  cacheKiloAccesses: 10000,
  cacheMissPermille: 150,
  cacheMiB: 4,
  bandwidthMBps: 800,
  requestMicros: 20000,
}
const reads: typeof forks = {
  kernelPermille: 20,
  syscalls: 500,
  privileged: 250,
  pageTable: 200,
  pageFaults: 200,
  contextSwitches: 200,
  interrupts: 250,
  walkPermille: 180,
  stallPermille: 600,
  workingSetMiB: 2048,
  cacheKiloAccesses: 10000,
  cacheMissPermille: 900,
  cacheMiB: 16,
  bandwidthMBps: 640,
  requestMicros: 1000,
}
const names = Object.keys(forks) as readonly (keyof typeof forks)[]

/** Every number of the blend with so many percent of random reads, on the line between the two mixes. */
function settingsOf(percent: number): readonly Override[] {
  return names.map((name) => ({
    path: `define.mixes.blend.${name}`,
    value: Math.round(forks[name] + ((reads[name] - forks[name]) * percent) / 100),
  }))
}

/** From new processes alone to random reads alone, percent of the latter. */
export const blends: readonly { readonly value: number; readonly set: readonly Override[] }[] =
  /* @__PURE__ */ Array.from({ length: 11 }, (_, tenth) => ({
    value: tenth * 10,
    set: settingsOf(tenth * 10),
  }))
