/** What runs in a host: VMs as squares with a double edge, containers as rounded chips, in their tenant's colour. */
import { noValue, type HostDetail } from '../../../sim'
import { bytesOf, inkOn, isRamp, tenantStyle, unitArea, unitBox, unitGrid } from '../../../viz/fleet'
import type { Rect } from '../../../viz/stack'
import { unitNameOf } from '../places'
import { paintCross } from './signs'
import { colourOf } from './racks'
import { setFont, strokeBox, type Scene } from './scene'

/** More words than this cannot be read at once. */
const mostLabels = 60
const crashed = 3

export function paintUnits(scene: Scene, host: number, box: Rect): void {
  const { context, inks, frame } = scene
  if (frame === null || frame.state[host] === crashed) return
  const area = unitArea(box, inks.text)
  const head = area.y - box.y
  // The colour of the lens stays as a frame around what runs here.
  const edge = area.x - box.x
  context.fillStyle = inks.page
  context.fillRect(box.x + edge, area.y, box.width - 2 * edge, box.height - head - edge)
  if (head > 8) paintHead(scene, host, box, head)
  const detail = scene.details.get(host)
  if (detail === undefined) return
  const count = detail.group.length
  if (count === 0) return paintEmpty(scene, area)
  const grid = unitGrid(count, area)
  const labelled = grid.side >= 34 && count * labelledHosts(scene) <= 4 * mostLabels
  for (let unit = 0; unit < count; unit++) {
    const tile = unitBox(grid, unit)
    paintUnit(scene, detail, unit, tile)
    if (labelled) paintLabel(scene, detail, unit, tile)
  }
}

// At most this many hosts of the present size can stand on the screen.
function labelledHosts({ size, camera }: Scene): number {
  return Math.ceil(size.width / camera.k) * Math.ceil(size.height / camera.k)
}

function paintHead(scene: Scene, host: number, box: Rect, height: number): void {
  const { context, inks, frame, lens, layout } = scene
  const value = frame === null ? noValue : (bytesOf(frame, lens)[host] ?? noValue)
  const fill = colourOf(scene, value)
  setFont(scene, 600)
  context.fillStyle = value === noValue ? inks.ink : inkOn(fill)
  context.textAlign = 'left'
  const base = box.y + height / 2 + inks.text * 0.36
  const name = layout.names[host] ?? ''
  const percent = isRamp(lens) && value !== noValue ? scene.formats.percent(value / 100) : ''
  const room = box.width - 12 - (frame?.state[host] === 0 ? 0 : 20)
  const both = `${name} ${percent}`
  context.fillText(context.measureText(both).width <= room ? both : name, box.x + 6, base, room)
}

function paintEmpty({ context, inks, t }: Scene, area: Rect): void {
  if (area.width < 80) return
  context.fillStyle = inks.muted
  context.textAlign = 'center'
  context.fillText(t('fleet.no-units'), area.x + area.width / 2, area.y + area.height / 2, area.width)
}

function paintUnit(scene: Scene, detail: HostDetail, unit: number, tile: Rect): void {
  const { context, inks, topology } = scene
  const group = topology.groups[detail.group[unit] ?? 0]
  const { colour, hatch } = tenantStyle(group?.tenant ?? 0, inks.pools)
  const gap = tile.width < 6 ? 0.5 : Math.min(3, tile.width * 0.08)
  const box = { x: tile.x + gap / 2, y: tile.y + gap / 2, width: tile.width - gap, height: tile.height - gap }
  const state = detail.state[unit] ?? 0
  const round = group?.kind === 'vm' || group?.kind === 'sandbox' ? 0 : Math.min(8, box.width * 0.28)
  context.globalAlpha = state === 0 ? 1 : 0.35
  shape(context, box, round)
  context.fillStyle = colour
  context.fill()
  const strokes = box.width >= 8 ? inks.hatch(hatch, inkOn(colour)) : null
  if (strokes !== null) {
    context.globalAlpha *= 0.55
    context.fillStyle = strokes
    context.fill()
  }
  context.globalAlpha = 1
  if (box.width >= 8) {
    context.strokeStyle = inks.outline
    context.lineWidth = 1
    context.stroke()
    if (round === 0) strokeBox(scene, inset(box, 3), inkOn(colour), 1)
  }
  if (state === crashed && box.width >= 8) {
    paintCross(scene, box.x + box.width / 2, box.y + box.height / 2, Math.min(9, box.width * 0.3))
  }
}

function paintLabel(scene: Scene, detail: HostDetail, unit: number, tile: Rect): void {
  const { context, inks, topology } = scene
  const group = topology.groups[detail.group[unit] ?? 0]
  const { colour } = tenantStyle(group?.tenant ?? 0, inks.pools)
  setFont(scene, 600)
  const room = tile.width - 14
  const words = [unitNameOf(topology, detail, unit), `${detail.ordinal[unit] ?? 0}`]
  const fits = words.find((word) => context.measureText(word).width <= room)
  if (fits === undefined) return
  const width = context.measureText(fits).width + 6
  const middle = { x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 }
  context.fillStyle = colour
  context.fillRect(middle.x - width / 2, middle.y - inks.text * 0.6, width, inks.text * 1.2)
  context.fillStyle = inkOn(colour)
  context.textAlign = 'center'
  context.fillText(fits, middle.x, middle.y + inks.text * 0.36)
}

function shape(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, round: number): void {
  context.beginPath()
  if (round < 1) return context.rect(x, y, width, height)
  context.moveTo(x + round, y)
  context.arcTo(x + width, y, x + width, y + height, round)
  context.arcTo(x + width, y + height, x, y + height, round)
  context.arcTo(x, y + height, x, y, round)
  context.arcTo(x, y, x + width, y, round)
  context.closePath()
}

function inset({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}
