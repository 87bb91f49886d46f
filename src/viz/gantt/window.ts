/** The part of a schedule that is shown: zooming keeps the cursor where it is, moving never leaves the schedule. */
import type { Window } from './plot'

/** Shortest window, µs. */
const shortest = 100

/** `factor` below 1 shows less; `at` stays at its place. */
export function zoomed({ from, to }: Window, end: number, at: number, factor: number): Window {
  const length = Math.min(end, Math.max(Math.min(shortest, end), (to - from) * factor))
  const place = (at - from) / Math.max(1, to - from)
  return within({ from: at - place * length, to: at - place * length + length }, end)
}

/** The same length with a time in it. */
export function holding({ from, to }: Window, end: number, at: number): Window {
  if (at >= from && at <= to) return { from, to }
  const length = to - from
  const start = at - length / 2
  return within({ from: start, to: start + length }, end)
}

function within({ from, to }: Window, end: number): Window {
  const start = Math.max(0, Math.min(from, end - (to - from)))
  return { from: start, to: Math.min(end, start + (to - from)) }
}
