/** The laws of schedulers; those about sequences run the microscope itself. */
import * as v from 'valibot'
import { defineEquation } from '../../core'
import { earnCredits } from './accounting'
import {
  cyclesPerNano,
  exitCycles,
  holderPreempted,
  pleWasteMicros,
  pleWindowCycles,
  spinWaste,
} from './locks'
import type { ScheduledEntity, ScheduleInput } from './microscope'
import { simulateSchedule } from './simulate'
import { strictSlice } from './strict'
import { placedAt } from './virtual-time'
import { cfsSlice, niceWeight, tunablesOf } from './weights'

const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const positive = v.pipe(v.number(), v.gtValue(0), v.finite())
const whole = v.pipe(v.number(), v.safeInteger())
const count = v.pipe(whole, v.minValue(1), v.maxValue(64))
const weights = v.pipe(v.array(positive), v.minLength(1), v.maxLength(64))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Entities named by their place, that always want. */
function always(vcpus: readonly number[], weight: readonly number[] = []): readonly ScheduledEntity[] {
  return vcpus.map((size, place) => ({
    name: String(place),
    vcpus: size,
    weight: weight[place] ?? 1024,
    limitMillicores: 0,
    periodMicros: 0,
    demandMillicores: size * 1000,
    cpus: null,
  }))
}

interface Run {
  readonly entity: number
  readonly fromMicros: number
  readonly toMicros: number
}

/** Who runs from when to when; two slices of one vCPU in a row are one run. */
function runsOf(input: ScheduleInput): readonly Run[] {
  const { segments } = simulateSchedule(input)
  const runs: Run[] = []
  segments.pcpu.forEach((cpu, at) => {
    if (cpu < 0) return
    runs.push({ entity: segments.vcpu[at], fromMicros: segments.from[at], toMicros: segments.to[at] })
  })
  return runs.sort((left, right) => left.fromMicros - right.fromMicros)
}

const run = v.object({ entity: whole, fromMicros: amount, toMicros: amount })

/** From a list of entity and bounds in ms. */
const runs = (...list: readonly (readonly [number, number, number])[]): readonly Run[] =>
  list.map(([entity, from, to]) => ({ entity, fromMicros: from * 1000, toMicros: to * 1000 }))

