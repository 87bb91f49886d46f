/** A branch as lists name it: where it grew from, what it differs in, how it runs its apps. */
import { wayOf } from '../scenario/kinds'
import type { Branch } from './branch'
import type { BranchView, SideView } from './views'

export function branchViewOf(branch: Branch, parent: Branch | undefined): BranchView {
  const { id, at, name, journal, set } = branch
  const varied = set.length > 0 && set !== parent?.set
  const { way } = runningAs(branch)
  return {
    id,
    parent: branch.parent,
    at,
    name,
    edits: journal.length,
    ...(varied ? { varied } : {}),
    ...(way === null ? {} : { way }),
  }
}

/** With several groups there is no one way that a whole branch runs its apps. */
export function runningAs({ scenario }: Branch): Pick<SideView, 'way' | 'per'> {
  const [group, ...others] = scenario.workloads
  return group === undefined || others.length > 0 ? { way: null, per: 1 } : wayOf(group)
}
