/** Where the units of one host stand in its slot: a grid of equal squares, as large as they can be. */
import type { Rect } from '../stack'

export interface UnitGrid {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly columns: number
  readonly count: number
}

/** The grid of `count` squares in a box. */
export function unitGrid(count: number, box: Rect): UnitGrid {
  let best = { side: 0, columns: 1 }
  const ideal = Math.sqrt((count * box.width) / Math.max(1, box.height))
  for (let columns = Math.max(1, Math.floor(ideal) - 1); columns <= Math.ceil(ideal) + 1; columns++) {
    const side = Math.min(box.width / columns, box.height / Math.ceil(count / columns))
    if (side > best.side) best = { side, columns }
  }
  return { x: box.x, y: box.y, ...best, count }
}

export function unitBox({ x, y, side, columns }: UnitGrid, unit: number): Rect {
  const column = unit % columns
  return { x: x + column * side, y: y + ((unit - column) / columns) * side, width: side, height: side }
}

/** The unit at a point, or -1. */
export function unitIn({ x, y, side, columns, count }: UnitGrid, px: number, py: number): number {
  const column = Math.floor((px - x) / side)
  const row = Math.floor((py - y) / side)
  const unit = row * columns + column
  return column < 0 || column >= columns || row < 0 || unit >= count ? -1 : unit
}

/** The part of a host's box on the screen that its units stand in; above them is a line for its name. */
export function unitArea(cell: Rect, line: number): Rect {
  const edge = Math.max(3, Math.min(6, cell.width * 0.04))
  const head = cell.width >= line * 4.2 ? line + 4 : edge
  return {
    x: cell.x + edge,
    y: cell.y + head,
    width: cell.width - 2 * edge,
    height: cell.height - head - edge,
  }
}
