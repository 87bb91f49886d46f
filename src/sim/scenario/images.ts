/** Images: those of the catalogue and of the scenario, as plans with each layer once. */
import { findApp } from '../catalog'
import type { ImagePlan, LayerPlan } from '../model/plan'
import type { Scenario, WorkloadGroup } from './scenario'

export interface PlannedImages {
  readonly images: readonly ImagePlan[]
  readonly layers: readonly LayerPlan[]
}

export function planImages(_scenario: Scenario): PlannedImages {
  return { images: [], layers: [] }
}

/** Index of a group's image in `planImages`; -1 for none, undefined when nobody knows the name. */
export function imageOf(scenario: Scenario, group: WorkloadGroup): number | undefined {
  const name = group.image ?? findApp(group.app)?.image
  if (name === undefined) return -1
  const at = planImages(scenario).images.findIndex((image) => image.name === name)
  return at >= 0 ? at : group.image === undefined ? -1 : undefined
}
