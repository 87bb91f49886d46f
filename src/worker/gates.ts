/** What a session holds, and its barriers: the future behind a shut gate does not exist for the page. */
import type { CheckedOutcome, Lesson } from '../lessons'
import type { Claim, Micros, Run } from '../sim'

export interface Problem {
  readonly problem: string
}

export interface State {
  run: Run
  lesson: Lesson | null
  knob: number
  goal: Micros
  /** The way there ends early, at the next decision. */
  hunting: boolean
  /** Branches that go with the clock of the present one. */
  compared: readonly number[]
  /** One of them has not come to its time yet. */
  apart: boolean
  claims: Claim[]
  outcomes: Map<string, CheckedOutcome>
  rev: number
}

/** The clock goes there, and nowhere else. */
export function aim(state: State, to: Micros): void {
  state.goal = to
  state.hunting = false
}

/** The first gate without a claim, if any. */
export function shutGate({ lesson, claims }: State): Lesson['gates'][number] | null {
  return lesson?.gates.find((gate) => !claims.some((claim) => claim.gate === gate.id)) ?? null
}

export function isShut(state: State): boolean {
  return shutGate(state) !== null
}

export function barrierOf(state: State): Micros {
  return Math.min(shutGate(state)?.at ?? Infinity, state.run.end)
}

/** Highest stop the knob may take: a time knob cannot pass the barrier, a parameter is free but for a gate's hold. */
export function mostOf(state: State): number {
  const { lesson } = state
  if (lesson === null) return 0
  const { knob } = lesson
  if (knob.type === 'parameter') return shutGate(state)?.knobMost ?? knob.stops.length - 1
  const barrier = barrierOf(state)
  let most = 0
  knob.stops.forEach((stop, index) => {
    if (stop.at <= barrier) most = index
  })
  return most
}
