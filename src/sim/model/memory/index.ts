/**
 * Memory: admission and static accounting. A placed unit keeps what it may use, whatever state it is in;
 * application, libraries,
 * guest system, VMM and runtime are accounted apart, and image files that containers share on a kernel are
 * counted once.
 */
import * as v from 'valibot'
import {
  Domain,
  defineMechanism,
  none,
  type Own,
  type Row,
  type Seen,
  type Sim,
  type TableSpecs,
  type World,
} from '../../core'
import { inventory, Power, type inventoryTables } from '../inventory'
import { kernel, type kernelTables } from '../kernel'
import { UnitKind, workload, type workloadTables } from '../workload'
import { chargeMiB, promiseMiB } from './equations'

export {
  chargeMiB,
  containerFootprintMiB,
  copiesThatFit,
  promiseMiB,
  usableMiB,
  vmFootprintMiB,
  vmmMiB,
} from './equations'
export * from './fixed'
export * from './partition'
export * from './replacement'
export * from './translate'

export const memoryTables = {
  hostMemory: {
    along: 'hosts',
    columns: {
      usedMiB: { kind: 'u32', unit: 'MiB', derived: true },
      sharedMiB: { kind: 'u32', unit: 'MiB', derived: true },
      /** The part of it that VMMs and runtimes use, which cannot be promised twice. */
      overheadMiB: { kind: 'u32', unit: 'MiB', derived: true },
      firstImage: { kind: 'i32', empty: -1, refersTo: 'images' },
    },
  },
  unitMemory: {
    along: 'units',
    columns: {
      appMiB: { kind: 'u32', unit: 'MiB' },
      /** The unit's own copy; 0 when it shares the kernel's. */
      librariesMiB: { kind: 'u32', unit: 'MiB' },
      /** Libraries of its image in the host's page cache: once per host, however many units use them. */
      sharedMiB: { kind: 'u32', unit: 'MiB' },
      guestOsMiB: { kind: 'u32', unit: 'MiB' },
      vmmMiB: { kind: 'u32', unit: 'MiB' },
      runtimeMiB: { kind: 'u32', unit: 'MiB' },
    },
  },
  /** One row: how much may be promised, in percent of what can be given. */
  memoryPolicy: { columns: { overcommitPercent: { kind: 'u16', unit: '%', empty: 100 } } },
  /** Image files resident under a host's kernel. */
  images: {
    columns: {
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      app: { kind: 'u32' },
      MiB: { kind: 'u32', unit: 'MiB' },
      users: { kind: 'u32' },
      next: { kind: 'i32', empty: -1, refersTo: 'images' },
    },
  },
} as const satisfies TableSpecs

export type MemorySim = Sim<
  Own<typeof memoryTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof inventoryTables>
>
const tablesOfSim = (sim: Sim) => (sim as MemorySim).tables

/** What one unit occupies, part by part, in MiB. */
export interface UnitMemory {
  readonly appMiB: number
  readonly librariesMiB: number
  readonly sharedMiB: number
  readonly guestOsMiB: number
  readonly vmmMiB: number
  readonly runtimeMiB: number
}

/** The most a column can hold; more than any host has, so that whatever is cut down to it fits nowhere. */
const mostMiB = 4294967295

/** Writes down a unit's parts; its host's books are the caller's business. */
export function setUnitMemory(sim: Sim, unit: Row, parts: UnitMemory): void {
  const { unitMemory: m } = tablesOfSim(sim)
  m.appMiB[unit] = Math.min(parts.appMiB, mostMiB)
  m.librariesMiB[unit] = Math.min(parts.librariesMiB, mostMiB)
  m.sharedMiB[unit] = Math.min(parts.sharedMiB, mostMiB)
  m.guestOsMiB[unit] = Math.min(parts.guestOsMiB, mostMiB)
  m.vmmMiB[unit] = Math.min(parts.vmmMiB, mostMiB)
  m.runtimeMiB[unit] = Math.min(parts.runtimeMiB, mostMiB)
}

