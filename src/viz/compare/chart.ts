/** One small chart: a line for each side on one clock, with the band between the second side and the first. */
import { bisectRight, quantile } from 'd3'
import { linePath, valueAt } from '../series'
import type { Scale } from '../scale'
import type { Measure, Samples } from './measures'

interface ChartSize {
  readonly width: number
  readonly height: number
  /** End of the run, µs. */
  readonly end: number
}

/**
 * 'log': from a few to thousands, as times in a queue are. 'cut': the highest twentieth is cut off, since what is
 * shared out among the first apps dwarfs all that comes after.
 */
type ChartShape = 'linear' | 'log' | 'cut'

export function shapeOf(measure: Measure): ChartShape {
  return measure === 'p99' ? 'log' : measure === 'cpu' ? 'cut' : 'linear'
}

interface ChartLayout {
  /** Places as the sides; '' for a side without samples. */
  readonly lines: readonly string[]
  readonly band: string
  /** Where nothing, or no difference, is drawn. */
  readonly zero: number
  readonly timeAt: (at: number) => number
}

/** Room above and below the lines, so that a thick line is not cut. */
const margin = 3

export function layoutChart(
  measured: readonly (Samples | null)[],
  { width, height, end }: ChartSize,
  shape: ChartShape = 'linear',
): ChartLayout {
  const sides = shape === 'log' ? measured.map(logarithms) : measured
  const { low, high } = rangeOf(sides, shape)
  // Nothing measured yet, or nothing but zeros: they lie on the ground.
  const span = high - low || 1
  const top = low + span
  const to = (value: number) => margin + ((top - value) / span) * (height - 2 * margin)
  const timeAt = (at: number) => (Math.max(0, Math.min(at, end)) / Math.max(1, end)) * width
  const time: Scale = { to: timeAt, from: (px) => (px / width) * end, ticks: [] }
  const value: Scale = { to, from: (px) => top - ((px - margin) / (height - 2 * margin)) * span, ticks: [] }
  const [first = null, second = null] = sides
  return {
    lines: sides.map((side) => (side === null ? '' : linePath(side, time, value, end))),
    band: first === null || second === null ? '' : bandBetween(first, second, timeAt, to),
    zero: to(0),
    timeAt,
  }
}

function rangeOf(
  sides: readonly (Samples | null)[],
  shape: ChartShape,
): { readonly low: number; readonly high: number } {
  const all = sides.flatMap((side) => Array.from(side?.value ?? []))
  if (shape === 'cut')
    return { low: Math.min(0, quantile(all, 0.05) ?? 0), high: Math.max(0, quantile(all, 0.95) ?? 0) * 1.1 }
  return all.reduce(({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }), {
    low: 0,
    high: 0,
  })
}

/** Of one more than the value, so that nothing stays nothing; what is below the first side goes down. */
function logarithms(side: Samples | null): Samples | null {
  if (side === null) return null
  return { at: side.at, value: side.value.map((one) => Math.sign(one) * Math.log10(1 + Math.abs(one))) }
}

/** The area between two lines, as far as both have been recorded. */
function bandBetween(
  first: Samples,
  second: Samples,
  timeAt: (at: number) => number,
  to: (value: number) => number,
): string {
  const from = Math.max(first.at[0] ?? 0, second.at[0] ?? 0)
  const until = Math.min(first.at[first.at.length - 1] ?? 0, second.at[second.at.length - 1] ?? 0)
  if (until <= from) return ''
  const along = (samples: Samples) => pointsOf(samples, from, until, timeAt, to)
  return `M${[...along(second), ...along(first).reverse()].join('L')}Z`
}

function pointsOf(
  { at, value }: Samples,
  from: number,
  until: number,
  timeAt: (at: number) => number,
  to: (value: number) => number,
): string[] {
  const points: string[] = []
  for (let sample = 0; sample < at.length; sample++) {
    const when = at[sample] ?? 0
    if (when >= from && when <= until)
      points.push(`${timeAt(when).toFixed(1)},${to(value[sample] ?? 0).toFixed(1)}`)
  }
  return points
}

/** What each side is above or below the first, at its own times; the first one is the line of no difference. */
export function differencesOf(sides: readonly (Samples | null)[]): readonly (Samples | null)[] {
  const [first = null, ...others] = sides
  if (first === null) return sides.map(() => null)
  const nothing = { at: first.at, value: first.value.map(() => 0) }
  return [nothing, ...others.map((side) => (side === null ? null : minus(side, first)))]
}

function minus(side: Samples, first: Samples): Samples {
  const from = bisectRight(side.at, (first.at[0] ?? 0) - 1)
  const at = side.at.slice(from)
  const value = side.value.slice(from).map((one, sample) => one - (valueAt(first, at[sample] ?? 0) ?? one))
  return { at, value }
}
