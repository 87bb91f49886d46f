/** The door of the validation: published figures held against the laws of the simulator. */
export { figureKinds, outcomeOf, validationOf } from './figure'
export type { Figure, FigureKind, Outcome } from './figure'
export { figures } from './figures'