/**
 * What a unit takes of a host's promise wherever it runs, without what it shares, MiB: what its guest sees, and
 * its VMM and runtime as often as the host is overcommitted, because they cannot be promised twice. Without
 * overcommit that is the memory it brings with it.
 */
export function ownMiB(sim: Sim, unit: Row): number {
  const percent = overcommitPercent(sim)
  return guestMiB(sim, unit) + chargeMiB(overheadMiB(sim, unit), percent)
}

/** What a unit was promised: the app, its own libraries and the guest system, MiB. */
export function guestMiB(sim: Sim, unit: Row): number {
  const { unitMemory: m } = tablesOfSim(sim)
  return m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit]
}

/** What the VMM and the runtime of a unit use, MiB: always in physical memory. */
export function overheadMiB(sim: Sim, unit: Row): number {
  const { unitMemory: m } = tablesOfSim(sim)
  return m.vmmMiB[unit] + m.runtimeMiB[unit]
}

/** How much hosts may promise, percent of what they can give. */
export function overcommitPercent(sim: Sim): number {
  return tablesOfSim(sim).memoryPolicy.overcommitPercent[0]
}

/** What placing a unit on a host would add there, MiB: shared image files only if nobody brought them yet. */
export function addedMiB(sim: Sim, host: Row, own: number, sharedMiB: number, app: number): number {
  if (sharedMiB === 0) return own
  return findImage(sim, host, app) === none ? own + chargeMiB(sharedMiB, overcommitPercent(sim)) : own
}

/** What a unit that comes may still take: nothing on a host without power. */
export function freeMiB(sim: Sim, host: Row): number {
  return tablesOfSim(sim).hosts.power[host] === Power.on ? spareMiB(sim, host) : 0
}

/**
 * What is not promised yet on a host, with power or without: what is placed there keeps its place while it is off.
 */
export function spareMiB(sim: Sim, host: Row): number {
  const { hosts, hostMemory: m } = tablesOfSim(sim)
  const usable = hosts.memoryMiB[host] - hosts.reserveMiB[host]
  const physical = m.overheadMiB[host] + m.sharedMiB[host]
  return promiseMiB(usable, physical, overcommitPercent(sim)) - (m.usedMiB[host] - physical)
}

/** Books a unit's memory on a host; admission has been checked by the caller. */
export function takeMemory(sim: Sim, host: Row, unit: Row): void {
  const { hostMemory, unitMemory, units, workloadGroups: groups } = tablesOfSim(sim)
  hostMemory.usedMiB[host] += guestMiB(sim, unit) + overheadMiB(sim, unit)
  hostMemory.overheadMiB[host] += overheadMiB(sim, unit)
  const shared = unitMemory.sharedMiB[unit]
  if (shared > 0) useImage(sim, host, groups.app[units.groupRow[unit]], shared)
  sim.touch(Domain.host, host)
}

export function giveMemory(sim: Sim, host: Row, unit: Row): void {
  const { hostMemory, unitMemory, units, workloadGroups: groups } = tablesOfSim(sim)
  hostMemory.usedMiB[host] -= guestMiB(sim, unit) + overheadMiB(sim, unit)
  hostMemory.overheadMiB[host] -= overheadMiB(sim, unit)
  if (unitMemory.sharedMiB[unit] > 0) leaveImage(sim, host, groups.app[units.groupRow[unit]])
  sim.touch(Domain.host, host)
}

function findImage(sim: Sim, host: Row, app: number): Row {
  const { hostMemory, images } = tablesOfSim(sim)
  let image = hostMemory.firstImage[host]
  while (image !== none && images.app[image] !== app) image = images.next[image]
  return image
}

function useImage(sim: Sim, host: Row, app: number, MiB: number): void {
  let image = findImage(sim, host, app)
  if (image === none) {
    image = sim.addRow('images')
    const { images, hostMemory } = tablesOfSim(sim)
    images.host[image] = host
    images.app[image] = app
    images.MiB[image] = MiB
    images.next[image] = hostMemory.firstImage[host]
    hostMemory.firstImage[host] = image
    hostMemory.sharedMiB[host] += MiB
    hostMemory.usedMiB[host] += MiB
  }
  tablesOfSim(sim).images.users[image]++
}

