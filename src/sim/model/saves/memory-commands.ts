/** Commands that write the memory of a VM or read it back: save, restore, snapshots. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { obstacleAt, obstacleRefusal } from '../placement'
import { cancelStart } from '../start'
import { shutVm, VmTask } from '../vm'
import { countSnapshots, dropCapture, findCapture, stopMembers, takeCapture, type SavesSim } from './captures'
import { checkFree, checkState, From } from './checks'
import { beginCapture, beginRestore, beginRevert } from './jobs'
import { SavesState } from './tables'

type Command<A = unknown> = CommandSpec<A & { readonly vm: Row }, SavesSim['tables']>

/** Snapshots of one VM: as many as a person keeps apart. */
const mostSnapshots = 16

const vmArgs = v.strictObject({ vm: v.string() })
const entities = { vm: 'kernels' } as const

export const saveCommand: Command = {
  name: 'vm.save',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.up),
  apply(sim, { vm }) {
    const { kernels, vms } = sim.tables
    sim.emit('vm.saving', vm, kernels.host[vm], vms.memoryMiB[vm])
    beginCapture(sim, vm, VmTask.saving, takeCapture(sim, vm, 0, true))
  },
}

export const restoreCommand: Command = {
  name: 'vm.restore',
  args: vmArgs,
  entities,
  check(sim, { vm }) {
    const other = checkState(sim, vm, SavesState.saved)
    if (other !== null) return other
    const { vms, vmSaves, units, kernels } = sim.tables
    if (kernels.host[vm] !== none) return refuse('vm-is-busy', { task: 'restoring' })
    const unit = vms.unit[vm]
    const home = vmSaves.home[vm]
    const obstacle = obstacleAt(sim, unit, home)
    return obstacle === null ? null : obstacleRefusal(sim, units.firstMember[unit], home, obstacle)
  },
  apply(sim, { vm }) {
    sim.emit('vm.restoring', vm, sim.tables.vmSaves.home[vm])
    beginRestore(sim, vm, findCapture(sim, vm, 0))
  },
}

const nameArgument = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/))
const snapshotArgs = v.strictObject({ vm: v.string(), name: nameArgument })
interface Named {
  readonly name: string
}

/** Index of a snapshot's name plus 1. */
const nameCode = (sim: SavesSim, name: string): number => sim.group(name) + 1

/** The snapshot of this name; a name that nobody has used yet is not written down for the asking. */
function snapshotNamed(sim: SavesSim, vm: Row, name: string): Row {
  const { vmSaves, captures } = sim.tables
  let row = vmSaves.firstCapture[vm]
  while (row !== none && (captures.name[row] === 0 || sim.groupName(captures.name[row] - 1) !== name))
    row = captures.next[row]
  return row
}

export const snapshotCommand: Command<Named & { readonly memory?: boolean }> = {
  name: 'vm.snapshot',
  /** Without memory it is only the disk, at once: as after pulling the plug. */
  args: v.strictObject({ vm: v.string(), name: nameArgument, memory: v.optional(v.boolean()) }),
  entities,
  check(sim, { vm, name, memory = false }) {
    const other = checkFree(sim, vm, memory ? From.up : From.any)
    if (other !== null) return other
    if (snapshotNamed(sim, vm, name) !== none) return refuse('snapshot-exists', { name })
    return countSnapshots(sim, vm) < mostSnapshots
      ? null
      : refuse('too-many-snapshots', { limit: mostSnapshots })
  },
  apply(sim, { vm, name, memory = false }) {
    const code = nameCode(sim, name)
    if (!memory) {
      takeCapture(sim, vm, code, false)
      sim.emit('vm.snapshot-taken', vm, 0)
      return
    }
    sim.emit('vm.snapshotting', vm, sim.tables.vms.memoryMiB[vm])
    beginCapture(sim, vm, VmTask.snapshotting, takeCapture(sim, vm, code, true))
  },
}

function checkSnapshot(sim: SavesSim, vm: Row, name: string): Refusal | null {
  const other = checkFree(sim, vm, From.any)
  if (other !== null) return other
  return snapshotNamed(sim, vm, name) === none ? refuse('no-snapshot', { name }) : null
}

export const revertCommand: Command<Named> = {
  name: 'vm.revert',
  args: snapshotArgs,
  entities,
  check: (sim, { vm, name }) => checkSnapshot(sim, vm, name),
  apply(sim, { vm, name }) {
    const { captures, vms } = sim.tables
    const capture = snapshotNamed(sim, vm, name)
    if (captures.withMemory[capture] === 1) {
      sim.emit('vm.reverting', vm, captures.memoryMiB[capture])
      beginRevert(sim, vm, capture)
      return
    }
    // There is no memory to go on with: the disk is as it was, and the VM is shut off.
    cancelStart(sim, vms.unit[vm])
    shutVm(sim, vm)
    stopMembers(sim, vm)
    sim.emit('vm.reverted', vm)
  },
}

export const deleteSnapshotCommand: Command<Named> = {
  name: 'vm.delete-snapshot',
  args: snapshotArgs,
  entities,
  check: (sim, { vm, name }) => checkSnapshot(sim, vm, name),
  apply(sim, { vm, name }) {
    dropCapture(sim, snapshotNamed(sim, vm, name))
    sim.emit('vm.snapshot-deleted', vm)
  },
}
