/** What is under the pointer, as it was painted last. */
import { pickAt, steps, toMap, unitIn } from '../../viz/fleet'
import { gridOf } from './paint/marks'
import type { Scene } from './paint/scene'
import { nowhere, type Place } from './places'

/** The place at a point of the canvas, px. */
export function placeAt(scene: Scene, px: number, py: number): Place {
  const { layout, camera, size } = scene
  const at = toMap(camera, size, px, py)
  const picked = pickAt(layout, at.x, at.y)
  if (picked.host < 0 || camera.k < steps.units) return { ...nowhere, ...picked }
  const grid = gridOf(scene, picked.host)
  return { ...picked, unit: grid === null ? -1 : unitIn(grid, px, py) }
}
