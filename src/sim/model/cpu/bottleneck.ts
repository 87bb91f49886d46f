/** The law of the bottleneck bar: where the native CPU time went that a workload wanted and did not get. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/** All that stands between a workload's demand and what it receives. Amounts in millicores, costs in millionths. */
export interface BottleneckInput {
  /** Native. */
  readonly demand: number
  readonly vcpus: number
  /** 0 when there is none. */
  readonly limit: number
  /** Slower code and events above native time. */
  readonly eventsPpm: number
  /** Page walks above native time. */
  readonly walkPpm: number
  /** All that makes its time dearer, neighbours and far memory included; 1,000,000 when nothing does. */
  readonly costPpm: number
  readonly waitPpm: number
  /** Of the host. */
  readonly wanted: number
  readonly granted: number
}

export interface Bottleneck {
  /** Native. */
  readonly received: number
  /** Native, in the order: vCPUs, exits, walks, neighbours, swap, limit, steal. */
  readonly lost: readonly number[]
}

/**
 * What could be received if the obstacles came one after the other, from the workload outwards: its own threads, slower
 * code and exits, page walks, neighbours and far memory, waiting for swap, its limit, the share it was given. Each step
 * can only lower what is left, and the loss of a step is how far it does: so every loss is at least 0, and received and
 * lost add up to the demand whatever the numbers are.
 */
export function bottleneckOf(input: BottleneckInput): Bottleneck {
  const { demand, vcpus, limit, costPpm, waitPpm, wanted, granted } = input
  const threads = vcpus * 1000
  const million = 1000000
  const native = (millicores: number, cost: number): number =>
    Math.floor((millicores * million) / Math.max(1, cost))
  const ceilings = [
    threads,
    native(threads, million + input.eventsPpm),
    native(threads, million + input.eventsPpm + input.walkPpm),
    native(threads, costPpm),
    native(threads, costPpm + waitPpm),
    limit > 0 ? native(limit, costPpm) : Infinity,
    // What was wanted was rounded up: whoever got all of it misses nothing.
    granted >= wanted ? Infinity : native(granted, costPpm),
  ]
  let received = demand
  const lost = ceilings.map((ceiling) => {
    const before = received
    received = Math.min(before, ceiling)
    return before - received
  })
  return { received, lost }
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const ppm = v.pipe(v.number(), v.safeInteger())

export const bottleneckEquation = defineEquation({
  id: 'cpu.bottleneck',
  tex:
    'r_0 = d,\\quad r_k = \\min(r_{k-1}, u_k),\\quad lost_k = r_{k-1} - r_k,\\quad ' +
    'd = r_7 + \\textstyle\\sum_k lost_k',
  input: v.object({
    demand: whole,
    vcpus: v.pipe(whole, v.minValue(1)),
    limit: whole,
    eventsPpm: ppm,
    walkPpm: ppm,
    costPpm: v.pipe(whole, v.minValue(1)),
    waitPpm: whole,
    wanted: whole,
    granted: whole,
  }),
  output: v.object({ received: whole, lost: v.array(whole) }),
  sources: ['derived'],
  examples: [
    // 2500 on two vCPUs at 1.1 for exits, 1.25 with walks: 500, then 182, then 218 are lost; half of the rest is steal.
    {
      input: {
        demand: 2500,
        vcpus: 2,
        limit: 0,
        eventsPpm: 100000,
        walkPpm: 150000,
        costPpm: 1250000,
        waitPpm: 0,
        wanted: 2000,
        granted: 1000,
      },
      output: { received: 800, lost: [500, 182, 218, 0, 0, 0, 800] },
    },
    // As much waiting as work, then a limit, and nobody who takes anything away.
    {
      input: {
        demand: 1000,
        vcpus: 1,
        limit: 300,
        eventsPpm: 0,
        walkPpm: 0,
        costPpm: 1000000,
        waitPpm: 1000000,
        wanted: 300,
        granted: 300,
      },
      output: { received: 300, lost: [0, 0, 0, 0, 500, 200, 0] },
    },
  ],
  evaluate: (input) => {
    const { received, lost } = bottleneckOf(input)
    return { received, lost: [...lost] }
  },
})
