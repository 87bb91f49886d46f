/** Taking memory back: balloons, page cache, compression and swap, in the order of what they cost. */
import type { Row } from '../../core'
import { UnitKind } from '../workload'
import { compressedMost, poolPages, stateThresholds } from './equations'
import { limitPages, reservedPages, type Work } from './host'
import { deflate, inflate, residentPages, takenPages, type ReclaimSim } from './pages'
import { ReclaimState } from './tables'

/** What a device takes in and gives back, MiB per second: assumed. In the order of `swapNames`. */
const swapMiBps = [0, 1000, 400, 100] as const

/** Share of the pages out of use that are clean page cache, which a kernel just drops: assumed. */
const cachePercent = 50

const perStep = (sim: ReclaimSim, MiBps: number): number =>
  Math.floor((MiBps * 256 * sim.tables.reclaimPolicy.stepMillis[0]) / 1000)

/** Pages that the swap device moves in one direction in one step. */
export function swapBudget(sim: ReclaimSim): number {
  return perStep(sim, swapMiBps[sim.tables.reclaimPolicy.swap[0]])
}

/** Pages that are missing until the host has left a state: a threshold and the hysteresis. */
function missingFor(work: Work, state: number): number {
  return Math.ceil(((stateThresholds[state - 1] + 5) * work.minFree) / 100) - work.free
}

/** Balloons below their targets take pages, while the host is short or up to a unit's limit. Returns the pages. */
export function blowBalloons(sim: ReclaimSim, work: Work, squeezed: number): number {
  const { unitPages: p, hostReclaim, reclaimPolicy } = sim.tables
  const { host } = work
  const state = hostReclaim.state[host]
  const most = perStep(sim, reclaimPolicy.balloonMiBps[0])
  // In the states below, compressing and swapping go first; the balloon goes on where they find nothing.
  const short = state === ReclaimState.soft || (state > ReclaimState.soft && squeezed === 0)
  let taken = 0
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    const gap = work.balloon[at] - p.ballooned[unit]
    if (gap > 0 && (short || limitPages(sim.tables, unit) < p.promised[unit]))
      taken += blow(sim, work, unit, gap, most)
  }
  if (taken > 0) work.moved = true
  return taken
}

/** Balloons above their targets give pages back to their guests. Returns true when any does. */
export function shrinkBalloons(sim: ReclaimSim, work: Work): boolean {
  const { unitPages: p, reclaimPolicy } = sim.tables
  const most = perStep(sim, reclaimPolicy.balloonMiBps[0])
  let shrinks = false
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    const gap = p.ballooned[unit] - work.balloon[at]
    if (gap <= 0) continue
    deflate(p, unit, Math.min(gap, most))
    shrinks = true
  }
  if (shrinks) work.moved = true
  return shrinks
}

function blow({ tables }: ReclaimSim, work: Work, unit: Row, gap: number, most: number): number {
  const { unitPages: p } = tables
  const before = p.ballooned[unit]
  work.free += inflate(p, unit, Math.min(gap, most))
  return p.ballooned[unit] - before
}

/** True while some balloon could still take pages. */
export function balloonsCan({ tables: { unitPages: p } }: ReclaimSim, work: Work): boolean {
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (work.balloon[at] > p.ballooned[unit] && residentPages(p, unit) + p.untouched[unit] > 0) return true
  }
  return false
}

/** What the host's kernel may take of a unit that has none of its own, page cache included. */
function spareOf(sim: ReclaimSim, unit: Row, state: number): number {
  const { unitPages: p, units, groupCgroup } = sim.tables
  const low = groupCgroup.memoryLowMiB[units.groupRow[unit]] * 256
  const kept = Math.max(reservedPages(sim, unit), state < ReclaimState.hard ? low : 0)
  return Math.max(0, residentPages(p, unit) + p.shared[unit] - kept)
}

/** Page cache among the pages out of use that has not been dropped yet. */
function cacheOf({ tables: { unitPages: p } }: ReclaimSim, unit: Row): number {
  const cache = Math.floor(((p.touched[unit] - p.wanted[unit]) * cachePercent) / 100)
  return Math.min(p.cold[unit], Math.max(0, cache - p.dropped[unit]))
}

/** The most that the controls of a unit without a kernel of its own let it hold: memory.high and the limit. */
export function mostByControls(sim: ReclaimSim, unit: Row): number {
  const { units, groupCgroup } = sim.tables
  if (units.kind[unit] === UnitKind.vm) return Infinity
  const high = groupCgroup.memoryHighMiB[units.groupRow[unit]] * 256
  return Math.min(high === 0 ? Infinity : high, limitPages(sim.tables, unit))
}

/** Memory above that, which is taken whatever the state of the host. */
export function aboveHigh(sim: ReclaimSim, unit: Row): number {
  const { unitPages: p } = sim.tables
  return Math.max(0, residentPages(p, unit) + p.shared[unit] - mostByControls(sim, unit))
}

/** The host's kernel drops page cache of containers and processes, from each in proportion. */
export function dropCache(sim: ReclaimSim, work: Work): number {
  const { units, hostReclaim } = sim.tables
  const { count, unit, upper } = work
  const state = hostReclaim.state[work.host]
  const need = state >= ReclaimState.soft ? Math.max(0, missingFor(work, ReclaimState.soft)) : 0
  let all = 0
  for (let at = 0; at < count; at++) {
    const own = units.kind[unit[at]] !== UnitKind.vm
    upper[at] = own ? Math.min(cacheOf(sim, unit[at]), spareOf(sim, unit[at], state)) : 0
    all += upper[at]
  }
  if (all === 0) return 0
  let taken = 0
  for (let at = 0; at < count; at++) {
    const fair = Math.min(Math.ceil((need * upper[at]) / all), Math.max(0, need - taken))
    const pages = Math.min(upper[at], Math.max(fair, aboveHigh(sim, unit[at])))
    drop(sim, unit[at], pages)
    taken += pages
  }
  work.free += taken
  if (taken > 0) work.moved = true
  return taken
}

