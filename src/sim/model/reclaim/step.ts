/** One step of a host that has to get memory back, and how its books are kept between the steps. */
import { Domain, none, type Row } from '../../core'
import { compressedMicros, nextState, swapMicros, waitPpm } from './equations'
import { planOrExplain, planStep } from './follow'
import { exchange, grow } from './growth'
import { holdOverhead, openHost, countPages, readHost, wishedPages, type Work } from './host'
import { killForMemory, missingInside } from './oom'
import type { ReclaimSim } from './pages'
import { shareStep } from './sharing'
import { aboveHigh, blowBalloons, dropCache, shrinkBalloons, squeeze } from './taking'
import { ReclaimState } from './tables'
import { setTargets } from './targets'

/** Units that are worked through in the time of one event. */
const unitsPerWork = 20

/** After something on a host has changed: reads what, and plans a step if it concerns memory. */
// Hot: runs for every touched host; one reading of a column where no page has to be followed.
export function settleMemory(sim: ReclaimSim, host: Row): void {
  const { hosts, reclaimPolicy } = sim.tables
  if (reclaimPolicy.working[0] === 0 || hosts.rows.alive[host] === 0) return
  const changed = readHost(sim, host)
  const work = openHost(sim, host)
  sim.worked(work.count / unitsPerWork)
  holdOverhead(sim, work)
  if (changed) setTargets(sim, work)
  for (let at = 0; at < work.count; at++) setWait(sim, work.unit[at])
  if (changed) planOrExplain(sim, host)
}

/** The planned step of a host; while nothing moves any more, none follows. */
// Hot: allocates nothing once the work arrays have grown.
export function stepHost(sim: ReclaimSim, host: Row, generation: number): void {
  const { hosts, hostReclaim } = sim.tables
  if (hosts.rows.alive[host] === 0 || hosts.rows.generation[host] !== generation) return
  hostReclaim.next[host] = none
  if (hostReclaim.cause[host] !== none) sim.because(hostReclaim.cause[host])
  hostReclaim.cause[host] = none
  const work = openHost(sim, host)
  sim.worked(work.count / unitsPerWork)
  hostReclaim.swapOutRate[host] = 0
  hostReclaim.swapInRate[host] = 0
  moveState(sim, work)
  holdOverhead(sim, work)
  setTargets(sim, work)
  const dropped = dropCache(sim, work)
  const squeezed = squeeze(sim, work)
  const blown = blowBalloons(sim, work, squeezed)
  const shrinks = shrinkBalloons(sim, work)
  work.taken = dropped + squeezed + blown
  hostReclaim.balloonRate[host] = perSecond(sim, blown)
  shareStep(sim, work)
  grow(sim, work)
  exchange(sim, work)
  killForMemory(sim, work)
  countPages(sim, work)
  closeStep(sim, work, blown, shrinks)
}

function perSecond(sim: ReclaimSim, pages: number): number {
  return Math.round((pages * 1000) / sim.tables.reclaimPolicy.stepMillis[0])
}

function moveState(sim: ReclaimSim, work: Work): void {
  const { hostReclaim } = sim.tables
  const { host } = work
  const before = hostReclaim.state[host]
  const state = work.minFree === 0 ? 0 : nextState(work.free, work.minFree, before)
  if (state === before) return
  hostReclaim.state[host] = state
  work.moved = true
  sim.emit('reclaim.state-changed', host, state, Math.floor(work.free / 256))
}

/** States what began or ended, has the waits written down anew, and plans the next step if there is to be one. */
function closeStep(sim: ReclaimSim, work: Work, blown: number, shrinks: boolean): void {
  const { hostReclaim: r } = sim.tables
  const { host } = work
  r.swapOutRate[host] = perSecond(sim, r.swapOutRate[host])
  r.swapInRate[host] = perSecond(sim, r.swapInRate[host])
  r.mergeRate[host] = perSecond(sim, r.mergeRate[host])
  // A state that is due by now is for the next step.
  if (work.minFree > 0 && nextState(work.free, work.minFree, r.state[host]) !== r.state[host])
    work.moved = true
  const isSwapping = r.swapOutRate[host] > 0
  if (blown > 0 && r.ballooning[host] === 0) {
    r.ballooning[host] = 1
    sim.emit('reclaim.ballooned', host, Math.floor(blown / 256))
  }
  if (isSwapping && r.swapping[host] === 0) {
    r.swapping[host] = 1
    sim.emit('reclaim.swapping', host, Math.floor(r.swapOutRate[host] / 256))
  }
  restBalloons(sim, work, blown > 0 || shrinks || (work.moved && r.state[host] >= ReclaimState.soft))
  restSwap(sim, host, isSwapping || (work.moved && r.state[host] >= ReclaimState.hard))
  sim.touch(Domain.host, host)
  if (work.moved) planStep(sim, host)
}

function restBalloons(sim: ReclaimSim, work: Work, goesOn: boolean): void {
  const { hostReclaim: r, unitPages: p } = sim.tables
  const { host } = work
  if (goesOn || r.ballooning[host] === 0) return
  let held = 0
  for (let at = 0; at < work.count; at++) held += p.ballooned[work.unit[at]]
  r.ballooning[host] = 0
  sim.emit('reclaim.balloon-rested', host, Math.floor(held / 256))
}

/** A working set that is too large turns over for ever: then swapping does not end. */
function restSwap(sim: ReclaimSim, host: Row, goesOn: boolean): void {
  const { hostReclaim: r } = sim.tables
  if (goesOn || r.swapping[host] === 0) return
  r.swapping[host] = 0
  sim.emit('reclaim.swap-rested', host)
}

/** Waiting of a unit for pages that are compressed, swapped, or given away by its own kernel. */
function setWait(sim: ReclaimSim, unit: Row): void {
  const { unitPages: p, units, groupMemory, reclaimPolicy } = sim.tables
  p.waitPpm[unit] = 0
  if (p.running[unit] === 0) return
  const touches = groupMemory.touchesPerSecond[units.groupRow[unit]]
  const wished = wishedPages(sim.tables, unit)
  const device = swapMicros[reclaimPolicy.swap[0]]
  const wait =
    waitPpm(touches, p.hotCompressed[unit], wished, compressedMicros) +
    waitPpm(touches, p.hotSwapped[unit] + missingInside(sim.tables, unit, wished), wished, device) +
    throttledPpm(sim, unit)
  p.waitPpm[unit] = Math.min(4294967295, Math.floor(wait))
}

/** The kernel delays no allocation for ever: at most ten times the native time, assumed. */
const mostThrottledPpm = 10000000

/** What memory.high slows a unit that is above it and cannot go below: the square of the excess, as the kernel does. */
function throttledPpm(sim: ReclaimSim, unit: Row): number {
  const { units, groupCgroup } = sim.tables
  const high = groupCgroup.memoryHighMiB[units.groupRow[unit]] * 256
  if (high === 0) return 0
  const permille = Math.floor((aboveHigh(sim, unit) * 1000) / high)
  return Math.min(mostThrottledPpm, permille * permille)
}
