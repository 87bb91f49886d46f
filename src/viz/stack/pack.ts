/** Packs tiles of given areas into rows from the bottom up, so that every tile has exactly its area. */
import { greatest, sum } from 'd3'
import type { Rect, Row, Tiles } from './types'

/** Up to this many units stand side by side in one row: columns are easier to compare than a square of tiles. */
const comfortable = 7

/** A last row lower than this share of a full one is avoided by another number of columns. */
const lowestRow = 0.4

/**
 * How many tiles stand in a full row. It follows from how many would fill the box, not from how many there
 * are, so that
 * tiles keep their place while a host fills up; for a box full of tiles they come out nearly square. A column more or
 * less is taken where the last row would else be squeezed to a sliver. `meanArea` and the box are in the same unit.
 */
export function columnsFor(count: number, meanArea: number, box: Rect): number {
  if (count === 0 || meanArea <= 0 || box.height <= 0) return 1
  const capacity = Math.max(count, Math.floor((box.width * box.height) / meanArea))
  const square = Math.ceil(Math.sqrt((capacity * box.width) / box.height))
  const wanted = Math.min(count, Math.max(Math.min(capacity, comfortable), square))
  const near = [wanted, wanted + 1, wanted - 1, wanted + 2].filter(
    (columns) => columns > 0 && columns <= count,
  )
  const lastRow = (columns: number) => lastRowShare({ count, columns, meanArea, box })
  return near.find((columns) => lastRow(columns) >= lowestRow) ?? greatest(near, lastRow) ?? wanted
}

// How high the last row comes out, as a share of a full row.
function lastRowShare(of: { count: number; columns: number; meanArea: number; box: Rect }): number {
  const { count, columns, meanArea, box } = of
  const full = (columns * meanArea) / box.width
  const fullRows = Math.ceil(count / columns) - 1
  return Math.min(1, (box.height - fullRows * full) / full)
}

/** Areas (px²) into tiles and rows; their sum must not exceed the box. The last row widens when little is left. */
export function pack(
  areas: Float64Array,
  columns: number,
  box: Rect,
): { tiles: Tiles; rows: readonly Row[] } {
  const count = areas.length
  const tiles = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    width: new Float64Array(count),
    height: new Float64Array(count),
  }
  const rows: Row[] = []
  let floor = box.y + box.height
  for (let from = 0; from < count; from += columns) {
    const to = Math.min(count, from + columns)
    const area = sum(areas.subarray(from, to))
    // A row with fewer tiles is as high as if it were full, unless only a lower strip is left: then its tiles widen.
    const wanted = ((area / (to - from)) * columns) / box.width
    const height = Math.max(Math.min(wanted, floor - box.y), area / box.width)
    floor -= height
    let x = box.x
    for (let tile = from; tile < to; tile++) {
      const width = height > 0 ? (areas[tile] ?? 0) / height : 0
      tiles.x[tile] = x
      tiles.y[tile] = floor
      tiles.width[tile] = width
      tiles.height[tile] = height
      x += width
    }
    rows.push({ from, to, y: floor, height, right: x })
  }
  return { tiles, rows }
}

/** What the rows leave over, as rectangles: the strip above them and the end of the last row. */
export function leftOver(rows: readonly Row[], box: Rect): readonly Rect[] {
  const last = rows[rows.length - 1]
  const top = last === undefined ? box.y + box.height : last.y
  const right = box.x + box.width
  const free: Rect[] = [{ x: box.x, y: box.y, width: box.width, height: top - box.y }]
  if (last !== undefined)
    free.push({ x: last.right, y: last.y, width: right - last.right, height: last.height })
  return free.filter(({ width, height }) => width > 0 && height > 0 && width * height > 0.05)
}
