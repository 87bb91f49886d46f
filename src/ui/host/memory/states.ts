/** The states of a page in the order of `pageStates`, and what the parts of a host's memory are called. */
import type { MemoryUnitView, MemoryView, PageState } from '../../../sim'
import { pageStates } from '../../../sim'

/** In the order in which a bar shows them: what is there, then what is away. */
export const barOrder: readonly PageState[] = [
  'active',
  'cold',
  'shared',
  'compressed',
  'ballooned',
  'swapped',
  'untouched',
]

export function partOf(unit: MemoryUnitView, state: PageState): number {
  return unit.parts[pageStates.indexOf(state)] ?? 0
}

/** What the units that are told apart have of a state, MiB. */
export function totalOf(memory: MemoryView, state: PageState): number {
  return memory.units.reduce((sum, unit) => sum + partOf(unit, state), 0)
}
