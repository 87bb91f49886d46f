// Property tests as they are run here: half of the runs with a fixed seed, half with a new one that a failure prints.
import fc from 'fast-check'

export function forAll<T>(
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  holds: (value: T) => void,
  seed = 1,
): void {
  const property = fc.property(arbitrary, (value) => {
    holds(value)
  })
  fc.assert(property, { numRuns: Math.ceil(runs / 2), seed })
  fc.assert(property, { numRuns: Math.floor(runs / 2) })
}
