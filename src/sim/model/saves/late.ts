/** Saves by command, and what becomes of them when something else happens to the VM. */
import { defineLate, none, type Row } from '../../core'
import { placeAllWaiting } from '../placement'
import { findCapture, forgetMembers, type SavesSim } from './captures'
import { setAsideAddUp, listsAddUp } from './invariants'
import { discardSave, forgetGone, giveUpIfLost, giveUpLost, jobEnded, jobFailed } from './jobs'
import {
  deleteSnapshotCommand,
  restoreCommand,
  revertCommand,
  saveCommand,
  snapshotCommand,
} from './memory-commands'
import {
  confirmResizeCommand,
  keepMemberDown,
  keepRescued,
  rescueCommand,
  resizeCommand,
  revertResizeCommand,
  shelveCommand,
  sleepCommand,
  unrescueCommand,
  unshelveCommand,
  wakeCommand,
} from './state-commands'
import { SavesState } from './tables'

/** A VM is in another state than it was: what was being done to it may have become pointless. */
const vmChanged = giveUpIfLost

/** Workloads have left, or lost their places. */
function someLeft(sim: SavesSim): void {
  giveUpLost(sim)
  const { captures } = sim.tables
  if (captures.rows.live === 0) return
  forgetGone(sim)
  for (let row = 0; row < captures.rows.size; row++)
    if (captures.rows.alive[row] === 1) forgetMembers(sim, row)
}

/** With a host goes what has been saved on its disk: those VMs start anew where there is room. */
function hostLeft(sim: SavesSim): void {
  someLeft(sim)
  const { vmSaves, hosts } = sim.tables
  const { cause } = sim
  let discarded = 0
  for (let vm = 0; vm < vmSaves.rows.size; vm++) {
    const home = vmSaves.home[vm]
    if (vmSaves.rows.alive[vm] === 0 || home === none || hosts.rows.alive[home] === 1) continue
    discardSave(sim, vm, findCapture(sim, vm, 0))
    discarded++
  }
  if (discarded > 0) placeAllWaiting(sim, cause)
}

/** A VM that somebody has brought to a host by other means starts there anew. */
function boundAnew(sim: SavesSim, member: Row): void {
  const { workloads, units, vmSaves } = sim.tables
  const own = units.kernel[workloads.unit[member]]
  if (own === none) return
  giveUpIfLost(sim, own)
  const state = vmSaves.state[own]
  if (state === SavesState.saved || state === SavesState.offloaded)
    discardSave(sim, own, findCapture(sim, own, 0))
}

/** A rescue system has booted, or something has begun to run in a VM. */
function vmStarted(sim: SavesSim, vm: Row): void {
  giveUpIfLost(sim, vm)
  keepRescued(sim, vm)
}

export const savesLate = defineLate<SavesSim['tables']>({
  commands: [
    saveCommand,
    restoreCommand,
    snapshotCommand,
    revertCommand,
    deleteSnapshotCommand,
    resizeCommand,
    confirmResizeCommand,
    revertResizeCommand,
    rescueCommand,
    unrescueCommand,
    sleepCommand,
    wakeCommand,
    shelveCommand,
    unshelveCommand,
  ],
  reactions: {
    'transfer.ended': jobEnded,
    'transfer.failed': jobFailed,
    'vm.started': vmStarted,
    'process.started': keepMemberDown,
    'container.started': keepMemberDown,
    'vm.crashed': vmChanged,
    'vm.destroyed': vmChanged,
    'vm.shut-down': vmChanged,
    'placement.bound': boundAnew,
    'workload.removed': someLeft,
    'workload.resized': someLeft,
    'placement.removed': someLeft,
    'group.scaled': someLeft,
    'group.removed': someLeft,
    'host.removed': hostLeft,
  },
  invariants: [setAsideAddUp, listsAddUp],
})
