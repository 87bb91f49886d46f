/** What worlds can be wrapped in: the profiles of the first lessons, and all others once they are loaded. */
import type { WrapProfile } from '../profile'
import { firstWraps } from './first'

let known: readonly WrapProfile[] = firstWraps

/** Called once, by what completes the simulator. */
export function addWraps(all: readonly WrapProfile[]): void {
  known = all
}

export function knownWrap(id: string): WrapProfile | undefined {
  return known.find((wrap) => wrap.id === id)
}
