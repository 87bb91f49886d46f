/** The mixes that are loaded: none on the first screen, whose lessons name none. */
import type { MixProfile } from './profile'

let known: readonly MixProfile[] = []

export function addMixes(mixes: readonly MixProfile[]): void {
  known = mixes
}

/** For whoever plans a world: what was not added yet is unknown to it. */
export function knownMix(id: string): MixProfile | undefined {
  return known.find((mix) => mix.id === id)
}
