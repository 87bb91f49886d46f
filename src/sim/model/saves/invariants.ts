/** What must always hold of saved, shelved and rescued VMs and of what is kept of them. */
import { none, type World } from '../../core'
import { VmTask } from '../vm'
import { SavesState } from './tables'

/** Who is set aside is on no host and waits for none, unless it is being fetched; and nobody else is held. */
export function setAsideAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['vms']
  const { state, home, job } = tables['vmSaves'].columns
  const held = tables['unitPlacement'].columns['held']
  const { host, runsContainers } = tables['kernels'].columns
  for (let vm = 0; vm < rows.size; vm++) {
    if (rows.alive[vm] === 0 || columns['state'][vm] === 0) continue
    const aside = state[vm] === SavesState.saved || state[vm] === SavesState.offloaded
    const fetched = columns['task'][vm] === VmTask.restoring || columns['task'][vm] === VmTask.unshelving
    if ((held[columns['unit'][vm]] === 1) !== (aside && !fetched))
      return `VM ${vm} is held and not set aside, or not held`
    if (aside && !fetched && host[vm] !== none) return `VM ${vm} is set aside and on a host`
    if ((home[vm] !== none) !== (state[vm] === SavesState.saved)) return `VM ${vm} is saved nowhere`
    if ((job[vm] !== none) !== (columns['task'][vm] !== VmTask.none))
      return `VM ${vm} has a task that nobody works on`
    if ((runsContainers[vm] === 0) !== (state[vm] === SavesState.rescued))
      return `VM ${vm} is in rescue and may start what it has, or may not`
  }
  return null
}

/** Every capture is in the list of its VM, every note in that of its capture, and every job is its VM's. */
export function listsAddUp({ tables }: World): string | null {
  const captures = tables['captures']
  const members = tables['captureMembers']
  const { firstCapture, job } = tables['vmSaves'].columns
  const vms = tables['vmSaves'].rows
  let listed = 0
  let noted = 0
  for (let vm = 0; vm < vms.size; vm++) {
    if (vms.alive[vm] === 0) continue
    for (let row = firstCapture[vm]; row !== none; row = captures.columns['next'][row]) {
      if (captures.columns['vm'][row] !== vm) return `capture ${row} is in the list of another VM`
      listed++
      const first = captures.columns['firstMember'][row]
      for (let note = first; note !== none; note = members.columns['next'][note]) noted++
    }
    if (job[vm] !== none && tables['saveJobs'].columns['vm'][job[vm]] !== vm)
      return `VM ${vm} has the job of another`
  }
  if (listed !== captures.rows.live) return 'a capture is in no list'
  return noted === members.rows.live ? null : 'a note on a workload is in no list'
}
