/** Measured values over time as SVG paths. */
import { area, bisectRight, line } from 'd3'
import type { Series } from '../../sim'
import type { Scale } from '../scale'

type Samples = Pick<Series, 'at' | 'value'>

/** The line of a series up to `now` (µs); empty when nothing has been measured yet. */
export function linePath(series: Samples, time: Scale, value: Scale, now: number): string {
  const path = line<number>(
    (sample) => time.to(series.at[sample] ?? 0),
    (sample) => value.to(series.value[sample] ?? 0),
  )
  return path(samplesUntil(series, now)) ?? ''
}

/** The band between two series that were sampled at the same times. */
export function bandPath(lower: Samples, upper: Samples, time: Scale, value: Scale, now: number): string {
  const path = area<number>(
    (sample) => time.to(lower.at[sample] ?? 0),
    (sample) => value.to(lower.value[sample] ?? 0),
    (sample) => value.to(upper.value[sample] ?? 0),
  )
  const samples = samplesUntil(lower, now)
  return path(samples.slice(0, Math.min(samples.length, upper.at.length))) ?? ''
}

/** The last value measured at or before `at`; null before the first. */
export function valueAt(series: Samples, at: number): number | null {
  const next = bisectRight(series.at, at)
  return next === 0 ? null : (series.value[next - 1] ?? null)
}

/** The largest value of some series; 1 when all are empty, so that an axis can always be drawn. */
export function largestValue(all: readonly Samples[]): number {
  let largest = 1
  for (const { value } of all) for (const one of value) largest = Math.max(largest, one)
  return largest
}

function samplesUntil(series: Samples, now: number): readonly number[] {
  return Array.from({ length: bisectRight(series.at, now) }, (_, sample) => sample)
}
