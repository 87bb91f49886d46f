/** The books of one host: which units are counted, how much is free, and what has changed since. */
import { createDivider, none, type Divider, type Row } from '../../core'
import { guestMiB, overcommitPercent } from '../memory'
import { UnitKind, WorkloadState } from '../workload'
import { minFreeMiB, pagesPerMiB, poolPages } from './equations'
import { clampHot, forgetPages, pagesOf, resizePages, type ReclaimSim } from './pages'
import { mostSharers, pagesBehind } from './sharing-equations'

/** Arrays to work in, grown on demand and kept, and the sums of the host that is worked on. */
export interface Work {
  readonly divider: Divider
  unit: Int32Array
  weight: Float64Array
  lower: Float64Array
  upper: Float64Array
  share: Float64Array
  /** What each unit asks for in a step: pages of its working set, other pages, pages from compression and swap. */
  hot: Float64Array
  cold: Float64Array
  back: Float64Array
  /** Pages that its balloon should hold. */
  balloon: Float64Array
  /** What each of very many members shares, sorted. */
  sorted: Float64Array
  /** By row of group: members that could share, those that do, the most of one; and the groups seen. */
  members: Float64Array
  sharers: Float64Array
  sharedMost: Float64Array
  groups: Int32Array
  groupCount: number
  count: number
  host: Row
  free: number
  minFree: number
  /** Pages that the units together may hold by themselves while enough stays free. */
  capacity: number
  contended: boolean
  /** Something has changed, so there is a next step. */
  moved: boolean
  /** Pages that were asked for in this step and not given; and pages taken back in it. */
  unmet: number
  given: number
  taken: number
}

const reals = (length: number): Float64Array => new Float64Array(length)

function createWork(): Work {
  return {
    divider: createDivider(),
    ...rowsOfWork(64),
    ...groupsOfWork(16),
    groupCount: 0,
    count: 0,
    host: none,
    free: 0,
    minFree: 0,
    capacity: 0,
    contended: false,
    moved: false,
    unmet: 0,
    given: 0,
    taken: 0,
  }
}

function rowsOfWork(length: number) {
  return {
    unit: new Int32Array(length),
    weight: reals(length),
    lower: reals(length),
    upper: reals(length),
    share: reals(length),
    hot: reals(length),
    cold: reals(length),
    back: reals(length),
    balloon: reals(length),
    sorted: reals(length),
  }
}

function groupsOfWork(length: number) {
  return {
    members: reals(length),
    sharers: reals(length),
    sharedMost: reals(length),
    groups: new Int32Array(length),
  }
}

/** Lists the units of a host that are counted there, and puts its sums together anew. */
// Hot: allocates nothing once the arrays have grown.
export function openHost(sim: ReclaimSim, host: Row): Work {
  const { hostUnits, units, unitPages, workloadGroups } = sim.tables
  const work = sim.scratch('reclaim', createWork)
  if (hostUnits.count[host] > work.unit.length) Object.assign(work, rowsOfWork(hostUnits.count[host] * 2))
  if (workloadGroups.rows.size > work.members.length)
    Object.assign(work, groupsOfWork(workloadGroups.rows.size * 2))
  let count = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
    if (unitPages.home[unit] === host) work.unit[count++] = unit
  work.count = count
  work.host = host
  work.moved = false
  work.unmet = 0
  work.given = 0
  work.taken = 0
  const percent = overcommitPercent(sim)
  work.minFree = percent === 100 ? 0 : minFreeMiB(sim.tables.hosts.memoryMiB[host]) * pagesPerMiB
  countPages(sim, work)
  return work
}

/** Free pages: what is left of physical memory. Writes down the two columns that are sums. */
export function countPages(sim: ReclaimSim, work: Work): void {
  const { hosts, hostReclaim, unitPages: p } = sim.tables
  const { host, unit } = work
  let held = 0
  let pool = 0
  for (let at = 0; at < work.count; at++) {
    const row = unit[at]
    held += p.active[row] + p.cold[row]
    pool += poolPages(p.compressed[row])
  }
  const behind = sharedBehind(sim, work)
  const physical = hosts.memoryMiB[host] * pagesPerMiB
  hostReclaim.sharedPages[host] = behind
  work.free = physical - hostReclaim.overheadPages[host] - held - behind - pool
  work.capacity = Math.max(0, physical - overheadWanted(sim, host) - behind - pool - work.minFree)
  hostReclaim.freePages[host] = work.free
}

/** One real copy of each class of pages on the host, or more when it has more sharers than one copy can serve. */
function sharedBehind(sim: ReclaimSim, work: Work): number {
  const { units, unitPages: p } = sim.tables
  work.groupCount = 0
  for (let at = 0; at < work.count; at++) {
    const shared = p.shared[work.unit[at]]
    if (shared === 0) continue
    const group = units.groupRow[work.unit[at]]
    if (work.sharers[group] === 0) work.groups[work.groupCount++] = group
    work.sharers[group]++
    work.sharedMost[group] = Math.max(work.sharedMost[group], shared)
  }
  let behind = 0
  for (let at = 0; at < work.groupCount; at++) {
    const group = work.groups[at]
    // Of so few only the first in order counts: nothing has to be sorted.
    const isFew = work.sharers[group] <= mostSharers
    behind += isFew ? work.sharedMost[group] : behindMany(sim, work, group)
    work.sharers[group] = 0
    work.sharedMost[group] = 0
  }
  return behind
}

