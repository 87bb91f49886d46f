/** The map of a fleet: zones as bands, racks as equal boxes, a fixed slot for each host; one unit is one slot. */
import type { FleetTopology } from '../../sim'
import type { Rect } from '../stack'

export interface ZoneBand extends Rect {
  /** Height of the line with its name, part of `height`. */
  readonly header: number
  readonly firstRack: number
  readonly racks: number
}

export interface FleetLayout {
  readonly width: number
  readonly height: number
  /** Slots of every rack. */
  readonly columns: number
  readonly rows: number
  /** Size of a rack's box, of the line with its name, and of the margin inside. */
  readonly rack: { readonly width: number; readonly height: number; readonly header: number }
  /** From one rack to the next. */
  readonly pitch: { readonly x: number; readonly y: number }
  /** Racks beside each other in a zone, and zones beside each other. */
  readonly perRow: number
  readonly zonesPerRow: number
  readonly zones: readonly ZoneBand[]
  readonly rackX: Float64Array
  readonly rackY: Float64Array
  /** First host of each rack, and behind the last one the number of hosts. */
  readonly firstHost: Uint32Array
  /** Slot of each host in its rack. */
  readonly slotOf: Uint32Array
  /** Host in a rack's slot, or -1; a rack's slots follow each other. */
  readonly hostAt: Int32Array
  /** What the slots are kept by when the fleet changes. */
  readonly names: readonly string[]
  readonly rackNames: readonly string[]
}

/** Space inside a rack around its hosts, in slots. */
export const margin = 0.12
/** Width to height of a usual stage. */
const screen = 1.5

/** Name of a host: group and ordinal. */
function hostName({ hosts }: FleetTopology, host: number): string {
  return `${hosts.groups[hosts.group[host] ?? 0] ?? ''}-${hosts.ordinal[host] ?? 0}`
}

/**
 * Lays a fleet out. With the layout before, whoever is still there keeps its slot: nothing moves unless it
 * moved, and a host that left leaves a hole for the next one.
 */
export function layoutFleet(topology: FleetTopology, before: FleetLayout | null = null): FleetLayout {
  const counts = topology.racks.map(({ hosts }) => hosts)
  const most = counts.reduce((max, count) => Math.max(max, count), 1)
  const keeps = before !== null && before.columns * before.rows >= most
  const { columns, rows } = keeps ? before : slotsFor(most)
  const header = Math.min(1.6, Math.max(0.22, 0.155 * rows))
  const rack = { width: columns + 2 * margin, height: rows + 2 * margin + header, header }
  const gap = Math.min(1, Math.max(0.2, 0.1 * columns))
  const pitch = { x: rack.width + gap, y: rack.height + gap }
  const racksOfZone = topology.zones.map(
    (_, zone) => topology.racks.filter((one) => one.zone === zone).length,
  )
  const grid = chooseGrid(racksOfZone, { rack, pitch }, keeps ? before : null)
  const zones = bandsOf(racksOfZone, grid, { rack, pitch })
  return {
    columns,
    rows,
    rack,
    pitch,
    ...grid,
    zones,
    ...placeRacks(topology, zones, grid.perRow, pitch),
    ...fillSlots(topology, counts, columns * rows, keeps ? before : null),
    rackNames: topology.racks.map(({ name }) => name),
    ...extentOf(zones),
  }
}

// A little wider than high, with as few slots to spare as there can be.
function slotsFor(most: number): { readonly columns: number; readonly rows: number } {
  const least = Math.ceil(Math.sqrt(most))
  let best = least
  const spare = (columns: number) => columns * Math.ceil(most / columns) - most
  for (let columns = least; columns <= Math.ceil(least * 1.4); columns++) {
    if (spare(columns) < spare(best)) best = columns
  }
  return { columns: best, rows: Math.ceil(most / best) }
}

/** The box of a host's slot, without the gap to its neighbours. */
export function hostBox(layout: FleetLayout, rack: number, slot: number): Rect {
  const column = slot % layout.columns
  const row = (slot - column) / layout.columns
  return {
    x: (layout.rackX[rack] ?? 0) + margin + column,
    y: (layout.rackY[rack] ?? 0) + layout.rack.header + margin + row,
    width: 1,
    height: 1,
  }
}

export function rackBox(layout: FleetLayout, rack: number): Rect {
  const { width, height } = layout.rack
  return { x: layout.rackX[rack] ?? 0, y: layout.rackY[rack] ?? 0, width, height }
}

interface Shape {
  readonly rack: FleetLayout['rack']
  readonly pitch: FleetLayout['pitch']
}

/** Racks beside each other in a zone, and zones beside each other. */
type Grid = Pick<FleetLayout, 'perRow' | 'zonesPerRow'>

/** More than this beside each other are not tried. */
const mostBeside = { racks: 80, zones: 12 } as const

