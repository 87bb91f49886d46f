/**
 * What happened, and why: the only way out of the world. Facts are both the history a learner reads and the
 * signals mechanisms react to.
 */
import type { Micros } from './units'

export interface Fact {
  readonly ordinal: number
  readonly at: Micros
  readonly name: string
  /** Ordinal of an earlier fact; -1 is a root. */
  readonly cause: number
  /** Refs or amounts, typed by the fact's description. */
  readonly a: number
  readonly b: number
  readonly c: number
}

/**
 * One argument of a fact: the placeholder in its sentence, and either the table it points into, a code, or an
 * amount's unit.
 */
export interface FactArgument {
  readonly name: string
  readonly table?: string
  readonly unit?: string
  /** Names of a code, as in a column's `names`. */
  readonly names?: readonly string[]
}

/** Called for each fact in order. Numbers only: the sink of a run keeps columns, not objects. */
export type FactSink = (
  ordinal: number,
  at: Micros,
  code: number,
  cause: number,
  a: number,
  b: number,
  c: number,
) => void
