/** One thing that can be changed, in steps from its present value; and what is known where knobs are looked for. */
import type { Override } from '../../scenario/link'
import type { JournalEntry, Scenario } from '../../scenario/scenario'
import type { NamedFact } from '../views'
import type { Direction, KnobName, Turned } from './types'

/** A change of the world at one of a knob's positions. */
export interface Turn {
  readonly value: Turned['value']
  readonly set: readonly Override[]
  /** The edits, when they are not those of the branch. */
  readonly journal?: readonly JournalEntry[]
}

export interface Knob {
  readonly knob: KnobName
  readonly direction: Direction
  readonly subject: string
  readonly argument: string
  readonly at: number
  readonly present: Turned['value']
  /** Positions beyond the present value, from 1 on; the last is farthest from it. */
  readonly positions: number
  /** A single step is the likeliest answer: it is tried first. */
  readonly nearFirst: boolean
  turn(position: number): Turn
}

/** What a fact and its causes tell about where to look. */
export interface Scene {
  readonly fact: NamedFact
  readonly causes: readonly NamedFact[]
  readonly scenario: Scenario
  readonly journal: readonly JournalEntry[]
  /** Workloads of a group at present, for those that fill their hosts. */
  countOf(group: string): number
}
