/** Reads the right answer of a gate from the run: it is never typed in. */
import type { Gate, Side } from './lesson'

export interface CheckedOutcome {
  /** What the choices are compared with: a ratio B : A, or the metric of one side. */
  readonly value: number
  /** The choice nearest to it. */
  readonly choice: string
  readonly A: number
  readonly B: number
  /** The metric of both sides at every stop of the knob, where the outcome was read from all of them. */
  readonly sweep: Sweep | null
}

export interface Sweep {
  readonly values: readonly number[]
  readonly A: readonly number[]
  readonly B: readonly number[]
}

/**
 * The outcome of a gate now, from a reader of metrics. Ratios and counts are compared on a log scale, as
 * people guess them.
 */
export function checkOutcome(
  gate: Gate,
  sides: readonly Side[],
  read: (metric: string, group: string) => number,
): CheckedOutcome {
  const { outcome } = gate
  const of = (id: 'A' | 'B'): number => {
    const side = sides.find((candidate) => candidate.id === id)
    return side === undefined ? NaN : read(outcome.metric, side.group)
  }
  return judged(gate, of('A'), of('B'), null)
}

/** The outcome of a gate that asks from where on a metric is twice what it was: `sweep` holds every stop. */
export function checkDoubling(gate: Gate, sweep: Sweep): CheckedOutcome {
  return judged(gate, doubledAt(sweep.values, sweep.A), doubledAt(sweep.values, sweep.B), sweep)
}

function doubledAt(values: readonly number[], metric: readonly number[]): number {
  const [first = NaN] = metric
  const at = metric.findIndex((value) => value >= 2 * first)
  return values[at] ?? values[values.length - 1] ?? NaN
}

function judged(gate: Gate, A: number, B: number, sweep: Sweep | null): CheckedOutcome {
  const { outcome } = gate
  const value = outcome.ratio === true ? B / A : outcome.side === 'A' ? A : B
  let choice = ''
  let best = Infinity
  for (const { id, value: offered } of gate.choices) {
    if (offered === null) continue
    const distance = distanceBetween(offered, value)
    if (!(distance < best)) continue // an outcome that is no number is near to nothing
    choice = id
    best = distance
  }
  return { value, choice, A, B, sweep }
}

/** How many times larger the larger is; 0 against 0 is no distance at all. */
function distanceBetween(left: number, right: number): number {
  const low = Math.min(left, right)
  const high = Math.max(left, right)
  return low <= 0 ? high : high / low - 1
}
