/** Rounds of one migration as bars on one clock, and the time in which the guest stood still. */
import type { MigrationView } from '../../sim'
import { timeToX, type Window } from '../starts'

export interface RoundBar {
  /** 1 is the first. */
  readonly number: number
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** The part of the bar as wide as what the guest has written meanwhile is of what was sent, at most all of it. */
  readonly dirtied: number
  readonly open: boolean
}

export interface RoundsLayout {
  readonly window: Window
  readonly rounds: readonly RoundBar[]
  /** px of the time without a guest; null when it never stood still. */
  readonly pause: { readonly x: number; readonly width: number; readonly open: boolean } | null
  readonly now: number
  /** Of all rounds together. */
  readonly height: number
}

interface Room {
  readonly width: number
  /** Height of one round with its gap, when there is room; and of all together. */
  readonly row: number
  readonly height: number
  /** µs that the width stands for at least: two migrations beside each other have one scale. */
  readonly lasts?: number
}

/** A pause is seen however short it is, px. */
const leastPause = 3
const gap = 3

export function layoutRounds(
  view: MigrationView,
  now: number,
  { width, row, height, lasts = 1000 }: Room,
): RoundsLayout {
  const end = view.ended ?? now
  const last = Math.max(end, view.pause?.to ?? 0, ...view.rounds.map(({ to }) => to ?? end))
  const window = { from: view.begun, to: Math.max(view.begun + Math.max(1000, lasts), last) }
  const pitch = Math.min(row, height / Math.max(1, view.rounds.length))
  const scale = { window, width }
  const rounds = view.rounds.map(({ from, to, mib, dirtiedMiB }, at): RoundBar => {
    const x = timeToX(scale, from)
    const long = Math.max(1, timeToX(scale, to ?? end) - x)
    return {
      number: at + 1,
      x: Math.min(x, width - 1),
      width: long,
      y: at * pitch,
      height: Math.max(2, pitch - Math.min(gap, pitch * 0.3)),
      dirtied: mib > 0 ? long * Math.min(1, dirtiedMiB / mib) : 0,
      open: to === null,
    }
  })
  return {
    window,
    rounds,
    pause: pauseOf(view, scale, end),
    now: timeToX(scale, Math.min(now, window.to)),
    height: Math.max(row, pitch * view.rounds.length),
  }
}

function pauseOf(
  { pause }: MigrationView,
  scale: { readonly window: Window; readonly width: number },
  end: number,
): RoundsLayout['pause'] {
  if (pause === null) return null
  const from = timeToX(scale, pause.from)
  const width = Math.max(leastPause, timeToX(scale, pause.to ?? end) - from)
  return { x: Math.min(from, scale.width - width), width, open: pause.to === null }
}

/** The time in which the memory of a guest that runs on its target already came after it; null where none does. */
export function followingOf(
  { mode, pause, ended }: MigrationView,
  now: number,
  scale: { readonly window: Window; readonly width: number },
): { readonly x: number; readonly width: number; readonly open: boolean } | null {
  if (mode !== 'post-copy' || pause?.to == null) return null
  const x = timeToX(scale, pause.to)
  return { x, width: Math.max(1, timeToX(scale, ended ?? now) - x), open: ended === null }
}

/** Whether the rounds shrink: the last one that is whole against the one before it. */
export function trendOf({ rounds }: MigrationView): 'none' | 'shrinks' | 'stays' | 'grows' {
  const whole = rounds.filter(({ to }) => to !== null)
  const last = whole[whole.length - 1]
  const before = whole[whole.length - 2]
  if (last === undefined || before === undefined) return 'none'
  // A hundredth of a difference is noise of rounding to pages.
  if (last.mib < before.mib * 0.99) return 'shrinks'
  return last.mib > before.mib * 1.01 ? 'grows' : 'stays'
}
