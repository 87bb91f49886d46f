/** Sharing of equal pages between the VMs of a group on one host: a scanner goes round, and writes undo it. */
import { microsPerHour, microsPerMilli, type Row } from '../../core'
import { UnitKind } from '../workload'
import { countPages, type Work } from './host'
import { residentPages, type ReclaimSim } from './pages'
import { keptOverPass, ksmMillicores, ksmRate } from './sharing-equations'

const Sharing = { off: 0, ksm: 1, tps: 2 } as const

/** TPS looks at everything once an hour. */
const tpsMillis = microsPerHour / microsPerMilli

/** Pages that two VMs at least could share, and their classes: `members` of the work, by group. */
function countMembers(sim: ReclaimSim, work: Work): number {
  const { unitPages: p, units } = sim.tables
  work.members.fill(0)
  let mergeable = 0
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    if (units.kind[unit] !== UnitKind.vm || p.running[unit] === 0) continue
    mergeable += residentPages(p, unit) + p.shared[unit]
    work.members[units.groupRow[unit]]++
  }
  return mergeable
}

/** One step of the scanner, and of the writes meanwhile. */
export function shareStep(sim: ReclaimSim, work: Work): void {
  const { hostReclaim, reclaimPolicy } = sim.tables
  const { host } = work
  const sharing = work.minFree === 0 ? Sharing.off : reclaimPolicy.sharing[0]
  const mergeable = countMembers(sim, work)
  const looks = scannedPerStep(sim, sharing, mergeable)
  hostReclaim.ksmdMillicores[host] = sharing === Sharing.ksm && mergeable > 0 ? scanMillicores(sim) : 0
  const first = sharing === Sharing.tps ? 0 : 1
  const pass = mergeable === 0 || looks === 0 ? null : passOf(sim, work, looks, mergeable)
  let merged = 0
  let changed = false
  let waits = false
  for (let at = 0; at < work.count; at++) {
    const unit = work.unit[at]
    const size = sameIn(sim, work, unit)
    if (pass !== null && size > 0 && hostReclaim.passes[host] <= first) waits = true
    const more = changeOf(sim, unit, size, pass, first)
    if (more > 0) merged += merge(sim, unit, more)
    else if (more < 0) breakUp(sim, work, unit, -more)
    if (more !== 0) changed = true
  }
  hostReclaim.mergeRate[host] = merged
  if (changed || waits) work.moved = true
  if (waits || changed) advancePass(sim, work, looks, mergeable, first)
  if (changed) countPages(sim, work)
}

/** Pages that are looked at in one step. */
function scannedPerStep(sim: ReclaimSim, sharing: number, mergeable: number): number {
  const { pagesToScan, sleepMillis, stepMillis } = sim.tables.reclaimPolicy
  if (sharing === Sharing.off) return 0
  if (sharing === Sharing.tps) return Math.ceil((mergeable * stepMillis[0]) / tpsMillis)
  return Math.max(1, Math.floor((pagesToScan[0] * stepMillis[0]) / sleepMillis[0]))
}

function scanMillicores({ tables: { reclaimPolicy } }: ReclaimSim): number {
  return ksmMillicores(ksmRate(reclaimPolicy.pagesToScan[0], reclaimPolicy.sleepMillis[0]))
}

/** Where the present pass is: its number, the part of all pages that it has looked at with this step, its length. */
interface Pass {
  readonly number: number
  readonly done: number
  readonly seconds: number
}

function passOf(sim: ReclaimSim, { host }: Work, looks: number, mergeable: number): Pass {
  const { hostReclaim, reclaimPolicy } = sim.tables
  return {
    number: hostReclaim.passes[host],
    done: Math.min(1, (hostReclaim.scanned[host] + looks) / mergeable),
    seconds: (mergeable / looks) * (reclaimPolicy.stepMillis[0] / 1000),
  }
}

/** Pages of a unit that others have, too: 0 when it is alone on its host. */
function sameIn(sim: ReclaimSim, work: Work, unit: Row): number {
  const { unitPages: p, units, groupMemory } = sim.tables
  const group = units.groupRow[unit]
  if (units.kind[unit] !== UnitKind.vm || work.members[group] < 2 || p.running[unit] === 0) return 0
  const touched = residentPages(p, unit) + p.shared[unit]
  return Math.floor((touched * groupMemory.samePercent[group]) / 100)
}

/** Pages that a unit shares more (or fewer, below 0) after this step. */
function changeOf(sim: ReclaimSim, unit: Row, size: number, pass: Pass | null, first: number): number {
  const { unitPages: p, units, groupMemory, reclaimPolicy } = sim.tables
  const shared = p.shared[unit]
  if (size === 0 && shared === 0) return 0
  const rewrites = groupMemory.rewritesPerHour[units.groupRow[unit]] / 3600
  const seconds = reclaimPolicy.stepMillis[0] / 1000
  const broken = Math.floor(shared * (1 - keptOverPass(rewrites, seconds)))
  if (pass === null || pass.number < first) return Math.min(0, size - shared, -broken)
  const kept = keptOverPass(rewrites, pass.seconds)
  if (pass.number === first) return Math.max(0, Math.floor(size * pass.done * kept) - shared) - broken
  // The balance of merging and writing, and how much nearer to it one step leads.
  const merges = kept / pass.seconds
  const balance = Math.floor((size * merges) / (merges + rewrites))
  return Math.trunc((balance - shared) * (1 - keptOverPass(merges + rewrites, seconds)))
}

function merge({ tables: { unitPages: p } }: ReclaimSim, unit: Row, wanted: number): number {
  const resident = residentPages(p, unit)
  const pages = Math.min(wanted, resident)
  if (pages === 0) return 0
  const hot = Math.floor((pages * p.active[unit]) / resident)
  p.active[unit] -= hot
  p.cold[unit] -= pages - hot
  p.shared[unit] += pages
  p.hotShared[unit] += hot
  return pages
}

/** A write to a shared page needs a page of its own; where none is free, it waits. */
function breakUp({ tables: { unitPages: p } }: ReclaimSim, work: Work, unit: Row, wanted: number): void {
  const pages = Math.min(wanted, p.shared[unit], Math.max(0, work.free))
  if (pages === 0) return
  const hot = Math.floor((pages * p.hotShared[unit]) / p.shared[unit])
  p.shared[unit] -= pages
  p.hotShared[unit] -= hot
  p.active[unit] += hot
  p.cold[unit] += pages - hot
  p.hotShared[unit] = Math.min(p.hotShared[unit], p.shared[unit])
  work.free -= pages
}

function advancePass(sim: ReclaimSim, work: Work, looks: number, mergeable: number, first: number): void {
  const { hostReclaim } = sim.tables
  const { host } = work
  if (looks === 0 || mergeable === 0) return
  hostReclaim.scanned[host] += looks
  if (hostReclaim.scanned[host] < mergeable) return
  hostReclaim.scanned[host] = 0
  hostReclaim.passes[host]++
  if (hostReclaim.passes[host] !== first + 1) return
  countPages(sim, work)
  const saved = savedPages(sim, work)
  if (saved > 0) sim.emit('reclaim.shared', host, Math.floor(saved / 256))
}

function savedPages(sim: ReclaimSim, work: Work): number {
  const { unitPages: p, hostReclaim } = sim.tables
  let shared = 0
  for (let at = 0; at < work.count; at++) shared += p.shared[work.unit[at]]
  return shared - hostReclaim.sharedPages[work.host]
}
