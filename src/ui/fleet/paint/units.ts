/** What runs in a host: VMs as squares with a double edge, containers as rounded chips, in the colour of the lens. */
import { noValue, type HostDetail } from '../../../sim'
import {
  bytesOf,
  inkOn,
  isRamp,
  tenantStyle,
  unitArea,
  unitBox,
  unitGrid,
  type Hatch,
} from '../../../viz/fleet'
import type { Rect } from '../../../viz/stack'
import { unitNameOf } from '../places'
import { paintCross } from './signs'
import { colourOf } from './racks'
import { setFont, strokeBox, type Scene } from './scene'

/** More words than this cannot be read at once. */
const mostLabels = 60
/** Side of a unit that has room for words, px. */
const leastLabelled = 34
const crashed = 3
const offState = 3

export function paintUnits(scene: Scene, host: number, box: Rect): void {
  const { context, inks, frame } = scene
  if (frame === null) return
  const off = frame.state[host] === offState
  const area = unitArea(box, inks.text)
  const head = area.y - box.y
  const body = bodyOf(scene, host)
  if (body === null && !off) {
    // The tenants are in the units: the colour of the host stays as a frame around them.
    const edge = area.x - box.x
    context.fillStyle = inks.page
    context.fillRect(box.x + edge, area.y, box.width - 2 * edge, box.height - head - edge)
  }
  if (head > 8) paintHead(scene, host, box, head)
  const detail = scene.details.get(host)
  if (detail === undefined) return
  const count = detail.group.length
  if (count === 0) return off ? undefined : paintEmpty(scene, area, body)
  const grid = unitGrid(count, area)
  const labelled = grid.side >= leastLabelled && count * labelledHosts(scene) <= 4 * mostLabels
  const named = labelled && allNamed(scene, detail, grid.side - labelInset)
  for (let unit = 0; unit < count; unit++) {
    const tile = unitBox(grid, unit)
    const look = lookOf(scene, detail, unit, off ? inks.panel : body)
    paintUnit(scene, detail, unit, tile, look)
    if (labelled) paintLabel(scene, detail, unit, tile, { ...look, named })
  }
}

/** The colour a host is filled with; null where its units have colours of their own. */
function bodyOf(scene: Scene, host: number): string | null {
  const { frame, lens } = scene
  if (frame === null || lens === 'tenant') return null
  return colourOf(scene, bytesOf(frame, lens)[host] ?? noValue)
}

/** How a unit is drawn: in the colour of its tenant, or as an outline on that of its host. */
interface Look {
  readonly colour: string
  readonly ink: string
  readonly hatch: Hatch | null
}

function lookOf({ inks, topology }: Scene, detail: HostDetail, unit: number, body: string | null): Look {
  if (body !== null) {
    const plain = body === inks.soft || body === inks.panel
    return { colour: body, ink: plain ? inks.ink : inkOn(body), hatch: null }
  }
  const tenant = topology.groups[detail.group[unit] ?? 0]?.tenant ?? 0
  const { colour, hatch } = tenantStyle(tenant, inks.pools)
  return { colour, ink: inkOn(colour), hatch }
}

/** Space around the words in a unit, px. */
const labelInset = 14

// One form in the whole host: names where all have room, else only the numbers.
function allNamed(scene: Scene, detail: HostDetail, room: number): boolean {
  setFont(scene, 600)
  const { context, topology } = scene
  return detail.group.every(
    (_, unit) => context.measureText(unitNameOf(topology, detail, unit)).width <= room,
  )
}

// At most this many hosts of the present size can stand on the screen.
function labelledHosts({ size, camera }: Scene): number {
  return Math.ceil(size.width / camera.k) * Math.ceil(size.height / camera.k)
}

