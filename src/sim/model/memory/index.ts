/**
 * Memory: admission and static accounting. A placed unit keeps what it may use, whatever state it is in;
 * application, libraries,
 * guest system, VMM and runtime are accounted apart, and image files that containers share on a kernel are
 * counted once.
 */
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

export { containerFootprintMiB, copiesThatFit, usableMiB, vmFootprintMiB, vmmMiB } from './equations'

export const memoryTables = {
  hostMemory: {
    along: 'hosts',
    columns: {
      usedMiB: { kind: 'u32', unit: 'MiB', derived: true },
      sharedMiB: { kind: 'u32', unit: 'MiB', derived: true },
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

/** Memory a unit brings with it wherever it runs, without what it shares, MiB. */
export function ownMiB(sim: Sim, unit: Row): number {
  const { unitMemory: m } = tablesOfSim(sim)
  return m.appMiB[unit] + m.librariesMiB[unit] + m.guestOsMiB[unit] + m.vmmMiB[unit] + m.runtimeMiB[unit]
}

/** What placing a unit on a host would add there, MiB: shared image files only if nobody brought them yet. */
export function addedMiB(sim: Sim, host: Row, own: number, sharedMiB: number, app: number): number {
  if (sharedMiB === 0) return own
  return findImage(sim, host, app) === none ? own + sharedMiB : own
}

/** What a unit that comes may still take: nothing on a host without power. */
export function freeMiB(sim: Sim, host: Row): number {
  return tablesOfSim(sim).hosts.power[host] === Power.on ? spareMiB(sim, host) : 0
}

/** What is not taken on a host, with power or without: what is placed there keeps its place while it is off. */
export function spareMiB(sim: Sim, host: Row): number {
  const { hosts, hostMemory } = tablesOfSim(sim)
  return hosts.memoryMiB[host] - hosts.reserveMiB[host] - hostMemory.usedMiB[host]
}

/** Books a unit's memory on a host; admission has been checked by the caller. */
export function takeMemory(sim: Sim, host: Row, unit: Row): void {
  const { hostMemory, unitMemory, units, workloadGroups: groups } = tablesOfSim(sim)
  hostMemory.usedMiB[host] += ownMiB(sim, unit)
  const shared = unitMemory.sharedMiB[unit]
  if (shared > 0) useImage(sim, host, groups.app[units.groupRow[unit]], shared)
  sim.touch(Domain.host, host)
}

export function giveMemory(sim: Sim, host: Row, unit: Row): void {
  const { hostMemory, unitMemory, units, workloadGroups: groups } = tablesOfSim(sim)
  hostMemory.usedMiB[host] -= ownMiB(sim, unit)
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

/** Used memory is the sum of its parts, and no host holds more than it can use. */
function partsAddUp({ tables }: World): string | null {
  const hosts = tables['hosts']
  const memory = tables['hostMemory'].columns
  const m = tables['unitMemory'].columns
  const { rows, columns: units } = tables['units']
  const used = new Float64Array(hosts.rows.size)
  for (let unit = 0; unit < rows.size; unit++) {
    if (rows.alive[unit] === 0 || units['host'][unit] === none) continue
    if (units['kind'][unit] === UnitKind.vm && m['sharedMiB'][unit] > 0)
      return `unit ${unit}: a VM shares the host's image files`
    used[units['host'][unit]] +=
      m['appMiB'][unit] +
      m['librariesMiB'][unit] +
      m['guestOsMiB'][unit] +
      m['vmmMiB'][unit] +
      m['runtimeMiB'][unit]
  }
  const images = tables['images']
  const shared = new Float64Array(hosts.rows.size)
  for (let image = 0; image < images.rows.size; image++) {
    if (images.rows.alive[image] === 1) shared[images.columns['host'][image]] += images.columns['MiB'][image]
  }
  for (let host = 0; host < hosts.rows.size; host++) {
    if (memory['sharedMiB'][host] !== shared[host]) return `host ${host}: shared memory is not a recount`
    if (memory['usedMiB'][host] !== used[host] + shared[host])
      return `host ${host}: used memory is not the sum of its parts`
    if (memory['usedMiB'][host] > hosts.columns['memoryMiB'][host] - hosts.columns['reserveMiB'][host])
      return `host ${host} holds too much`
  }
  return null
}

export const memory = defineMechanism<MemorySim['tables']>({
  name: 'memory',
  needs: [inventory, kernel, workload],
  tables: memoryTables,
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
