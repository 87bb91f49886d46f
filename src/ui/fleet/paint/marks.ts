/** What is pointed out on the map: the pointer, the selection, the focus, a drop, and the one host that burns. */
import {
  bytesOf,
  hostBox,
  hottest,
  isRamp,
  rackBox,
  rackOf,
  steps,
  toScreen,
  unitArea,
  unitBox,
  unitGrid,
  type UnitGrid,
} from '../../../viz/fleet'
import type { Rect } from '../../../viz/stack'
import type { Place } from '../places'
import { paintCross } from './signs'
import { isInSight, setFont, slotGap, snapped, strokeBox, type Scene } from './scene'

export function paintMarks(scene: Scene): void {
  const { inks, marks } = scene
  const edge = (place: Place, colour: string, width: number) => {
    const box = boxOf(scene, place)
    if (box !== null && isInSight(scene, box)) strokeBox(scene, grown(box, width), colour, width)
  }
  edge(marks.hover, inks.hover, 2)
  edge(marks.selected, inks.selected, 3)
  edge(marks.focus, inks.focus, 3)
  if (marks.drop !== null) paintDrop(scene, marks.drop)
  paintCallout(scene)
}

/** Where a place stands on the screen; null when it is nowhere. */
function boxOf(scene: Scene, place: Place): Rect | null {
  const { layout, camera, size } = scene
  if (place.host >= 0) {
    const rack = rackOf(layout, place.host)
    const cell = toScreen(camera, size, hostBox(layout, rack, layout.slotOf[place.host] ?? 0))
    const grid = place.unit < 0 || camera.k < steps.units ? null : gridOf(scene, place.host)
    return grid === null ? cell : unitBox(grid, place.unit)
  }
  if (place.rack >= 0) return toScreen(camera, size, rackBox(layout, place.rack))
  const zone = layout.zones[place.zone]
  return zone === undefined ? null : toScreen(camera, size, zone)
}

/** Where the units of a host stand on the screen; null while they are not known. */
export function gridOf({ layout, camera, size, details, inks }: Scene, host: number): UnitGrid | null {
  const detail = details.get(host)
  if (detail === undefined) return null
  const { x, y, width } = toScreen(
    camera,
    size,
    hostBox(layout, rackOf(layout, host), layout.slotOf[host] ?? 0),
  )
  const gap = slotGap(camera.k)
  const cell = { x: x + gap / 2, y: y + gap / 2, width: width - gap, height: width - gap }
  return unitGrid(detail.group.length, unitArea(cell, inks.text))
}

function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by / 2, y: y - by / 2, width: width + by, height: height + by }
}

function paintDrop(scene: Scene, { host, allowed }: NonNullable<Scene['marks']['drop']>): void {
  const { context, inks } = scene
  const box = boxOf(scene, { zone: -1, rack: -1, host, unit: -1 })
  if (box === null) return
  context.setLineDash(allowed === null ? [4, 4] : allowed ? [] : [8, 4])
  strokeBox(scene, grown(box, 4), allowed === false ? inks.refused : inks.selected, 4)
  context.setLineDash([])
}

// A pill above the rack of the worst host, tied to it by a line.
function paintCallout(scene: Scene): void {
  const { context, frame, lens, layout, size, inks, camera, t, formats } = scene
  if (frame === null || camera.k >= steps.stack) return
  const host = hottest(frame, lens)
  const box = host < 0 ? null : boxOf(scene, { zone: -1, rack: -1, host, unit: -1 })
  if (box === null || !isInSight(scene, box)) return
  const rack = boxOf(scene, { zone: -1, rack: rackOf(layout, host), host: -1, unit: -1 }) ?? box
  const value = bytesOf(frame, lens)[host] ?? 0
  const words = isRamp(lens)
    ? t('fleet.callout', { host: layout.names[host] ?? '', value: formats.percent(value / 100) })
    : t('fleet.callout-state', { host: layout.names[host] ?? '' })
  setFont(scene, 700)
  const height = inks.text + 10
  const width = context.measureText(words).width + 20
  const x = snapped(scene, Math.max(2, Math.min(size.width - width - 2, box.x + box.width / 2 - width * 0.7)))
  const y = snapped(scene, Math.max(2, Math.min(rack.y, box.y) - height - 2))
  const foot = box.x + Math.min(box.width / 2, 24)
  context.strokeStyle = inks.ink
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(foot, y + height)
  context.lineTo(foot, box.y)
  context.stroke()
  context.fillStyle = inks.ink
  context.fillRect(x, y, width, height)
  strokeBox(scene, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 }, inks.page, 1)
  context.fillStyle = inks.page
  context.textAlign = 'left'
  context.fillText(words, x + 10, y + height / 2 + inks.text * 0.36)
  if (box.width < 12) {
    strokeBox(scene, grown(box, 4), inks.refused, 2)
    paintCross(scene, box.x + box.width + 2, box.y - 2, 5)
  }
}
