// What is bundled and run in every engine: the digests of all golden scenarios and of the library, as JSON.
import '../../src/sim/complete'
import { goldenLibrary } from '../golden/library'
import { digestsOf } from '../golden/runner'
import { goldenScenarios } from '../golden/scenarios'

export function allDigests(): string {
  const named = { ...goldenScenarios, ...goldenLibrary }
  return JSON.stringify(
    Object.fromEntries(Object.entries(named).map(([name, from]) => [name, digestsOf(from)])),
  )
}
