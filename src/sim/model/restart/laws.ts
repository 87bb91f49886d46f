/** How long to wait before the next restart: the function behind the laws of equations.ts. */

/** Doubling from `initial` up to `most`; with `immediate` the first restart waits for nothing. Any unit of time. */
export function backOff(restarts: number, initial: number, most: number, immediate: boolean): number {
  if (immediate && restarts === 0) return 0
  let delay = initial
  for (let step = immediate ? 1 : 0; step < restarts && delay < most; step++) delay *= 2
  return Math.min(delay, most)
}
