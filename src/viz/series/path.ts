/** Measured values over time as SVG paths. */
import { bisectRight, pathRound, type Path } from 'd3'
import type { Series } from '../../sim'
import type { Scale } from '../scale'

type Samples = Pick<Series, 'at' | 'value'>

/** Decimals of a pixel in a path. */
const digits = 2

/** The line of a series up to `now` (µs); empty when nothing has been measured yet. */
export function linePath(series: Samples, time: Scale, value: Scale, now: number): string {
  const path = pathRound(digits)
  const count = samplesUntil(series, now)
  draw(path, series, count, time, value)
  // A single sample is a point, which a closed path draws.
  if (count === 1) path.closePath()
  return path.toString()
}

/** The band between two series that were sampled at the same times. */
export function bandPath(lower: Samples, upper: Samples, time: Scale, value: Scale, now: number): string {
  const count = Math.min(samplesUntil(lower, now), upper.at.length)
  if (count === 0) return ''
  const path = pathRound(digits)
  draw(path, upper, count, time, value)
  for (let sample = count - 1; sample >= 0; sample--)
    path.lineTo(time.to(lower.at[sample] ?? 0), value.to(lower.value[sample] ?? 0))
  path.closePath()
  return path.toString()
}

// d3's line and area would bring all its curves to the first screen; these are straight.
function draw(path: Path, series: Samples, count: number, time: Scale, value: Scale): void {
  for (let sample = 0; sample < count; sample++) {
    const x = time.to(series.at[sample] ?? 0)
    const y = value.to(series.value[sample] ?? 0)
    if (sample === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
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

/** How many samples were taken up to a time. */
function samplesUntil(series: Samples, now: number): number {
  return bisectRight(series.at, now)
}
