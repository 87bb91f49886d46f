/** The coloured bands of all units in as few rectangles as possible: a thousand equal units are a few dozen bands. */
import type { StackView } from '../../sim'
import type { LayerName } from '../palette'
import { memberRows } from './members'
import { partsOfUnit, sameParts, slicesOf, unitLayers } from './parts'
import type { Band, Rect, Row, StackLayout } from './types'

/** Units from..to-1 of one row that consist of the same amounts. */
export interface Run extends Rect {
  readonly from: number
  readonly to: number
}

/** Neighbours in a row with the same parts, bottom row first. */
export function runsOf(view: StackView, layout: StackLayout): readonly Run[] {
  return layout.rows.flatMap((row) => runsOfRow(view, layout, row))
}

/** One rectangle per layer and run, bottom-up within each run; their areas add up to the tiles. */
export function bandsOf(view: StackView, layout: StackLayout): readonly Band[] {
  return runsOf(view, layout).flatMap((run) => bandsIn(run, partsOfUnit(view.units, run.from)))
}

/** Bands of one box that consists of `parts`, bottom-up. */
export function bandsIn(box: Rect, parts: Parameters<typeof slicesOf>[0]): readonly Band[] {
  let floor = box.y + box.height
  return slicesOf(parts, box.height).map(({ layer, height }) => {
    floor -= height
    return { layer, x: box.x, y: floor, width: box.width, height }
  })
}

/** The part of a unit's box that its apps take: where its workloads are drawn as cells. */
export function appBox(view: StackView, unit: number, box: Rect): Rect {
  const app = bandsIn(box, partsOfUnit(view.units, unit)).find((band) => band.layer === 'app')
  return app === undefined
    ? { ...box, height: 0 }
    : { x: app.x, y: app.y, width: app.width, height: app.height }
}

/** Lines between the workloads inside units, as [x1, y1, x2, y2]; none where cells would be under 3 px. */
export function memberLines(
  view: StackView,
  layout: StackLayout,
): readonly (readonly [number, number, number, number])[] {
  const lines: [number, number, number, number][] = []
  for (const run of runsOf(view, layout)) {
    for (let unit = run.from; unit < run.to; unit++) {
      const count = view.units.members[unit] ?? 0
      if (count < 2) continue
      const width = run.width / (run.to - run.from)
      const box = appBox(view, unit, { ...run, x: run.x + (unit - run.from) * width, width })
      if ((box.width * box.height) / count >= 9) lines.push(...linesBetween(count, box))
    }
  }
  return lines
}

/**
 * Bands of each layer, top layer first, for painting every layer as one path in that order. Each reaches half a pixel
 * under the band below it, so that no light shines through between them; what is seen keeps its true height.
 */
export function paintOrder(
  bands: readonly Band[],
): readonly { readonly layer: LayerName; readonly rects: readonly Rect[] }[] {
  const groups = new Map<LayerName, Rect[]>(unitLayers.map((layer) => [layer, []]))
  bands.forEach((band, at) => {
    const below = bands[at - 1]
    const lowest =
      below === undefined || below.x !== band.x || Math.abs(below.y - band.y - band.height) > 0.001
    groups.get(band.layer)?.push(lowest ? band : { ...band, height: band.height + 0.5 })
  })
  return [...groups]
    .reverse()
    .filter(([, rects]) => rects.length > 0)
    .map(([layer, rects]) => ({ layer, rects }))
}

function runsOfRow(view: StackView, layout: StackLayout, row: Row): readonly Run[] {
  const runs: Run[] = []
  let from = row.from
  for (let unit = row.from + 1; unit <= row.to; unit++) {
    if (unit < row.to && sameParts(view.units, from, unit)) continue
    const x = layout.tiles.x[from] ?? 0
    const right = unit < row.to ? (layout.tiles.x[unit] ?? 0) : row.right
    runs.push({ from, to: unit, x, y: row.y, width: right - x, height: row.height })
    from = unit
  }
  return runs
}

function linesBetween(count: number, box: Rect): readonly [number, number, number, number][] {
  const lines: [number, number, number, number][] = []
  let floor = box.y + box.height
  for (const inRow of memberRows(count, box)) {
    const top = floor - (box.height * inRow) / count
    for (let at = 1; at < inRow; at++) {
      const x = box.x + (box.width * at) / inRow
      lines.push([x, top, x, floor])
    }
    if (top > box.y + 0.01) lines.push([box.x, top, box.x + box.width, top])
    floor = top
  }
  return lines
}
