/** Views that the first lessons do without: who opens the Lab has loaded them. */
import type { Engine } from '../core'
import type { Branch } from './branch'
import type { Counterfactuals, SearchProgress } from './counterfactual/types'
import type { fleetFrameOf, topologyOf } from './fleet'
import type { Look, LookAnswer } from './fleet-views'
import type { sideOf } from './sides'
import type { tracksOf } from './tracks'

type LookAt = (engine: Engine, look: Exclude<Look, { readonly look: 'about' }>) => LookAnswer

/** Null when the fact is no longer kept. */
export type SearchOf = (branch: Branch, fact: number) => Generator<SearchProgress, Counterfactuals> | null

export interface LabViews {
  /** The answer to a question about the present moment. */
  readonly lookAt: LookAt
  /** The search for what would have changed a fact. */
  readonly searchFor: SearchOf
  readonly topologyOf: typeof topologyOf
  readonly fleetFrameOf: typeof fleetFrameOf
  readonly sideOf: typeof sideOf
  readonly tracksOf: typeof tracksOf
}

let loaded: LabViews | null = null

export function setLabViews(views: LabViews): void {
  loaded = views
}

export function labViews(): LabViews {
  if (loaded === null) throw new Error('the views of the Lab are not loaded')
  return loaded
}
