/** The door of the chart of starts. */
export { barOf, barsOfLayer, barsOfStart, timeToX, type Bar } from './bars'
export { lookOf, patternPath, type BarKind, type BarLook, type BarPattern } from './phases'
export { chartRows, kindsIn, type ChartRow } from './rows'
export { rowsInSight, tickDigits, ticksOf, windowOf, type Window } from './window'
