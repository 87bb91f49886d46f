/** Commands that change or repair a VM, let it sleep, or put it aside. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { setRunsContainers } from '../kernel'
import {
  chooseHost,
  holdUnit,
  obstacleAt,
  obstacleRefusal,
  occupy,
  resizeUnit,
  sizeObstacle,
  startUnit,
} from '../placement'
import { cancelStart } from '../start'
import { shutVm, sleepVm, VmState, VmTask } from '../vm'
import { pauseMembers, resumeMembers, stopMembers, type SavesSim } from './captures'
import { checkFree, checkState, From } from './checks'
import { startDiskJob } from './jobs'
import { SavesState } from './tables'

type Command<A = unknown> = CommandSpec<A & { readonly vm: Row }, SavesSim['tables']>

const vmArgs = v.strictObject({ vm: v.string() })
const entities = { vm: 'kernels' } as const
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

interface Size {
  readonly vcpus: number
  readonly memoryMiB: number
}

/** Shut off, with everything in it: whatever comes next starts from there. */
function stop(sim: SavesSim, vm: Row): void {
  cancelStart(sim, sim.tables.vms.unit[vm])
  shutVm(sim, vm)
  stopMembers(sim, vm)
}

/** Why the VM cannot have this size where it is; null when it can. */
function checkSize(sim: SavesSim, vm: Row, { vcpus, memoryMiB }: Size): Refusal | null {
  const { vms, units, kernels } = sim.tables
  const unit = vms.unit[vm]
  const obstacle = sizeObstacle(sim, unit, vcpus, memoryMiB)
  return obstacle === null ? null : obstacleRefusal(sim, units.firstMember[unit], kernels.host[vm], obstacle)
}

/** Stops, changes and starts again what ran. */
function changeSize(sim: SavesSim, vm: Row, { vcpus, memoryMiB }: Size): void {
  const { vms } = sim.tables
  const ran = vms.state[vm] === VmState.running
  const unit = vms.unit[vm]
  if (ran) stop(sim, vm)
  resizeUnit(sim, unit, vcpus, memoryMiB)
  if (ran) startUnit(sim, unit)
}

export const resizeCommand: Command<Size> = {
  name: 'vm.resize',
  /** The memory is what its workload gets: guest system and VMM come on top. */
  args: v.strictObject({ vm: v.string(), vcpus: whole(1, 1024), memoryMiB: whole(1, 16777216) }),
  entities,
  check(sim, { vm, vcpus, memoryMiB }) {
    const other = checkFree(sim, vm, [VmState.running, VmState.shutoff])
    if (other !== null) return other
    const { vms, units, workloads } = sim.tables
    const unit = vms.unit[vm]
    if (units.members[unit] > 1) return refuse('resize-several', { count: units.members[unit] })
    const member = units.firstMember[unit]
    const isSame = workloads.vcpus[member] === vcpus && workloads.memoryMiB[member] === memoryMiB
    return isSame ? refuse('resize-same') : checkSize(sim, vm, { vcpus, memoryMiB })
  },
  apply(sim, { vm, vcpus, memoryMiB }) {
    const { vms, units, workloads, vmSaves } = sim.tables
    const member = units.firstMember[vms.unit[vm]]
    vmSaves.state[vm] = SavesState.resized
    vmSaves.oldVcpus[vm] = workloads.vcpus[member]
    vmSaves.oldMemoryMiB[vm] = workloads.memoryMiB[member]
    sim.emit('vm.resized', vm, vcpus, memoryMiB)
    changeSize(sim, vm, { vcpus, memoryMiB })
  },
}

export const confirmResizeCommand: Command = {
  name: 'vm.confirm-resize',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkState(sim, vm, SavesState.resized),
  apply(sim, { vm }) {
    sim.tables.vmSaves.state[vm] = SavesState.none
    sim.emit('vm.resize-confirmed', vm)
  },
}

