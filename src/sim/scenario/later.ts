/** Checks that the scenarios of the first lessons have passed long ago: loaded before any other scenario is built. */
import type { poolContradiction, workloadContradiction } from './contradictions'

export interface Contradictions {
  readonly pool: typeof poolContradiction
  readonly workload: typeof workloadContradiction
}

let known: Contradictions = { pool: () => null, workload: () => null }

export function setContradictions(checks: Contradictions): void {
  known = checks
}

export function contradictions(): Contradictions {
  return known
}
