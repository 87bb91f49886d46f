/** Zones and racks: their boxes, and their names with the most and the mean of the lens. */
import { hostStates, noValue } from '../../../sim'
import { isRamp, rackBox, summarise, tenantStyle, toScreen } from '../../../viz/fleet'
import type { Rect } from '../../../viz/stack'
import { placeWords } from '../places'
import { isInSight, setFont, snapped, strokeBox, type Scene } from './scene'

export function paintZones(scene: Scene): void {
  const { context, layout, topology, camera, size, inks } = scene
  setFont(scene, 700)
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  context.fillStyle = inks.ink
  layout.zones.forEach((zone, at) => {
    const box = toScreen(camera, size, zone)
    const header = zone.header * camera.k
    if (!isInSight(scene, box) || header < inks.text + 3) return
    const name = placeWords(scene.t, 'zone', topology.zones[at] ?? '')
    // The name stays in sight while its zone is.
    const x = Math.max(box.x, Math.min(6, box.x + box.width - 80))
    context.fillText(name, x, box.y + header - Math.min(8, header * 0.25))
  })
}

export function paintRacks(scene: Scene): void {
  const { layout, camera, size } = scene
  for (let rack = 0; rack < layout.rackX.length; rack++) {
    const box = toScreen(camera, size, rackBox(layout, rack))
    if (!isInSight(scene, box)) continue
    if (scene.level === 'racks') paintCell(scene, rack, box)
    else paintBox(scene, rack, box)
  }
}

function paintBox(scene: Scene, rack: number, box: Rect): void {
  const { context, inks, layout, camera } = scene
  context.fillStyle = inks.panel
  context.fillRect(box.x, box.y, box.width, box.height)
  if (camera.k >= 6 || inks.forced) strokeBox(scene, box, inks.line, 1)
  const header = layout.rack.header * camera.k
  if (header >= inks.text + 2) paintHeader(scene, rack, box, header)
}

function paintHeader(scene: Scene, rack: number, box: Rect, height: number): void {
  const { context, inks, topology, frame, lens } = scene
  const size = Math.max(inks.text, Math.min(inks.text * 1.4, height * 0.4))
  const inset = Math.min(8, 0.12 * scene.camera.k + 2)
  const base = box.y + height / 2 + size * 0.36
  const value = frame === null ? null : summarise(frame, lens, ...hostsOf(scene, rack))
  const right = value === null ? '' : valueWords(scene, rack, value.value)
  setFont(scene, value !== null && isRamp(lens) && value.value > 88 ? 700 : 400, size)
  const taken = right === '' ? 0 : context.measureText(right).width + 8
  context.fillStyle = inks.ink
  context.textAlign = 'right'
  context.fillText(right, box.x + box.width - inset, base)
  setFont(scene, 400, size)
  context.textAlign = 'left'
  context.fillStyle = inks.muted
  const room = box.width - 2 * inset - taken
  const name = topology.racks[rack]?.name ?? ''
  for (const words of [placeWords(scene.t, 'rack', name), name]) {
    if (context.measureText(words).width > room) continue
    context.fillText(words, box.x + inset, base)
    break
  }
  if (value !== null && isRamp(lens) && value.value !== noValue && height >= size + 8) {
    const track = { x: box.x + inset, y: box.y + height - 3, width: box.width - 2 * inset, height: 2 }
    paintNotch(scene, track, value.value, value.mean)
  }
}

// A line as long as the most, and a notch where the mean is.
function paintNotch({ context, inks }: Scene, track: Rect, most: number, mean: number): void {
  context.fillStyle = inks.strongLine
  context.fillRect(track.x, track.y, (track.width * Math.min(100, most)) / 100, track.height)
  context.fillStyle = inks.ink
  context.fillRect(track.x + (track.width * Math.min(100, mean)) / 100 - 1, track.y - 2, 2, track.height + 3)
}

function valueWords({ t, formats, lens, topology }: Scene, rack: number, value: number): string {
  if (value === noValue) return ''
  if (isRamp(lens)) return formats.percent(value / 100)
  if (lens === 'tenant') return formats.number(topology.racks[rack]?.hosts ?? 0)
  const state = hostStates[value] ?? 'ok'
  return state === 'ok' ? '' : t(`fleet.state.${state}`)
}

// Too far away for hosts: the rack is one cell, as hot as its hottest host.
function paintCell(scene: Scene, rack: number, box: Rect): void {
  const { context, inks, frame, lens } = scene
  const value = frame === null ? null : summarise(frame, lens, ...hostsOf(scene, rack))
  context.fillStyle = value === null ? inks.soft : colourOf(scene, value.value)
  const x = snapped(scene, box.x)
  const y = snapped(scene, box.y)
  context.fillRect(x, y, snapped(scene, box.width), snapped(scene, box.height))
  if (inks.forced) strokeBox(scene, box, inks.line, 1)
  if (value === null || value.value === noValue) return
  if (isRamp(lens) && box.width >= 10) {
    const at = x + (box.width * Math.min(100, value.mean)) / 100
    context.fillStyle = inks.rampInk[Math.min(100, value.value)] ?? inks.ink
    context.fillRect(
      at - 0.5,
      y + box.height - Math.max(3, box.height * 0.2),
      1.5,
      Math.max(3, box.height * 0.2),
    )
  }
}

/** The fill of a value in the lens. */
export function colourOf({ inks, lens }: Scene, value: number): string {
  if (value === noValue) return inks.soft
  if (lens === 'state') return inks.states[value] ?? inks.soft
  if (lens === 'tenant') return tenantStyle(value, inks.pools).colour
  return inks.ramp[Math.min(100, value)] ?? inks.soft
}

function hostsOf({ layout }: Scene, rack: number): [number, number] {
  return [layout.firstHost[rack] ?? 0, layout.firstHost[rack + 1] ?? 0]
}
