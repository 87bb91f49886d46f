/** Views that the first lessons do without: who opens the Lab has loaded them. */
import type { Engine } from '../core'
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
