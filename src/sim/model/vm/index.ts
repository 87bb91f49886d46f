/**
 * Virtual machines: life-cycle states after libvirt, and the guest's sizes. How long a start takes, and the command for
 * it, is the business of the mechanism `start`.
 */
import * as v from 'valibot'
import {
  defineMechanism,
  none,
  refuse,
  type CommandSpec,
  type Own,
  type Refusal,
  type Row,
  type Seen,
  type Sim,
  type TableSpecs,
  type World,
} from '../../core'
import { hypervisor } from '../hypervisor'
import { kernel, KernelState, setKernelState, type kernelTables } from '../kernel'
import { memory } from '../memory'
import { setMembersState, workload, WorkloadState, type workloadTables } from '../workload'

/** virDomainState of libvirt, in its order and with its numbers; 'nostate' is an empty row. */
export const vmStates = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
] as const
export const VmState = { running: 1, paused: 3, shutoff: 5, crashed: 6, pmsuspended: 7 } as const

/** What is done to a VM that takes its time: until then nobody else changes it. */
export const vmTasks = [
  'none',
  'saving',
  'restoring',
  'snapshotting',
  'reverting',
  'shelving',
  'unshelving',
] as const
export const VmTask = {
  none: 0,
  saving: 1,
  restoring: 2,
  snapshotting: 3,
  reverting: 4,
  shelving: 5,
  unshelving: 6,
} as const

export const vmTables = {
  vms: {
    along: 'kernels',
    columns: {
      state: { kind: 'u8', names: vmStates },
      /** Whatever changes the state ends the task. */
      task: { kind: 'u8', names: vmTasks },
      unit: { kind: 'i32', empty: -1, refersTo: 'units' },
      vcpus: { kind: 'u32' },
      /** What the guest sees. */
      memoryMiB: { kind: 'u32', unit: 'MiB' },
    },
  },
} as const satisfies TableSpecs

export type VmSim = Sim<Own<typeof vmTables> & Seen<typeof kernelTables> & Seen<typeof workloadTables>>

/** Writes down a new VM around its guest kernel; shut off until it is started. */
export function defineVm(sim: Sim, guest: Row, unit: Row, vcpus: number, memoryMiB: number): void {
  const { vms } = (sim as VmSim).tables
  vms.state[guest] = VmState.shutoff
  vms.unit[guest] = unit
  vms.vcpus[guest] = vcpus
  vms.memoryMiB[guest] = memoryMiB
}

export function resizeVm(sim: Sim, guest: Row, vcpus: number, memoryMiB: number): void {
  const { vms } = (sim as VmSim).tables
  vms.vcpus[guest] = vcpus
  vms.memoryMiB[guest] = memoryMiB
}

/** The VMM of a VM runs, and its guest has begun to boot; nothing in it runs yet. */
export function powerOnVm(sim: Sim, guest: Row): void {
  change(sim, guest, VmState.running, KernelState.booting)
}

/** A VM has begun to start: libvirt calls it shut off until its VMM runs. */
export function prepareVm(sim: Sim, guest: Row): void {
  change(sim, guest, VmState.shutoff, KernelState.booting)
}

/** A VM that has a host runs, with everything in it. */
export function startVm(sim: Sim, guest: Row): void {
  change(sim, guest, VmState.running, KernelState.running)
  setMembersState(sim, (sim as VmSim).tables.vms.unit[guest], WorkloadState.running)
  sim.emit('vm.started', guest)
}

/** The guest stands still while it changes hosts, or goes on; what runs in it is the caller's business. */
export function holdVm(sim: Sim, guest: Row, held: boolean): void {
  if (held) change(sim, guest, VmState.paused, KernelState.paused)
  else change(sim, guest, VmState.running, KernelState.running)
}

/** The guest sleeps (ACPI S3), or wakes up; what runs in it is the caller's business. */
export function sleepVm(sim: Sim, guest: Row, asleep: boolean): void {
  if (asleep) change(sim, guest, VmState.pmsuspended, KernelState.paused)
  else change(sim, guest, VmState.running, KernelState.running)
}

/** Notes what is being done to a VM; the change of state that belongs to it comes first. */
export function setVmTask(sim: Sim, guest: Row, task: number): void {
  ;(sim as VmSim).tables.vms.task[guest] = task
}

/** The guest is lost with its kernel or its host; returns the fact. The workloads in it are the caller's to lose. */
export function crashVm(sim: Sim, guest: Row): number {
  change(sim, guest, VmState.crashed, KernelState.panicked)
  return sim.emit('vm.crashed', guest)
}

/** The VM loses its place; what was in it is the caller's business. */
export function shutVm(sim: Sim, guest: Row): void {
  change(sim, guest, VmState.shutoff, KernelState.off)
}

