/** Laws of virtualization overhead on the CPU. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/** Whole millicores, rounded up, that a native demand becomes when its time is dearer by a factor in millionths. */
export function dearer(millicores: number, costPpm: number): number {
  return Math.ceil((millicores * costPpm) / 1000000)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const hypervisorEquations = [
  defineEquation({
    id: 'hypervisor.cpu-demand',
    tex: 'd_{host} = \\lceil d_{app}\\, S_{hypervisor}\\, S_{runtime} \\rceil',
    input: v.object({ millicores: whole, hypervisorFactor: v.number(), runtimeFactor: v.number() }),
    output: v.object({ millicores: whole }),
    sources: ['felter2014', 'firecracker-specification'],
    examples: [
      { input: { millicores: 1000, hypervisorFactor: 1.02, runtimeFactor: 1 }, output: { millicores: 1020 } },
      { input: { millicores: 0, hypervisorFactor: 1.02, runtimeFactor: 1 }, output: { millicores: 0 } },
    ],
    evaluate: (i) => ({
      // Thousandths times thousandths are millionths.
      millicores: dearer(
        i.millicores,
        Math.round(i.hypervisorFactor * 1000) * Math.round(i.runtimeFactor * 1000),
      ),
    }),
  }),
]