const fair = [
  defineEquation({
    id: 'scheduler.nice-shares',
    tex: 'x_i = \\frac{w(nice_i)}{\\sum_j w(nice_j)},\\quad \\dot v_i = \\frac{1024}{w_i}',
    input: v.object({
      nice: v.pipe(v.array(v.pipe(whole, v.minValue(-20), v.maxValue(19))), v.minLength(1), v.maxLength(64)),
    }),
    output: v.object({ weights: v.array(amount), percent: v.array(amount) }),
    sources: ['linux-fair'],
    examples: [
      // O-8 of the model book.
      {
        input: { nice: [0, 1] },
        output: { weights: [1024, 820], percent: [102400 / 1844, 82000 / 1844] },
      },
      { input: { nice: [0, 5] }, output: { weights: [1024, 335], percent: [102400 / 1359, 33500 / 1359] } },
      { input: { nice: [0, 19] }, output: { weights: [1024, 15], percent: [102400 / 1039, 1500 / 1039] } },
    ],
    evaluate: ({ nice }) => {
      const own = nice.map(niceWeight)
      return { weights: own, percent: own.map((weight) => (weight * 100) / sum(own)) }
    },
  }),
  defineEquation({
    id: 'scheduler.cfs-slice',
    tex: 's_i = \\max\\!\\left(\\max(L, n\\,g)\\,\\frac{w_i}{\\sum_j w_j},\\ g\\right)',
    input: v.object({ loadWeights: weights, onlineCpus: v.optional(count, 8) }),
    output: v.object({ latencyMicros: amount, minGranularityMicros: amount, sliceMicros: v.array(amount) }),
    sources: ['linux-fair'],
    examples: [
      // O-13: nice 0 and nice 5 with the 24 ms of eight CPUs; then ten equal ones, whose period grows to 30 ms.
      {
        input: { loadWeights: [1024, 335] },
        output: {
          latencyMicros: 24000,
          minGranularityMicros: 3000,
          sliceMicros: [24576000 / 1359, 8040000 / 1359],
        },
      },
      {
        input: { loadWeights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], onlineCpus: 16 },
        output: {
          latencyMicros: 24000,
          minGranularityMicros: 3000,
          sliceMicros: [3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000],
        },
      },
      {
        input: { loadWeights: [1, 1], onlineCpus: 1 },
        output: { latencyMicros: 6000, minGranularityMicros: 750, sliceMicros: [3000, 3000] },
      },
    ],
    evaluate: (i) => {
      const { latency, minGranularity } = tunablesOf(i.onlineCpus ?? 8)
      const total = sum(i.loadWeights)
      const slice = (weight: number): number =>
        cfsSlice(weight, total, i.loadWeights.length, latency, minGranularity)
      return {
        latencyMicros: latency,
        minGranularityMicros: minGranularity,
        sliceMicros: i.loadWeights.map(slice),
      }
    },
  }),
  defineEquation({
    id: 'scheduler.eevdf',
    tex: 'V = \\frac{\\sum_j w_j v_j}{\\sum_j w_j},\\quad v_i \\le V,\\quad \\min d_i = v_i + s\\,\\frac{1024}{w_i}',
    input: v.object({
      loadWeights: weights,
      sliceMicros: v.pipe(whole, v.minValue(100)),
      durationMicros: v.pipe(whole, v.minValue(1), v.maxValue(1000000)),
    }),
    output: v.object({ runs: v.array(run) }),
    sources: ['linux-eevdf'],
    examples: [
      // O-14 and O-15; two requests in a row are one run.
      {
        input: { loadWeights: [1024, 512], sliceMicros: 3000, durationMicros: 18000 },
        output: { runs: runs([0, 0, 3], [1, 3, 6], [0, 6, 12], [1, 12, 15], [0, 15, 18]) },
      },
      {
        input: { loadWeights: [1024, 1024, 2048], sliceMicros: 3000, durationMicros: 24000 },
        output: {
          runs: runs([2, 0, 3], [0, 3, 6], [1, 6, 9], [2, 9, 15], [0, 15, 18], [1, 18, 21], [2, 21, 24]),
        },
      },
    ],
    evaluate: ({ loadWeights: own, sliceMicros, durationMicros }) => ({
      runs: runsOf({
        scheduler: 'eevdf',
        pcpus: 1,
        entities: always(
          own.map(() => 1),
          own,
        ),
        windowMicros: durationMicros,
        seed: 0,
        sliceMicros,
      }),
    }),
  }),
  defineEquation({
    id: 'scheduler.eevdf-placement',
    tex: 'v_i = V - lag_i\\,\\frac{W + w_i}{W}',
    input: v.object({
      averageVruntime: v.number(),
      lag: v.number(),
      loadWeight: positive,
      queuedWeight: amount,
    }),
    output: v.object({ vruntime: v.number() }),
    sources: ['linux-eevdf'],
    examples: [
      // Against an equal the lag counts twice, because it moves the average by half of it.
      {
        input: { averageVruntime: 100, lag: 2, loadWeight: 1024, queuedWeight: 1024 },
        output: { vruntime: 96 },
      },
      {
        input: { averageVruntime: 100, lag: -3, loadWeight: 1024, queuedWeight: 2048 },
        output: { vruntime: 104.5 },
      },
      {
        input: { averageVruntime: 100, lag: 2, loadWeight: 1024, queuedWeight: 0 },
        output: { vruntime: 100 },
      },
    ],
    evaluate: (i) => ({ vruntime: placedAt(i.averageVruntime, i.lag, i.loadWeight, i.queuedWeight) }),
  }),
]

const domain = v.object({ weight: positive, vcpus: v.optional(count, 1), capPercent: v.optional(amount, 0) })

const credit = defineEquation({
  id: 'scheduler.credit-accounting',
  tex: 'c_i = \\min(T f_i,\\ 300\\,n_i + B f_i,\\ 3\\,cap_i),\\quad f_i = \\frac{w_i n_i}{\\sum_j w_j n_j}',
  input: v.object({
    pcpus: count,
    domains: v.pipe(v.array(domain), v.minLength(1), v.maxLength(64)),
    creditBalance: v.optional(v.number(), 0),
  }),
  output: v.object({ credits: v.array(v.number()) }),
  sources: ['xen-credit'],
  examples: [
    // O-16; then O-17, where what the capped one leaves goes to the other: 20 % and 80 % of 300 per CPU.
    {
      input: { pcpus: 1, domains: [{ weight: 512 }, { weight: 256 }, { weight: 256 }] },
      output: { credits: [150, 75, 75] },
    },
    {
      input: { pcpus: 1, domains: [{ weight: 256, capPercent: 20 }, { weight: 256 }] },
      output: { credits: [60, 240] },
    },
    // A debt of 30 credits from the last period is handed out as well.
    {
      input: { pcpus: 1, creditBalance: -30, domains: [{ weight: 2 }, { weight: 1 }] },
      output: { credits: [220, 110] },
    },
  ],
  evaluate: ({ pcpus, domains, creditBalance }) => {
    const book = {
      order: Int32Array.from(domains, (_, place) => place),
      weight: Float64Array.from(domains, ({ weight }) => weight),
      active: Int32Array.from(domains, ({ vcpus }) => vcpus ?? 1),
      cap: Float64Array.from(domains, ({ capPercent }) => capPercent ?? 0),
      earned: new Float64Array(domains.length),
    }
    earnCredits(book, pcpus, creditBalance ?? 0)
    return { credits: domains.map((_, place) => book.earned[place] * book.active[place]) }
  },
})

