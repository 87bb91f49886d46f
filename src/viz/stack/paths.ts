/** Rectangles and lines into SVG path data. */
import { pathRound } from 'd3'
import type { Point, Rect, StackLayout } from './types'

/** Many rectangles as one path; each is drawn `inset` px inside its edges. */
export function rectsPath(rects: readonly Rect[], inset = 0): string {
  const path = pathRound(2)
  for (const { x, y, width, height } of rects) {
    path.rect(x + inset, y + inset, Math.max(0, width - 2 * inset), Math.max(0, height - 2 * inset))
  }
  return path.toString()
}

/** Many lines [x1, y1, x2, y2] as one path. */
export function linesPath(lines: readonly (readonly [number, number, number, number])[]): string {
  const path = pathRound(2)
  for (const [x1, y1, x2, y2] of lines) {
    path.moveTo(x1, y1)
    path.lineTo(x2, y2)
  }
  return path.toString()
}

export function polygonPath(points: readonly Point[]): string {
  const path = pathRound(2)
  points.forEach(({ x, y }, at) => (at === 0 ? path.moveTo(x, y) : path.lineTo(x, y)))
  path.closePath()
  return path.toString()
}

/** The seams between tiles, to be stroked with `layout.gap`. */
export function seamsPath(layout: StackLayout): string {
  const path = pathRound(2)
  layout.rows.forEach((row, at) => {
    for (let unit = row.from + 1; unit < row.to; unit++) {
      const x = layout.tiles.x[unit] ?? 0
      path.moveTo(x, row.y)
      path.lineTo(x, row.y + row.height)
    }
    const above = layout.rows[at + 1]
    if (above === undefined) return
    path.moveTo(layout.usable.x, row.y)
    path.lineTo(Math.max(row.right, above.right), row.y)
  })
  return path.toString()
}
