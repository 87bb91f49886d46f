/** The states of one workload, in the words of libvirt, OpenStack, OCI, Docker and the CRI. */
import { nameOf, none, tableOf, type Engine, type Row, type World } from '../../core'
import { ContainerState, containerStates } from '../../model/container'
import type { isolationTables } from '../../model/isolation'
import { Power } from '../../model/inventory'
import { KernelState } from '../../model/kernel'
import { startPhaseNames } from '../../model/plan'
import { SavesState } from '../../model/saves'
import type { saveTables } from '../../model/saves'
import { StartMode, StartState, type startTables } from '../../model/start'
import { VmState, vmStates, VmTask } from '../../model/vm'
import { UnitKind, unitKinds, workloadStates } from '../../model/workload'
import { check, finderOf } from '../advance'
import type { LifeView } from '../life-views'
import { tablesIn, type Tables } from '../tables'

/** One workload, with the unit and the kernels around it. */
interface Subject {
  readonly world: World
  readonly tables: Tables
  readonly member: Row
  readonly unit: Row
  /** The unit's own kernel, or its host's; -1 without either. */
  readonly kernel: Row
  /** Its VM; -1 when it is in none. */
  readonly vm: Row
  /** Row of its start that is under way; -1 for none. */
  readonly start: Row
}

export function lifeOf(engine: Engine, name: string): LifeView {
  const subject = subjectOf(engine, name)
  if (subject === null) return { ...nothing, name }
  const { world, tables, member, vm, start } = subject
  const workload = nameOf(world, 'workloads', member)
  return {
    look: 'life',
    name,
    kind: kindOf(subject),
    workload: workloadStates[tables.workloads.state[member]],
    libvirt: vm === none ? null : vmStates[tables.vms.state[vm]],
    nova: vm === none ? null : novaState(subject),
    novaTask: vm === none ? null : novaTask(subject),
    ...containerWords(subject),
    release: subject.kernel === none ? '' : releaseOf(subject),
    phase: start === none ? null : startPhaseNames[tables.starts.phase[start]],
    escape: escapeOf(subject),
    allowed: allowedFor(engine, workload, vm === none ? '' : nameOf(world, 'kernels', vm)),
  }
}

const nothing: LifeView = {
  look: 'life',
  name: '',
  kind: 'process',
  workload: '',
  libvirt: null,
  nova: null,
  novaTask: null,
  oci: null,
  docker: null,
  cri: null,
  release: '',
  phase: null,
  escape: null,
  allowed: [],
}

/** By the name of a workload, or of a VM: then its first one. */
function subjectOf(engine: Engine, name: string): Subject | null {
  const { world } = engine
  const tables = tablesIn(world)
  const member = memberNamed(engine, tables, name)
  if (member === none) return null
  const unit = tables.workloads.unit[member]
  const own = tables.units.kernel[unit]
  const host = tables.units.host[unit]
  const kernel = own !== none ? own : host === none ? none : tables.hostKernels.kernel[host]
  const vm = tables.units.kind[unit] === UnitKind.vm ? own : none
  return { world, tables, member, unit, kernel, vm, start: startOf(world, tables, unit, member) }
}

function memberNamed(engine: Engine, tables: Tables, name: string): Row {
  const member = finderOf(engine)('workloads', name)
  if (member !== none) return member
  const kernel = finderOf(engine)('kernels', name)
  const isVm = kernel !== none && tables.vms.state[kernel] !== 0
  return isVm ? tables.units.firstMember[tables.vms.unit[kernel]] : none
}

/** Its own start in its VM, or that of the whole unit. */
function startOf(world: World, tables: Tables, unit: Row, member: Row): Row {
  const own = tableOf<typeof startTables.workloadStart>(world, 'workloadStart').row[member]
  return [own, tables.unitStart.row[unit]].find((row) => row !== none && isUnderWay(tables, row)) ?? none
}

function isUnderWay({ starts }: Tables, row: Row): boolean {
  return starts.state[row] === StartState.requested || starts.state[row] === StartState.starting
}

function hasRuntime({ tables: { groupRuntimes, units }, unit }: Subject): boolean {
  return groupRuntimes.profile[units.groupRow[unit]] !== 0
}

function kindOf(subject: Subject): LifeView['kind'] {
  const kind = unitKinds[subject.tables.units.kind[subject.unit]]
  return kind === 'vm' && hasRuntime(subject) ? 'container-in-vm' : kind
}

/** What `uname` says inside: the release of the kernel under it. */
function releaseOf({ world, tables, kernel }: Subject): string {
  return world.groups[tables.kernels.release[kernel]]
}

/** States of ours that Nova has a word for. */
const novaOfSaves = ['', 'SUSPENDED', 'SHELVED_OFFLOADED', 'RESCUED', 'RESIZED'] as const

/** vm_state. A guest that crashes, or sleeps, is what Nova finds and calls stopped, or still active. */
function novaState(subject: Subject): string {
  const { world, tables, vm, start } = subject
  const { state } = tableOf<typeof saveTables.vmSaves>(world, 'vmSaves')
  if (isFirstStart(subject)) return 'BUILDING'
  if (tables.vms.task[vm] === VmTask.shelving) return 'SHELVED'
  if (state[vm] !== SavesState.none) return novaOfSaves[state[vm]]
  switch (tables.vms.state[vm]) {
    case VmState.running:
    case VmState.pmsuspended:
      // What is being switched on again is still called what it was.
      return start !== none && tables.starts.mode[start] !== StartMode.again ? 'STOPPED' : 'ACTIVE'
    case VmState.paused:
      return isHeldByUs(subject) ? 'ACTIVE' : 'PAUSED'
    default:
      return 'STOPPED'
  }
}

