/** Branches as links carry them: made again from what a link says, and told to one. */
import { none, type Micros, type Model } from '../core'
import { failed, type Failed } from '../scenario/errors'
import type { BranchData } from '../scenario/link'
import { applyOverrides } from '../scenario/override'
import type { JournalEntry, Scenario } from '../scenario/scenario'
import { forkBranch, inheritedFrom, rootBranch, seekBranch, timelineOf, type Branch } from './branch'
import type { Keyframes } from './keyframes'

/** Rebuilds one branch of a link: from t = 0 with its overrides, or out of its parent at the time it left. */
export function makeBranch(
  scenario: Scenario,
  model: Model,
  made: readonly Branch[],
  data: BranchData,
  keyframesFor: () => Keyframes,
): Branch | Failed {
  const id = made.length
  const parent = made[data.parent]
  const set = data.set ?? []
  if (data.parent >= 0 && parent === undefined)
    return failed('no-such-path', { path: 'parent' }, `branches[${id}].parent`)
  if (data.at > scenario.horizon)
    return failed('too-big', { limit: scenario.horizon, received: data.at }, `branches[${id}].at`)
  if (data.journal.some((entry) => entry.at < data.at))
    return failed('wrong-order', {}, `branches[${id}].journal`)
  if (parent === undefined || set.length > 0) {
    const applied = applyOverrides(scenario, set)
    if ('problem' in applied) return applied
    const root = rootBranch(
      applied.scenario,
      model,
      { id, parent: data.parent, name: data.name, set },
      data.journal,
      keyframesFor(),
    )
    if ('problem' in root || seekWithin(root, 0)) return root
    // What a link does at its very start is as much work as any other.
    const atStart = root.timeline.filter((entry) => entry.at === 0).length
    const path = data.journal.length > 0 ? `branches[${id}].journal` : 'script'
    return failed('too-big', { limit: root.position.cursor, received: atStart }, path)
  }
  if (!seekWithin(parent, data.at))
    return failed('too-big', { limit: parent.engine.world.now, received: data.at }, `branches[${id}].at`)
  const branch = forkBranch(parent, id, data.name)
  branch.journal = [...data.journal]
  branch.timeline = timelineOf(branch.scenario, branch.inherited, branch.journal)
  return branch
}

/** Work that the branches of a link may ask for before anything is shown; about as many events. */
const branchWork = 2000000

/** Seeks to where a branch begins, or another leaves it, unless that takes longer than anybody would wait. */
function seekWithin(branch: Branch, at: Micros): boolean {
  const { engine } = branch
  const until = engine.work + branchWork
  while (seekBranch(branch, at, 1) === 'paused') if (engine.work > until) return false
  return true
}

/** As links carry it: what a branch has from its parent is not repeated, unless the parent has changed since. */
export function dataOf(branch: Branch, parent: Branch | undefined): BranchData {
  const { name, at, set, inherited, journal } = branch
  const own = set.length > 0 ? { set: [...set] } : {}
  const fromStart = parent === undefined || (set.length > 0 && set !== parent.set)
  if (fromStart) return { name, parent: branch.parent, at, ...own, journal: [...journal] }
  if (sameEntries(inherited, inheritedFrom(parent, at)))
    return { name, parent: branch.parent, at, journal: [...journal] }
  return { name, parent: none, at: 0, ...own, journal: [...inherited, ...journal] }
}

function sameEntries(left: readonly JournalEntry[], right: readonly JournalEntry[]): boolean {
  return left.length === right.length && left.every((entry, at) => entry === right[at])
}
