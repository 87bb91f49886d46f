/**
 * Containers: states after OCI and Docker, and what the runtime keeps per container. How long a start takes, and the
 * commands for it, are the business of the mechanism `start`.
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
} from '../../core'
import { kernel, KernelState, type kernelTables } from '../kernel'
import { memory } from '../memory'
import { restartPolicies, type BuildPlan, type WorkloadPlan } from '../plan'
import { vm, type vmTables } from '../vm'
import { kernelOfUnit, setWorkloadState, workload, WorkloadState, type workloadTables } from '../workload'

/** OCI runtime states, with Docker's `paused`; 'none' is a workload that is no container. */
export const containerStates = [
  'none',
  'created',
  'running',
  'paused',
  'stopped',
  'creating',
  'restarting',
] as const
export const ContainerState = {
  none: 0,
  created: 1,
  running: 2,
  paused: 3,
  stopped: 4,
  creating: 5,
  restarting: 6,
} as const

export const containerTables = {
  /** The runtime of a workload group; profile 0 means its workloads are plain processes. */
  groupRuntimes: {
    along: 'workloadGroups',
    columns: {
      /** Index of the profile's name plus 1. */
      profile: { kind: 'u32' },
      /** Memory per container, thousandths of a MiB. */
      memory: { kind: 'u32', unit: 'MiB/1000' },
      cpuFactor: { kind: 'u32', empty: 1000 },
      /** 1 when each container gets a kernel of its own in user space. */
      sandbox: { kind: 'u8' },
      /** What is done when one of them ends, and when the kernel under it comes back. */
      restart: { kind: 'u8', names: restartPolicies },
    },
  },
  containers: {
    along: 'workloads',
    columns: {
      state: { kind: 'u8', names: containerStates },
      /** 1 when a user has stopped it: no policy brings it back at once. */
      byUser: { kind: 'u8' },
    },
  },
} as const satisfies TableSpecs

export type ContainerSim = Sim<
  Own<typeof containerTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof vmTables>
>

/** Whole MiB the runtime keeps for one container of this group. */
export function runtimeMiB(sim: Sim, groupRow: Row): number {
  return Math.ceil((sim as ContainerSim).tables.groupRuntimes.memory[groupRow] / 1000)
}

/** Brings the containers of a unit into line with what happened to it: started or lost together. */
export function setContainers(sim: Sim, unit: Row, state: number): void {
  const { units, workloads, groupRuntimes, containers } = (sim as ContainerSim).tables
  if (groupRuntimes.profile[units.groupRow[unit]] === 0) return
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    containers.state[member] = state
  }
}

/** Brings one container into a state that says nothing of its workload; a plain process has none. */
export function setContainer(sim: Sim, member: Row, state: number): void {
  const { containers } = (sim as ContainerSim).tables
  if (containers.state[member] !== ContainerState.none) containers.state[member] = state
}

/** One container or process runs; its kernel does already. */
export function startWorkload(sim: Sim, member: Row): void {
  const { containers, workloads, groupRuntimes } = (sim as ContainerSim).tables
  setWorkloadState(sim, member, WorkloadState.running)
  containers.byUser[member] = 0
  if (groupRuntimes.profile[workloads.groupRow[member]] === 0) {
    sim.emit('process.started', member)
    return
  }
  containers.state[member] = ContainerState.running
  sim.emit('container.started', member)
}

/** Stops one container or process because it, its kernel or its host was lost. */
export function crashWorkload(sim: Sim, member: Row): void {
  const { containers, workloads, groupRuntimes } = (sim as ContainerSim).tables
  setWorkloadState(sim, member, WorkloadState.crashed)
  if (groupRuntimes.profile[workloads.groupRow[member]] !== 0)
    containers.state[member] = ContainerState.stopped
  sim.emit('workload.lost', member)
}

const anyPolicy = restartPolicies.indexOf('none')
const always = restartPolicies.indexOf('always')
const unlessStopped = restartPolicies.indexOf('unless-stopped')

/**
 * Whether a container that is there already stays down when its VM boots, as its restart policy has it; what was never
 * started, or has just been made anew, starts in any case.
 */
export function staysDown(sim: Sim, member: Row): boolean {
  const { containers, workloads, groupRuntimes } = (sim as ContainerSim).tables
  const state = containers.state[member]
  if (state === ContainerState.none || state === ContainerState.created) return false
  if (state === ContainerState.creating) return false
  const policy = groupRuntimes.restart[workloads.groupRow[member]]
  if (policy === anyPolicy || policy === always) return false
  return policy !== unlessStopped || containers.byUser[member] === 1
}

/** Whether a workload comes back with the kernel of its host. */
export function comesBack(sim: Sim, member: Row): boolean {
  const { containers, workloads, groupRuntimes } = (sim as ContainerSim).tables
  const wasLost = workloads.state[member] === WorkloadState.crashed
  if (containers.state[member] === ContainerState.none) return wasLost
  const policy = groupRuntimes.restart[workloads.groupRow[member]]
  if (policy === always) return wasLost || workloads.state[member] === WorkloadState.stopped
  return wasLost && (policy === anyPolicy || policy === unlessStopped)
}

