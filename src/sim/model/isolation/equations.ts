/** Laws of isolation: what can be reached, what is lost in a year and at once, and how available a structure is. */
import * as v from 'valibot'
import { defineEquation } from '../../core'
import { structureEquation } from './structure-equation'
import { attackSurface } from './surface'

/** How often a year each thing fails. */
interface Rates {
  readonly kernel: number
  readonly hypervisor: number
  readonly hardware: number
}

/**
 * Instances lost in a year; `vms` 0 puts all of them under the host's kernel. A guest kernel takes only its own,
 * but each of them fails as often, and the hypervisor below can fail, too.
 */
export function expectedLosses(
  instances: number,
  vms: number,
  { kernel, hypervisor, hardware }: Rates,
): number {
  return vms === 0
    ? instances * (kernel + hardware)
    : instances * kernel + instances * (hypervisor + hardware)
}

/** The most that stop together: with one kernel that runs them, and with the host below. */
export function largestLoss(
  instances: number,
  vms: number,
): { readonly kernel: number; readonly host: number } {
  return { kernel: vms === 0 ? instances : Math.ceil(instances / vms), host: instances }
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000000))
const perYear = v.pipe(v.number(), v.minValue(0), v.maxValue(1000000))
const kiloLines = v.pipe(v.number(), v.minValue(0), v.maxValue(100000))

const surface = (
  reachableSyscalls: number,
  trustedKiloLines: number,
  sharedKernel: number,
  deviceKiloLines: number,
) => {
  const input = { reachableSyscalls, trustedKiloLines, sharedKernel, deviceKiloLines }
  return { input, output: attackSurface(input) }
}

export const isolationEquations = [
  defineEquation({
    id: 'isolation.attack-index',
    tex:
      'A = 35\\,\\frac{s}{350} + 25\\,\\frac{\\log(1 + tcb)}{\\log 30001} + 25\\,shared + ' +
      '15\\,\\frac{\\log(1 + dev)}{\\log 1501}',
    input: v.object({
      reachableSyscalls: v.pipe(v.number(), v.minValue(0), v.maxValue(1000)),
      trustedKiloLines: kiloLines,
      sharedKernel: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      deviceKiloLines: kiloLines,
    }),
    output: v.object({
      index: v.number(),
      syscallTerm: v.number(),
      trustedTerm: v.number(),
      kernelTerm: v.number(),
      deviceTerm: v.number(),
    }),
    sources: ['assumed', 'docker-seccomp', 'gvisor-notes'],
    examples: [
      // O-37: Docker with its seccomp profile 80.6, Firecracker 23.7, KVM with QEMU 53.5.
      surface(306, 30000, 1, 0),
      surface(40, 120, 0, 50),
      surface(270, 120, 0, 1400),
      // Docker unconfined, gVisor, Kata with QEMU, a paravirtual guest of Xen.
      surface(350, 30000, 1, 0),
      surface(68, 15000, 0.5, 200),
      surface(270, 120, 0, 1500),
      surface(40, 300, 0, 200),
    ],
    evaluate: attackSurface,
  }),
  defineEquation({
    id: 'isolation.expected-losses',
    tex: 'E_{shared} = n(\\lambda_k + \\lambda_{hw}),\\quad E_{VMs} = n\\lambda_k + n(\\lambda_{hyp} + \\lambda_{hw})',
    input: v.object({
      instances: whole,
      virtualMachines: whole,
      kernelPerYear: v.optional(perYear, 0.5),
      hypervisorPerYear: v.optional(perYear, 0.1),
      hardwarePerYear: v.optional(perYear, 0.04),
    }),
    output: v.object({ lostPerYear: v.number() }),
    sources: ['assumed', 'derived'],
    // O-35 of the model book: VMs do not make losses rarer.
    examples: [
      { input: { instances: 40, virtualMachines: 0 }, output: { lostPerYear: 21.6 } },
      { input: { instances: 40, virtualMachines: 10 }, output: { lostPerYear: 25.6 } },
    ],
    evaluate: (i) => {
      const lost = expectedLosses(i.instances, i.virtualMachines, {
        kernel: i.kernelPerYear ?? 0.5,
        hypervisor: i.hypervisorPerYear ?? 0.1,
        hardware: i.hardwarePerYear ?? 0.04,
      })
      // Rates are given in hundredths: what the sums of binary fractions leave beyond that is cut off.
      return { lostPerYear: Math.round(lost * 1000000) / 1000000 }
    },
  }),
  defineEquation({
    id: 'isolation.largest-loss',
    tex: 'L_{kernel} = \\begin{cases} n & V = 0 \\\\ \\lceil n / V \\rceil & V > 0 \\end{cases},\\quad L_{host} = n',
    input: v.object({ instances: whole, virtualMachines: whole }),
    output: v.object({ byKernel: whole, byHost: whole }),
    sources: ['derived'],
    // O-35: what VMs change is how many go together.
    examples: [
      { input: { instances: 40, virtualMachines: 0 }, output: { byKernel: 40, byHost: 40 } },
      { input: { instances: 40, virtualMachines: 10 }, output: { byKernel: 4, byHost: 40 } },
      { input: { instances: 40, virtualMachines: 40 }, output: { byKernel: 1, byHost: 40 } },
    ],
    evaluate: (i) => {
      const { kernel, host } = largestLoss(i.instances, i.virtualMachines)
      return { byKernel: kernel, byHost: host }
    },
  }),
  structureEquation,
]
