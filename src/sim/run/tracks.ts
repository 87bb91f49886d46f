/** Branches as the timeline draws them. */
import type { Micros, Model } from '../core'
import type { Branch } from './branch'
import type { TrackView } from './fleet-views'

export function tracksOf(branches: readonly Branch[], model: Model, to: Micros): readonly TrackView[] {
  throw new Error(`to be written ${branches.length} ${model.version} ${to}`)
}
