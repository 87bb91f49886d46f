/** The door of the lessons. */
export { checkDoubling, checkOutcome, type CheckedOutcome, type Sweep } from './check'
export { settingsAt } from './lesson'
export type { Counterfactual, Gate, Knob, KnobInfo, Lesson, Outcome, Reason, Side, StackPart } from './lesson'
export { findLesson, lessons } from './library'
