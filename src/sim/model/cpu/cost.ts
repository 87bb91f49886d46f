/** Laws of what makes CPU time dearer than native, and of what a workload can want of its host at most. */
import * as v from 'valibot'
import { defineEquation } from '../../core'
import { dearer } from '../hypervisor'

/** Factors are in millionths: 1,000,000 means as fast as native. */
const million = 1000000

/** A factor beyond this says only that nothing gets done; it keeps the column within 32 bits. */
const mostPpm = 4000000000

/**
 * How much slower memory on other NUMA nodes makes native time, in millionths: `stallPermille` of it waits for memory,
 * of which (nodes - 1) / nodes lies elsewhere and takes `remotePercent` of the time that local memory takes.
 */
export function numaPpm(stallPermille: number, nodes: number, remotePercent: number): number {
  return million + Math.round((stallPermille * (nodes - 1) * (remotePercent - 100) * 10) / nodes)
}

/** CPU time per native CPU time, in millionths, rounded once: virtualization, neighbours and far memory multiply. */
export function costPpm(guestPpm: number, crowdingPpm: number, farPpm: number): number {
  if (crowdingPpm === 0 && farPpm === million) return guestPpm
  const cost = Math.round(((guestPpm * (million + crowdingPpm)) / million) * (farPpm / million))
  return Math.min(mostPpm, cost)
}

/** What one workload can use at most: its vCPUs, its cap. Millicores. */
export function topologyCap(vcpus: number, limit: number): number {
  const threads = vcpus * 1000
  return limit > 0 && limit < threads ? limit : threads
}

/** The same for a workload whose vCPUs wait for missing pages `waitPpm` of native time: meanwhile they use no CPU. */
export function reachableCap(vcpus: number, limit: number, cost: number, waitPpm: number): number {
  if (waitPpm === 0) return topologyCap(vcpus, limit)
  const threads = Math.floor((vcpus * 1000 * cost) / (cost + waitPpm))
  return limit > 0 && limit < threads ? limit : threads
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const amount = v.pipe(v.number(), v.minValue(0))
const vcpus = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const costEquations = [
  defineEquation({
    id: 'cpu.topology-cap',
    tex: 'cap = \\min(1000\\,vcpus, limit)',
    input: v.object({ vcpus, limitMillicores: v.optional(amount, 0) }),
    output: v.object({ millicores: amount }),
    sources: ['linux-cgroup-v2'],
    examples: [
      { input: { vcpus: 2 }, output: { millicores: 2000 } },
      { input: { vcpus: 2, limitMillicores: 500 }, output: { millicores: 500 } },
    ],
    evaluate: (i) => ({ millicores: topologyCap(i.vcpus, i.limitMillicores ?? 0) }),
  }),
  defineEquation({
    id: 'cpu.numa-slowdown',
    tex:
      'S_{numa} = 1 + m\\,\\rho\\left(\\tfrac{L_{remote}}{L_{local}} - 1\\right),\\quad ' +
      '\\rho = 1 - \\tfrac{1}{nodes}',
    input: v.object({
      stallPermille: v.pipe(whole, v.maxValue(1000)),
      nodes: v.pipe(whole, v.minValue(1)),
      remotePercent: v.pipe(whole, v.minValue(100)),
    }),
    output: v.object({ ppm: whole }),
    sources: ['assumed'],
    examples: [
      // O-7: four tenths of the time waits for memory, half of it on the other of two nodes, 1.6 times as slow.
      { input: { stallPermille: 400, nodes: 2, remotePercent: 160 }, output: { ppm: 1120000 } },
      { input: { stallPermille: 400, nodes: 1, remotePercent: 160 }, output: { ppm: 1000000 } },
    ],
    evaluate: (i) => ({ ppm: numaPpm(i.stallPermille, i.nodes, i.remotePercent) }),
  }),
  defineEquation({
    id: 'cpu.demand',
    tex:
      'd_{host} = \\min\\left(l, \\left\\lfloor 1000\\,n\\,\\tfrac{S}{S + z} \\right\\rfloor, ' +
      '\\lceil d\\,S \\rceil\\right),\\quad S = S_{technique}\\,(1 + k)\\,S_{numa}',
    input: v.object({
      nativeMillicores: whole,
      vcpus,
      limitMillicores: v.optional(whole, 0),
      guestPpm: whole,
      crowdingPpm: v.optional(whole, 0),
      numaPpm: v.optional(whole, million),
      waitPpm: v.optional(whole, 0),
    }),
    output: v.object({ costPpm: whole, capMillicores: whole, millicores: whole }),
    sources: ['derived'],
    examples: [
      {
        input: { nativeMillicores: 1000, vcpus: 2, guestPpm: 1023000 },
        output: { costPpm: 1023000, capMillicores: 2000, millicores: 1023 },
      },
      // 1.1 x 1.2 x 1.12 = 1.4784; the two vCPUs would need 2218 of the 2000 they have.
      {
        input: { nativeMillicores: 1500, vcpus: 2, guestPpm: 1100000, crowdingPpm: 200000, numaPpm: 1120000 },
        output: { costPpm: 1478400, capMillicores: 2000, millicores: 2000 },
      },
      // For each second of native time a second of waiting for swap: a vCPU is busy half of the time.
      {
        input: { nativeMillicores: 900, vcpus: 1, guestPpm: 1000000, waitPpm: 1000000 },
        output: { costPpm: 1000000, capMillicores: 500, millicores: 500 },
      },
    ],
    evaluate: (i) => {
      const cost = costPpm(i.guestPpm, i.crowdingPpm ?? 0, i.numaPpm ?? million)
      const cap = reachableCap(i.vcpus, i.limitMillicores ?? 0, cost, i.waitPpm ?? 0)
      const millicores = Math.min(cap, dearer(i.nativeMillicores, cost))
      return { costPpm: cost, capMillicores: cap, millicores }
    },
  }),
]
