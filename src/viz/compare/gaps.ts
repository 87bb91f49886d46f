/** Where branches differ most, as a ratio: found anew for every moment, so that it flips the moment it flips. */
import { measures, type Measure } from './measures'

export type Values = Readonly<Partial<Record<Measure, number | null>>>

export interface Gap {
  readonly measure: Measure
  /** The largest value over the smallest. */
  readonly ratio: number
  /** The smallest is as good as nothing: a ratio to it says nothing. */
  readonly fromNothing: boolean
  /** Places of the sides that have a value, the largest value first; equals in their order. */
  readonly order: readonly number[]
  /** In the order of `order`. */
  readonly values: readonly number[]
}

/** Less than this is as good as nothing: one app, a hundredth of a second, of a millisecond, of a GiB, a millicore. */
const least: Readonly<Record<Measure, number>> = {
  running: 1,
  start: 0.01,
  p99: 0.01,
  overhead: 0.01,
  lost: 1,
  cpu: 1,
}
/** Sides that are nearer to each other than this are alike. */
const alike = 1.02
const shownGaps = 3

/** The largest gaps between two or more sides, largest first. */
export function gapsOf(sides: readonly Values[]): readonly Gap[] {
  const gaps = measures.flatMap((measure) => gapIn(measure, sides) ?? [])
  return gaps.sort((one, other) => other.ratio - one.ratio).slice(0, shownGaps)
}

function gapIn(measure: Measure, sides: readonly Values[]): Gap | null {
  const known = sides.flatMap((side, place) => {
    const value = side[measure]
    return value === null || value === undefined ? [] : [{ place, value }]
  })
  if (known.length < 2) return null
  known.sort((one, other) => other.value - one.value || one.place - other.place)
  const values = known.map(({ value }) => value)
  const most = values[0] ?? 0
  const fewest = values[values.length - 1] ?? 0
  const ratio = Math.max(most, least[measure]) / Math.max(fewest, least[measure])
  if (ratio < alike) return null
  return {
    measure,
    ratio,
    fromNothing: fewest < least[measure],
    order: known.map(({ place }) => place),
    values,
  }
}
