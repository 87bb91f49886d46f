/** What stands at a point of the map, found by dividing: the inverse of the layout. */
import { margin, type FleetLayout } from './layout'

/** Zone, rack and host at a point; -1 for what is not there. */
export interface Picked {
  readonly zone: number
  readonly rack: number
  readonly host: number
}

export const nothing: Picked = { zone: -1, rack: -1, host: -1 }

export function pickAt(layout: FleetLayout, x: number, y: number): Picked {
  const zone = layout.zones.findIndex(
    (band) => x >= band.x && x < band.x + band.width && y >= band.y && y < band.y + band.height,
  )
  const band = layout.zones[zone]
  if (band === undefined) return nothing
  const inBand = y - band.y - band.header
  const inZone = x - band.x
  const column = Math.floor(inZone / layout.pitch.x)
  const line = Math.floor(inBand / layout.pitch.y)
  const inRackX = inZone - column * layout.pitch.x
  const inRackY = inBand - line * layout.pitch.y
  const at = line * layout.perRow + column
  const misses = inBand < 0 || column >= layout.perRow || at >= band.racks
  if (misses || inRackX >= layout.rack.width || inRackY >= layout.rack.height) return { ...nothing, zone }
  const rack = band.firstRack + at
  return { zone, rack, host: hostIn(layout, rack, inRackX, inRackY) }
}

function hostIn(layout: FleetLayout, rack: number, x: number, y: number): number {
  const { columns, rows } = layout
  const column = Math.floor(x - margin)
  const row = Math.floor(y - layout.rack.header - margin)
  if (column < 0 || column >= columns || row < 0 || row >= rows) return -1
  return layout.hostAt[rack * columns * rows + row * columns + column] ?? -1
}

/** The rack that holds a host, by halving; -1 when there is no such host. */
export function rackOf(layout: FleetLayout, host: number): number {
  const { firstHost } = layout
  let low = 0
  let high = firstHost.length - 1
  if (host < 0 || host >= (firstHost[high] ?? 0)) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((firstHost[middle] ?? 0) <= host) low = middle
    else high = middle
  }
  return low
}

export function zoneOfRack(layout: FleetLayout, rack: number): number {
  return layout.zones.findIndex(({ firstRack, racks }) => rack >= firstRack && rack < firstRack + racks)
}
