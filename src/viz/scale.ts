/**
 * Scales and their ticks: values and virtual time to CSS px. Written out, since d3's scales bring colours, dates and
 * number formats that the first screen would have to load.
 */

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
  if (type === 'linear') return { ...linear(max, bottom, top), ticks: wholeTicks(max) }
  const scale = linear(Math.log(max), bottom, top)
  return {
    to: (value) => scale.to(Math.log(Math.max(1, value))),
    from: (px) => held(Math.exp(scale.from(px)), 1, max),
    ticks: powersOfTen(max),
  }
}

/** The clock along `left` to `right` px, with ticks at round times. `end` in µs. */
export function timeScale(end: number, left: number, right: number): Scale {
  const step = roundStep(end)
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, tick) => tick * step)
  return { ...linear(Math.max(1, end), left, right), ticks }
}

/** From 0 to `max` along `start` to `end` px, held inside both. */
function linear(max: number, start: number, end: number): Pick<Scale, 'to' | 'from'> {
  // A domain or a range without length: its middle, as d3 has it.
  const share = (part: number, whole: number): number => (whole === 0 ? 0.5 : part / whole)
  return {
    to(value) {
      const at = share(held(value, 0, max), max)
      return start * (1 - at) + end * at
    },
    from: (px) => held(max * share(px - start, end - start), 0, max),
  }
}

function held(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** About three steps of 1, 2 or 5 times a power of ten. What is counted comes in whole numbers: no step is below 1. */
function wholeTicks(max: number): readonly number[] {
  const power = Math.max(1, 10 ** Math.floor(Math.log10(max / 3)))
  const multiple = max / 3 / power
  // The bounds lie in the middle between two steps, as a ratio.
  const factor = [
    [10, Math.sqrt(50)],
    [5, Math.sqrt(10)],
    [2, Math.sqrt(2)],
  ].find(([, from = 0]) => multiple >= from)?.[0]
  const step = power * (factor ?? 1)
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, tick) => tick * step)
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