function paintHead(scene: Scene, host: number, box: Rect, height: number): void {
  const { context, inks, frame, lens, layout, t } = scene
  const state = frame?.state[host] ?? 0
  const off = state === offState
  const value = frame === null || off ? noValue : (bytesOf(frame, lens)[host] ?? noValue)
  const fill = colourOf(scene, value)
  setFont(scene, 600)
  context.fillStyle = off ? inks.muted : value === noValue ? inks.ink : inkOn(fill)
  context.textAlign = 'left'
  const base = box.y + height / 2 + inks.text * 0.36
  const name = layout.names[host] ?? ''
  const percent = isRamp(lens) && value !== noValue ? scene.formats.percent(value / 100) : ''
  const more = off ? t('fleet.state.off') : percent
  const room = box.width - 8 - (state === 0 || off ? 0 : 20)
  const words = [`${name} ${more}`, name].find((one) => context.measureText(one).width <= room)
  const shown = words ?? name
  if (lens === 'tenant' && !off) {
    // Nothing is read on a hatch.
    const ink = context.fillStyle
    context.fillStyle = fill
    context.fillRect(box.x + 2, box.y + 1, Math.min(room, context.measureText(shown).width) + 4, height - 2)
    context.fillStyle = ink
  }
  context.fillText(shown, box.x + 4, base, room)
  // Where both have no room beside each other, the word stands at the foot.
  if (off && words !== `${name} ${more}`) paintFoot(scene, box, more)
}

// On a ground of its own, for there may be ghosts below it.
function paintFoot({ context, inks }: Scene, box: Rect, words: string): void {
  const width = context.measureText(words).width + 4
  const right = box.x + box.width - 3
  const foot = box.y + box.height - 3
  context.fillStyle = inks.panel
  context.fillRect(right - width, foot - inks.text - 2, width, inks.text + 2)
  context.fillStyle = inks.muted
  context.fillText(words, right - width + 2, foot - 3)
}

function paintEmpty({ context, inks, t }: Scene, area: Rect, body: string | null): void {
  if (area.width < 80) return
  context.fillStyle = body === null || body === inks.soft ? inks.muted : inkOn(body)
  context.textAlign = 'center'
  context.fillText(t('fleet.no-units'), area.x + area.width / 2, area.y + area.height / 2, area.width)
}

function paintUnit(scene: Scene, detail: HostDetail, unit: number, tile: Rect, look: Look): void {
  const { context, inks, topology } = scene
  const group = topology.groups[detail.group[unit] ?? 0]
  const { colour, ink, hatch } = look
  const gap = tile.width < 6 ? 0.5 : Math.min(3, tile.width * 0.08)
  const box = { x: tile.x + gap / 2, y: tile.y + gap / 2, width: tile.width - gap, height: tile.height - gap }
  const state = detail.state[unit] ?? 0
  const round = group?.kind === 'vm' || group?.kind === 'sandbox' ? 0 : Math.min(8, box.width * 0.28)
  context.globalAlpha = state === 0 ? 1 : 0.35
  shape(context, box, round)
  context.fillStyle = colour
  context.fill()
  const strokes = hatch !== null && box.width >= 8 ? inks.hatch(hatch, ink) : null
  if (strokes !== null) {
    context.globalAlpha *= 0.55
    context.fillStyle = strokes
    context.fill()
  }
  context.globalAlpha = 1
  if (box.width >= 4) {
    // A copy that no longer runs is the ghost of one.
    if (state !== 0) context.setLineDash([3, 2])
    context.strokeStyle = hatch === null ? ink : inks.outline
    context.lineWidth = 1
    context.stroke()
    context.setLineDash([])
    if (round === 0 && box.width >= 8) strokeBox(scene, inset(box, 3), ink, 1)
  }
  if (state === crashed && box.width >= 8) {
    const radius = Math.min(9, box.width * 0.3)
    // A large one has its name in the middle.
    if (tile.width >= leastLabelled) paintCross(scene, box.x + box.width - radius, box.y + radius, radius)
    else paintCross(scene, box.x + box.width / 2, box.y + box.height / 2, radius)
  }
}

function paintLabel(
  scene: Scene,
  detail: HostDetail,
  unit: number,
  tile: Rect,
  look: Look & { readonly named: boolean },
): void {
  const { context, inks, topology } = scene
  setFont(scene, 600)
  const room = tile.width - labelInset
  const fits = look.named ? unitNameOf(topology, detail, unit) : `${detail.ordinal[unit] ?? 0}`
  if (context.measureText(fits).width > room) return
  const width = context.measureText(fits).width + 6
  const middle = { x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 }
  context.fillStyle = look.colour
  context.fillRect(middle.x - width / 2, middle.y - inks.text * 0.6, width, inks.text * 1.2)
  context.fillStyle = look.ink
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
