/** The map's own state: how large it is, where everything lies, and a camera that moves as it is told. */
import type { App } from '../../app/app'
import type { FleetTopology } from '../../sim'
import {
  cameraFor,
  cutPath,
  depthOf,
  fitAll,
  flight,
  heldInside,
  layoutFleet,
  pathOfCamera,
  pathToHost,
  zoomedAbout,
  type FleetLayout,
  type MapCamera,
  type MapPath,
  type Picked,
  type Size,
} from '../../viz/fleet'
import { hostNamed } from './places'

export interface FleetMap {
  size(): Size
  setSize(size: Size): void
  /** The layout of a topology; the same one while the topology is the same. */
  layoutOf(topology: FleetTopology): FleetLayout
  layout(): FleetLayout | null
  /** Where the camera is now, also when nobody has moved it. */
  camera(): MapCamera
  /** Moves the camera at once, or on a way that can be followed; null shows everything. */
  look(camera: MapCamera | null): void
  fly(camera: MapCamera | null): void
  zoomBy(factor: number): void
  fit(): void
  path(): MapPath
  goTo(path: MapPath): void
  /** One step nearer to what was picked. */
  down(picked: Picked): void
  /** One step back; false when all is shown already. */
  up(): boolean
  /** Calls back when camera, size or layout have changed. */
  subscribe(listener: () => void): () => void
  /** A selection that is made on the map itself: nothing has to be brought into sight. */
  own(name: string | null): void
  takeOwn(name: string): boolean
  dispose(): void
}

/** ms of a flight. */
const flightTime = 320
const unmeasured: Size = { width: 800, height: 560 }
const stillMap: MapCamera = { x: 0, y: 0, k: 1 }

export function createFleetMap({ store }: App): FleetMap {
  const listeners = new Set<() => void>()
  let size = unmeasured
  let laidOut: { readonly topology: FleetTopology; readonly layout: FleetLayout } | null = null
  let flying = 0
  let going: MapCamera | null = null
  let owned: string | null = null

  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const layout = () => laidOut?.layout ?? null
  const camera = () => {
    const all = layout()
    if (all === null) return stillMap
    const wanted = store.getState().view.camera
    return wanted === null ? fitAll(all, size) : heldInside(wanted, all, size)
  }
  const stop = () => {
    cancelAnimationFrame(flying)
    going = null
  }
  const put = (next: MapCamera | null) => {
    const all = layout()
    const held = next === null || all === null ? next : heldInside(next, all, size)
    store.change('view', { camera: held })
  }
  const look = (next: MapCamera | null) => {
    stop()
    put(next)
  }
  const fly = (next: MapCamera | null) => {
    const all = layout()
    if (all === null || store.getState().settings.motion === 'reduced') return look(next)
    stop()
    const way = flight(camera(), next ?? fitAll(all, size), size)
    const began = performance.now()
    going = next ?? fitAll(all, size)
    const step = () => {
      const part = (performance.now() - began) / flightTime
      if (part >= 1) {
        going = null
        return put(next)
      }
      put(way(part))
      flying = requestAnimationFrame(step)
    }
    step()
  }
  const path = (): MapPath => {
    const all = layout()
    return all === null ? cutPath(pathToNothing, 0) : pathOfCamera(all, going ?? camera(), size)
  }
  const goTo = (to: MapPath) => {
    const all = layout()
    if (all !== null) fly(depthOf(to) === 0 ? null : cameraFor(all, to, size))
  }
  const zoomBy = (factor: number) => {
    const from = going ?? camera()
    fly(zoomedAbout(from, size, factor, size.width / 2, size.height / 2))
  }

  return {
    size: () => size,
    setSize(next) {
      if (next.width < 1 || next.height < 1) return
      if (next.width === size.width && next.height === size.height) return
      size = next
      tell()
    },
    layoutOf(topology) {
      if (laidOut?.topology === topology) return laidOut.layout
      const before = laidOut
      const next = layoutFleet(topology, before?.layout ?? null)
      const at = before === null ? null : pathOfCamera(before.layout, camera(), size)
      laidOut = { topology, layout: next }
      // What the camera was in may lie elsewhere now, or be gone: follow it, or go to what is left of its way.
      if (at !== null && before !== null) queueMicrotask(() => follow(before, at))
      return next
    },
    layout,
    camera,
    look,
    fly,
    zoomBy,
    fit: () => fly(null),
    path,
    goTo,
    down(picked) {
      const all = layout()
      if (all === null) return
      const way: MapPath = { ...picked, inside: false }
      const now = path()
      const least = sharedDepth(now, way)
      for (let depth = least + 1; depth <= depthOf(way); depth++) {
        const next = cutPath(way, depth)
        // A zone that is the whole fleet is no step.
        if (isNearer(cameraFor(all, next, size), going ?? camera())) return goTo(next)
      }
    },
    up() {
      const all = layout()
      if (all === null) return false
      const now = path()
      const from = going ?? camera()
      for (let depth = depthOf(now) - 1; depth > 0; depth--) {
        const next = cutPath(now, depth)
        if (isNearer(from, cameraFor(all, next, size))) {
          goTo(next)
          return true
        }
      }
      const away = store.getState().view.camera !== null
      if (away) fly(null)
      return away
    },
    subscribe(listener) {
      listeners.add(listener)
      const leave = store.subscribe((state, before) => {
        if (state.view.camera !== before.view.camera) listener()
      })
      return () => {
        listeners.delete(listener)
        leave()
      }
    },
    own(name) {
      owned = name
    },
    takeOwn: (name) => owned === name,
    dispose: stop,
  }

  function follow(before: { topology: FleetTopology; layout: FleetLayout }, at: MapPath): void {
    if (laidOut === null || store.getState().view.camera === null) return tell()
    const next = livingPath(at, before, laidOut)
    const now = pathOfCamera(laidOut.layout, camera(), size)
    if (depthOf(next) < depthOf(at) || !samePath(cutPath(now, depthOf(next)), next)) {
      look(depthOf(next) === 0 ? null : cameraFor(laidOut.layout, next, size))
    }
    tell()
  }
}

