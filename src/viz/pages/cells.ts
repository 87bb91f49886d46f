/** Amounts of memory as cells of one size: how much a cell is, how many a unit has, and where each of them lies. */
import { hilbertCurve, mostSide } from './hilbert'

/** A cell is never less than a large page, MiB. */
export const leastCell = 2

export interface CellSize {
  /** A power of two from `leastCell` on. */
  readonly mebibytes: number
  /** Whole px along a side of a cell. */
  readonly px: number
}

/**
 * The smallest cells that can still be told apart: `largest` is what the largest unit was promised (MiB), `room` the
 * px along a side of its map, `legible` the least px along a side of a cell.
 */
export function cellSize(largest: number, room: number, legible: number): CellSize {
  const most = Math.min(mostSide, Math.max(1, Math.floor(room / legible)))
  let mebibytes = leastCell
  while (longSide(largest, mebibytes) > most) mebibytes *= 2
  return { mebibytes, px: Math.max(1, Math.floor(room / longSide(largest, mebibytes))) }
}

function longSide(amount: number, mebibytes: number): number {
  const { columns, rows } = mapShape(cellCount(amount, mebibytes))
  return Math.max(1, columns, rows)
}

/** Cells of an amount, MiB: whatever was promised is seen. */
export function cellCount(amount: number, mebibytes: number): number {
  return amount <= 0 ? 0 : Math.max(1, Math.round(amount / mebibytes))
}

/** Sides of the rectangle with the fewest empty cells that is nearly a square; even, so that the curve has no gap. */
export function mapShape(cells: number): { readonly columns: number; readonly rows: number } {
  if (cells < 4) return { columns: cells, rows: Math.min(1, cells) }
  const side = even(Math.sqrt(cells))
  let best = { columns: side, rows: even(cells / side) }
  for (const columns of [side - 2, side + 2]) {
    const rows = even(cells / Math.max(2, columns))
    const square = Math.max(columns, rows) <= 1.5 * Math.min(columns, rows)
    if (square && columns * rows < best.columns * best.rows) best = { columns, rows }
  }
  return best
}

/** The next even number. */
function even(value: number): number {
  return 2 * Math.ceil(value / 2)
}

/**
 * Cells of each part, MiB: together those of their sum, each at most one cell away from its exact share; the larger
 * remainder gets the cell, the first of two equal ones.
 */
export function cellsOf(parts: readonly number[], mebibytes: number): readonly number[] {
  const total = parts.reduce((sum, part) => sum + Math.max(0, part), 0)
  const count = cellCount(total, mebibytes)
  if (count === 0) return parts.map(() => 0)
  const exact = parts.map((part) => (Math.max(0, part) / total) * count)
  const cells = exact.map(Math.floor)
  const missing = count - cells.reduce((sum, one) => sum + one, 0)
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, missing)) cells[at] = (cells[at] ?? 0) + 1
  return cells
}

/** A cell outside of what was promised. */
export const noCell = 255

export interface PageMap {
  readonly columns: number
  readonly rows: number
  /** State of each cell, row by row; `noCell` where nothing was promised. */
  readonly states: Uint8Array
}

/** The cells of a unit along Hilbert's curve, states one after the other: what belongs together lies together. */
export function pageMap(cells: readonly number[]): PageMap {
  const count = cells.reduce((sum, one) => sum + one, 0)
  const { columns, rows } = mapShape(count)
  const states = new Uint8Array(columns * rows).fill(noCell)
  if (count === 0) return { columns, rows, states }
  const curve = hilbertCurve(columns, rows)
  let at = 0
  for (let state = 0; state < cells.length; state++) {
    const end = at + (cells[state] ?? 0)
    for (; at < end; at++) states[curve[at] ?? 0] = state
  }
  return { columns, rows, states }
}
