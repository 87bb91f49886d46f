/** Things on a stack that can be selected by name, their outlines, and where a numbered marker points at them. */
import type { StackView } from '../../sim'
import type { LayerName } from '../palette'
import { runsOf, bandsIn } from './bands'
import type { CopyLayout } from './copy'
import { tileOf } from './layout'
import { overheadLayers, partsOfUnit, unitLayers } from './parts'
import { bounds, stateNames, unitsNamed } from './states'
import type { Point, Rect, StackLayout } from './types'

export interface Scene {
  readonly view: StackView
  readonly layout: StackLayout
  readonly copy: CopyLayout | null
}

/**
 * Outlines of what `id` names on this host: 'hardware', 'kernel', 'shared', 'left-over', 'units', 'lost', 'copy',
 * 'overhead', a layer, a unit or a workload. Empty when it names nothing here.
 */
export function outlinesOf(scene: Scene, id: string): readonly Rect[] {
  const { view, layout, copy } = scene
  switch (id) {
    case 'hardware':
      return [layout.hardware]
    case 'kernel':
      return [layout.kernel, ...layerOutlines(scene, new Set(['guest']))]
    case 'shared':
      return layout.shared === null ? [] : [layout.shared]
    case 'left-over':
      return layout.free.length === 0 ? [] : [...layout.free]
    case 'units':
      return layout.rows.length === 0 ? [] : [bounds(rowBoxes(layout))]
    case 'lost':
      return lostUnits(scene)
    case 'copy':
      return copy === null ? [] : [copy.tile, copy.column]
    case 'overhead':
      return layerOutlines(scene, overheadLayers)
    default:
      if ((unitLayers as readonly string[]).includes(id))
        return layerOutlines(scene, new Set([id as LayerName]))
      return unitsNamed(view, new Set([id])).map((unit) => tileOf(layout, unit))
  }
}

/** In a tile smaller than this (px) a sign reaches so far out that a marker must step outside. */
const small = 44

/**
 * Where the marker of a reason stands: in the channel between stack and magnified copy when it is about a
 * layer or the
 * copy, otherwise on the region itself. `channel` is the middle of that gap; null when nothing of the kind is here.
 */
export function markerOf(scene: Scene, id: string, channel: number): Point | null {
  const { layout, copy } = scene
  if (id === 'copy') {
    return copy === null ? null : { x: channel, y: copy.column.y + copy.column.height / 2 }
  }
  if (id === 'overhead' || (unitLayers as readonly string[]).includes(id)) {
    const layers = id === 'overhead' ? overheadLayers : new Set([id as LayerName])
    const bands = copy?.bands.filter((band) => layers.has(band.layer)) ?? []
    if (bands.length === 0) return null
    const box = bounds(bands)
    return { x: channel, y: box.y + box.height / 2 }
  }
  if (id === 'left-over' && layout.free.length > 0) {
    const [strip = layout.usable] = [...layout.free].sort((a, b) => b.width * b.height - a.width * a.height)
    return { x: strip.x + strip.width / 2, y: strip.y + strip.height / 2 }
  }
  if (id === 'kernel') return middleOf(layout.kernel)
  const [first] = outlinesOf(scene, id)
  // At a corner: the sign of what has crashed stands in the middle.
  if (first !== undefined && id === 'lost') {
    const out = Math.min(first.width, first.height) < small ? 8 : 0
    return { x: first.x + first.width + out, y: first.y - out }
  }
  if (first !== undefined && id === 'units') return { x: first.x, y: first.y }
  return first === undefined ? null : middleOf(first)
}

/** Outlines of some layers in every unit, joined along each row, and in the magnified copy. */
function layerOutlines({ view, layout, copy }: Scene, layers: ReadonlySet<LayerName>): readonly Rect[] {
  const outlines: Rect[] = []
  for (const run of runsOf(view, layout)) {
    const bands = bandsIn(run, partsOfUnit(view.units, run.from)).filter((band) => layers.has(band.layer))
    if (bands.length > 0) outlines.push(bounds(bands))
  }
  const magnified = copy?.bands.filter((band) => layers.has(band.layer)) ?? []
  if (magnified.length > 0) outlines.push(bounds(magnified))
  return outlines
}

/** Units whose kernel has gone down with everything in them. */
function lostUnits({ view, layout }: Scene): readonly Rect[] {
  const boxes: Rect[] = []
  const crashed = stateNames.indexOf('crashed')
  for (let unit = 0; unit < view.units.count; unit++) {
    if (view.units.state[unit] === crashed) boxes.push(tileOf(layout, unit))
  }
  return boxes
}

function rowBoxes(layout: StackLayout): readonly Rect[] {
  return layout.rows.map(({ y, height, right }) => ({
    x: layout.usable.x,
    y,
    width: right - layout.usable.x,
    height,
  }))
}

function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
