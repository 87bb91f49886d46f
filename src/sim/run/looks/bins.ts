/** Hosts as bars: what is taken, unit by unit, and what is free. */
import { nameOf, none, type Engine, type Row, type World } from '../../core'
import { usableMiB } from '../../model/memory'
import type { BinsView, BinView } from '../fleet-views'
import { unitState } from '../fleet'
import { isOff } from '../host-state'
import { shapeOf } from '../shape'
import { ownMiBOf, tablesIn, type Tables } from '../tables'

/** Units drawn one by one; the rest of a host is one block. */
const unitsDrawn = 200
const mostBins = 400

type Unit = BinView['units'][number]

/** Free memory counts where something could start: on hosts that are on. */
export function binsOf(engine: Engine, from: number, count: number, order: 'name' | 'free'): BinsView {
  const { world } = engine
  const tables = tablesIn(world)
  const { hostRows } = shapeOf(engine)
  const free = Float64Array.from(hostRows, (host) => (isOff(tables, host) ? 0 : freeOn(tables, host)))
  let freeMiB = 0
  let largestHoleMiB = 0
  for (const hole of free) {
    freeMiB += hole
    largestHoleMiB = Math.max(largestHoleMiB, hole)
  }
  const places = Array.from(hostRows, (_, place) => place)
  if (order === 'free') places.sort((a, b) => free[b] - free[a] || a - b)
  const start = Math.max(0, from)
  const shown = places.slice(start, start + Math.max(0, Math.min(count, mostBins)))
  return {
    look: 'bins',
    total: hostRows.length,
    freeMiB,
    largestHoleMiB,
    bins: shown.map((place) => binOf(world, tables, hostRows[place])),
  }
}

function freeOn({ hosts, hostMemory }: Tables, host: Row): number {
  return usableMiB(hosts.memoryMiB[host], hosts.reserveMiB[host]) - hostMemory.usedMiB[host]
}

function binOf(world: World, tables: Tables, host: Row): BinView {
  const { hosts, hostMemory, hostUnits, units, workloadGroups } = tables
  const shown: Unit[] = []
  let rest = 0
  let members = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const memoryMiB = ownMiBOf(tables, unit)
    if (shown.length === unitsDrawn) {
      rest += memoryMiB
      members += units.members[unit]
      continue
    }
    shown.push({
      name: unitName(world, tables, unit),
      group: world.groups[workloadGroups.group[units.groupRow[unit]]],
      memoryMiB,
      state: unitState(tables, unit),
      members: units.members[unit],
    })
  }
  if (rest > 0) shown.push({ name: '', group: '', memoryMiB: rest, state: 0, members })
  return {
    host: nameOf(world, 'hosts', host),
    on: !isOff(tables, host),
    usableMiB: usableMiB(hosts.memoryMiB[host], hosts.reserveMiB[host]),
    freeMiB: freeOn(tables, host),
    sharedMiB: hostMemory.sharedMiB[host],
    units: shown,
  }
}

/** A VM is named by its kernel, a container or process by its workload. */
export function unitName(world: World, { units }: Tables, unit: Row): string {
  const kernel = units.kernel[unit]
  return kernel === none
    ? nameOf(world, 'workloads', units.firstMember[unit])
    : nameOf(world, 'kernels', kernel)
}