const oldSize = ({ tables: { vmSaves } }: SavesSim, vm: Row): Size => ({
  vcpus: vmSaves.oldVcpus[vm],
  memoryMiB: vmSaves.oldMemoryMiB[vm],
})

export const revertResizeCommand: Command = {
  name: 'vm.revert-resize',
  args: vmArgs,
  entities,
  check: (sim, { vm }) =>
    checkFree(sim, vm, [VmState.running, VmState.shutoff], SavesState.resized) ??
    checkSize(sim, vm, oldSize(sim, vm)),
  apply(sim, { vm }) {
    const size = oldSize(sim, vm)
    sim.tables.vmSaves.state[vm] = SavesState.none
    sim.emit('vm.resize-reverted', vm, size.vcpus, size.memoryMiB)
    changeSize(sim, vm, size)
  },
}

export const rescueCommand: Command = {
  name: 'vm.rescue',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.restartable),
  apply(sim, { vm }) {
    stop(sim, vm)
    sim.tables.vmSaves.state[vm] = SavesState.rescued
    setRunsContainers(sim, vm, 0)
    sim.emit('vm.rescued', vm)
    startUnit(sim, sim.tables.vms.unit[vm])
  },
}

export const unrescueCommand: Command = {
  name: 'vm.unrescue',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.any, SavesState.rescued),
  apply(sim, { vm }) {
    stop(sim, vm)
    sim.tables.vmSaves.state[vm] = SavesState.none
    setRunsContainers(sim, vm, 1)
    sim.emit('vm.unrescued', vm)
    startUnit(sim, sim.tables.vms.unit[vm])
  },
}

/** What has been started under a rescue system ends at once: its disk is there, but nothing on it is started. */
export function keepRescued(sim: SavesSim, vm: Row): void {
  if (sim.tables.vmSaves.state[vm] === SavesState.rescued) stopMembers(sim, vm)
}

export function keepMemberDown(sim: SavesSim, member: Row): void {
  const { workloads, units } = sim.tables
  const own = units.kernel[workloads.unit[member]]
  if (own !== none) keepRescued(sim, own)
}

export const sleepCommand: Command = {
  name: 'vm.pmsuspend',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.awake, sim.tables.vmSaves.state[vm]),
  apply(sim, { vm }) {
    sleepVm(sim, vm, true)
    pauseMembers(sim, vm)
    sim.emit('vm.pmsuspended', vm)
  },
}

export const wakeCommand: Command = {
  name: 'vm.wakeup',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.asleep, sim.tables.vmSaves.state[vm]),
  apply(sim, { vm }) {
    sleepVm(sim, vm, false)
    resumeMembers(sim, vm)
    sim.emit('vm.woken', vm)
  },
}

export const shelveCommand: Command = {
  name: 'vm.shelve',
  args: vmArgs,
  entities,
  check: (sim, { vm }) => checkFree(sim, vm, From.any),
  apply(sim, { vm }) {
    stop(sim, vm)
    sim.emit('vm.shelving', vm, sim.tables.kernels.host[vm])
    startDiskJob(sim, vm, VmTask.shelving)
  },
}

export const unshelveCommand: Command = {
  name: 'vm.unshelve',
  args: vmArgs,
  entities,
  check(sim, { vm }) {
    const other = checkState(sim, vm, SavesState.offloaded)
    if (other !== null) return other
    const { kernels, hosts, vms } = sim.tables
    if (kernels.host[vm] !== none) return refuse('vm-is-busy', { task: 'unshelving' })
    for (let host = 0; host < hosts.rows.size; host++)
      if (hosts.rows.alive[host] === 1 && obstacleAt(sim, vms.unit[vm], host) === null) return null
    return refuse('unshelve-no-host')
  },
  apply(sim, { vm }) {
    const unit = sim.tables.vms.unit[vm]
    const host = chooseHost(sim, unit)
    holdUnit(sim, unit, 0)
    sim.emit('vm.unshelving', vm, host)
    occupy(sim, unit, host)
    startDiskJob(sim, vm, VmTask.unshelving)
  },
}
