/** Spans of time into bars. */
import type { LayerRow, Span, StartRow } from '../../sim'
import type { BarKind } from './phases'
import type { Window } from './window'

export interface Bar {
  readonly kind: BarKind
  readonly x: number
  readonly width: number
  /** It goes on now: its end is open. */
  readonly open: boolean
  /** Thousandths of full speed; below 1000 it is being stretched now. */
  readonly speedPermille: number
  /** µs so far. */
  readonly micros: number
}

/** A bar never gets narrower than can be seen, px. */
const narrowest = 1

interface Scale {
  readonly window: Window
  /** px. */
  readonly width: number
  /** µs; where what still goes on ends for now. */
  readonly now: number
}

/** px of a time from the left edge of the plot. */
export function timeToX({ window, width }: Omit<Scale, 'now'>, time: number): number {
  return ((time - window.from) / Math.max(1, window.to - window.from)) * width
}

/** The phases of a start, in their order; what lies outside of the window is left out. */
export function barsOfStart({ phases }: StartRow, scale: Scale): readonly Bar[] {
  return phases.flatMap((span) => barOf(span, span.phase, span.speedPermille, scale))
}

/** Download and extraction of one layer; none for a layer that was there already. */
export function barsOfLayer({ download, extract }: LayerRow, scale: Scale): readonly Bar[] {
  return [
    ...(download === null ? [] : barOf(download, 'download', 1000, scale)),
    ...(extract === null ? [] : barOf(extract, 'extract', 1000, scale)),
  ]
}

/** One span as at most one bar. */
export function barOf(span: Span, kind: BarKind, speedPermille: number, scale: Scale): readonly Bar[] {
  const { window, width, now } = scale
  const end = Math.max(span.from, span.to ?? now)
  if (end < window.from || span.from > window.to) return []
  const from = timeToX(scale, Math.max(window.from, span.from))
  const to = Math.min(width, timeToX(scale, end))
  return [
    {
      kind,
      x: Math.min(from, width - narrowest),
      width: Math.max(narrowest, to - from),
      open: span.to === null,
      speedPermille: span.to === null ? speedPermille : 1000,
      micros: end - span.from,
    },
  ]
}
