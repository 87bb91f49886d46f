/** The reader's progress in a lesson: what was touched, chosen, locked and asked. */
import type { Claim } from '../../sim'
import type { GateView, SessionFrame, WhatIf } from '../../worker/protocol'

export type Confidence = Claim['confidence']

/** A counterfactual being re-run, its result, or null when it could not be run. */
export type WhatIfState =
  | { readonly state: 'asked' }
  | { readonly state: 'failed' }
  | { readonly state: 'known'; readonly result: WhatIf }

export interface LessonSlice {
  /** The knob has been moved by the reader. */
  readonly touched: boolean
  /** The gate has been reached: its question stays, also while the reader looks back. */
  readonly asked: boolean
  readonly choice: string | null
  readonly confidence: Confidence
  /** The claim is on its way to the session. */
  readonly locking: boolean
  /** Kept once it is known: looking back does not unsay it. */
  readonly outcome: GateView['outcome']
  /** What the outcome's sentences speak of: the first frame with it that shows the stacks. */
  readonly moment: SessionFrame | null
  /** The answer was locked here and now, not in a link that was opened. */
  readonly locked: boolean
  readonly whatIfs: Readonly<Record<string, WhatIfState>>
}

export const emptyLesson: LessonSlice = {
  touched: false,
  asked: false,
  choice: null,
  confidence: 'fair',
  locking: false,
  outcome: null,
  moment: null,
  locked: false,
  whatIfs: {},
}
