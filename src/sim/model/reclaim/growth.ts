/** What running units ask for in a step, and what they get: memory touched for the first time, and missing pages. */
import type { Row } from '../../core'
import { stateThresholds } from './equations'
import { wishedPages, type Work } from './host'
import { adjustWorkingSet, guestPages, residentPages, type ReclaimSim } from './pages'
import { balloonsCan, cacheCan, mostByControls, squeezeCan, swapBudget } from './taking'

/** Gives pages for what is asked, as far as the host can still get memory back in time. */
export function grow(sim: ReclaimSim, work: Work): void {
  const asked = ask(sim, work)
  if (asked === 0) return
  const { count, unit, hot, cold, back, share } = work
  const least = Math.ceil((leastFree(sim, work) * work.minFree) / 100)
  const available = Math.max(0, work.free - least)
  let left = Math.min(asked, available)
  const whole = left
  for (let at = 0; at < count; at++) {
    share[at] = Math.floor(((hot[at] + cold[at] + back[at]) * whole) / asked)
    left -= share[at]
  }
  for (let at = 0; at < count; at++) {
    const more = Math.min(left, hot[at] + cold[at] + back[at] - share[at])
    left -= more
    give(sim, work, at, unit[at], share[at] + more)
  }
  work.unmet = asked - whole
  work.given = whole
}

/** Percent of `minFree` that stays free: room for the next cheapest way to get memory back. */
function leastFree(sim: ReclaimSim, work: Work): number {
  if (work.minFree === 0) return 0
  if (balloonsCan(sim, work) || cacheCan(sim, work)) return stateThresholds[2]
  return squeezeCan(sim, work) ? stateThresholds[3] : 0
}

function ask(sim: ReclaimSim, work: Work): number {
  const { unitPages: p, reclaimPolicy } = sim.tables
  const { count, unit, hot, cold, back } = work
  const rate = Math.floor((reclaimPolicy.touchMiBps[0] * 256 * reclaimPolicy.stepMillis[0]) / 1000)
  let asked = 0
  for (let at = 0; at < count; at++) {
    const row = unit[at]
    hot[at] = 0
    cold[at] = 0
    back[at] = 0
    if (p.running[row] === 0) continue
    const touchable = touchablePages(sim, row)
    const here = guestPages(p, row)
    const before = p.active[row]
    const touch = adjustWorkingSet(p, row, Math.min(p.wanted[row], here), touchable)
    if (p.active[row] !== before) work.moved = true
    if (p.running[row] !== 2) continue
    hot[at] = Math.min(touch, rate)
    cold[at] = Math.max(0, Math.min(rate - hot[at], touchable - p.dropped[row] - touch))
    back[at] = Math.min(faultsOf(sim, row), Math.max(0, roomFor(sim, work, row) - hot[at]))
    asked += hot[at] + cold[at] + back[at]
  }
  return asked
}

/** Untouched pages that the guest will touch: it leaves free what it never needs. */
function touchablePages({ tables: { unitPages: p } }: ReclaimSim, unit: Row): number {
  const here = guestPages(p, unit)
  const keeps = here - Math.min(p.touched[unit], here)
  return Math.max(0, p.untouched[unit] - keeps)
}

/** Pages that may come back to a unit: up to its target where memory is short, and never above memory.high. */
function roomFor(sim: ReclaimSim, work: Work, unit: Row): number {
  const { unitPages: p } = sim.tables
  const resident = residentPages(p, unit)
  const byTarget = work.contended ? p.target[unit] - resident : Infinity
  return Math.max(0, Math.min(byTarget, mostByControls(sim, unit) - resident - p.shared[unit]))
}

/** Missing pages of the working set that one busy core meets in a step. */
export function faultsOf(sim: ReclaimSim, unit: Row): number {
  const { unitPages: p, units, groupMemory, reclaimPolicy } = sim.tables
  const missing = p.hotCompressed[unit] + p.hotSwapped[unit]
  if (missing === 0) return 0
  const touches = (groupMemory.touchesPerSecond[units.groupRow[unit]] * reclaimPolicy.stepMillis[0]) / 1000
  return Math.min(missing, Math.ceil((touches * missing) / Math.max(1, wishedPages(sim.tables, unit))))
}

/** Missing pages come first: somebody waits for them. */
function give(sim: ReclaimSim, work: Work, at: number, unit: Row, pages: number): void {
  const { unitPages: p, hostReclaim } = sim.tables
  if (pages === 0) return
  const back = Math.min(pages, work.back[at])
  const unzipped = Math.min(back, p.hotCompressed[unit])
  const swapped = back - unzipped
  const hot = Math.min(pages - back, work.hot[at])
  const cold = pages - back - hot
  p.compressed[unit] -= unzipped
  p.hotCompressed[unit] -= unzipped
  p.swapped[unit] -= swapped
  p.hotSwapped[unit] -= swapped
  p.untouched[unit] -= hot + cold
  p.active[unit] += back + hot
  p.cold[unit] += cold
  p.dropped[unit] = Math.min(p.dropped[unit], p.untouched[unit])
  work.back[at] -= back
  work.free -= pages
  hostReclaim.swapInRate[work.host] += swapped
  work.moved = true
}

/**
 * Where nothing is free, a missing page comes back for another page of the same unit, chosen by chance: pages out
 * of use end up outside, and a working set that is too large turns over for ever.
 */
export function exchange(sim: ReclaimSim, work: Work): void {
  const { unitPages: p, hostReclaim } = sim.tables
  let budget = swapBudget(sim)
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (p.running[unit] !== 2) continue
    const faults = Math.min(faultsOf(sim, unit), residentPages(p, unit))
    const comesBack = work.back[at] === 0 && roomFor(sim, work, unit) > 0
    if (faults === 0 || comesBack) continue
    const swaps = Math.min(budget, Math.floor((faults * p.hotSwapped[unit]) / hotAway(p, unit)))
    budget -= swaps
    hostReclaim.swapInRate[work.host] += swaps
    hostReclaim.swapOutRate[work.host] += swaps
    const cold = Math.ceil((faults * p.cold[unit]) / residentPages(p, unit))
    const better = Math.min(cold, p.cold[unit], hotAway(p, unit))
    if (better > 0) swapRoles(p, unit, better)
    if (better > 0) work.moved = true
  }
}

type Pages = ReclaimSim['tables']['unitPages']

const hotAway = (p: Pages, unit: Row): number => p.hotCompressed[unit] + p.hotSwapped[unit]

/** Pages of the working set come in and as many that are out of use take their places. */
function swapRoles(p: Pages, unit: Row, pages: number): void {
  const unzipped = Math.min(pages, p.hotCompressed[unit])
  p.hotCompressed[unit] -= unzipped
  p.hotSwapped[unit] -= pages - unzipped
  p.active[unit] += pages
  p.cold[unit] -= pages
}
