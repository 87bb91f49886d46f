/** Laws of failure: how many go down together, and when the next failure comes. */
import * as v from 'valibot'
import { defineEquation, ln, type Micros } from '../../core'

/** 2^52 µs, 142 years: later than that is never, and the sum with any time of a run stays exact. */
const longestMicros: Micros = 4503599627370496

/**
 * Time to the next failure of something that fails at random, exponential with this mean, in whole µs, from 1 to 2^52.
 * `drawn` is a uniform u32; the half step keeps the logarithm away from 0.
 */
export function exponentialMicros(mean: Micros, drawn: number): Micros {
  return Math.min(longestMicros, Math.max(1, Math.ceil(-mean * ln((drawn + 0.5) / 4294967296))))
}

/** Workloads that stop when one of `workloads` panics its kernel, with `perKernel` on each. */
export function blastRadius(workloads: number, perKernel: number): number {
  return Math.min(workloads, perKernel)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const failureEquations = [
  defineEquation({
    id: 'failure.blast-radius',
    tex: 'lost = \\min(n, perKernel)',
    input: v.object({ workloads: whole, perKernel: whole }),
    output: v.object({ lost: whole }),
    sources: ['derived'],
    examples: [
      { input: { workloads: 40, perKernel: 1 }, output: { lost: 1 } },
      { input: { workloads: 40, perKernel: 10 }, output: { lost: 10 } },
      { input: { workloads: 40, perKernel: 40 }, output: { lost: 40 } },
    ],
    evaluate: ({ workloads, perKernel }) => ({ lost: blastRadius(workloads, perKernel) }),
  }),
  defineEquation({
    id: 'failure.lifetime',
    tex: 'T = \\lceil -mean\\,\\ln u \\rceil',
    input: v.object({ meanMicros: whole, drawn: v.pipe(whole, v.maxValue(4294967295)) }),
    output: v.object({ micros: whole }),
    sources: ['assumed'],
    // u = 1/2 gives mean * ln 2 = 693147.18…, rounded up
    examples: [{ input: { meanMicros: 1000000, drawn: 2147483648 }, output: { micros: 693148 } }],
    evaluate: ({ meanMicros, drawn }) => ({ micros: exponentialMicros(meanMicros, drawn) }),
  }),
]