function leaveImage(sim: Sim, host: Row, app: number): void {
  const { images, hostMemory } = tablesOfSim(sim)
  const image = findImage(sim, host, app)
  if (--images.users[image] > 0) return
  hostMemory.sharedMiB[host] -= images.MiB[image]
  hostMemory.usedMiB[host] -= images.MiB[image]
  if (hostMemory.firstImage[host] === image) hostMemory.firstImage[host] = images.next[image]
  else {
    let before = hostMemory.firstImage[host]
    while (images.next[before] !== image) before = images.next[before]
    images.next[before] = images.next[image]
  }
  sim.dropRow('images', image)
}

/** Used memory is the sum of its parts, and no host promises more than it may. */
function partsAddUp({ tables }: World): string | null {
  const hosts = tables['hosts']
  const memory = tables['hostMemory'].columns
  const m = tables['unitMemory'].columns
  const { rows, columns: units } = tables['units']
  const used = new Float64Array(hosts.rows.size)
  const overhead = new Float64Array(hosts.rows.size)
  for (let unit = 0; unit < rows.size; unit++) {
    if (rows.alive[unit] === 0 || units['host'][unit] === none) continue
    if (units['kind'][unit] === UnitKind.vm && m['sharedMiB'][unit] > 0)
      return `unit ${unit}: a VM shares the host's image files`
    const around = m['vmmMiB'][unit] + m['runtimeMiB'][unit]
    for (const host of [units['host'][unit], units['target'][unit]]) {
      if (host === none) continue
      overhead[host] += around
      used[host] += m['appMiB'][unit] + m['librariesMiB'][unit] + m['guestOsMiB'][unit] + around
    }
  }
  const percent = tables['memoryPolicy'].columns['overcommitPercent'][0]
  const images = tables['images']
  const shared = new Float64Array(hosts.rows.size)
  for (let image = 0; image < images.rows.size; image++) {
    if (images.rows.alive[image] === 1) shared[images.columns['host'][image]] += images.columns['MiB'][image]
  }
  for (let host = 0; host < hosts.rows.size; host++) {
    if (memory['sharedMiB'][host] !== shared[host]) return `host ${host}: shared memory is not a recount`
    if (memory['usedMiB'][host] !== used[host] + shared[host])
      return `host ${host}: used memory is not the sum of its parts`
    if (memory['overheadMiB'][host] !== overhead[host]) return `host ${host}: overhead is not a recount`
    const physical = overhead[host] + shared[host]
    const usable = hosts.columns['memoryMiB'][host] - hosts.columns['reserveMiB'][host]
    if (used[host] - overhead[host] > promiseMiB(usable, physical, percent) || physical > usable)
      return `host ${host} holds too much`
  }
  return null
}

interface Rules {
  readonly overcommitPercent?: number | undefined
}

const rulesSchema = v.strictObject({
  /** A host may promise this much of what it can give; 100 when left out: nothing twice. */
  overcommitPercent: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(100), v.maxValue(400))),
})

function readPolicy(sim: MemorySim, _: unknown, rules: Rules): void {
  const row = sim.addRow('memoryPolicy')
  sim.tables.memoryPolicy.overcommitPercent[row] = rules.overcommitPercent ?? 100
}

export const memory = defineMechanism<MemorySim['tables'], Rules>({
  name: 'memory',
  needs: [inventory, kernel, workload],
  tables: memoryTables,
  rules: rulesSchema,
  start: readPolicy,
  metrics: [
    {
      name: 'memory.used',
      unit: 'MiB',
      scope: 'host',
      read: ({ tables }, host) => {
        const { usedMiB } = tables['hostMemory'].columns
        if (host !== none) return usedMiB[host]
        let sum = 0
        for (let row = 0; row < tables['hosts'].rows.size; row++) sum += usedMiB[row]
        return sum
      },
    },
  ],
  invariants: [partsAddUp],
})
