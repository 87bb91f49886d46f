/** The door of the lessons. */
export { checkOutcome, type CheckedOutcome } from './check'
export type { Counterfactual, Gate, Knob, KnobInfo, Lesson, Outcome, Reason, Side } from './lesson'
export { findLesson, lessons } from './library'