function drop({ tables: { unitPages: p } }: ReclaimSim, unit: Row, pages: number): void {
  p.cold[unit] -= pages
  p.untouched[unit] += pages
  p.dropped[unit] += pages
}

/** True while dropping could still help. */
export function cacheCan(sim: ReclaimSim, work: Work): boolean {
  const state = sim.tables.hostReclaim.state[work.host]
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (sim.tables.units.kind[unit] === UnitKind.vm) continue
    if (cacheOf(sim, unit) > 0 && spareOf(sim, unit, state) > 0) return true
  }
  return false
}

/** What may be compressed or swapped of a unit without asking: all that is above its target and not reserved. */
function excessOf(sim: ReclaimSim, unit: Row): number {
  const { unitPages: p, units } = sim.tables
  const resident = residentPages(p, unit)
  const above = Math.min(resident, Math.max(resident - p.target[unit], aboveHigh(sim, unit)))
  if (units.kind[unit] !== UnitKind.vm) return Math.min(above, spareOf(sim, unit, ReclaimState.hard))
  return Math.max(0, Math.min(above, p.promised[unit] - takenPages(p, unit) - reservedPages(sim, unit)))
}

/** Pages that may still go to swap from a unit. */
function swapRoom(sim: ReclaimSim, unit: Row): number {
  const { unitPages: p, units, groupCgroup, reclaimPolicy } = sim.tables
  if (reclaimPolicy.swap[0] === 0) return 0
  const most = groupCgroup.swapMaxMiB[units.groupRow[unit]]
  if (most < 0 || units.kind[unit] === UnitKind.vm) return Infinity
  return Math.max(0, most * 256 - p.swapped[unit])
}

function compressRoom({ tables }: ReclaimSim, unit: Row): number {
  const { unitPages: p, units, reclaimPolicy } = tables
  if (reclaimPolicy.compression[0] === 0 || units.kind[unit] !== UnitKind.vm) return 0
  return Math.max(0, compressedMost(p.promised[unit]) - p.compressed[unit])
}

/** Pages that compressing and swapping could take, up to the excess of each. */
function squeezable(sim: ReclaimSim, unit: Row): number {
  const excess = excessOf(sim, unit)
  if (excess === 0) return 0
  if (swapRoom(sim, unit) >= excess) return excess
  const accepted = Math.ceil((excess * sim.tables.reclaimPolicy.acceptPercent[0]) / 100)
  return Math.min(excess, swapRoom(sim, unit) + Math.min(compressRoom(sim, unit), accepted))
}

export function squeezeCan(sim: ReclaimSim, work: Work): boolean {
  for (let at = 0; at < work.count; at++) if (squeezable(sim, work.unit[at]) > 0) return true
  return false
}

/** Compresses and swaps, without asking the guests; from each in proportion to what it holds too much. Pages taken. */
export function squeeze(sim: ReclaimSim, work: Work): number {
  const { hostReclaim, unitPages } = sim.tables
  const { count, unit, upper, host } = work
  const short = hostReclaim.state[host] >= ReclaimState.hard
  let need = short ? Math.max(0, missingFor(work, ReclaimState.hard)) : 0
  const whole = need
  let all = 0
  for (let at = 0; at < count; at++) {
    upper[at] = short || aboveHigh(sim, unit[at]) > 0 ? squeezable(sim, unit[at]) : 0
    all += upper[at]
  }
  if (all === 0) return 0
  const budget = swapBudget(sim)
  let taken = 0
  let swapped = 0
  for (let at = 0; at < count; at++) {
    const fair = Math.min(Math.ceil((whole * upper[at]) / all), Math.max(0, need))
    const pages = Math.min(upper[at], Math.max(fair, Math.min(aboveHigh(sim, unit[at]), upper[at])))
    if (pages === 0) continue
    const before = unitPages.swapped[unit[at]]
    const out = squeezeUnit(sim, work, unit[at], pages, budget - swapped)
    swapped += unitPages.swapped[unit[at]] - before
    need -= out
    taken += out
  }
  hostReclaim.swapOutRate[host] += swapped
  if (taken > 0) work.moved = true
  return taken
}

/** Pages chosen by chance in a VM, pages out of use first in a container. Returns how many were taken. */
function squeezeUnit(sim: ReclaimSim, work: Work, unit: Row, wanted: number, budget: number): number {
  const { unitPages: p, units, reclaimPolicy } = sim.tables
  const accepted = Math.ceil((wanted * reclaimPolicy.acceptPercent[0]) / 100)
  const zipped = Math.min(compressRoom(sim, unit), accepted)
  const swapped = Math.min(wanted - zipped, swapRoom(sim, unit), budget)
  const pages = zipped + swapped
  if (pages === 0) return 0
  const { active, cold } = p
  const isVm = units.kind[unit] === UnitKind.vm
  const even = Math.floor((pages * active[unit]) / (active[unit] + cold[unit]))
  const hot = Math.max(pages - cold[unit], isVm ? even : 0)
  const hotZipped = Math.floor((hot * zipped) / pages)
  work.free += pages + poolPages(p.compressed[unit]) - poolPages(p.compressed[unit] + zipped)
  p.active[unit] -= hot
  p.cold[unit] -= pages - hot
  p.compressed[unit] += zipped
  p.swapped[unit] += swapped
  p.hotCompressed[unit] += hotZipped
  p.hotSwapped[unit] += hot - hotZipped
  return pages
}