function behindMany(sim: ReclaimSim, work: Work, group: Row): number {
  const { units, unitPages: p } = sim.tables
  let sharers = 0
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (units.groupRow[unit] === group && p.shared[unit] > 0) work.sorted[sharers++] = p.shared[unit]
  }
  work.sorted.subarray(0, sharers).sort()
  return pagesBehind(sharers, (place) => work.sorted[sharers - 1 - place])
}

/** What the host itself, VMMs, runtimes and image files want of physical memory, pages. */
export function overheadWanted(sim: ReclaimSim, host: Row): number {
  const { hosts, hostMemory, hostReclaim } = sim.tables
  const own = hosts.reserveMiB[host] + hostMemory.overheadMiB[host] + hostMemory.sharedMiB[host]
  return own * pagesPerMiB + hostReclaim.incomingPages[host]
}

/** 2 while something in the unit runs, 1 while something in it is paused and keeps its memory, else 0. */
function runningIn(sim: ReclaimSim, unit: Row): number {
  const { units, workloads } = sim.tables
  let running = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const state = workloads.state[member]
    if (state === WorkloadState.running) return 2
    if (state === WorkloadState.paused) running = 1
  }
  return running
}

const percentOf = (pages: number, percent: number): number => Math.floor((pages * percent) / 100)

/** What is read of a unit to tell what it may have and wants, by the model and by views alike. */
export type UnitMemoryTables = Pick<ReclaimSim['tables'], 'unitPages' | 'units' | 'groupMemory'>

/** The most a unit may have of its memory: its group's limit, if there is one. */
export function limitPages({ unitPages: p, units, groupMemory }: UnitMemoryTables, unit: Row): number {
  const limit = groupMemory.limitMiB[units.groupRow[unit]]
  return limit === 0 ? p.promised[unit] : Math.min(p.promised[unit], pagesOf(limit))
}

/** Pages that are never taken from a unit: its reservation and, under the host's kernel, memory.min. */
export function reservedPages(sim: ReclaimSim, unit: Row): number {
  const { units, groupMemory, groupCgroup } = sim.tables
  const group = units.groupRow[unit]
  const min = units.kind[unit] === UnitKind.vm ? 0 : groupCgroup.memoryMinMiB[group]
  return Math.min(pagesOf(Math.max(groupMemory.reservationMiB[group], min)), limitPages(sim.tables, unit))
}

/** Pages that a unit wants in its working set; may be more than it has. */
export function wishedPages({ unitPages: p, units, groupMemory }: UnitMemoryTables, unit: Row): number {
  if (p.running[unit] === 0) return 0
  return percentOf(p.promised[unit], groupMemory.activePercent[units.groupRow[unit]])
}

/**
 * Brings the books in line with what has happened on the host since: units that came, changed, stopped or were away.
 * True when anything that concerns memory has changed.
 */
export function readHost(sim: ReclaimSim, host: Row): boolean {
  const { hostUnits, units, hostReclaim, unitPages } = sim.tables
  const before = hostReclaim.settled[host]
  const now = (before + 1) % 4294967296
  let changed = false
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (unitPages.home[unit] !== host || unitPages.seen[unit] !== before) {
      forgetPages(unitPages, unit, pagesOf(guestMiB(sim, unit)))
      unitPages.home[unit] = host
      unitPages.running[unit] = 0
      unitPages.wanted[unit] = 0
      unitPages.touched[unit] = 0
      changed = true
    }
    unitPages.seen[unit] = now
    if (readUnit(sim, unit)) changed = true
  }
  hostReclaim.settled[host] = now
  if (hostReclaim.units[host] !== hostUnits.count[host]) changed = true
  hostReclaim.units[host] = hostUnits.count[host]
  return changed || hostReclaim.overheadPages[host] !== overheadWanted(sim, host)
}

function readUnit(sim: ReclaimSim, unit: Row): boolean {
  const { unitPages: p, units, groupMemory } = sim.tables
  const promised = pagesOf(guestMiB(sim, unit))
  const running = runningIn(sim, unit)
  let changed = p.promised[unit] !== promised || p.running[unit] !== running
  if (p.promised[unit] !== promised) resizePages(p, unit, promised)
  // What has stopped leaves its memory.
  if (running === 0 && p.running[unit] !== 0) forgetPages(p, unit, promised)
  p.running[unit] = running
  const most = limitPages(sim.tables, unit)
  const wanted = Math.min(wishedPages(sim.tables, unit), most)
  const percent = groupMemory.touchedPercent[units.groupRow[unit]]
  const touched = running === 0 ? 0 : Math.max(wanted, Math.min(percentOf(promised, percent), most))
  if (p.wanted[unit] !== wanted || p.touched[unit] !== touched) changed = true
  p.wanted[unit] = wanted
  p.touched[unit] = touched
  clampHot(p, unit)
  return changed
}

/** The host's own memory, VMMs and runtimes: what has gone is given back, what is missing comes if it is free. */
export function holdOverhead(sim: ReclaimSim, work: Work): void {
  const { hostReclaim } = sim.tables
  const { host } = work
  const more = Math.min(overheadWanted(sim, host) - hostReclaim.overheadPages[host], work.free)
  if (more === 0) return
  hostReclaim.overheadPages[host] += more
  work.free -= more
  hostReclaim.freePages[host] = work.free
  work.moved = true
}
