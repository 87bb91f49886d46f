/** What holds for the pages of every world that follows them. */
import { none, tablesOf, type World } from '../../core'
import { pagesOf } from './pages'
import { partsOfHost, type MemoryTables } from './parts'
import { pagesBehind } from './sharing-equations'

/** Every page is in exactly one state, and parts are not more than what they are part of. */
export function pagesAddUp(world: World): string | null {
  const tables = tablesOf(world) as MemoryTables
  const { unitPages: p, units, unitMemory: m, reclaimPolicy } = tables
  if (reclaimPolicy.rows.size === 0 || reclaimPolicy.working[0] === 0) return null
  for (let unit = 0; unit < units.rows.size; unit++) {
    if (units.rows.alive[unit] === 0 || units.host[unit] === none) continue
    if (p.home[unit] !== units.host[unit]) return `unit ${unit}: its pages are counted on another host`
    const promised = pagesOf(m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit])
    const all =
      p.untouched[unit] +
      p.active[unit] +
      p.cold[unit] +
      p.shared[unit] +
      p.ballooned[unit] +
      p.compressed[unit] +
      p.swapped[unit]
    if (all !== promised || p.promised[unit] !== promised)
      return `unit ${unit}: ${all} pages in all states, ${promised} promised`
    if (p.hotShared[unit] > p.shared[unit]) return `unit ${unit}: more of its working set shared than shared`
    if (p.hotSwapped[unit] > p.swapped[unit])
      return `unit ${unit}: more of its working set swapped than swapped`
    if (p.hotCompressed[unit] > p.compressed[unit])
      return `unit ${unit}: more of its working set compressed than compressed`
    if (p.dropped[unit] > p.untouched[unit]) return `unit ${unit}: more dropped than untouched`
  }
  return null
}

/** Free memory is what is left, never less than nothing, and shared pages have what lies behind them. */
export function freeAddsUp(world: World): string | null {
  const tables = tablesOf(world) as MemoryTables
  const { hosts, hostReclaim, hostUnits, units, unitPages, reclaimPolicy, workloadGroups } = tables
  if (reclaimPolicy.rows.size === 0 || reclaimPolicy.working[0] === 0) return null
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0) continue
    const shares: number[][] = Array.from({ length: workloadGroups.rows.size }, () => [])
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
      shares[units.groupRow[unit]].push(unitPages.shared[unit])
    let behind = 0
    for (const share of shares) {
      share.sort((left, right) => right - left)
      behind += pagesBehind(share.length, (place) => share[place])
    }
    if (hostReclaim.sharedPages[host] !== behind) return `host ${host}: shared copies are not a recount`
    const { free } = partsOfHost(tables, host)
    if (hostReclaim.freePages[host] !== free) return `host ${host}: free memory is not a recount`
    if (free < 0) return `host ${host} holds ${-free} pages more than it has`
  }
  return null
}
