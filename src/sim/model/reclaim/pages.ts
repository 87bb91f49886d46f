/** The pages of one unit: every page is in exactly one state, and each verb here keeps their sum. */
import type { Own, Row, Seen, Sim } from '../../core'
import type { cgroupTables } from '../cgroup'
import type { containerTables } from '../container'
import type { inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import type { memoryTables } from '../memory'
import type { workloadTables } from '../workload'
import { pagesPerMiB } from './equations'
import type { reclaimTables } from './tables'

export type ReclaimSim = Sim<
  Own<typeof reclaimTables> &
    Seen<typeof workloadTables> &
    Seen<typeof memoryTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof containerTables> &
    Seen<typeof cgroupTables>
>
export type Pages = ReclaimSim['tables']['unitPages']

/** The most that a column of pages holds: 16 TiB. */
const mostPages = 4294967295

export const pagesOf = (MiB: number): number => Math.min(MiB * pagesPerMiB, mostPages)

/** Everything back to where a new unit stands: promised, and nothing touched. */
export function forgetPages(p: Pages, unit: Row, promised: number): void {
  p.untouched[unit] = promised
  p.active[unit] = 0
  p.cold[unit] = 0
  p.shared[unit] = 0
  p.ballooned[unit] = 0
  p.compressed[unit] = 0
  p.swapped[unit] = 0
  p.hotShared[unit] = 0
  p.hotCompressed[unit] = 0
  p.hotSwapped[unit] = 0
  p.dropped[unit] = 0
  p.target[unit] = 0
  p.promised[unit] = promised
}

/** Its size changes while it runs: new pages are untouched; fewer are taken where it hurts least. */
export function resizePages(p: Pages, unit: Row, promised: number): void {
  const more = promised - p.promised[unit]
  p.promised[unit] = promised
  if (more >= 0) {
    p.untouched[unit] += more
    return
  }
  let left = -more
  const take = (column: Uint32Array): void => {
    const part = Math.min(left, column[unit])
    column[unit] -= part
    left -= part
  }
  take(p.untouched)
  take(p.ballooned)
  take(p.cold)
  take(p.swapped)
  take(p.compressed)
  take(p.active)
  take(p.shared)
  clampHot(p, unit)
}

/** Parts of a column are never more than the column. */
export function clampHot(p: Pages, unit: Row): void {
  p.hotShared[unit] = Math.min(p.hotShared[unit], p.shared[unit])
  p.hotCompressed[unit] = Math.min(p.hotCompressed[unit], p.compressed[unit])
  p.hotSwapped[unit] = Math.min(p.hotSwapped[unit], p.swapped[unit])
  p.dropped[unit] = Math.min(p.dropped[unit], p.untouched[unit])
}

/** Pages of its own in physical memory. */
export function residentPages(p: Pages, unit: Row): number {
  return p.active[unit] + p.cold[unit]
}

/** Pages of the working set that it has or had, wherever they are now. */
export function workingSet(p: Pages, unit: Row): number {
  return p.active[unit] + p.hotShared[unit] + p.hotCompressed[unit] + p.hotSwapped[unit]
}

/** What stays of a unit's memory when the balloon holds its part. */
export function guestPages(p: Pages, unit: Row): number {
  return p.promised[unit] - p.ballooned[unit]
}

/** What was taken of its memory: a reservation is what must not be among it. */
export function takenPages(p: Pages, unit: Row): number {
  return p.ballooned[unit] + p.compressed[unit] + p.swapped[unit]
}

/**
 * Brings the working set to `wanted` pages with what lies there already; returns how many pages are still to be
 * touched. Nothing physical changes.
 */
export function adjustWorkingSet(p: Pages, unit: Row, wanted: number, touchable: number): number {
  let gap = wanted - workingSet(p, unit)
  if (gap < 0) {
    shrinkWorkingSet(p, unit, -gap)
    return 0
  }
  const promoted = Math.min(p.cold[unit], gap)
  p.cold[unit] -= promoted
  p.active[unit] += promoted
  gap -= promoted
  const touch = Math.min(gap, touchable)
  gap -= touch
  // What it wants beyond is among its pages elsewhere.
  const inShared = Math.min(gap, p.shared[unit] - p.hotShared[unit])
  p.hotShared[unit] += inShared
  gap -= inShared
  const inSwapped = Math.min(gap, p.swapped[unit] - p.hotSwapped[unit])
  p.hotSwapped[unit] += inSwapped
  gap -= inSwapped
  p.hotCompressed[unit] += Math.min(gap, p.compressed[unit] - p.hotCompressed[unit])
  return touch
}

/** The working set becomes smaller: first the pages that are away, then those that are here. */
function shrinkWorkingSet(p: Pages, unit: Row, pages: number): void {
  let left = pages
  const inSwapped = Math.min(left, p.hotSwapped[unit])
  p.hotSwapped[unit] -= inSwapped
  left -= inSwapped
  const inCompressed = Math.min(left, p.hotCompressed[unit])
  p.hotCompressed[unit] -= inCompressed
  left -= inCompressed
  const here = Math.min(left, p.active[unit])
  p.active[unit] -= here
  p.cold[unit] += here
  p.hotShared[unit] -= Math.min(left - here, p.hotShared[unit])
}

/** Takes pages for the balloon as a guest gives them: free, cold, active ones. Returns those that were there. */
export function inflate(p: Pages, unit: Row, pages: number): number {
  const free = Math.min(pages, p.untouched[unit])
  const cold = Math.min(pages - free, p.cold[unit])
  const active = Math.min(pages - free - cold, p.active[unit])
  p.untouched[unit] -= free
  p.cold[unit] -= cold
  p.active[unit] -= active
  p.ballooned[unit] += free + cold + active
  p.dropped[unit] = Math.min(p.dropped[unit], p.untouched[unit])
  return cold + active
}

export function deflate(p: Pages, unit: Row, pages: number): void {
  p.ballooned[unit] -= pages
  p.untouched[unit] += pages
}
