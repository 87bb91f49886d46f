/** What takes its time: memory on its way to a disk and back, disks on their way to the image service and back. */
import { none, type Row } from '../../core'
import { occupy, holdUnit, placeAllWaiting, startUnit, unbind } from '../placement'
import { cancelTransfer, Purpose, startTransfer } from '../transfer'
import { holdVm, setVmTask, VmTask } from '../vm'
import {
  dropCapture,
  forgetCapture,
  pauseMembers,
  ranThen,
  replayMembers,
  resumeMembers,
  type SavesSim,
} from './captures'
import { SavesState } from './tables'

const bytesPerMiB = 1048576

/** Writes or reads memory on the disk of the VM's host; the VM stands still meanwhile. */
export function startMemoryJob(sim: SavesSim, vm: Row, task: number, capture: Row): void {
  const { kernels, captures } = sim.tables
  const host = kernels.host[vm]
  const writes = task === VmTask.saving || task === VmTask.snapshotting
  holdVm(sim, vm, true)
  const job = addJob(sim, vm, task, capture)
  sim.tables.saveJobs.transfer[job] = startTransfer(sim, {
    from: none,
    to: host,
    onDisk: 1,
    bytes: captures.memoryMiB[capture] * bytesPerMiB,
    limit: 0,
    purpose: writes ? Purpose.save : Purpose.restore,
    subject: job,
  })
}

/** Sends the VM's disk to the image service, or fetches it from there. */
export function startDiskJob(sim: SavesSim, vm: Row, task: number): void {
  const { kernels, vms, units, groupSaves } = sim.tables
  const host = kernels.host[vm]
  const shelves = task === VmTask.shelving
  const job = addJob(sim, vm, task, none)
  sim.tables.saveJobs.transfer[job] = startTransfer(sim, {
    from: shelves ? host : none,
    to: shelves ? none : host,
    onDisk: 0,
    // A VM without an image of its own still has a definition.
    bytes: Math.max(1024, groupSaves.imageKiB[units.groupRow[vms.unit[vm]]] * 1024),
    limit: 0,
    purpose: shelves ? Purpose.save : Purpose.restore,
    subject: job,
  })
}

function addJob(sim: SavesSim, vm: Row, task: number, capture: Row): Row {
  const job = sim.addRow('saveJobs')
  const { saveJobs, vmSaves, kernels } = sim.tables
  saveJobs.vm[job] = vm
  saveJobs.generation[job] = kernels.rows.generation[vm]
  saveJobs.task[job] = task
  saveJobs.capture[job] = capture
  saveJobs.host[job] = kernels.host[vm]
  vmSaves.job[vm] = job
  setVmTask(sim, vm, task)
  return job
}

/** The job of a transfer of this mechanism that has ended or failed; -1 when it is none. */
function jobOf({ tables }: SavesSim, transfer: Row): Row {
  const { transfers, saveJobs } = tables
  const purpose = transfers.purpose[transfer]
  if (purpose !== Purpose.save && purpose !== Purpose.restore) return none
  const job = transfers.subject[transfer]
  const isMine = saveJobs.rows.alive[job] === 1 && saveJobs.transfer[job] === transfer
  return isMine ? job : none
}

/** Everything has been written or read. */
export function jobEnded(sim: SavesSim, transfer: Row): void {
  const job = jobOf(sim, transfer)
  if (job === none) return
  const { saveJobs } = sim.tables
  const vm = saveJobs.vm[job]
  const task = saveJobs.task[job]
  const capture = saveJobs.capture[job]
  forgetJob(sim, job)
  switch (task) {
    case VmTask.saving:
      saved(sim, vm, capture)
      return
    case VmTask.restoring:
      restored(sim, vm, capture)
      return
    case VmTask.snapshotting:
      snapshotTaken(sim, vm, capture)
      return
    case VmTask.reverting:
      goOnAs(sim, vm, capture)
      sim.emit('vm.reverted', vm)
      return
    case VmTask.shelving:
      shelved(sim, vm)
      return
    default:
      unshelved(sim, vm)
  }
}

function forgetJob(sim: SavesSim, job: Row): void {
  const { saveJobs, vmSaves, vms } = sim.tables
  const vm = saveJobs.vm[job]
  if (vmSaves.job[vm] === job) {
    vmSaves.job[vm] = none
    if (vms.task[vm] !== VmTask.none) setVmTask(sim, vm, VmTask.none)
  }
  sim.dropRow('saveJobs', job)
}

/** The VM is shut off, and its host has its CPU and memory back. */
function saved(sim: SavesSim, vm: Row, capture: Row): void {
  const { captures, vmSaves, kernels } = sim.tables
  const host = kernels.host[vm]
  captures.ready[capture] = 1
  vmSaves.state[vm] = SavesState.saved
  vmSaves.home[vm] = host
  const fact = sim.emit('vm.saved', vm, host, captures.memoryMiB[capture])
  leaveHost(sim, vm)
  placeAllWaiting(sim, fact)
}

/** Off its host, and nobody looks for another one. */
function leaveHost(sim: SavesSim, vm: Row): void {
  const unit = sim.tables.vms.unit[vm]
  holdUnit(sim, unit, 1)
  unbind(sim, unit)
}

function restored(sim: SavesSim, vm: Row, capture: Row): void {
  const { vmSaves, kernels } = sim.tables
  goOnAs(sim, vm, capture)
  dropCapture(sim, capture)
  vmSaves.state[vm] = SavesState.none
  vmSaves.home[vm] = none
  sim.emit('vm.restored', vm, kernels.host[vm])
}

/** VM and everything in it are what they were. */
function goOnAs(sim: SavesSim, vm: Row, capture: Row): void {
  const ran = ranThen(sim, capture)
  holdVm(sim, vm, !ran)
  replayMembers(sim, capture, !ran)
}

