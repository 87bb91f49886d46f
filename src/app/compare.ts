/** Which branches stand side by side, and how another one comes among them. */
import type { BranchView, Override } from '../sim'
import { changeUnderWhy } from './why'
import { isProblem, type Client } from './client'
import { addNotice, type Store } from './store'

const mostCompared = 3
const fewestCompared = 2

/** Those that were chosen, as far as they exist; else the first branches, with the present one among them. */
export function comparedOf(
  chosen: readonly number[],
  branches: readonly BranchView[],
  present: number,
): readonly number[] {
  const ids = branches.map(({ id }) => id)
  const known = chosen.filter((id) => ids.includes(id))
  if (known.length >= fewestCompared || ids.length < fewestCompared) return known
  return ids.includes(present) ? withBranch(ids.slice(0, mostCompared), present) : ids.slice(0, mostCompared)
}

/** With one more; where all places are taken it gets the last one. */
export function withBranch(compared: readonly number[], branch: number): readonly number[] {
  if (compared.includes(branch)) return compared
  return [...compared.slice(0, mostCompared - 1), branch]
}

/** Without one; two are the least that can be compared. */
export function withoutBranch(compared: readonly number[], branch: number): readonly number[] {
  return compared.length <= fewestCompared ? compared : compared.filter((one) => one !== branch)
}

/**
 * An edit in the past of a compared branch starts another one, which takes its place: `before` branches there were,
 * and what is new grew from one that is compared.
 */
export function followed(
  compared: readonly number[],
  branches: readonly BranchView[],
  before: number,
): readonly number[] {
  const newest = branches[branches.length - 1]
  if (newest === undefined || branches.length <= before || newest.varied === true) return compared
  if (compared.includes(newest.id) || newest.edits === 0) return compared
  return compared.map((id) => (id === newest.parent ? newest.id : id))
}

/** Branches are called by letters, like the first ones. */
export function nextName(branches: readonly BranchView[]): string {
  return String.fromCharCode(65 + branches.length)
}

interface VaryParts {
  readonly client: Client
  readonly store: Store
}

/** A new branch that differs from t = 0 on; its number, or null with a notice. */
export async function varyBranch(
  { client, store }: VaryParts,
  set: readonly Override[],
  name: string,
): Promise<number | null> {
  const varied = await changeUnderWhy({ client, store }, () => client.vary(set, name)).catch(() => null)
  // A lost session says so by itself.
  if (varied === null) return null
  if (!isProblem(varied)) return varied.branch
  const { problem: code, args = {}, path = '' } = varied
  // There are as many branches as a run may have, or its scenario cannot be run this way.
  const text = path === 'branches' ? 'refusal.too-many-branches' : 'problem.cannot-open'
  addNotice(store, { tone: 'problem', text, args: { ...args, code, path }, place: path, action: null })
  return null
}
