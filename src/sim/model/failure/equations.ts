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

/** How often a year each thing fails. */
interface Rates {
  readonly kernel: number
  readonly hypervisor: number
  readonly hardware: number
}

/**
 * Instances lost in a year, and the most that one panic of a kernel takes along. `vms` 0 puts all instances under the
 * host's kernel; a guest kernel takes only its own, but the hypervisor below can fail, too.
 */
export function expectedLosses(
  instances: number,
  vms: number,
  { kernel, hypervisor, hardware }: Rates,
): { readonly perYear: number; readonly atOnce: number } {
  if (vms === 0) return { perYear: instances * (kernel + hardware), atOnce: instances }
  return {
    perYear: instances * kernel + instances * (hypervisor + hardware),
    atOnce: Math.ceil(instances / vms),
  }
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const perYear = v.pipe(v.number(), v.minValue(0), v.finite())

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
  defineEquation({
    id: 'failure.expected-losses',
    tex: 'E_{shared} = n(\\lambda_k + \\lambda_{hw}),\\quad E_{VMs} = n\\lambda_k + n(\\lambda_{hyp} + \\lambda_{hw})',
    input: v.object({
      instances: v.pipe(whole, v.maxValue(1000000)),
      virtualMachines: v.pipe(whole, v.maxValue(1000000)),
      kernelPerYear: v.optional(perYear, 0.5),
      hypervisorPerYear: v.optional(perYear, 0.1),
      hardwarePerYear: v.optional(perYear, 0.04),
    }),
    output: v.object({ lostPerYear: v.number(), atOnce: whole }),
    sources: ['assumed', 'derived'],
    // O-35 of the model book: VMs do not make losses rarer, but fewer at once.
    examples: [
      { input: { instances: 40, virtualMachines: 0 }, output: { lostPerYear: 21.6, atOnce: 40 } },
      { input: { instances: 40, virtualMachines: 10 }, output: { lostPerYear: 25.6, atOnce: 4 } },
    ],
    evaluate: (i) => {
      const found = expectedLosses(i.instances, i.virtualMachines, {
        kernel: i.kernelPerYear ?? 0.5,
        hypervisor: i.hypervisorPerYear ?? 0.1,
        hardware: i.hardwarePerYear ?? 0.04,
      })
      // Rates are given in hundredths: what the sums of binary fractions leave beyond that is cut off.
      return { lostPerYear: Math.round(found.perYear * 1000000) / 1000000, atOnce: found.atOnce }
    },
  }),
]
