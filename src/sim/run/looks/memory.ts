/** Where the memory of one host is, page state by page state, and what each unit holds, lacks and should have. */
import { nameOf, none, type Engine, type Row } from '../../core'
import { Power } from '../../model/inventory'
import {
  addParts,
  freeUse,
  minFreeMiB,
  noParts,
  pagesPerMiB,
  partsOfHost,
  reclaimStates,
  stateThresholds,
  type HostParts,
} from '../../model/reclaim'
import { p99Of } from '../../model/response'
import { unitKinds } from '../../model/workload'
import { finderOf } from '../advance'
import { unitsTold, type MemoryUnitView, type MemoryView } from '../host-views'
import { tablesIn, type Tables } from '../tables'
import { unitName } from './bins'
import { workingOn } from './working'

/** Whole MiB, rounded down; free memory takes what is left so that the parts add up. */
const mib = (pages: number): number => Math.floor(pages / pagesPerMiB)
/** Pages per second as MiB per second, to a hundredth. */
const rate = (pages: number): number => Math.round((pages * 100) / pagesPerMiB) / 100

/** The memory of a host by name; all zero, and off, when there is no such host. */
export function memoryOf(engine: Engine, hostName: string): MemoryView {
  const host = finderOf(engine)('hosts', hostName)
  const tables = tablesIn(engine.world)
  if (host === none) return nowhere(hostName)
  const { hosts, hostReclaim, hostMemory, hostUnits, units, memoryPolicy } = tables
  const told: Row[] = []
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
    if (told.length < unitsTold) told.push(unit)
  const parts = partsOfHost(tables, host)
  const overcommit = memoryPolicy.overcommitPercent[0] > 100
  const usable = hosts.memoryMiB[host] - hosts.reserveMiB[host]
  const image = hostMemory.sharedMiB[host] * pagesPerMiB
  const promised = parts.parts.reduce((all, each) => all + each, 0)
  const held = heldBy(parts, Math.min(image, parts.overhead))
  return {
    look: 'memory',
    host: nameOf(engine.world, 'hosts', host),
    on: hosts.power[host] === Power.on,
    overcommits: overcommit,
    physical: hosts.memoryMiB[host],
    promised: mib(promised),
    overcommitPercent: usable === 0 ? 0 : Math.round((mib(promised) * 100) / usable),
    held,
    free: hosts.memoryMiB[host] - Object.values(held).reduce((all, each) => all + each, 0),
    away: awayFrom(parts),
    working: workingOn(tables, host),
    state: reclaimStates[hostReclaim.state[host]],
    minFree: overcommit ? minFreeMiB(hosts.memoryMiB[host]) : 0,
    thresholds: [...stateThresholds],
    rates: ratesOf(tables, host),
    units: told.map((unit) => unitView(engine, tables, unit)),
    others: hostUnits.count[host] - told.length,
    uses: usesOf(tables, host, parts, told),
  }
}

function nowhere(host: string): MemoryView {
  return {
    look: 'memory',
    host,
    on: false,
    overcommits: false,
    physical: 0,
    promised: 0,
    overcommitPercent: 0,
    held: { overhead: 0, active: 0, cold: 0, shared: 0, compressed: 0 },
    free: 0,
    away: { untouched: 0, saved: 0, ballooned: 0, compressed: 0, swapped: 0 },
    working: { wanted: 0, here: 0, missing: 0 },
    state: 'high',
    minFree: 0,
    thresholds: [...stateThresholds],
    rates: { ballooned: 0, swappedOut: 0, swappedIn: 0, scanned: 0, merged: 0 },
    units: [],
    others: 0,
    uses: {},
  }
}

/** Image files are shared memory, which the books of the host hold with its overhead. */
function heldBy({ overhead, parts, behind, pool }: HostParts, image: number): MemoryView['held'] {
  return {
    overhead: mib(overhead - image),
    active: mib(parts[1]),
    cold: mib(parts[2]),
    shared: mib(behind + image),
    compressed: mib(pool),
  }
}

function awayFrom({ parts, behind }: HostParts): MemoryView['away'] {
  return {
    untouched: mib(parts[0]),
    saved: mib(parts[3] - behind),
    ballooned: mib(parts[4]),
    compressed: mib(parts[5]),
    swapped: mib(parts[6]),
  }
}

function ratesOf({ hostReclaim: r, reclaimPolicy }: Tables, host: Row): MemoryView['rates'] {
  const scans = r.ksmdMillicores[host] > 0
  const { pagesToScan, sleepMillis } = reclaimPolicy
  return {
    ballooned: rate(r.balloonRate[host]),
    swappedOut: rate(r.swapOutRate[host]),
    swappedIn: rate(r.swapInRate[host]),
    scanned: scans ? rate((pagesToScan[0] * 1000) / sleepMillis[0]) : 0,
    merged: rate(r.mergeRate[host]),
  }
}

function unitView(engine: Engine, tables: Tables, unit: Row): MemoryUnitView {
  const { units, unitPages, workloadGroups } = tables
  const parts = noParts()
  addParts(tables, unit, parts)
  const promised = parts.reduce((all, each) => all + each, 0)
  const whole = parts.map(mib)
  // Whole MiB of the parts and of the sum: what rounding leaves over counts as the largest part.
  const most = whole.indexOf(Math.max(...whole))
  whole[most] += mib(promised) - whole.reduce((all, each) => all + each, 0)
  const isFollowed = tables.reclaimPolicy.working[0] === 1
  return {
    name: unitName(engine.world, tables, unit),
    group: engine.world.groups[workloadGroups.group[units.groupRow[unit]]],
    kind: unitKinds[units.kind[unit]],
    parts: whole,
    promised: mib(promised),
    target: isFollowed ? mib(unitPages.target[unit] + unitPages.shared[unit]) : mib(promised),
    waitPermille: Math.round(unitPages.waitPpm[unit] / 1000),
    p99Millis: p99Of(engine.world, units.firstMember[unit]),
  }
}

function usesOf(tables: Tables, host: Row, parts: HostParts, told: readonly Row[]): MemoryView['uses'] {
  const { hosts, hostReclaim, reclaimPolicy, unitPages } = tables
  const minFree = minFreeMiB(hosts.memoryMiB[host])
  const targets = mib(told.reduce((sum, unit) => sum + unitPages.target[unit], 0))
  return {
    free: freeUse(parts),
    state: {
      id: 'reclaim.state',
      terms: [
        { symbol: 'free', value: mib(parts.free), unit: 'MiB' },
        { symbol: 'minFree', value: minFree, unit: 'MiB', source: 'esxi-min-free' },
      ],
      value: hostReclaim.state[host],
      unit: 'state',
    },
    target: {
      id: 'reclaim.targets',
      terms: [
        { symbol: 'memory', value: targets, unit: 'MiB' },
        { symbol: '\\tau', value: reclaimPolicy.taxPercent[0] / 100, unit: '1', source: 'waldspurger2002' },
        { symbol: 'n', value: told.length, unit: 'units' },
      ],
      value: targets,
      unit: 'MiB',
    },
  }
}
