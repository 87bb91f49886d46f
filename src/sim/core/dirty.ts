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

/** Calls `settle` for each marked row in ascending order and forgets the marks; `settle` may mark nothing in here. */
// Hot: runs after every instant, usually for one row.
export function drainDirty(dirty: Dirty, settle: (row: Row, cause: number) => void): void {
  if (dirty.count === 0) return
  sortMarks(dirty)
  for (let at = 0; at < dirty.count; at++) settle(dirty.list[at], dirty.cause[dirty.list[at]])
  clearDirty(dirty)
}

/** Up to so many marks are sorted here; the built-in sort allocates, which pays only for more. */
const fewMarks = 16

function sortMarks({ list, count }: Dirty): void {
  if (count > fewMarks) {
    list.subarray(0, count).sort()
    return
  }
  for (let at = 1; at < count; at++) {
    const row = list[at]
    let hole = at
    for (; hole > 0 && list[hole - 1] > row; hole--) list[hole] = list[hole - 1]
    list[hole] = row
  }
}

export function clearDirty(dirty: Dirty): void {
  for (let at = 0; at < dirty.count; at++) dirty.flag[dirty.list[at]] = 0
  dirty.count = 0
}
