/** Pages of a VM that changes hosts: what has to be sent, the room kept for it, and where it lies when it has come. */
import { Domain, type Row, type Sim } from '../../core'
import { overheadWanted } from './host'
import { pagesPerMiB } from './equations'
import { workingSet, type ReclaimSim } from './pages'
import { addParts, noParts, partsOfHost } from './parts'

/** Pages of a unit by what a migration has to do with them. */
export interface SentParts {
  /** Never touched, or held by the balloon: only looked at. */
  readonly empty: number
  readonly filled: number
  /** Of the filled ones: the working set, and pages with the same content in every unit of the group. */
  readonly hot: number
  readonly same: number
}

export function sentParts(sim: Sim, unit: Row): SentParts {
  const { tables } = sim as ReclaimSim
  const { groupMemory, units, unitMemory: m } = tables
  const parts = noParts()
  addParts(tables, unit, parts)
  const filled = parts[1] + parts[2] + parts[3] + parts[5] + parts[6]
  const group = units.groupRow[unit]
  const promised = (m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit]) * pagesPerMiB
  const part = (percent: number): number => Math.floor((promised * percent) / 100)
  const hot = Math.min(filled, part(Math.min(100, groupMemory.activePercent[group])))
  const same = Math.min(filled - hot, part(groupMemory.samePercent[group]))
  return { empty: parts[0] + parts[4], filled, hot, same }
}

/** Keeps room on a host for pages that come, or gives it back. */
export function expectPages(sim: Sim, host: Row, pages: number): void {
  const { hosts, hostReclaim } = (sim as ReclaimSim).tables
  if (hosts.rows.alive[host] === 0) return
  hostReclaim.incomingPages[host] += pages
  sim.touch(Domain.host, host)
}

/**
 * A unit has come to this host with its pages. Sharing ends, and what had been put away comes as whole pages; what does
 * not fit now goes to the host's swap, or into the balloon, so that the guest swaps it itself.
 */
export function carryPages(sim: Sim, unit: Row, host: Row): void {
  const { tables } = sim as ReclaimSim
  const { unitPages: p, hostReclaim, reclaimPolicy } = tables
  if (reclaimPolicy.working[0] === 0) return
  const hot = workingSet(p, unit)
  const all = p.active[unit] + p.cold[unit] + p.shared[unit] + p.compressed[unit] + p.swapped[unit]
  p.active[unit] = 0
  p.cold[unit] = 0
  p.shared[unit] = 0
  p.compressed[unit] = 0
  p.swapped[unit] = 0
  p.hotShared[unit] = 0
  p.hotCompressed[unit] = 0
  p.hotSwapped[unit] = 0
  p.home[unit] = host
  p.seen[unit] = hostReclaim.settled[host]
  hostReclaim.overheadPages[host] = Math.min(
    hostReclaim.overheadPages[host],
    overheadWanted(sim as ReclaimSim, host),
  )
  const here = Math.min(all, Math.max(0, partsOfHost(tables, host).free))
  p.active[unit] = Math.min(hot, here)
  p.cold[unit] = here - p.active[unit]
  const away = all - here
  if (reclaimPolicy.swap[0] === 0) p.ballooned[unit] += away
  else {
    p.swapped[unit] = away
    p.hotSwapped[unit] = Math.min(away, hot - p.active[unit])
  }
}