/** With its VM run those containers whose workloads do, but for those that their policy keeps down. */
function startContainers(sim: ContainerSim, guest: Row): void {
  const { units, workloads, vms, groupRuntimes, containers } = sim.tables
  const unit = vms.unit[guest]
  if (groupRuntimes.profile[units.groupRow[unit]] === 0) return
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    if (workloads.state[member] !== WorkloadState.running) continue
    const stays = staysDown(sim, member)
    containers.state[member] = stays ? ContainerState.stopped : ContainerState.running
    if (stays) setWorkloadState(sim, member, WorkloadState.stopped)
    else containers.byUser[member] = 0
  }
}

/** A VM that stops takes its containers along. */
function stopContainers(sim: ContainerSim, guest: Row): void {
  setContainers(sim, sim.tables.vms.unit[guest], ContainerState.stopped)
}

/** A VM that goes on leaves those paused that had been paused by themselves. */
function keepPaused(sim: ContainerSim, guest: Row): void {
  const { units, workloads, containers, vms } = sim.tables
  const first = units.firstMember[vms.unit[guest]]
  for (let member = first; member !== none; member = workloads.nextInUnit[member]) {
    if (containers.state[member] === ContainerState.paused)
      setWorkloadState(sim, member, WorkloadState.paused)
  }
}

function readRuntimes(sim: ContainerSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, groupRow) => {
    setGroupRuntime(sim, groupRow, plan)
  })
}

/** Notes the runtime of a new group, if it has one, and what is done when its workloads end. */
export function setGroupRuntime(sim: Sim, groupRow: Row, { runtime, restart }: WorkloadPlan): void {
  const { groupRuntimes } = (sim as ContainerSim).tables
  groupRuntimes.restart[groupRow] = restart
  if (runtime === null) return
  groupRuntimes.profile[groupRow] = sim.group(runtime.profile) + 1
  groupRuntimes.memory[groupRow] = runtime.memory
  groupRuntimes.cpuFactor[groupRow] = runtime.cpuFactor
  groupRuntimes.sandbox[groupRow] = runtime.boundary === 'sandbox' ? 1 : 0
}

type Args = { readonly container: Row }

/** Why a workload is not a container that can be changed from one of these states now, if it is not. */
export function checkContainer(sim: Sim, member: Row, from: readonly number[]): Refusal | null {
  const { containers, workloads, kernels } = (sim as ContainerSim).tables
  if (containers.state[member] === ContainerState.none) return refuse('not-a-container')
  const under = kernelOfUnit(sim, workloads.unit[member])
  if (under === none) return refuse('container-without-host')
  if (kernels.state[under] === KernelState.paused) return refuse('vm-is-paused')
  if (kernels.state[under] !== KernelState.running) return refuse('kernel-not-running')
  if (kernels.runsContainers[under] === 0) return refuse('kernel-runs-none')
  return from.includes(containers.state[member])
    ? null
    : refuse('container-in-state', { state: containerStates[containers.state[member]] })
}

/** Ends a container because a user wants it so. */
export function stopByUser(sim: Sim, member: Row): void {
  const { containers } = (sim as ContainerSim).tables
  containers.state[member] = ContainerState.stopped
  containers.byUser[member] = 1
  setWorkloadState(sim, member, WorkloadState.stopped)
}

function lifeCycle(
  name: string,
  from: readonly number[],
  fact: string,
  state: number,
  workloadState: number,
): CommandSpec<Args, ContainerSim['tables']> {
  return {
    name,
    args: v.strictObject({ container: v.string() }),
    entities: { container: 'workloads' },
    check: (sim, { container }) => checkContainer(sim, container, from),
    apply(sim, { container }) {
      sim.tables.containers.state[container] = state
      setWorkloadState(sim, container, workloadState)
      sim.emit(fact, container)
    },
  }
}

const { running, paused, restarting } = ContainerState

/** The two ways in which a user ends a container: with and without asking it first. */
function ending(name: string, fact: string): CommandSpec<Args, ContainerSim['tables']> {
  return {
    name,
    args: v.strictObject({ container: v.string() }),
    entities: { container: 'workloads' },
    check: (sim, { container }) => checkContainer(sim, container, [running, paused, restarting]),
    apply(sim, { container }) {
      stopByUser(sim, container)
      sim.emit(fact, container)
    },
  }
}

export const container = defineMechanism<ContainerSim['tables']>({
  name: 'container',
  needs: [kernel, workload, memory, vm],
  tables: containerTables,
  start: readRuntimes,
  // Containers follow the VM around them.
  reactions: {
    'vm.started': startContainers,
    'vm.resumed': keepPaused,
    'vm.shut-down': stopContainers,
    'vm.destroyed': stopContainers,
  },
  facts: {
    'process.started': [{ name: 'workload', table: 'workloads' }],
    'container.started': [{ name: 'workload', table: 'workloads' }],
    'container.paused': [{ name: 'workload', table: 'workloads' }],
    'container.resumed': [{ name: 'workload', table: 'workloads' }],
    'container.stopped': [{ name: 'workload', table: 'workloads' }],
    'container.killed': [{ name: 'workload', table: 'workloads' }],
    'workload.lost': [{ name: 'workload', table: 'workloads' }],
  },
  refusals: {
    'not-a-container': [],
    'container-without-host': [],
    'kernel-not-running': [],
    'vm-is-paused': [],
    'kernel-runs-none': [],
    'container-in-state': ['state'],
  },
  commands: [
    lifeCycle('container.pause', [running], 'container.paused', paused, WorkloadState.paused),
    lifeCycle('container.resume', [paused], 'container.resumed', running, WorkloadState.running),
    ending('container.stop', 'container.stopped'),
    ending('container.kill', 'container.killed'),
  ],
})
