/** Lengths of bars on a logarithmic scale that begins at 1. */

/** The power of ten at or above a value, at least 10. */
export function powerAbove(value: number): number {
  let power = 10
  while (power < value) power *= 10
  return power
}

/** From 0 for nothing (1 and less) to 1 for `most`. */
export function logShare(value: number, most: number): number {
  return value <= 1 ? 0 : Math.min(1, Math.log10(value) / Math.log10(most))
}
