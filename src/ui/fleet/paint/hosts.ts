/** Hosts as cells in the colour of the lens, larger ones with bars of CPU and memory and the sign of their state. */
import { noValue } from '../../../sim'
import { bytesOf, hostsInSight, inkOn, margin, tenantStyle } from '../../../viz/fleet'
import { paintBang, paintCross } from './signs'
import { colourOf } from './racks'
import { paintUnits } from './units'
import { setFont, slotGap, snapped, strokeBox, type Scene } from './scene'

/** Cells with their place on the screen, sorted by the byte of the lens: one change of colour per value. */
interface Cells {
  readonly hosts: readonly number[] | Uint32Array
  readonly order: Uint32Array
  readonly x: Float32Array
  readonly y: Float32Array
  /** Width and height, px, without the gap. */
  readonly side: number
}

const criticalState = 2
const offState = 3

export function paintHosts(scene: Scene): void {
  const { frame, level, lens } = scene
  const cells = cellsInSight(scene)
  const bytes = frame === null ? null : bytesOf(frame, lens)
  paintFills(scene, cells, bytes)
  if (frame === null) return
  paintEdges(scene, cells, frame.state)
  if (level === 'bars') {
    paintBars(scene, cells)
    paintNames(scene, cells, frame.state)
  } else if (level !== 'cells') {
    for (const at of cells.order) paintUnits(scene, cells.hosts[at] ?? 0, boxAt(cells, at))
  }
  // Last, so that nothing covers what must be seen.
  paintSigns(scene, cells, frame.state)
}

function boxAt({ x, y, side }: Cells, at: number) {
  return { x: x[at] ?? 0, y: y[at] ?? 0, width: side, height: side }
}

function cellsInSight(scene: Scene): Cells {
  const { layout, camera, size, frame, lens } = scene
  const { k } = camera
  const hosts = hostsInSight(layout, camera, size, layout.names.length)
  const gap = k < 10 ? 1 / scene.pixels : slotGap(k)
  const x = new Float32Array(hosts.length)
  const y = new Float32Array(hosts.length)
  const slots = layout.columns * layout.rows
  let rack = 0
  hosts.forEach((host, at) => {
    while (host >= (layout.firstHost[rack + 1] ?? Infinity)) rack++
    const slot = Math.min(slots - 1, layout.slotOf[host] ?? 0)
    const column = slot % layout.columns
    const row = (slot - column) / layout.columns
    const left = (layout.rackX[rack] ?? 0) + margin + column - camera.x
    const top = (layout.rackY[rack] ?? 0) + layout.rack.header + margin + row - camera.y
    x[at] = snapped(scene, left * k + size.width / 2 + gap / 2)
    y[at] = snapped(scene, top * k + size.height / 2 + gap / 2)
  })
  const side = Math.max(1 / scene.pixels, snapped(scene, k - gap))
  return { hosts, x, y, side, order: sorted(hosts, frame === null ? null : bytesOf(frame, lens)) }
}

function sorted(hosts: readonly number[], bytes: Uint8Array | null): Uint32Array {
  const starts = new Uint32Array(257)
  const byteOf = (host: number) => bytes?.[host] ?? noValue
  for (const host of hosts) starts[byteOf(host) + 1]! += 1
  for (let value = 0; value < 256; value++) starts[value + 1]! += starts[value]!
  const order = new Uint32Array(hosts.length)
  hosts.forEach((host, at) => {
    order[starts[byteOf(host)]!++] = at
  })
  return order
}

function paintFills(scene: Scene, { hosts, order, x, y, side }: Cells, bytes: Uint8Array | null): void {
  const { context, lens, inks } = scene
  let last = -1
  let hatch: CanvasPattern | null = null
  for (const at of order) {
    const value = bytes?.[hosts[at] ?? 0] ?? noValue
    if (value !== last) {
      last = value
      hatch = lens === 'tenant' && side >= 8 ? hatchOf(scene, value) : null
      context.fillStyle = colourOf(scene, value)
    }
    context.fillRect(x[at] ?? 0, y[at] ?? 0, side, side)
    if (hatch === null) continue
    // Quieter than what is printed on it.
    context.globalAlpha = 0.5
    context.fillStyle = hatch
    context.fillRect(x[at] ?? 0, y[at] ?? 0, side, side)
    context.globalAlpha = 1
    context.fillStyle = colourOf(scene, value)
  }
  if (inks.forced && side >= 6) {
    for (const at of order) strokeBox(scene, boxAt({ hosts, order, x, y, side }, at), inks.line, 1)
  }
}

function hatchOf({ inks }: Scene, tenant: number): CanvasPattern | null {
  if (tenant === noValue) return null
  const { colour, hatch } = tenantStyle(tenant, inks.pools)
  return inks.hatch(hatch, inkOn(colour))
}

