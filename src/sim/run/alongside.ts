/** Several branches on one clock: each has an engine of its own, and none of them hears of the others. */
import type { Micros } from '../core'
import { seekBranch, type Branch } from './branch'

/**
 * Takes branches to one time, the present one last, so that its clock never shows a moment that another one has not
 * come to. What there is to do is shared out evenly among those that are on their way.
 */
export function seekAlongside(
  present: Branch,
  others: readonly Branch[],
  to: Micros,
  maxInstants: number,
): 'reached' | 'paused' {
  const share = Math.max(1, Math.floor(maxInstants / (others.length + 1)))
  let there = true
  for (const branch of others) if (seekWithin(branch, to, share) === 'paused') there = false
  return there ? seekWithin(present, to, share) : 'paused'
}

/** Whether a branch has yet to come to this time. */
export function standsApart(branch: Branch, at: Micros): boolean {
  return branch.engine.world.now !== within(branch, at)
}

function seekWithin(branch: Branch, to: Micros, maxInstants: number): 'reached' | 'paused' {
  return seekBranch(branch, within(branch, to), maxInstants)
}

// A branch whose own scenario ends earlier stands at its end.
function within({ scenario }: Branch, to: Micros): Micros {
  return Math.max(0, Math.min(to, scenario.horizon))
}
