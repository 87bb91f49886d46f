/** The magnified copy beside a stack: one unit as a column, with labels that leader lines tie to its layers. */
import type { StackView } from '../../sim'
import type { LayerName } from '../palette'
import { bandsIn } from './bands'
import { placeLabels } from './labels'
import { magnifiedUnit, tileOf } from './layout'
import { memberCells } from './members'
import { partsOfCopy } from './parts'
import type { Band, Point, Rect, StackLayout } from './types'

/** Where the column stands and how high its labels are. */
export interface CopyFrame {
  /** Left edge and width of the column. */
  readonly x: number
  readonly width: number
  /** Left edge of the labels. */
  readonly labelX: number
  readonly labelHeight: number
  /** Labels end here at the latest: what stands below is not theirs. */
  readonly labelBottom: number
}

export interface CopyLabel {
  /** `shared` is the strip at the foot: libraries that all copies have in common. */
  readonly layer: LayerName | 'shared'
  readonly mib: number
  readonly top: number
  readonly height: number
  /** From the middle of the layer to the label. */
  readonly leader: readonly Point[]
}

export interface CopyLayout {
  readonly column: Rect
  readonly bands: readonly Band[]
  /** Cells of the workloads when the unit holds several. */
  readonly cells: readonly Rect[]
  readonly labels: readonly CopyLabel[]
  /** From the outlined tile to the column: says which one is magnified. */
  readonly beam: readonly Point[]
  readonly tile: Rect
}

/** The magnified copy; null when the host is empty. */
export function layoutCopy(view: StackView, layout: StackLayout, frame: CopyFrame): CopyLayout | null {
  const unit = magnifiedUnit(view, layout)
  if (view.copy === null || unit < 0) return null
  const { usable } = layout
  const column: Rect = { x: frame.x, y: usable.y, width: frame.width, height: usable.height }
  const bands = bandsIn(column, partsOfCopy(view.copy))
  const app = bands.find((band) => band.layer === 'app')
  const tile = tileOf(layout, unit)
  return {
    column,
    bands,
    cells: app === undefined || view.copy.workloads < 2 ? [] : memberCells(view.copy.workloads, app),
    labels: labelsOf(view, column, frame),
    beam: beamOf(tile, column),
    tile,
  }
}

// Anchors come from the true amounts, so that a layer too thin to be seen is still named where it lies.
function labelsOf(view: StackView, column: Rect, frame: CopyFrame): readonly CopyLabel[] {
  const marks = marksOf(view, column)
  const asks = marks.map(({ mib, anchor }) => ({ anchor, height: frame.labelHeight, weight: mib }))
  const tops = placeLabels(asks, column.y, Math.min(frame.labelBottom, column.y + column.height))
  return marks.flatMap(({ layer, mib, anchor }, at) => {
    const top = tops[at] ?? null
    if (top === null) return []
    const middle = top + frame.labelHeight / 2
    return [{ layer, mib, top, height: frame.labelHeight, leader: leaderOf(column, frame, anchor, middle) }]
  })
}

interface Mark {
  readonly layer: LayerName | 'shared'
  readonly mib: number
  readonly anchor: number
}

// Top-down, as labels are read.
function marksOf(view: StackView, column: Rect): readonly Mark[] {
  if (view.copy === null) return []
  const parts = partsOfCopy(view.copy)
  const total = parts.reduce((sum, part) => sum + part.mib, 0)
  let floor = column.y + column.height
  const marks: Mark[] = parts.map(({ layer, mib }) => {
    const height = total > 0 ? (mib / total) * column.height : 0
    floor -= height
    return { layer, mib, anchor: floor + height / 2 }
  })
  marks.reverse()
  const shared = view.copy.sharedLibrariesMiB
  if (shared > 0) marks.push({ layer: 'shared', mib: shared, anchor: column.y + column.height + 1 })
  return marks
}

function leaderOf(column: Rect, frame: CopyFrame, anchor: number, middle: number): readonly Point[] {
  const from = column.x + column.width
  const to = frame.labelX - 4
  return [
    { x: from, y: anchor },
    { x: Math.min(to, from + 2), y: anchor },
    { x: to, y: middle },
  ]
}

function beamOf(tile: Rect, column: Rect): readonly Point[] {
  const right = tile.x + tile.width
  return [
    { x: right, y: tile.y },
    { x: column.x, y: column.y },
    { x: column.x, y: column.y + column.height },
    { x: right, y: tile.y + tile.height },
  ]
}
