/** Paints the map when something has changed, at most once per animation frame; React is not asked. */
import type { App } from '../../../app/app'
import type { FleetFrame, HostDetail } from '../../../sim'
import { levelOf } from '../../../viz/fleet'
import type { Formats, TextFunction } from '../../hooks/useText'
import type { FleetMap } from '../map'
import { nowhere } from '../places'
import { paintHosts } from './hosts'
import { readInks, type Inks } from './ink'
import { paintMarks } from './marks'
import { paintRacks, paintZones } from './racks'
import type { Marks, Scene } from './scene'

export interface Told {
  readonly marks: Marks
  readonly t: TextFunction
  readonly formats: Formats
}

export interface Painter {
  /** What is marked, and the language. */
  tell(told: Told): void
  /** Something on the map has changed. */
  invalidate(): void
  /** The theme has changed. */
  forgetInks(): void
  /** What the last painting showed, for whoever must know where things are; null before the first. */
  scene(): Scene | null
  dispose(): void
}

export const noMarks: Marks = { hover: nowhere, selected: nowhere, focus: nowhere, drop: null }

export function createPainter(canvas: HTMLCanvasElement, app: App, map: FleetMap, told: Told): Painter {
  const context = canvas.getContext('2d', { alpha: false })
  let words = told
  let inks: Inks | null = null
  let scheduled = 0
  let last: Scene | null = null
  let known: { readonly frame: FleetFrame; readonly details: ReadonlyMap<number, HostDetail> } | null = null

  const detailsOf = (frame: FleetFrame | null): ReadonlyMap<number, HostDetail> => {
    if (frame === null) return new Map()
    if (known?.frame !== frame) {
      known = { frame, details: new Map(frame.details.map((detail) => [detail.host, detail])) }
    }
    return known.details
  }

  const sceneNow = (): Scene | null => {
    const topology = app.frames.topology()
    if (context === null || topology === null) return null
    const layout = map.layoutOf(topology)
    const { settings, skin, view } = app.store.getState()
    inks ??= readInks(canvas, settings.theme === 'projector' || skin.ui === 'present')
    const fleet = app.frames.current().fleet
    const frame = fleet !== null && fleet.topology === topology.rev ? fleet : null
    const camera = map.camera()
    return {
      context,
      pixels: window.devicePixelRatio || 1,
      size: map.size(),
      layout,
      topology,
      frame,
      details: detailsOf(frame),
      camera,
      level: levelOf(camera.k),
      lens: view.lens,
      inks,
      ...words,
    }
  }

  const paint = () => {
    scheduled = 0
    const scene = sceneNow()
    if (scene === null) return
    last = scene
    paintScene(canvas, scene)
  }
  const invalidate = () => {
    if (scheduled === 0) scheduled = requestAnimationFrame(paint)
  }
  const leave = [
    app.frames.subscribe(invalidate),
    map.subscribe(invalidate),
    app.store.subscribe((state, before) => {
      if (state.view !== before.view) invalidate()
    }),
  ]
  invalidate()
  return {
    tell(next) {
      words = next
      invalidate()
    },
    invalidate,
    forgetInks() {
      inks = null
      invalidate()
    },
    scene: () => last,
    dispose() {
      cancelAnimationFrame(scheduled)
      for (const end of leave) end()
    },
  }
}

function paintScene(canvas: HTMLCanvasElement, scene: Scene): void {
  const { context, pixels, size, inks } = scene
  const width = Math.round(size.width * pixels)
  const height = Math.round(size.height * pixels)
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  context.setTransform(pixels, 0, 0, pixels, 0, 0)
  context.fillStyle = inks.page
  context.fillRect(0, 0, size.width, size.height)
  paintZones(scene)
  paintRacks(scene)
  if (scene.level !== 'racks') paintHosts(scene)
  paintMarks(scene)
}
