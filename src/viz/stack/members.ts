/** Cells of the workloads inside one unit: its app area divided into equal shares. */
import type { StackView } from '../../sim'
import type { Rect } from './types'

/** Where the workloads of each unit begin in `view.members`; one more entry than units. */
export function memberOffsets(units: StackView['units']): Uint32Array {
  const offsets = new Uint32Array(units.count + 1)
  for (let unit = 0; unit < units.count; unit++) {
    offsets[unit + 1] = (offsets[unit] ?? 0) + (units.members[unit] ?? 0)
  }
  return offsets
}

/** `count` cells of equal area that fill `box`, row by row from the bottom; the last row is widened. */
export function memberCells(count: number, box: Rect): readonly Rect[] {
  if (count < 1 || box.width <= 0 || box.height <= 0) return []
  const rows = memberRows(count, box)
  const cells: Rect[] = []
  let floor = box.y + box.height
  for (const inRow of rows) {
    const height = (box.height * inRow) / count
    const width = box.width / inRow
    floor -= height
    for (let at = 0; at < inRow; at++) cells.push({ x: box.x + at * width, y: floor, width, height })
  }
  return cells
}

/**
 * How many cells stand in each row, bottom-up. A number of columns that divides the count is preferred: no odd
 * row.
 */
export function memberRows(count: number, box: Rect): readonly number[] {
  const ideal = Math.sqrt((count * box.width) / box.height)
  const columns = evenColumns(count, ideal) ?? Math.min(count, Math.max(1, Math.round(ideal)))
  const rows: number[] = []
  for (let left = count; left > 0; left -= columns) rows.push(Math.min(columns, left))
  return rows
}

// Within a factor of 1.7 of the squarest number of columns, or none.
function evenColumns(count: number, ideal: number): number | null {
  let best: number | null = null
  const distance = (columns: number) => Math.abs(Math.log(columns / ideal))
  for (let columns = 1; columns <= count; columns++) {
    if (count % columns !== 0 || distance(columns) > Math.log(1.7)) continue
    if (best === null || distance(columns) < distance(best)) best = columns
  }
  return best
}
