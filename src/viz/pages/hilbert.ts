/** Hilbert's curve: one line through every cell of a rectangle on which near numbers stay near on the picture. */

/** Longest side of a rectangle: 2 TiB in cells of 2 MiB. */
export const mostSide = 1024
/** Curves that are kept; a fleet has few sizes of units. */
const mostKept = 32

const kept = new Map<number, Uint32Array>()

/**
 * Cells of a rectangle in the order of the curve, each as y * columns + x. It begins at the top left; consecutive
 * cells share a side when both sides are even. In a square of 2^n cells it is Hilbert's own. The same array each
 * time: not to be changed. Throws a RangeError for sides that are not whole numbers between 1 and `mostSide`.
 * Source: D. Hilbert, Math. Ann. 38 (1891); for rectangles J. Červený's generalized curve (2018).
 */
export function hilbertCurve(columns: number, rows: number): Uint32Array {
  for (const side of [columns, rows])
    if (!Number.isInteger(side) || side < 1 || side > mostSide)
      throw new RangeError(`no curve of side ${side}`)
  const key = columns * (mostSide + 1) + rows
  const known = kept.get(key)
  if (known !== undefined) return known
  const line: Line = { cells: new Uint32Array(columns * rows), columns, count: 0 }
  if (columns >= rows) walk(line, [0, 0], [columns, 0], [0, rows])
  else walk(line, [0, 0], [0, rows], [columns, 0])
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, line.cells)
  return line.cells
}

interface Line {
  readonly cells: Uint32Array
  readonly columns: number
  count: number
}

type Vector = readonly [x: number, y: number]

const plus = ([x, y]: Vector, [dx, dy]: Vector): Vector => [x + dx, y + dy]
const minus = ([x, y]: Vector, [dx, dy]: Vector): Vector => [x - dx, y - dy]
const back = ([x, y]: Vector): Vector => [-x, -y]
const half = ([x, y]: Vector): Vector => [Math.floor(x / 2), Math.floor(y / 2)]
const step = ([x, y]: Vector): Vector => [Math.sign(x), Math.sign(y)]
const long = ([x, y]: Vector): number => Math.abs(x + y)

/** Walks the rectangle that lies at `from` along `along` and across `across`, from its corner to the end of `along`. */
function walk(line: Line, from: Vector, along: Vector, across: Vector): void {
  const [width, height] = [long(along), long(across)]
  if (height === 1 || width === 1) {
    const way = height === 1 ? along : across
    for (let at = from, left = long(way); left > 0; left--, at = plus(at, step(way)))
      line.cells[line.count++] = at[1] * line.columns + at[0]
    return
  }
  if (2 * width > 3 * height) {
    const first = evened(half(along), along)
    walk(line, from, first, across)
    walk(line, plus(from, first), minus(along, first), across)
    return
  }
  const firstAlong = half(along)
  const firstAcross = evened(half(across), across)
  const corner = plus(from, plus(minus(along, step(along)), minus(firstAcross, step(across))))
  walk(line, from, firstAcross, firstAlong)
  walk(line, plus(from, firstAcross), along, minus(across, firstAcross))
  walk(line, corner, back(firstAcross), back(minus(along, firstAlong)))
}

/** Halves of even length join without a step across a corner. */
function evened(part: Vector, whole: Vector): Vector {
  return long(part) % 2 === 1 && long(whole) > 2 ? plus(part, step(whole)) : part
}
