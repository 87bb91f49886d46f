/** Scales and their ticks: values and virtual time to CSS px. */
import { scaleLinear, scaleLog } from 'd3'

export interface AxisShape {
  readonly type: 'log' | 'linear'
  readonly max: number
}

export interface Scale {
  /** Value → px along the range. */
  readonly to: (value: number) => number
  /** px → value, held inside the domain. */
  readonly from: (px: number) => number
  readonly ticks: readonly number[]
}

/**
 * An upright axis: values from 1 (log) or 0 (linear) to `max`, from `bottom` up to `top` px; less is drawn at
 * its foot.
 */
export function valueScale({ type, max }: AxisShape, bottom: number, top: number): Scale {
  if (type === 'linear') {
    const scale = scaleLinear([0, max], [bottom, top]).clamp(true)
    // What is counted comes in whole numbers; ticks between them would be printed twice.
    const ticks = scale.ticks(3).filter(Number.isInteger)
    return { to: (value) => scale(value), from: (px) => scale.invert(px), ticks }
  }
  const scale = scaleLog([1, max], [bottom, top]).clamp(true)
  return { to: (value) => scale(Math.max(1, value)), from: (px) => scale.invert(px), ticks: powersOfTen(max) }
}

/** The clock along `left` to `right` px, with ticks at round times. `end` in µs. */
export function timeScale(end: number, left: number, right: number): Scale {
  const scale = scaleLinear([0, Math.max(1, end)], [left, right]).clamp(true)
  const step = roundStep(end)
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, tick) => tick * step)
  return { to: (at) => scale(at), from: (px) => scale.invert(px), ticks }
}

/** Largest number of ticks that can be told apart on the strip. */
const mostTicks = 8
const second = 1_000_000
const roundSeconds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
]

function roundStep(end: number): number {
  const round = roundSeconds.find((seconds) => end / (seconds * second) <= mostTicks - 1)
  if (round !== undefined) return round * second
  const day = 86400 * second
  return Math.ceil(end / day / mostTicks) * day
}

function powersOfTen(max: number): readonly number[] {
  const ticks = [1]
  for (let power = 10; power <= max; power *= 10) ticks.push(power)
  return ticks
}
