/**
 * Randomness as a function of what it is for: the same seed, stream, identity and n give the same number under
 * every policy.
 */

/**
 * Hash of a text, 32 bits (FNV-1a with a final mix). Used for identities, so renaming a group changes its fate
 * and nothing else.
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(hash)
}

/** Identity of one member of a group: what `draw` is given instead of a row. */
export function identityOf(groupHash: number, ordinal: number): number {
  return mix(Math.imul(groupHash ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(ordinal, 0xc2b2ae35))
}

/** A uniform 32-bit number. `n` indexes an exogenous sequence (a sample, an arrival), never a count of outcomes. */
export function draw(seed: number, stream: string, identity: number, n: number): number {
  return drawIn(streamOf(seed, stream), identity, n)
}

/** What all draws of a stream have in common; whoever draws a hundred thousand times asks for it once. */
export function streamOf(seed: number, stream: string): number {
  return mix((seed | 0) ^ Math.imul(hashText(stream), 0x9e3779b1))
}

/** As `draw`, from what `streamOf` gave. */
export function drawIn(stream: number, identity: number, n: number): number {
  let state = mix(stream ^ Math.imul(identity, 0x85ebca6b))
  state = mix(state + Math.imul(n | 0, 0xc2b2ae35) + Math.imul(Math.floor(n / 4294967296), 0x27d4eb2f))
  return mix(state ^ 0x165667b1)
}

/** True with probability numerator/denominator, exactly to 2^-32. */
export function chance(drawn: number, numerator: number, denominator: number): boolean {
  return drawn * denominator < numerator * 4294967296
}

/** One of 0 … count-1. */
export function pick(drawn: number, count: number): number {
  return Math.floor((drawn * count) / 4294967296)
}

function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}