function snapshotTaken(sim: SavesSim, vm: Row, capture: Row): void {
  const { captures } = sim.tables
  captures.ready[capture] = 1
  if (ranThen(sim, capture)) {
    holdVm(sim, vm, false)
    resumeMembers(sim, vm)
  }
  sim.emit('vm.snapshot-taken', vm, captures.memoryMiB[capture])
}

function shelved(sim: SavesSim, vm: Row): void {
  const { vmSaves, kernels } = sim.tables
  const fact = sim.emit('vm.shelved', vm, kernels.host[vm])
  vmSaves.state[vm] = SavesState.offloaded
  leaveHost(sim, vm)
  placeAllWaiting(sim, fact)
}

function unshelved(sim: SavesSim, vm: Row): void {
  const { vmSaves, kernels, vms } = sim.tables
  vmSaves.state[vm] = SavesState.none
  sim.emit('vm.unshelved', vm, kernels.host[vm])
  startUnit(sim, vms.unit[vm])
}

/** A saved VM takes its place again, and stands still until its memory is back. */
export function beginRestore(sim: SavesSim, vm: Row, capture: Row): void {
  const { vms, vmSaves } = sim.tables
  const unit = vms.unit[vm]
  holdUnit(sim, unit, 0)
  occupy(sim, unit, vmSaves.home[vm])
  startMemoryJob(sim, vm, VmTask.restoring, capture)
  replayMembers(sim, capture, true)
}

/** A VM goes back to a snapshot with memory. */
export function beginRevert(sim: SavesSim, vm: Row, capture: Row): void {
  startMemoryJob(sim, vm, VmTask.reverting, capture)
  replayMembers(sim, capture, true)
}

/** Memory of a VM that runs or is paused begins to be written. */
export function beginCapture(sim: SavesSim, vm: Row, task: number, capture: Row): void {
  startMemoryJob(sim, vm, task, capture)
  pauseMembers(sim, vm)
}

/** A host went down, or left, with the transfer. */
export function jobFailed(sim: SavesSim, transfer: Row): void {
  const job = jobOf(sim, transfer)
  if (job !== none) giveUp(sim, job)
}

/** Jobs whose VM is not what it was when they began (crashed, destroyed, moved, gone) are given up. */
export function giveUpLost(sim: SavesSim): void {
  const { saveJobs } = sim.tables
  for (let job = 0; job < saveJobs.rows.size; job++)
    if (saveJobs.rows.alive[job] === 1 && !goesOn(sim, job)) cancelJob(sim, job)
}

/** The same of one VM that is there. */
export function giveUpIfLost(sim: SavesSim, vm: Row): void {
  const job = sim.tables.vmSaves.job[vm]
  if (job !== none && !goesOn(sim, job)) cancelJob(sim, job)
}

function goesOn(sim: SavesSim, job: Row): boolean {
  const { saveJobs, vmSaves, vms } = sim.tables
  const vm = saveJobs.vm[job]
  return isThere(sim, job) && vmSaves.job[vm] === job && vms.task[vm] === saveJobs.task[job]
}

/** The VM of a job is still in the world. */
function isThere({ tables: { saveJobs, kernels } }: SavesSim, job: Row): boolean {
  const vm = saveJobs.vm[job]
  return kernels.rows.alive[vm] === 1 && kernels.rows.generation[vm] === saveJobs.generation[job]
}

function cancelJob(sim: SavesSim, job: Row): void {
  cancelTransfer(sim, sim.tables.saveJobs.transfer[job])
  giveUp(sim, job)
}

/** What was being written is worth nothing; what was being read is still there. */
function giveUp(sim: SavesSim, job: Row): void {
  const { saveJobs, captures, vmSaves } = sim.tables
  const vm = saveJobs.vm[job]
  const task = saveJobs.task[job]
  const capture = saveJobs.capture[job]
  const host = saveJobs.host[job]
  if (!isThere(sim, job)) {
    sim.dropRow('saveJobs', job)
    return
  }
  forgetJob(sim, job)
  const writes = task === VmTask.saving || task === VmTask.snapshotting
  if (writes && captures.rows.alive[capture] === 1) dropCapture(sim, capture)
  if (task === VmTask.restoring && vmSaves.state[vm] === SavesState.saved) putBack(sim, vm, host)
  if (task === VmTask.unshelving && vmSaves.state[vm] === SavesState.offloaded) putBack(sim, vm, host)
  sim.emit('vm.save-failed', vm, task)
}

/** Back to where it lay before somebody began to fetch it, unless it has been started somewhere else. */
function putBack(sim: SavesSim, vm: Row, begunAt: Row): void {
  const { kernels } = sim.tables
  const host = kernels.host[vm]
  if (host === none || host === begunAt) leaveHost(sim, vm)
}

/** The saved state of a VM that has been started otherwise, or whose host has left, is worth nothing any more. */
export function discardSave(sim: SavesSim, vm: Row, capture: Row): void {
  const { vmSaves, vms } = sim.tables
  vmSaves.state[vm] = SavesState.none
  vmSaves.home[vm] = none
  if (capture !== none) dropCapture(sim, capture)
  holdUnit(sim, vms.unit[vm], 0)
  sim.emit('vm.save-discarded', vm)
}

/** Captures of VMs, and notes on workloads, that have left the world. */
export function forgetGone(sim: SavesSim): void {
  const { captures, kernels } = sim.tables
  for (let row = 0; row < captures.rows.size; row++) {
    if (captures.rows.alive[row] === 0) continue
    const vm = captures.vm[row]
    if (kernels.rows.alive[vm] === 0 || kernels.rows.generation[vm] !== captures.generation[row])
      forgetCapture(sim, row)
  }
}