const pathToNothing: MapPath = { zone: -1, rack: -1, host: -1, inside: false }

interface LaidOut {
  readonly topology: FleetTopology
  readonly layout: FleetLayout
}

/** The same way in another layout, as far as it still exists: the nearest living ancestor. */
export function livingPath(path: MapPath, before: LaidOut, after: LaidOut): MapPath {
  const host = path.host < 0 ? -1 : hostNamed(after.layout, before.layout.names[path.host] ?? '')
  if (host >= 0) return { ...pathToHost(after.layout, host), inside: path.inside }
  const rackName = before.topology.racks[path.rack]?.name
  const rack = rackName === undefined ? -1 : after.topology.racks.findIndex(({ name }) => name === rackName)
  if (rack >= 0) return { ...pathToNothing, zone: after.topology.racks[rack]?.zone ?? -1, rack }
  const zone = after.topology.zones.indexOf(before.topology.zones[path.zone] ?? '')
  return { ...pathToNothing, zone }
}

function samePath(a: MapPath, b: MapPath): boolean {
  return a.zone === b.zone && a.rack === b.rack && a.host === b.host && a.inside === b.inside
}

// How many steps two ways have in common.
function sharedDepth(a: MapPath, b: MapPath): number {
  if (a.zone < 0 || a.zone !== b.zone) return 0
  if (a.rack < 0 || a.rack !== b.rack) return 1
  if (a.host < 0 || a.host !== b.host) return 2
  return 3
}

function isNearer(one: MapCamera, other: MapCamera): boolean {
  return one.k > other.k * 1.05
}

const maps = new WeakMap<App, FleetMap>()

/** The map that is on the stage now: the buttons above it and the keys move its camera. */
export function mapOf(app: App): FleetMap | null {
  return maps.get(app) ?? null
}

export function showMap(app: App, map: FleetMap): () => void {
  maps.set(app, map)
  return () => {
    if (maps.get(app) === map) maps.delete(app)
    map.dispose()
  }
}
