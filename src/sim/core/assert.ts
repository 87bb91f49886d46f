/** Errors of the program itself: they crash the run, and the shell reports the link that reproduces the crash. */

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Strata program error: ${message}`)
}
