/** Views that the first lessons do without: who opens the Lab has loaded them. */
import type { Engine } from '../core'
import type { Branch } from './branch'
import type { Counterfactuals, SearchProgress } from './counterfactual/types'
import type { Look, LookAnswer } from './fleet-views'

export type LookAt = (engine: Engine, look: Exclude<Look, { readonly look: 'about' }>) => LookAnswer

let loaded: LookAt | null = null

export function setLookAt(lookAtNow: LookAt): void {
  loaded = lookAtNow
}

/** The answer to a question about the present moment. */
export const lookAt: LookAt = (engine, look) => {
  if (loaded === null) throw new Error('the views of the Lab are not loaded')
  return loaded(engine, look)
}

/** Null when the fact is no longer kept. */
export type SearchOf = (branch: Branch, fact: number) => Generator<SearchProgress, Counterfactuals> | null

let search: SearchOf | null = null

export function setSearch(searchNow: SearchOf): void {
  search = searchNow
}

/** The search for what would have changed a fact. */
export const searchFor: SearchOf = (branch, fact) => {
  if (search === null) throw new Error('the search of the Lab is not loaded')
  return search(branch, fact)
}
