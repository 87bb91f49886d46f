/** What a host holds over time as bands one on the other, with the physical limit as their measure. */
import { bisectRight, pathRound } from 'd3'
import type { Series } from '../../sim'
import type { Scale } from '../scale'

type Samples = Pick<Series, 'at' | 'value'>

/** One band: its lower and upper rim at each time. */
export interface Band {
  readonly at: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * Bands of some series, the first at the bottom, on `floor`. Times are those of the first one with samples, up to
 * `until`; another is read as last measured at each of them, and as nothing before its first sample.
 */
export function stackBands(all: readonly (Samples | null)[], until: number, floor = 0): readonly Band[] {
  const times = all.find((one) => one !== null && one.at.length > 0)?.at ?? new Float64Array(0)
  const at = times.slice(0, bisectRight(times, until))
  let lower = new Float64Array(at.length).fill(floor)
  return all.map((series) => {
    const upper = lower.map((value, sample) => value + valueAt(series, at[sample] ?? 0))
    const band = { at, lower, upper }
    lower = upper
    return band
  })
}

function valueAt(series: Samples | null, at: number): number {
  if (series === null) return 0
  const next = bisectRight(series.at, at)
  return next === 0 ? 0 : Math.max(0, series.value[next - 1] ?? 0)
}

/** A band as a closed SVG path; '' while it holds nothing at any time. */
export function bandArea({ at, lower, upper }: Band, time: Scale, value: Scale): string {
  if (at.length === 0 || upper.every((one, sample) => one <= (lower[sample] ?? 0))) return ''
  const path = pathRound(2)
  at.forEach((micros, sample) => {
    const x = time.to(micros)
    const y = value.to(upper[sample] ?? 0)
    if (sample === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  })
  for (let sample = at.length - 1; sample >= 0; sample--)
    path.lineTo(time.to(at[sample] ?? 0), value.to(lower[sample] ?? 0))
  path.closePath()
  return path.toString()
}

/** Round amounts up to `most` (MiB) in steps of a power of two of GiB, at most `count` of them beyond zero. */
export function gibibyteTicks(most: number, count: number): readonly number[] {
  let step = 1024
  while (most / step > count) step *= 2
  if (most < 1024) step = Math.max(1, 2 ** Math.ceil(Math.log2(Math.max(1, most) / count)))
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, tick) => tick * step)
}

/**
 * Heights of labels that want to stand at `wanted` (px, in any order) and need `gap` px from one to the next, as near
 * as possible to where they want to stand, inside `top` to `bottom` when there is room for all.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b)
  const placed = [...wanted]
  let least = top
  for (const at of order) {
    placed[at] = Math.max(least, placed[at] ?? 0)
    least = (placed[at] ?? 0) + gap
  }
  let most = bottom
  for (const at of order.reverse()) {
    placed[at] = Math.min(most, placed[at] ?? 0)
    most = (placed[at] ?? 0) - gap
  }
  return placed
}