function change(sim: Sim, guest: Row, state: number, kernelState: number): void {
  const { vms } = (sim as VmSim).tables
  vms.state[guest] = state
  vms.task[guest] = VmTask.none
  setKernelState(sim, guest, kernelState)
}

type Args = { readonly vm: Row }

interface Change {
  /** States of a VM that may be changed so. */
  readonly from: readonly number[]
  /** It stops a guest that is still booting, too. */
  readonly stops?: boolean
  readonly fact: string
  readonly state: number
  readonly kernel: number
  /** Workloads in one of these states go to the other; those in any other state do not notice. */
  readonly members: readonly [from: readonly number[], to: number]
}

/** Why a kernel is not a VM that can be changed from one of these states now, if it is not. */
export function checkVm(sim: Sim, vm: Row, from: readonly number[], stops = false): Refusal | null {
  const { vms, kernels } = (sim as VmSim).tables
  if (vms.state[vm] === 0) return refuse('not-a-vm')
  if (kernels.host[vm] === none) return refuse('vm-without-host')
  if (kernels.state[kernels.parent[vm]] !== KernelState.running) return refuse('host-not-running')
  const task = vms.task[vm]
  if (task !== VmTask.none && !stops) return refuse('vm-is-busy', { task: vmTasks[task] })
  if (kernels.state[vm] === KernelState.booting) return stops ? null : refuse('vm-is-booting')
  return from.includes(vms.state[vm]) ? null : refuse('vm-in-state', { state: vmStates[vms.state[vm]] })
}

/** A life-cycle command: which states it may start from, and where it leads. */
function lifeCycle(
  name: string,
  { from, stops = false, fact, state, kernel: kernelState, members }: Change,
): CommandSpec<Args, VmSim['tables']> {
  return {
    name,
    args: v.strictObject({ vm: v.string() }),
    entities: { vm: 'kernels' },
    check: (sim, { vm }) => checkVm(sim, vm, from, stops),
    apply(sim, { vm }) {
      change(sim, vm, state, kernelState)
      setMembersState(sim, sim.tables.vms.unit[vm], members[1], members[0])
      sim.emit(fact, vm)
    },
  }
}

const { running, paused, shutoff, crashed, pmsuspended } = VmState
const Inside = WorkloadState
const anyState = [
  Inside.pending,
  Inside.running,
  Inside.paused,
  Inside.stopped,
  Inside.crashed,
  Inside.starting,
]

export const vm = defineMechanism<VmSim['tables']>({
  name: 'vm',
  needs: [kernel, workload, memory, hypervisor],
  tables: vmTables,
  facts: {
    'vm.started': [{ name: 'vm', table: 'kernels' }],
    'vm.suspended': [{ name: 'vm', table: 'kernels' }],
    'vm.resumed': [{ name: 'vm', table: 'kernels' }],
    'vm.shut-down': [{ name: 'vm', table: 'kernels' }],
    'vm.destroyed': [{ name: 'vm', table: 'kernels' }],
    'vm.crashed': [{ name: 'vm', table: 'kernels' }],
  },
  refusals: {
    'not-a-vm': [],
    'vm-without-host': [],
    'host-not-running': [],
    'vm-is-booting': [],
    'vm-is-busy': ['task'],
    'vm-in-state': ['state'],
  },
  commands: [
    lifeCycle('vm.suspend', {
      from: [running],
      fact: 'vm.suspended',
      state: paused,
      kernel: KernelState.paused,
      members: [[Inside.running], Inside.paused],
    }),
    lifeCycle('vm.resume', {
      from: [paused],
      fact: 'vm.resumed',
      state: running,
      kernel: KernelState.running,
      members: [[Inside.paused], Inside.running],
    }),
    lifeCycle('vm.shutdown', {
      from: [running],
      stops: true,
      fact: 'vm.shut-down',
      state: shutoff,
      kernel: KernelState.off,
      members: [anyState, Inside.stopped],
    }),
    lifeCycle('vm.destroy', {
      from: [running, paused, crashed, pmsuspended],
      stops: true,
      fact: 'vm.destroyed',
      state: shutoff,
      kernel: KernelState.off,
      members: [anyState, Inside.stopped],
    }),
  ],
  invariants: [statesAgree],
})

/** Nothing runs inside a VM that does not run. */
function statesAgree({ tables }: World): string | null {
  const { rows, columns } = tables['workloads']
  const units = tables['units'].columns
  const vms = tables['vms'].columns
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || columns['state'][row] !== WorkloadState.running) continue
    const guest = units['kernel'][columns['unit'][row]]
    if (guest !== none && vms['state'][guest] !== 0 && vms['state'][guest] !== VmState.running)
      return `workload ${row} runs in a VM that does not`
  }
  return null
}
