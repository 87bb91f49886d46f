/** A published value, what counts as the same, and what was simulated, on one line. */
interface Interval {
  readonly published: number
  readonly simulated: number
  /** Null where anything below `high` counts as the same. */
  readonly low: number | null
  readonly high: number
}

interface IntervalMarks {
  /** px from the left. */
  readonly band: { readonly x: number; readonly width: number }
  readonly published: number
  readonly simulated: number
}

/** Room at both ends for marks that lie there, px, and the least width of a band that can be seen. */
const margin = 8
const leastBand = 3

/** Places on a line of `width` px. The line always shows everything there is: a miss is as far away as it is. */
export function intervalMarks({ published, simulated, low, high }: Interval, width: number): IntervalMarks {
  // What may be anything below is drawn from nothing.
  const from = low ?? Math.min(0, simulated)
  const least = Math.min(from, published, simulated)
  const most = Math.max(high, published, simulated)
  const span = most - least
  const inner = width - 2 * margin
  const at = (value: number): number => margin + (span === 0 ? inner / 2 : ((value - least) / span) * inner)
  const wide = Math.max(leastBand, at(high) - at(from))
  const middle = (at(from) + at(high)) / 2
  return {
    band: { x: middle - wide / 2, width: wide },
    published: at(published),
    simulated: at(simulated),
  }
}
