/** Laws of demand: how much CPU an application asks for as time passes. */
import * as v from 'valibot'
import { defineEquation, type Micros } from '../../core'

/** cos over half a turn in 1/1000, every 1/24 of it: an exact table instead of a transcendental function. */
const halfCosine = [
  1000, 991, 966, 924, 866, 793, 707, 609, 500, 383, 259, 131, 0, -131, -259, -383, -500, -609, -707, -793,
  -866, -924, -966, -991, -1000,
]

/**
 * Diurnal demand in whole millicores: low at the farthest point of the day from `peakAt`, high at `peakAt`, a
 * cosine between.
 * All times in µs. Source: the usual first harmonic of daily load; the shape is an assumption, not a measurement.
 */
export function diurnalMillicores(
  low: number,
  high: number,
  period: Micros,
  peakAt: Micros,
  at: Micros,
): number {
  const phase = (((at - peakAt) % period) + period) % period
  const distance = phase * 2 <= period ? phase : period - phase // 0 … period/2
  const scaled = (distance * 48) / period
  const index = Math.min(23, Math.floor(scaled))
  const cosine = halfCosine[index] + (halfCosine[index + 1] - halfCosine[index]) * (scaled - index)
  return Math.round(low + ((high - low) * (1000 + cosine)) / 2000)
}

/** Adds up to ±percent to a demand; `drawn` is a uniform u32. Whole millicores, never negative. */
export function jitteredMillicores(millicores: number, percent: number, drawn: number): number {
  const spread = Math.floor((drawn * (2 * percent + 1)) / 4294967296) - percent
  return Math.max(0, Math.round((millicores * (100 + spread)) / 100))
}

/**
 * Made-up demand of workload number `ordinal` (from 1) at reading `reading`: 1 … 100 percent of its vCPUs, hashed in
 * unsigned 32-bit arithmetic. Whole millicores.
 */
export function hashedMillicores(ordinal: number, reading: number, vcpus: number): number {
  return hashedPercent(ordinal, reading) * vcpus * 10
}

function hashedPercent(ordinal: number, reading: number): number {
  let x = (Math.imul(ordinal - 1, 2654435761) + Math.imul(reading, 40503) + 12345) | 0
  x = Math.imul(x ^ (x >>> 16), 73244475)
  return (((x ^ (x >>> 16)) >>> 0) % 100) + 1
}

/** Demand by sample number `sample` of a recording in percent of the vCPUs; its last sample stays. Whole millicores. */
export function recordedMillicores(series: ArrayLike<number>, sample: number, vcpus: number): number {
  return Math.min(100, series[Math.min(sample, series.length - 1)]) * vcpus * 10
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const vcpuCount = v.pipe(whole, v.minValue(1), v.maxValue(1024))

export const workloadEquations = [
  defineEquation({
    id: 'workload.diurnal-demand',
    tex: 'd(t) = low + (high - low)\\,\\frac{1 + \\cos(2\\pi (t - peak)/period)}{2}',
    input: v.object({
      lowMillicores: whole,
      highMillicores: whole,
      period: v.pipe(whole, v.minValue(1)),
      peakAt: whole,
      at: whole,
    }),
    output: v.object({ millicores: whole }),
    sources: ['assumed'],
    examples: [
      // At the peak, half a day away from it, and a quarter of a day away (half-way between).
      {
        input: { lowMillicores: 200, highMillicores: 1000, period: 86400, peakAt: 50400, at: 50400 },
        output: { millicores: 1000 },
      },
      {
        input: { lowMillicores: 200, highMillicores: 1000, period: 86400, peakAt: 50400, at: 7200 },
        output: { millicores: 200 },
      },
      {
        input: { lowMillicores: 200, highMillicores: 1000, period: 86400, peakAt: 50400, at: 28800 },
        output: { millicores: 600 },
      },
    ],
    evaluate: ({ lowMillicores, highMillicores, period, peakAt, at }) => ({
      millicores: diurnalMillicores(lowMillicores, highMillicores, period, peakAt, at),
    }),
  }),
  defineEquation({
    id: 'workload.stepped-demand',
    tex: 'd(t) = d_k \\text{ for the last step } k \\text{ with } t_k \\le t',
    input: v.object({ steps: v.array(v.object({ at: whole, millicores: whole })), at: whole }),
    output: v.object({ millicores: whole }),
    sources: ['assumed'],
    examples: [
      {
        input: {
          steps: [
            { at: 0, millicores: 100 },
            { at: 60, millicores: 900 },
          ],
          at: 59,
        },
        output: { millicores: 100 },
      },
      {
        input: {
          steps: [
            { at: 0, millicores: 100 },
            { at: 60, millicores: 900 },
          ],
          at: 60,
        },
        output: { millicores: 900 },
      },
    ],
    evaluate: ({ steps, at }) => {
      let millicores = 0
      for (const step of steps) if (step.at <= at) millicores = step.millicores
      return { millicores }
    },
  }),
  defineEquation({
    id: 'workload.trace-demand',
    tex: 'd(t) = 1000\\,vcpus\\,\\frac{p_k}{100},\\quad k = \\min(\\lfloor t / cadence \\rfloor, n - 1)',
    input: v.object({
      percents: v.pipe(v.array(v.pipe(whole, v.maxValue(100))), v.minLength(1)),
      cadence: v.pipe(whole, v.minValue(1)),
      vcpus: vcpuCount,
      at: whole,
    }),
    output: v.object({ millicores: whole }),
    sources: ['derived'],
    examples: [
      // A sample holds until the next one; the last one stays for good.
      { input: { percents: [5, 40, 100], cadence: 300, vcpus: 2, at: 599 }, output: { millicores: 800 } },
      { input: { percents: [5, 40, 100], cadence: 300, vcpus: 2, at: 600 }, output: { millicores: 2000 } },
      { input: { percents: [5, 40, 100], cadence: 300, vcpus: 2, at: 86400 }, output: { millicores: 2000 } },
    ],
    evaluate: ({ percents, cadence, vcpus, at }) => ({
      millicores: recordedMillicores(percents, Math.floor(at / cadence), vcpus),
    }),
  }),
  defineEquation({
    id: 'workload.hashed-demand',
    tex: 'd_{i,k} = 10\\,vcpus\\,(h(2654435761\\,(i - 1) + 40503\\,k + 12345) \\bmod 100 + 1)',
    input: v.object({
      number: v.pipe(whole, v.minValue(1)),
      reading: whole,
      vcpus: vcpuCount,
    }),
    output: v.object({ percent: whole, millicores: whole }),
    sources: ['experiment-workload'],
    examples: [
      { input: { number: 1, reading: 0, vcpus: 1 }, output: { percent: 45, millicores: 450 } },
      { input: { number: 8, reading: 287, vcpus: 4 }, output: { percent: 82, millicores: 3280 } },
      { input: { number: 100000, reading: 287, vcpus: 4 }, output: { percent: 85, millicores: 3400 } },
    ],
    evaluate: ({ number, reading, vcpus }) => ({
      percent: hashedPercent(number, reading),
      millicores: hashedMillicores(number, reading, vcpus),
    }),
  }),
]