/** It stands still for something that is done to it, not because somebody has paused it. */
function isHeldByUs({ tables, unit, vm }: Subject): boolean {
  return tables.vms.task[vm] !== VmTask.none || tables.units.target[unit] !== none
}

/** It has been placed for the first time and does not run yet, or waits for a place. */
function isFirstStart({ world, tables, unit, start }: Subject): boolean {
  if (start !== none)
    return tables.starts.member[start] === none && tables.starts.mode[start] === StartMode.whole
  const { held } = tableOf<{ columns: { held: { kind: 'u8' } } }>(world, 'unitPlacement')
  return tables.units.host[unit] === none && held[unit] === 0
}

const novaTasks = [
  null,
  'suspending',
  'resuming',
  'image_snapshot',
  null,
  'shelving_image_uploading',
  'unshelving',
] as const

/** Of a start: where it is on the way from the scheduler to the hypervisor. */
function novaTask(subject: Subject): string | null {
  const { world, tables, unit, vm, start } = subject
  const task = novaTasks[tables.vms.task[vm]]
  if (task !== null) return task
  if (tables.units.target[unit] !== none) return 'migrating'
  if (start === none || tables.starts.member[start] !== none) {
    return tables.units.host[unit] === none && isFirstStart(subject) ? 'scheduling' : null
  }
  const { state } = tableOf<typeof saveTables.vmSaves>(world, 'vmSaves')
  if (state[vm] === SavesState.rescued) return 'rescuing'
  if (state[vm] === SavesState.resized) return 'resize_finish'
  if (tables.starts.mode[start] !== StartMode.whole) return 'powering-on'
  const phase = startPhaseNames[tables.starts.phase[start]]
  return phase === 'image' || phase === 'disk' ? 'block_device_mapping' : 'spawning'
}

/** Words by the container's state: of OCI (with runc's `paused`), Docker and the CRI. */
const words: Readonly<Record<(typeof containerStates)[number], readonly [string, string, string] | null>> = {
  none: null,
  creating: ['creating', 'created', 'CONTAINER_CREATED'],
  created: ['created', 'created', 'CONTAINER_CREATED'],
  running: ['running', 'running', 'CONTAINER_RUNNING'],
  paused: ['running', 'paused', 'CONTAINER_RUNNING'],
  stopped: ['stopped', 'exited', 'CONTAINER_EXITED'],
  restarting: ['stopped', 'restarting', 'CONTAINER_EXITED'],
}

/** Nobody can be asked where the host is down; there the CRI does not know. */
function containerWords(subject: Subject): Pick<LifeView, 'oci' | 'docker' | 'cri'> {
  const { tables, member, unit } = subject
  const found = words[containerStates[tables.containers.state[member]]]
  if (found === null || !hasRuntime(subject)) return { oci: null, docker: null, cri: null }
  const [oci, docker, cri] = found
  const host = tables.units.host[unit]
  const isDead = tables.containers.state[member] === ContainerState.stopped && isUnreachable(subject, host)
  return { oci, docker, cri: isDead ? 'CONTAINER_UNKNOWN' : cri }
}

function isUnreachable({ tables, kernel }: Subject, host: Row): boolean {
  if (host === none) return false
  return tables.hosts.power[host] !== Power.on || tables.kernels.state[kernel] !== KernelState.running
}

/** Where somebody arrives who breaks out of it: in a guest, on the host as nobody, or on the host as root. */
function escapeOf({ world, tables, unit, vm }: Subject): LifeView['escape'] {
  if (vm !== none) return 'guest'
  if (tables.units.kind[unit] === UnitKind.process) return null
  if (tables.units.kind[unit] === UnitKind.sandbox) return 'sandbox'
  const { userns } = tableOf<typeof isolationTables.groupIsolation>(world, 'groupIsolation')
  return userns[tables.units.groupRow[unit]] === 1 ? 'host-user' : 'host-root'
}

/** Commands of lives that need to be told nothing but whom they are about. */
const ofVm = [
  'vm.start',
  'vm.suspend',
  'vm.resume',
  'vm.shutdown',
  'vm.destroy',
  'vm.save',
  'vm.restore',
  'vm.confirm-resize',
  'vm.revert-resize',
  'vm.rescue',
  'vm.unrescue',
  'vm.pmsuspend',
  'vm.wakeup',
  'vm.shelve',
  'vm.unshelve',
  'vm.migrate-cancel',
  'vm.migrate-postcopy',
  'vmm.crash',
] as const
const ofKernel = ['kernel.panic', 'kernel.reboot'] as const
const ofContainer = [
  'container.start',
  'container.restart',
  'container.pause',
  'container.resume',
  'container.stop',
  'container.kill',
] as const

/** Those of them that would be done now. */
function allowedFor(engine: Engine, workload: string, vm: string): readonly string[] {
  const may = (name: string, args: Readonly<Record<string, string>>): boolean =>
    engine.model.commands.has(name) && check(engine, { name, args }) === null
  return [
    ...(vm === '' ? [] : ofVm.filter((name) => may(name, { vm }))),
    ...(vm === '' ? [] : ofKernel.filter((name) => may(name, { kernel: vm }))),
    ...(vm === '' || !may('vm.snapshot', { vm, name: 'life' }) ? [] : ['vm.snapshot']),
    ...ofContainer.filter((name) => may(name, { container: workload })),
    ...(may('process.crash', { workload }) ? ['process.crash'] : []),
  ]
}
