/** Which stretch of the run's clock the chart shows, and which of its rows are in sight. */
import type { PullRow, StartRow } from '../../sim'

export interface Window {
  /** µs. */
  readonly from: number
  readonly to: number
}

interface Rows {
  readonly starts: readonly StartRow[]
  readonly pulls: readonly PullRow[]
}

/** Shortest stretch: below it every bar would be a wall, µs. */
const shortest = 1000
/** What is left free at the right, so that the last bar is seen to end. */
const margin = 0.04

/** From the first thing that was asked for to the last that ended, or to now while anything goes on. */
export function windowOf({ starts, pulls }: Rows, now: number): Window {
  const asked = [...starts, ...pulls].map((one) => one.asked)
  if (asked.length === 0) return { from: 0, to: Math.max(now, shortest) }
  const from = asked.reduce((least, one) => Math.min(least, one), Infinity)
  let last = from
  const reach = (to: number | null) => {
    last = Math.max(last, to ?? now)
  }
  for (const { phases, state } of starts) {
    for (const { to } of phases) reach(to)
    if (state === 'starting') reach(now)
  }
  for (const { ended, state } of pulls) reach(state === 'ready' || state === 'failed' ? (ended ?? from) : now)
  const length = Math.max(shortest, last - from)
  return { from, to: from + Math.ceil(length * (1 + margin)) }
}

/** Round times inside the window, at most `most` of them. */
export function ticksOf({ from, to }: Window, most: number): readonly number[] {
  const step = roundStep((to - from) / Math.max(1, most))
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
  return ticks
}

const second = 1_000_000
const longSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400]

/** 1, 2 or 5 times a power of ten below a second; above it what a clock divides by. */
function roundStep(wanted: number): number {
  if (wanted > second) {
    const long = longSteps.find((seconds) => seconds * second >= wanted)
    return long === undefined ? Math.ceil(wanted / (86400 * second)) * 86400 * second : long * second
  }
  let power = 1
  while (power * 10 <= wanted) power *= 10
  return [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= wanted) ?? 10 * power
}

/** Digits after the decimal point of seconds that tell two ticks apart. */
export function tickDigits(ticks: readonly number[]): number {
  const [first, next] = ticks
  if (first === undefined || next === undefined) return 1
  let digits = 0
  for (let step = next - first; step < second && digits < 6; step *= 10) digits++
  return digits
}

export interface Sight {
  readonly from: number
  readonly to: number
}

/** Rows that are in sight, with a few on either side so that scrolling shows no blank. */
export function rowsInSight(count: number, row: number, top: number, height: number): Sight {
  const spare = 4
  const from = Math.max(0, Math.min(count, Math.floor(top / row) - spare))
  return { from, to: Math.min(count, Math.ceil((top + height) / row) + spare) }
}
