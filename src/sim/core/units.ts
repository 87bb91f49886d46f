/**
 * The integer quantities of the world and the two ways to name a row: Row (now) and Ref (for as long as the
 * run lives).
 */

/** Virtual time in whole microseconds; exact to 285 years. */
export type Micros = number
/** Index into a table's columns; -1 means none; valid only now. */
export type Row = number
/** generation * 2^24 + row: safe to keep while the run lives. */
export type Ref = number
/** Handle of a scheduled event, shaped like a Ref; -1 means none. */
export type Timer = number
/** A number that stands for a name inside the core and never leaves it. */
export type Code = number

export const none = -1

/** More rows than this in one table would not fit a Ref. */
export const rowLimit = 16777215
const generationLimit = 536870912

export function refOf(generation: number, row: Row): Ref {
  return (generation % generationLimit) * 16777216 + row
}

export function rowOfRef(ref: Ref): Row {
  return ref < 0 ? none : ref % 16777216
}

export function generationOfRef(ref: Ref): number {
  return Math.floor(ref / 16777216)
}

export const microsPerMilli = 1000
export const microsPerSecond = 1000000
export const microsPerMinute = 60 * microsPerSecond
export const microsPerHour = 60 * microsPerMinute

/** The longest run a scenario may ask for: one year, far inside the exact integers. */
export const horizonLimit: Micros = 366 * 24 * microsPerHour