// The grid that shows the map largest on a usual screen; the one before as long as it is not much worse, so that
// racks that come or go let the others stand.
function chooseGrid(racksOfZone: readonly number[], shape: Shape, before: Grid | null): Grid {
  const scaleOf = (grid: Grid) => {
    const { width, height } = extentOf(bandsOf(racksOfZone, grid, shape))
    return Math.min(screen / width, 1 / height)
  }
  const mostRacks = Math.min(mostBeside.racks, Math.max(1, ...racksOfZone))
  const mostZones = Math.min(mostBeside.zones, Math.max(1, racksOfZone.length))
  let best: Grid = { perRow: 1, zonesPerRow: 1 }
  for (let zonesPerRow = 1; zonesPerRow <= mostZones; zonesPerRow++) {
    for (let perRow = 1; perRow <= mostRacks; perRow++) {
      const grid = { perRow, zonesPerRow }
      if (scaleOf(grid) > scaleOf(best) * 1.02) best = grid
    }
  }
  return before !== null && scaleOf(before) > 0.55 * scaleOf(best)
    ? { perRow: before.perRow, zonesPerRow: before.zonesPerRow }
    : best
}

function bandsOf(racksOfZone: readonly number[], grid: Grid, { rack, pitch }: Shape): readonly ZoneBand[] {
  const zones: ZoneBand[] = []
  const gap = { x: pitch.x - rack.width, y: pitch.y - rack.height }
  const width = Math.min(grid.perRow, Math.max(1, ...racksOfZone)) * pitch.x - gap.x
  let y = 0
  let tallest = 0
  let firstRack = 0
  racksOfZone.forEach((racks, at) => {
    const column = at % grid.zonesPerRow
    if (column === 0 && at > 0) {
      y += tallest + gap.y / 2
      tallest = 0
    }
    const body = Math.max(1, Math.ceil(racks / grid.perRow)) * pitch.y - gap.y
    const header = Math.min(4, Math.max(rack.header, 0.1 * body))
    zones.push({ x: column * (width + 2 * gap.x), y, width, height: header + body, header, firstRack, racks })
    tallest = Math.max(tallest, header + body)
    firstRack += racks
  })
  return zones
}

function extentOf(zones: readonly ZoneBand[]): { readonly width: number; readonly height: number } {
  return {
    width: zones.reduce((most, zone) => Math.max(most, zone.x + zone.width), 1),
    height: zones.reduce((most, zone) => Math.max(most, zone.y + zone.height), 1),
  }
}

function placeRacks(
  topology: FleetTopology,
  zones: readonly ZoneBand[],
  perRow: number,
  pitch: Shape['pitch'],
): Pick<FleetLayout, 'rackX' | 'rackY'> {
  const rackX = new Float64Array(topology.racks.length)
  const rackY = new Float64Array(topology.racks.length)
  for (const { x, y, header, firstRack, racks } of zones) {
    for (let at = 0; at < racks; at++) {
      rackX[firstRack + at] = x + (at % perRow) * pitch.x
      rackY[firstRack + at] = y + header + Math.floor(at / perRow) * pitch.y
    }
  }
  return { rackX, rackY }
}

function fillSlots(
  topology: FleetTopology,
  counts: readonly number[],
  slots: number,
  before: FleetLayout | null,
): Pick<FleetLayout, 'firstHost' | 'slotOf' | 'hostAt' | 'names'> {
  const { count } = topology.hosts
  const names = Array.from({ length: count }, (_, host) => hostName(topology, host))
  const firstHost = new Uint32Array(counts.length + 1)
  const slotOf = new Uint32Array(count)
  const hostAt = new Int32Array(counts.length * slots).fill(-1)
  const kept = before === null ? new Map<string, number>() : slotsByName(before)
  counts.forEach((hosts, rack) => {
    const first = firstHost[rack] ?? 0
    firstHost[rack + 1] = first + hosts
    const homeless: number[] = []
    const put = (host: number, slot: number) => {
      slotOf[host] = slot
      hostAt[rack * slots + slot] = host
    }
    for (let host = first; host < first + hosts; host++) {
      const slot = kept.get(`${topology.racks[rack]?.name ?? ''} ${names[host] ?? ''}`)
      if (slot === undefined || slot >= slots || hostAt[rack * slots + slot] !== -1) homeless.push(host)
      else put(host, slot)
    }
    let free = 0
    for (const host of homeless) {
      while (hostAt[rack * slots + free] !== -1) free++
      put(host, free)
    }
  })
  return { firstHost, slotOf, hostAt, names }
}

function slotsByName(before: FleetLayout): Map<string, number> {
  const kept = new Map<string, number>()
  before.rackNames.forEach((name, rack) => {
    for (let host = before.firstHost[rack] ?? 0; host < (before.firstHost[rack + 1] ?? 0); host++) {
      kept.set(`${name} ${before.names[host] ?? ''}`, before.slotOf[host] ?? 0)
    }
  })
  return kept
}