const together = defineEquation({
  id: 'scheduler.co-scheduling',
  tex: 'u_{strict} = \\frac{\\sum_k n_k}{K P},\\quad u_{relaxed} = \\min\\!\\left(1, \\frac{\\sum_k n_k}{P}\\right)',
  input: v.object({
    coScheduling: v.picklist(['strict', 'relaxed']),
    pcpus: count,
    gangs: v.pipe(v.array(count), v.minLength(1), v.maxLength(16)),
  }),
  output: v.object({ utilisationPercent: amount }),
  sources: ['esx-cpu-scheduler', 'derived'],
  examples: [
    // O-18: four vCPUs and one on four CPUs. The formula of the strict one is for K gangs of which no two fit.
    { input: { coScheduling: 'strict', pcpus: 4, gangs: [4, 1] }, output: { utilisationPercent: 62.5 } },
    { input: { coScheduling: 'relaxed', pcpus: 4, gangs: [4, 1] }, output: { utilisationPercent: 100 } },
    { input: { coScheduling: 'strict', pcpus: 4, gangs: [2, 2] }, output: { utilisationPercent: 100 } },
  ],
  evaluate: ({ coScheduling, pcpus, gangs }) => ({
    utilisationPercent:
      simulateSchedule({
        scheduler: coScheduling,
        pcpus,
        entities: always(gangs),
        // Several turns of everybody.
        windowMicros: strictSlice * 4 * gangs.length,
        seed: 0,
      }).utilisationPermille / 10,
  }),
})

const locks = [
  defineEquation({
    id: 'scheduler.lock-holder-preemption',
    tex: 'p = \\frac{h}{g + h}\\,r,\\quad waste = waiters\\cdot\\min\\!\\left(s,\\ \\frac{r}{1 - r}\\,s\\right)',
    input: v.object({
      thinkMicros: amount,
      holdMicros: amount,
      readyShare: v.pipe(amount, v.maxValue(1)),
      sliceMicros: amount,
      waiters: v.pipe(whole, v.minValue(0)),
    }),
    output: v.object({ probability: amount, wasteMicros: amount }),
    sources: ['kvm-ple', 'derived'],
    examples: [
      {
        input: { thinkMicros: 90, holdMicros: 10, readyShare: 0.5, sliceMicros: 3000, waiters: 3 },
        output: { probability: 0.05, wasteMicros: 9000 },
      },
      {
        input: { thinkMicros: 90, holdMicros: 10, readyShare: 0.25, sliceMicros: 3000, waiters: 1 },
        output: { probability: 0.025, wasteMicros: 1000 },
      },
    ],
    evaluate: (i) => ({
      probability: holderPreempted(i.thinkMicros, i.holdMicros, i.readyShare),
      wasteMicros: spinWaste(i.readyShare, i.sliceMicros, i.waiters),
    }),
  }),
  defineEquation({
    id: 'scheduler.pause-loop-exit',
    tex: 'waste = \\frac{window + c_{exit}}{f}',
    input: v.object({
      windowCycles: v.optional(amount, pleWindowCycles),
      exitCycles: v.optional(amount, exitCycles),
      clockGHz: v.optional(positive, cyclesPerNano),
    }),
    output: v.object({ wasteMicros: amount }),
    sources: ['kvm-ple', 'dall2016', 'assumed'],
    examples: [
      { input: {}, output: { wasteMicros: 5396 / 3000 } },
      { input: { windowCycles: 3000, exitCycles: 1000, clockGHz: 2 }, output: { wasteMicros: 2 } },
    ],
    evaluate: (i) => ({
      wasteMicros: pleWasteMicros(
        i.windowCycles ?? pleWindowCycles,
        i.clockGHz ?? cyclesPerNano,
        i.exitCycles ?? exitCycles,
      ),
    }),
  }),
]

export const schedulerEquations = [...fair, credit, together, ...locks]
