/** What happens in a lane at one time, and when that changes. */
import type { Lane, Span } from './lanes'

export interface Moment {
  readonly span: Span
  /** Lanes besides this one that are in the same kind of span then. */
  readonly others: number
}

/** Null outside of the lanes and of their time. */
export function momentOf(lanes: readonly Lane[], lane: number, time: number): Moment | null {
  const spans = lanes[lane]?.spans
  const span = spans === undefined ? null : spanAt(spans, time)
  if (span === null) return null
  let others = 0
  for (const [at, other] of lanes.entries())
    if (at !== lane && spanAt(other.spans, time)?.kind === span.kind) others++
  return { span, others }
}

/** The next time, in the direction of `by`, at which something else begins in the lane; the end where nothing does. */
export function nextChange({ spans }: Lane, time: number, by: 1 | -1): number {
  if (by === 1) return spans.find(({ from }) => from > time)?.from ?? spans[spans.length - 1]?.to ?? time
  let before = 0
  for (const { from } of spans) if (from < time) before = from
  return before
}

/** The end of the last span belongs to it. */
function spanAt(spans: readonly Span[], time: number): Span | null {
  let low = 0
  let high = spans.length - 1
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2)
    if ((spans[middle]?.from ?? 0) <= time) low = middle
    else high = middle - 1
  }
  const span = spans[low]
  return span !== undefined && span.from <= time && time <= span.to ? span : null
}
