/** What would have changed a fact: the questions that were asked of other worlds, and what they answered. */
import type { Micros } from '../../core'
import type { Override } from '../../scenario/link'
import type { JournalEntry } from '../../scenario/scenario'
import type { NamedFact } from '../views'

export const knobNames = [
  'edit',
  'edit-value',
  'hosts',
  'overcommit',
  'count',
  'memory',
  'machine',
  'policy',
  'per-host',
  'reserved',
  'balloon',
  'compression',
  'sharing',
  'swap',
  'host-failures',
  'process-failures',
] as const
export type KnobName = (typeof knobNames)[number]

/** Which way from the present value a knob was turned; 'other' where values have no order. */
export type Direction = 'less' | 'more' | 'other'

/** A world that differs in one thing from the one the fact happened in: a branch can be made of it. */
export interface OtherWorld {
  /** All that is set in the scenario, with what the branch itself set before. */
  readonly set: readonly Override[]
  /** All edits up to now that are kept, with those of the branches it grew from. */
  readonly journal: readonly JournalEntry[]
}

/** What a knob is about, as sentences name it. */
export interface Turned {
  readonly knob: KnobName
  readonly direction: Direction
  /** Name of the group, the size, the machine, or the command of an edit; '' for the whole fleet. */
  readonly subject: string
  /** Name of the argument, of an edit whose value is turned. */
  readonly argument: string
  /** When the edit was made. */
  readonly at: Micros
  readonly present: string | number | boolean
  readonly value: string | number | boolean
}

export interface WouldChange extends Turned {
  /** Whether the next value towards the present one was tried, too, and does not change it. */
  readonly nearest: boolean
  /** Facts of the same name about other things in the same stretch of time: then it only hits others. */
  readonly others: number
  readonly world: OtherWorld
}

export interface Counterfactuals {
  readonly fact: NamedFact
  /** Those that spare others first, then the most telling. */
  readonly changes: readonly WouldChange[]
  /** What was turned in vain, at the value farthest from the present one. */
  readonly inVain: readonly Turned[]
  /** Worlds that were run. */
  readonly runs: number
  /** Knobs that no run was left for: used up, or given up with a world that took too long. */
  readonly left: number
}

export interface SearchProgress {
  readonly runs: number
  readonly most: number
}
