/** Everything one painting of the map shows. */
import type { FleetFrame, FleetTopology, HostDetail, Lens } from '../../../sim'
import type { FleetLayout, MapCamera, MapLevel, Size } from '../../../viz/fleet'
import type { Rect } from '../../../viz/stack'
import type { Formats, TextFunction } from '../../hooks/useText'
import type { Place } from '../places'
import type { Inks } from './ink'

export interface Scene {
  readonly context: CanvasRenderingContext2D
  readonly pixels: number
  readonly size: Size
  readonly layout: FleetLayout
  readonly topology: FleetTopology
  /** Null while there is none that lines up with the topology. */
  readonly frame: FleetFrame | null
  readonly details: ReadonlyMap<number, HostDetail>
  readonly camera: MapCamera
  readonly level: MapLevel
  readonly lens: Lens
  readonly inks: Inks
  readonly marks: Marks
  readonly t: TextFunction
  readonly formats: Formats
}

/** What is marked on the map. */
export interface Marks {
  readonly hover: Place
  readonly selected: Place
  readonly focus: Place
  /** The host over which a workload is held, and whether it may be dropped there; null while that is asked. */
  readonly drop: { readonly host: number; readonly allowed: boolean | null } | null
}

/** Whole device px, so that edges are sharp. */
export function snapped({ pixels }: Scene, value: number): number {
  return Math.round(value * pixels) / pixels
}

export function setFont({ context, inks }: Scene, weight: number, size = inks.text): void {
  context.font = `${weight} ${size}px ${inks.font}`
}

export function isInSight({ size }: Scene, box: Rect): boolean {
  return box.x < size.width && box.y < size.height && box.x + box.width > 0 && box.y + box.height > 0
}

export function strokeBox(scene: Scene, box: Rect, colour: string, width: number): void {
  const { context } = scene
  context.strokeStyle = colour
  context.lineWidth = width
  context.strokeRect(
    snapped(scene, box.x) + width / 2,
    snapped(scene, box.y) + width / 2,
    Math.max(0, snapped(scene, box.width) - width),
    Math.max(0, snapped(scene, box.height) - width),
  )
}

/** px between two hosts of a rack. */
export function slotGap(k: number): number {
  return Math.min(3, k * 0.06)
}
