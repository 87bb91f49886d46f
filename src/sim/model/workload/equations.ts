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

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

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
]
