/** The camera of the map: its centre in slots, and px per slot. */
import { interpolateZoom } from 'd3'
import type { Rect } from '../stack'
import { hostBox, rackBox, type FleetLayout } from './layout'
import { pickAt, rackOf, zoneOfRack } from './pick'

export interface MapCamera {
  readonly x: number
  readonly y: number
  readonly k: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** What the map shows changes at these px per host. */
export const steps = { cells: 4, bars: 14, units: 60, stack: 240, workload: 900 } as const
export type MapLevel = 'racks' | keyof typeof steps

/** The closest that can be looked at, px per host. */
export const closest = 1400
/** A single host is not blown up to fill the screen unasked. */
const largestFit = 200
/** Part of the screen that a framed thing fills. */
const filled = 0.94

export function levelOf(k: number): MapLevel {
  if (k < steps.cells) return 'racks'
  if (k < steps.bars) return 'cells'
  if (k < steps.units) return 'bars'
  if (k < steps.stack) return 'units'
  return k <= steps.workload ? 'stack' : 'workload'
}

/** The camera that shows all of a box, with a margin. */
function frameBox(box: Rect, size: Size, most: number): MapCamera {
  const k = filled * Math.min(size.width / box.width, size.height / box.height)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, k: Math.max(0.2, Math.min(most, k)) }
}

/** The camera that shows the whole fleet. */
export function fitAll(layout: FleetLayout, size: Size): MapCamera {
  return frameBox({ x: 0, y: 0, width: layout.width, height: layout.height }, size, largestFit)
}

/** Keeps the centre on the map and the scale within what can be drawn. */
export function heldInside(camera: MapCamera, layout: FleetLayout, size: Size): MapCamera {
  const least = Math.min(fitAll(layout, size).k * 0.6, 4)
  return {
    x: Math.max(0, Math.min(layout.width, camera.x)),
    y: Math.max(0, Math.min(layout.height, camera.y)),
    k: Math.max(least, Math.min(closest, camera.k)),
  }
}

export function toScreen({ x, y, k }: MapCamera, size: Size, box: Rect): Rect {
  return {
    x: (box.x - x) * k + size.width / 2,
    y: (box.y - y) * k + size.height / 2,
    width: box.width * k,
    height: box.height * k,
  }
}

export function toMap({ x, y, k }: MapCamera, size: Size, px: number, py: number) {
  return { x: x + (px - size.width / 2) / k, y: y + (py - size.height / 2) / k }
}

/** Zoomed by a factor about a point of the screen, which stays where it is. */
export function zoomedAbout(camera: MapCamera, size: Size, by: number, px: number, py: number): MapCamera {
  const fixed = toMap(camera, size, px, py)
  const k = camera.k * by
  return { k, x: fixed.x - (px - size.width / 2) / k, y: fixed.y - (py - size.height / 2) / k }
}

/** A way from one camera to another that a viewer can follow; from 0 to 1. */
export function flight(from: MapCamera, to: MapCamera, size: Size): (part: number) => MapCamera {
  const view = ({ x, y, k }: MapCamera): [number, number, number] => [x, y, size.width / k]
  const way = interpolateZoom(view(from), view(to))
  return (part) => {
    if (part >= 1) return to
    const eased = part * part * (3 - 2 * part)
    const [x, y, width] = way(eased)
    return { x, y, k: size.width / width }
  }
}

/** Where the camera is, as the way down to it: [] is the whole fleet, then zone, rack, host and 'workload'. */
export interface MapPath {
  readonly zone: number
  readonly rack: number
  readonly host: number
  /** The camera is inside one workload. */
  readonly inside: boolean
}

const top: MapPath = { zone: -1, rack: -1, host: -1, inside: false }

/** How deep a path leads: 0 fleet, 1 zone, 2 rack, 3 host, 4 workload. */
export function depthOf({ zone, rack, host, inside }: MapPath): number {
  if (inside) return 4
  return host >= 0 ? 3 : rack >= 0 ? 2 : zone >= 0 ? 1 : 0
}

/** The first `depth` steps of a path. */
export function cutPath(path: MapPath, depth: number): MapPath {
  return {
    zone: depth >= 1 ? path.zone : -1,
    rack: depth >= 2 ? path.rack : -1,
    host: depth >= 3 ? path.host : -1,
    inside: depth >= 4 && path.inside,
  }
}

