// The built-in scenarios that every engine repeats: those small enough for the slowest of them.
import { library, type Scenario } from '../../src/sim'

/** Workloads; QuickJS takes some ten seconds for a run of so many. */
const largest = 1000

export const goldenLibrary: Readonly<Record<string, Scenario>> = Object.fromEntries(
  Object.entries(library).filter(([, { workloads }]) => sizeOf(workloads) <= largest),
)

function sizeOf(groups: Scenario['workloads']): number {
  return groups.reduce((sum, { count }) => sum + (count === 'fill' ? 0 : count), 0)
}
