/** Reads the right answer of a gate from the run: it is never typed in. */
import type { Gate, Side } from './lesson'

export interface CheckedOutcome {
  /** What the choices are compared with: a ratio B : A, or the metric of one side. */
  readonly value: number
  /** The choice nearest to it. */
  readonly choice: string
  readonly A: number
  readonly B: number
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
  const A = of('A')
  const B = of('B')
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
  return { value, choice, A, B }
}

/** How many times larger the larger is; 0 against 0 is no distance at all. */
function distanceBetween(left: number, right: number): number {
  const low = Math.min(left, right)
  const high = Math.max(left, right)
  return low <= 0 ? high : high / low - 1
}
