/** What the units of a host work with: how much of it lies in memory, and how much they have to read back from disk. */
import { none, type Row } from '../../core'
import { pagesPerMiB } from '../../model/reclaim'
import { UnitKind } from '../../model/workload'
import type { MemoryView } from '../host-views'
import type { Tables } from '../tables'

/** Whole MiB: `missing` is rounded up, so that a page that is waited for is not told as nothing. */
export function workingOn(tables: Tables, host: Row): MemoryView['working'] {
  const { hostUnits, units, unitPages: p, reclaimPolicy } = tables
  const isFollowed = reclaimPolicy.working[0] === 1
  const sum = { wanted: 0, here: 0, missing: 0 }
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (!isFollowed || p.running[unit] === 0) continue
    const wanted = wantedPages(tables, unit)
    const missing = Math.min(wanted, p.hotSwapped[unit] + missingInside(tables, unit, wanted))
    sum.wanted += wanted
    sum.missing += missing
    sum.here += Math.min(wanted - missing, p.active[unit] + p.hotShared[unit] + p.hotCompressed[unit])
  }
  const missing = Math.ceil(sum.missing / pagesPerMiB)
  const wanted = Math.max(missing, Math.floor(sum.wanted / pagesPerMiB))
  return { wanted, missing, here: Math.min(wanted - missing, Math.floor(sum.here / pagesPerMiB)) }
}

function wantedPages({ unitPages: p, units, groupMemory }: Tables, unit: Row): number {
  return Math.floor((p.promised[unit] * groupMemory.activePercent[units.groupRow[unit]]) / 100)
}

/** What the unit itself keeps on disk, as the model has it wait: balloon and limit leave it less than it uses. */
function missingInside(tables: Tables, unit: Row, wanted: number): number {
  const { unitPages: p, units, groupMemory, groupCgroup, reclaimPolicy } = tables
  const group = units.groupRow[unit]
  const limit = groupMemory.limitMiB[group] * pagesPerMiB
  const most = limit === 0 ? p.promised[unit] : Math.min(p.promised[unit], limit)
  if (units.kind[unit] === UnitKind.vm)
    return Math.max(0, wanted - Math.min(p.promised[unit] - p.ballooned[unit], most))
  if (reclaimPolicy.swap[0] === 0) return 0
  const swapMost = groupCgroup.swapMaxMiB[group]
  const short = Math.max(0, wanted - most)
  return swapMost < 0 ? short : Math.min(short, swapMost * pagesPerMiB)
}
