/** The last resort: a unit is killed when its control group or its host has no memory left. */
import { none, type Row } from '../../core'
import { crashWorkload } from '../container'
import { crashVm } from '../vm'
import { UnitKind, WorkloadState } from '../workload'
import { oomPoints } from './oom-equations'
import { limitPages, wishedPages, type UnitMemoryTables, type Work } from './host'
import { guestPages, residentPages, workingSet, type ReclaimSim } from './pages'
import { pagesPerMiB } from './equations'

/** Entries of one page of a page table. */
const entriesPerTable = 512

/**
 * Kills what exceeds its own limit; else one unit when somebody asks for memory and nothing can be had. A kernel that
 * may kill nobody then gives up.
 */
export function killForMemory(sim: ReclaimSim, work: Work): void {
  let killed = false
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (!overLimit(sim, unit)) continue
    kill(sim, work, unit)
    killed = true
  }
  // What has been killed gives its memory back first.
  if (killed || !starves(work)) return
  const worst = worstOf(sim, work)
  if (worst !== none) kill(sim, work, worst)
  else sim.emit('memory.none-killable', work.host)
}

/** Something is asked for, nothing of it was given, and nothing taken back: at any length of a step. */
function starves({ unmet, given, taken }: Work): boolean {
  return unmet > 0 && given === 0 && taken === 0
}

/** A container that has filled its limit, wants more, and may not swap. A VM's own kernel swaps instead. */
function overLimit(sim: ReclaimSim, unit: Row): boolean {
  const { unitPages: p, units } = sim.tables
  if (p.running[unit] !== 2 || units.kind[unit] === UnitKind.vm) return false
  const over = wishedPages(sim.tables, unit) - limitPages(sim.tables, unit)
  if (over <= 0 || workingSet(p, unit) < p.wanted[unit]) return false
  return over > mayHaveSwapped(sim.tables, unit)
}

/**
 * Pages that a unit keeps on disk itself, beside those that the host has swapped: its balloon or its limit leaves it
 * less than it works with.
 */
export function missingInside(tables: UnitMemoryTables & SwapTables, unit: Row, wished: number): number {
  const { unitPages: p, units } = tables
  const most = limitPages(tables, unit)
  if (units.kind[unit] === UnitKind.vm) return Math.max(0, wished - Math.min(guestPages(p, unit), most))
  return Math.min(Math.max(0, wished - most), mayHaveSwapped(tables, unit))
}

type SwapTables = Pick<ReclaimSim['tables'], 'units' | 'groupCgroup' | 'reclaimPolicy'>

/** Pages that the control group of a unit may have in swap. */
export function mayHaveSwapped({ units, groupCgroup, reclaimPolicy }: SwapTables, unit: Row): number {
  if (reclaimPolicy.swap[0] === 0) return 0
  const most = groupCgroup.swapMaxMiB[units.groupRow[unit]]
  return most < 0 ? Infinity : most * pagesPerMiB
}

/** The unit with the highest badness, the first of equals; -1 when all are exempt. */
function worstOf(sim: ReclaimSim, work: Work): Row {
  const { unitPages: p, units, groupCgroup, hosts } = sim.tables
  const total = hosts.memoryMiB[work.host] * pagesPerMiB
  let worst = none
  let most = -Infinity
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (p.running[unit] === 0) continue
    const resident = residentPages(p, unit) + p.shared[unit]
    const away = p.swapped[unit] + p.compressed[unit]
    const adjust = groupCgroup.oomScoreAdj[units.groupRow[unit]]
    const points = oomPoints(resident, away, Math.floor(resident / entriesPerTable), adjust, total)
    if (points > most) {
      most = points
      worst = unit
    }
  }
  return worst
}

/** The host's kernel ends the process: of a VM, the whole VM. */
function kill(sim: ReclaimSim, work: Work, unit: Row): void {
  const { unitPages: p, units, workloads } = sim.tables
  const held = Math.floor((residentPages(p, unit) + p.shared[unit]) / pagesPerMiB)
  const before = units.firstMember[unit]
  let cause = sim.emit('memory.oom-killed', before, work.host, held)
  if (units.kind[unit] === UnitKind.vm) cause = crashVm(sim, units.kernel[unit])
  for (let member = before; member !== none; member = workloads.nextInUnit[member]) {
    const state = workloads.state[member]
    if (state !== WorkloadState.running && state !== WorkloadState.paused) continue
    sim.because(cause)
    crashWorkload(sim, member)
  }
  work.moved = true
}
