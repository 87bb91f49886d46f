/** What a side of the stage is told about itself, and about the reasons that point at it. */
import type { Reason } from '../../../lessons/lesson'

export interface HostSide {
  readonly id: 'A' | 'B'
  readonly host: string
  readonly group: string
  readonly title: string
  readonly note: string
  /** The one loud number, as it is printed. */
  readonly count: string
  /** What the number is, or that it is no answer at all. */
  readonly detail: string
}

export interface Marks {
  readonly selected: string | null
  /** Number of the reason that speaks of this part; null before the reveal, and for parts without one. */
  readonly numberOf: (select: Reason['select']) => number | null
}