export function pathToHost(layout: FleetLayout, host: number): MapPath {
  const rack = rackOf(layout, host)
  return { zone: zoneOfRack(layout, rack), rack, host, inside: false }
}

/** What the camera is in: the deepest thing at its centre that fills most of the screen. */
export function pathOfCamera(layout: FleetLayout, camera: MapCamera, size: Size): MapPath {
  const near = nearest(layout, camera)
  const inside = camera.k > steps.workload
  const path = { ...near, inside }
  for (let depth = 4; depth > 0; depth--) {
    const cut = cutPath(path, depth)
    if (depthOf(cut) === depth && camera.k >= scaleInside(layout, cut, size)) return cut
  }
  return top
}

// From here on the camera is in something: nearer to it than to what holds it. A zone that is the whole fleet begins
// where less than all is shown.
function scaleInside(layout: FleetLayout, path: MapPath, size: Size): number {
  const depth = depthOf(path)
  if (depth === 4) return steps.workload
  if (depth === 3) return steps.stack
  const around = cameraFor(layout, cutPath(path, depth - 1), size).k
  return Math.max(Math.sqrt(around * cameraFor(layout, path, size).k), 1.05 * around)
}

/** The camera that shows what a path leads to. */
export function cameraFor(layout: FleetLayout, path: MapPath, size: Size): MapCamera {
  if (path.host >= 0) {
    const box = hostBox(layout, path.rack, layout.slotOf[path.host] ?? 0)
    if (path.inside) return { ...frameBox(box, size, closest), k: 1000 }
    return { ...frameBox(box, size, steps.workload), k: hostScale(size) }
  }
  if (path.rack >= 0) return frameBox(rackBox(layout, path.rack), size, largestFit)
  const zone = layout.zones[path.zone]
  return zone === undefined ? fitAll(layout, size) : frameBox(zone, size, largestFit)
}

function hostScale(size: Size): number {
  return Math.max(steps.stack + 20, Math.min(steps.workload - 20, filled * Math.min(size.width, size.height)))
}

// What is at the centre, or beside it when the centre is in a gap.
function nearest(layout: FleetLayout, { x, y }: MapCamera): MapPath {
  const picked = pickAt(layout, x, y)
  if (picked.host >= 0) return { ...picked, inside: false }
  let best = top
  let distance = Infinity
  const from = Math.max(0, picked.rack)
  const to = picked.rack >= 0 ? picked.rack + 1 : layout.rackX.length
  for (let rack = from; rack < to; rack++) {
    const box = rackBox(layout, rack)
    const off = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
    if (off < distance) {
      distance = off
      best = { zone: zoneOfRack(layout, rack), rack, host: -1, inside: false }
    }
  }
  if (best.rack < 0) return best
  return { ...best, host: nearestHost(layout, best.rack, x, y) }
}

function nearestHost(layout: FleetLayout, rack: number, x: number, y: number): number {
  let best = -1
  let distance = Infinity
  for (let host = layout.firstHost[rack] ?? 0; host < (layout.firstHost[rack + 1] ?? 0); host++) {
    const box = hostBox(layout, rack, layout.slotOf[host] ?? 0)
    const off = Math.hypot(box.x + 0.5 - x, box.y + 0.5 - y)
    if (off < distance) [best, distance] = [host, off]
  }
  return best
}

/** Hosts that are at least partly on the screen, at most `most`, in the order of racks and slots. */
export function hostsInSight(
  layout: FleetLayout,
  camera: MapCamera,
  size: Size,
  most: number,
): readonly number[] {
  const low = toMap(camera, size, 0, 0)
  const high = toMap(camera, size, size.width, size.height)
  const found: number[] = []
  for (let rack = 0; rack < layout.rackX.length; rack++) {
    const box = rackBox(layout, rack)
    if (box.x > high.x || box.x + box.width < low.x || box.y > high.y || box.y + box.height < low.y) continue
    for (let host = layout.firstHost[rack] ?? 0; host < (layout.firstHost[rack + 1] ?? 0); host++) {
      const { x, y } = hostBox(layout, rack, layout.slotOf[host] ?? 0)
      if (x < high.x && x + 1 > low.x && y < high.y && y + 1 > low.y) found.push(host)
      if (found.length >= most) return found
    }
  }
  return found
}
