/** Errors of the program itself: they crash the run, and the shell reports the link that reproduces the crash. */

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) fail(message)
}

/** As a failed assertion; for hot paths whose message is put together, which `assert` would do every time. */
export function fail(message: string): never {
  throw new Error(`Strata program error: ${message}`)
}