// A host that is off is an empty dashed box, a critical one has a heavy edge.
function paintEdges(scene: Scene, cells: Cells, states: Uint8Array): void {
  const { context, inks } = scene
  const { side, hosts } = cells
  if (side < 5) return
  for (const at of cells.order) {
    const state = states[hosts[at] ?? 0] ?? 0
    const box = boxAt(cells, at)
    if (state === criticalState) strokeBox(scene, box, inks.refused, side < 14 ? 1 : 2)
    if (state !== offState) continue
    context.fillStyle = inks.panel
    context.fillRect(box.x, box.y, side, side)
    context.setLineDash([3, 2])
    strokeBox(scene, box, side < 40 ? inks.off : inks.muted, 1)
    context.setLineDash([])
  }
}

// The sign beside the colour: a dash when off, an exclamation mark for a warning, a cross when critical.
function paintSigns(scene: Scene, cells: Cells, states: Uint8Array): void {
  const { side, hosts } = cells
  if (side < 12) return
  // In a talk a sign is text like any other: as large as the smallest words there, or left to the outline.
  const least = scene.inks.text >= 20 ? scene.inks.text : 9
  const size = Math.max(least, Math.min(20, side * 0.32))
  if (size > side) return
  for (const at of cells.order) {
    const state = states[hosts[at] ?? 0] ?? 0
    if (state === 0) continue
    const { x, y } = boxAt(cells, at)
    const corner = { x: x + side - size * 0.55, y: y + size * 0.55 }
    if (state === criticalState) paintCross(scene, corner.x, corner.y, size * 0.5)
    else if (state !== offState) paintBang(scene, corner.x, corner.y, size * 0.5)
    else if (side < roomForWords(scene)) paintDash(scene, x + side / 2, y + side / 2, size)
  }
}

function paintDash(scene: Scene, x: number, y: number, size: number): void {
  const { context, inks } = scene
  setFont(scene, 700, size)
  context.textAlign = 'center'
  context.fillStyle = inks.muted
  context.fillText('–', x, y + size * 0.35)
}

/** A side from which a short name fits into a host, px. */
function roomForWords({ inks }: Scene): number {
  return inks.text * 2.8
}

// The name above the bars; a host that is off says so in its place.
function paintNames(scene: Scene, cells: Cells, states: Uint8Array): void {
  const { context, inks, layout, frame, lens, t } = scene
  const { side } = cells
  if (frame === null || side < roomForWords(scene)) return
  const bytes = bytesOf(frame, lens)
  setFont(scene, 600)
  context.textAlign = 'left'
  for (const at of cells.order) {
    const host = cells.hosts[at] ?? 0
    const state = states[host] ?? 0
    const { x, y } = boxAt(cells, at)
    const off = state === offState
    const value = bytes[host] ?? noValue
    context.fillStyle = off ? inks.muted : value === noValue ? inks.ink : inkOn(colourOf(scene, value))
    const room = side - 6 - (off || state === 0 ? 0 : Math.min(20, side * 0.32))
    const name = layout.names[host] ?? ''
    if (context.measureText(name).width <= room) context.fillText(name, x + 3, y + inks.text + 2)
    if (off) context.fillText(t('fleet.state.off'), x + 3, y + 2.4 * inks.text + 2, side - 6)
  }
}

// Two lines at the foot of a cell: CPU above memory, on a track of full length.
function paintBars(scene: Scene, cells: Cells): void {
  const { context, frame, lens } = scene
  if (frame === null) return
  const { side } = cells
  const bytes = bytesOf(frame, lens)
  const thick = Math.max(1, snapped(scene, side * 0.07))
  const length = side * 0.62
  let ink = ''
  let last = -1
  for (const at of cells.order) {
    const host = cells.hosts[at] ?? 0
    if (frame.state[host] === offState) continue
    const value = bytes[host] ?? noValue
    if (value !== last) {
      last = value
      ink = value === noValue ? scene.inks.muted : inkOn(colourOf(scene, value))
    }
    const left = (cells.x[at] ?? 0) + side * 0.14
    const first = snapped(scene, (cells.y[at] ?? 0) + side * 0.56)
    const bars = [frame.cpu[host] ?? 0, frame.memory[host] ?? 0]
    bars.forEach((percent, line) => {
      const top = first + line * 2.2 * thick
      context.fillStyle = ink
      context.globalAlpha = 0.25
      context.fillRect(left, top, length, thick)
      context.globalAlpha = 1
      context.fillRect(left, top, (length * Math.min(100, percent === noValue ? 0 : percent)) / 100, thick)
    })
  }
}
