/** A group that stands on one host gets one more copy, and from now on new copies go where least runs. */
import type { LabActions } from '../../app/lab'
import type { GroupRow } from './fleet-rows'

export async function spreadGroup(lab: LabActions, { name: group, policy, count }: GroupRow): Promise<void> {
  if (policy !== 'spread') {
    const refusal = await lab.perform({ name: 'group.policy', args: { group, policy: 'spread' } })
    if (refusal !== null) return
  }
  await lab.perform({ name: 'group.scale', args: { group, count: (count ?? 0) + 1 } })
}
