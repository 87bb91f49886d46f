/** Bars that compare one number of several things: how long each is, on a straight or a logarithmic scale. */

export interface BarScale {
  readonly log: boolean
  /** What the foot and the end of the scale stand for. */
  readonly from: number
  readonly to: number
  /** Length of each bar, 0 to 1; null where there is no number. */
  readonly shares: readonly (number | null)[]
}

/** Beyond this ratio the shortest bars of a straight scale could not be told apart. */
const widestStraight = 50
/** What is there can be seen. */
const leastShare = 0.01

/** The scale starts at 0, or, when logarithmic, at the power of ten below the least number that is not 0. */
export function barScale(values: readonly (number | null)[]): BarScale {
  const known = values.filter((value): value is number => value !== null)
  const positive = known.filter((value) => value > 0)
  const most = Math.max(0, ...known)
  const least = Math.min(most, ...positive)
  const log = least > 0 && most / least > widestStraight
  const from = log ? 10 ** Math.floor(Math.log10(least)) : 0
  const to = log ? 10 ** Math.ceil(Math.log10(most)) : most
  return { log, from, to, shares: values.map((value) => shareOf(value, { log, from, to })) }
}

function shareOf(value: number | null, { log, from, to }: Omit<BarScale, 'shares'>): number | null {
  if (value === null) return null
  if (value <= 0 || to === from) return 0
  const share = log ? Math.log10(value / from) / Math.log10(to / from) : value / to
  return Math.max(leastShare, Math.min(1, share))
}
