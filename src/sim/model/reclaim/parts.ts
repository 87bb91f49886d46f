/** Reading where memory is, for metrics and views: from the followed pages, or from what a group says of itself. */
import {
  none,
  tablesOf,
  type EquationUse,
  type MetricSpec,
  type Row,
  type Seen,
  type World,
} from '../../core'
import type { inventoryTables } from '../inventory'
import type { memoryTables } from '../memory'
import { WorkloadState, type workloadTables } from '../workload'
import { pagesPerMiB, poolPages } from './equations'
import type { reclaimTables } from './tables'

export type MemoryTables = Pick<
  Seen<typeof reclaimTables> &
    Seen<typeof workloadTables> &
    Seen<typeof memoryTables> &
    Seen<typeof inventoryTables>,
  | 'reclaimPolicy'
  | 'groupMemory'
  | 'unitPages'
  | 'hostReclaim'
  | 'workloadGroups'
  | 'units'
  | 'hostUnits'
  | 'workloads'
  | 'unitMemory'
  | 'hostMemory'
  | 'hosts'
>

/** Pages in the order of the page states: untouched, active, cold, shared, ballooned, compressed, swapped. */
export type Parts = [number, number, number, number, number, number, number]

export const noParts = (): Parts => [0, 0, 0, 0, 0, 0, 0]

/** Adds the pages of a unit to `sum`. */
export function addParts(tables: MemoryTables, unit: Row, sum: Parts): void {
  const p = tables.unitPages
  if (tables.reclaimPolicy.working[0] === 1) {
    sum[0] += p.untouched[unit]
    sum[1] += p.active[unit]
    sum[2] += p.cold[unit]
    sum[3] += p.shared[unit]
    sum[4] += p.ballooned[unit]
    sum[5] += p.compressed[unit]
    sum[6] += p.swapped[unit]
    return
  }
  const { unitMemory: m, units, groupMemory } = tables
  const group = units.groupRow[unit]
  const promised = (m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit]) * pagesPerMiB
  const holds = holdsMemory(tables, unit)
  const active = holds ? Math.floor((promised * Math.min(100, groupMemory.activePercent[group])) / 100) : 0
  const touched = holds ? Math.floor((promised * groupMemory.touchedPercent[group]) / 100) : 0
  const cold = Math.max(0, touched - active)
  sum[0] += promised - active - cold
  sum[1] += active
  sum[2] += cold
}

function holdsMemory({ units, workloads }: MemoryTables, unit: Row): boolean {
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const state = workloads.state[member]
    if (state === WorkloadState.running || state === WorkloadState.paused) return true
  }
  return false
}

/** Where the memory of a host is, in pages; `parts` of all its units together. */
export interface HostParts {
  readonly physical: number
  readonly overhead: number
  readonly parts: Parts
  readonly behind: number
  readonly pool: number
  readonly free: number
}

export function partsOfHost(tables: MemoryTables, host: Row): HostParts {
  const { hosts, hostMemory, hostUnits, units, hostReclaim, reclaimPolicy, unitPages } = tables
  const parts = noParts()
  let pool = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    addParts(tables, unit, parts)
    pool += poolPages(unitPages.compressed[unit])
  }
  const own = hosts.reserveMiB[host] + hostMemory.overheadMiB[host] + hostMemory.sharedMiB[host]
  const overhead = reclaimPolicy.working[0] === 1 ? hostReclaim.overheadPages[host] : own * pagesPerMiB
  const behind = hostReclaim.sharedPages[host]
  const physical = hosts.memoryMiB[host] * pagesPerMiB
  return {
    physical,
    overhead,
    parts,
    behind,
    pool,
    free: physical - overhead - parts[1] - parts[2] - behind - pool,
  }
}

type Read = (host: HostParts) => number

function metric(name: string, read: Read, explain?: MetricSpec['explain']): MetricSpec {
  return {
    name,
    unit: 'MiB',
    scope: 'host',
    costly: true,
    read: (world, host) => Math.floor(sumOver(world, host, read) / pagesPerMiB),
    ...(explain === undefined ? {} : { explain }),
  }
}

const tablesIn = (world: World): MemoryTables => tablesOf(world) as MemoryTables

function sumOver(world: World, host: Row, read: Read): number {
  const tables = tablesIn(world)
  if (host !== none) return read(partsOfHost(tables, host))
  let sum = 0
  for (let row = 0; row < tables.hosts.rows.size; row++)
    if (tables.hosts.rows.alive[row] === 1) sum += read(partsOfHost(tables, row))
  return sum
}

/** Free memory as what is left of physical memory, with the parts in MiB. */
export function freeUse(host: HostParts): EquationUse {
  const mib = (symbol: string, pages: number) => ({
    symbol,
    value: Math.floor(pages / pagesPerMiB),
    unit: 'MiB',
  })
  return {
    id: 'reclaim.free',
    terms: [
      mib('physical', host.physical),
      mib('overhead', host.overhead),
      mib('active', host.parts[1]),
      mib('cold', host.parts[2]),
      mib('shared', host.behind),
      mib('pool', host.pool),
    ],
    value: Math.floor(host.free / pagesPerMiB),
    unit: 'MiB',
  }
}

const sum = (parts: Parts): number => parts.reduce((all, each) => all + each, 0)

export const memoryMetrics: readonly MetricSpec[] = [
  metric('memory.active', ({ parts }) => parts[1]),
  metric('memory.cold', ({ parts }) => parts[2]),
  metric('memory.shared-copies', ({ behind }) => behind),
  metric('memory.saved', ({ parts, behind }) => parts[3] - behind),
  metric('memory.ballooned', ({ parts }) => parts[4]),
  metric('memory.compressed', ({ parts }) => parts[5]),
  metric('memory.swapped', ({ parts }) => parts[6]),
  metric(
    'memory.free',
    ({ free }) => free,
    (world, host) => (host === none ? null : freeUse(partsOfHost(tablesIn(world), host))),
  ),
  metric('memory.overhead', ({ overhead }) => overhead),
  metric('memory.promised', ({ parts }) => sum(parts)),
  {
    name: 'reclaim.state',
    unit: 'state',
    scope: 'host',
    read: ({ tables }, host) => {
      const { state } = tables['hostReclaim'].columns
      if (host !== none) return state[host]
      let worst = 0
      for (let row = 0; row < tables['hosts'].rows.size; row++) worst = Math.max(worst, state[row])
      return worst
    },
  },
]
