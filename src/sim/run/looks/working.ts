/** What the units of a host work with: how much of it lies in memory, and how much they have to read back from disk. */
import { none, type Row } from '../../core'
import { missingInside, pagesPerMiB, wishedPages } from '../../model/reclaim'
import type { MemoryView } from '../host-views'
import type { Tables } from '../tables'

/** Whole MiB: `missing` is rounded up, so that a page that is waited for is not told as nothing. */
export function workingOn(tables: Tables, host: Row): MemoryView['working'] {
  const { hostUnits, units, unitPages: p, reclaimPolicy } = tables
  const isFollowed = reclaimPolicy.working[0] === 1
  const sum = { wanted: 0, here: 0, missing: 0 }
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (!isFollowed || p.running[unit] === 0) continue
    const wanted = wishedPages(tables, unit)
    const missing = Math.min(wanted, p.hotSwapped[unit] + missingInside(tables, unit, wanted))
    sum.wanted += wanted
    sum.missing += missing
    sum.here += Math.min(wanted - missing, p.active[unit] + p.hotShared[unit] + p.hotCompressed[unit])
  }
  const missing = Math.ceil(sum.missing / pagesPerMiB)
  const wanted = Math.max(missing, Math.floor(sum.wanted / pagesPerMiB))
  return { wanted, missing, here: Math.min(wanted - missing, Math.floor(sum.here / pagesPerMiB)) }
}
