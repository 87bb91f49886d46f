/**
 * Rows to settle at the end of the instant, per domain, each with the fact of its first toucher; drained in
 * ascending order.
 */
import { longer } from './table'
import type { Row } from './units'

/** host, pool, fabric: settled in this order; a rule may touch only later ones. */
export const Domain = { host: 0, pool: 1, fabric: 2 } as const
export type Domain = 0 | 1 | 2
export const domainCount = 3

export interface Dirty {
  flag: Uint8Array
  cause: Float64Array
  list: Int32Array
  count: number
}

export function createDirty(): Dirty {
  return { flag: new Uint8Array(16), cause: new Float64Array(16), list: new Int32Array(16), count: 0 }
}

export function markDirty(dirty: Dirty, row: Row, cause: number): void {
  if (row >= dirty.flag.length) {
    const capacity = Math.max(row + 1, dirty.flag.length * 2)
    dirty.flag = longer(dirty.flag, 'u8', capacity, 0) as Uint8Array
    dirty.cause = longer(dirty.cause, 'f64', capacity, 0) as Float64Array
    dirty.list = longer(dirty.list, 'i32', capacity, 0) as Int32Array
  }
  if (dirty.flag[row] === 1) return
  dirty.flag[row] = 1
  dirty.cause[row] = cause
  dirty.list[dirty.count++] = row
}

/** Calls `settle` for each marked row in ascending order and forgets the marks. */
export function drainDirty(dirty: Dirty, settle: (row: Row, cause: number) => void): void {
  if (dirty.count === 0) return
  const rows = dirty.list.slice(0, dirty.count).sort()
  dirty.count = 0
  for (const row of rows) dirty.flag[row] = 0
  for (const row of rows) settle(row, dirty.cause[row])
}

export function clearDirty(dirty: Dirty): void {
  for (let at = 0; at < dirty.count; at++) dirty.flag[dirty.list[at]] = 0
  dirty.count = 0
}
