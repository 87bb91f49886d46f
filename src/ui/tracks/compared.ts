/** What the small charts show, and of which branches. */
import type { SessionFrame } from '../../worker/protocol'

/** Fleet metrics, one small chart each. */
export const metrics = ['cpu.used', 'memory.used', 'workload.running', 'cpu.steal', 'energy.power'] as const

/** The branch that is drawn beside the present one: the one it grew from, else the next of the tree. */
export function comparedBranch({ branch, branches }: SessionFrame): number | null {
  const present = branches.find((one) => one.id === branch)
  const parent = branches.find((one) => one.id === present?.parent)
  const other = parent ?? branches.find((one) => one.id !== branch)
  return other?.id ?? null
}

/** A, B and C have looks of their own; later branches take turns. */
export function lookOf(branch: number): 'A' | 'B' | 'C' {
  return (['A', 'B', 'C'] as const)[branch % 3] ?? 'A'
}
