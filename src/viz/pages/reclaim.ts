/** The scale of how a host gets memory back: five states, and where its free memory stands among them. */

/** States from calm to blocking, as the host names them. */
export const reclaimOrder = ['high', 'clear', 'soft', 'hard', 'low'] as const
export type ReclaimState = (typeof reclaimOrder)[number]

export interface ReclaimZone {
  readonly state: ReclaimState
  /** Free memory at its ends in percent of the least free memory: left, right. */
  readonly from: number
  readonly to: number
  /** Shares of the scale's width. */
  readonly left: number
  readonly width: number
}

/** Shares of the width: the two states that hurt are short, as the ranges they stand for are. */
const widths = [0.25, 0.25, 0.25, 0.125, 0.125] as const
/** Calm has no upper end; the scale shows so many times the first threshold. */
const calm = 4

/** The zones left to right; `thresholds` in percent of the least free memory, falling. */
export function reclaimZones(thresholds: readonly number[]): readonly ReclaimZone[] {
  const [first = 100] = thresholds
  const bounds = [first * calm, ...thresholds, 0]
  let left = 0
  return reclaimOrder.map((state, at) => {
    const width = widths[at] ?? 0
    const zone = { state, from: bounds[at] ?? 0, to: bounds[at + 1] ?? 0, left, width }
    left += width
    return zone
  })
}

/** Where free memory of so many percent stands, as a share of the scale's width; held inside it. */
export function reclaimMarker(zones: readonly ReclaimZone[], percent: number): number {
  const zone = zones.find(({ to }) => percent >= to) ?? zones[zones.length - 1]
  if (zone === undefined) return 0
  const { from, to, left, width } = zone
  const share = from === to ? 0 : (from - percent) / (from - to)
  return left + width * Math.max(0, Math.min(1, share))
}

/** Free memory in percent of the least free memory; 0 when there is no such least. */
export function percentOfMinFree(free: number, minFree: number): number {
  return minFree <= 0 ? 0 : (free / minFree) * 100
}
