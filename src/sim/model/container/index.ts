/**
 * Containers: states after OCI and Docker, and what the runtime keeps per container. Start is immediate for
 * now, and its fact says so.
 */
import * as v from 'valibot'
import {
  defineMechanism,
  none,
  refuse,
  type CommandSpec,
  type Own,
  type Row,
  type Seen,
  type Sim,
  type TableSpecs,
} from '../../core'
import { kernel, KernelState, type kernelTables } from '../kernel'
import { memory } from '../memory'
import type { BuildPlan, RuntimeWrapPlan } from '../plan'
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
    },
  },
  containers: { along: 'workloads', columns: { state: { kind: 'u8', names: containerStates } } },
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

/** Starts one container or process whose kernel runs; immediate in this model. */
export function startWorkload(sim: Sim, member: Row): void {
  const { containers, workloads, groupRuntimes } = (sim as ContainerSim).tables
  setWorkloadState(sim, member, WorkloadState.running)
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
  workloads.forEach(({ runtime }, groupRow) => {
    setGroupRuntime(sim, groupRow, runtime)
  })
}

/** Notes the runtime of a new group, if it has one. */
export function setGroupRuntime(sim: Sim, groupRow: Row, runtime: RuntimeWrapPlan | null): void {
  if (runtime === null) return
  const { groupRuntimes } = (sim as ContainerSim).tables
  groupRuntimes.profile[groupRow] = sim.group(runtime.profile) + 1
  groupRuntimes.memory[groupRow] = runtime.memory
  groupRuntimes.cpuFactor[groupRow] = runtime.cpuFactor
  groupRuntimes.sandbox[groupRow] = runtime.boundary === 'sandbox' ? 1 : 0
}

type Args = { readonly container: Row }

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
    check(sim, { container }) {
      const { containers, workloads, kernels } = sim.tables
      if (containers.state[container] === ContainerState.none) return refuse('not-a-container')
      const under = kernelOfUnit(sim, workloads.unit[container])
      if (under === none) return refuse('container-without-host')
      if (kernels.state[under] === KernelState.paused) return refuse('vm-is-paused')
      if (kernels.state[under] !== KernelState.running) return refuse('kernel-not-running')
      return from.includes(containers.state[container])
        ? null
        : refuse('container-in-state', { state: containerStates[containers.state[container]] })
    },
    apply(sim, { container }) {
      sim.tables.containers.state[container] = state
      setWorkloadState(sim, container, workloadState)
      sim.emit(fact, container)
    },
  }
}

const { created, running, paused, stopped } = ContainerState

export const container = defineMechanism<ContainerSim['tables']>({
  name: 'container',
  needs: [kernel, workload, memory, vm],
  tables: containerTables,
  start: readRuntimes,
  // Containers follow the VM around them.
  reactions: {
    'vm.started': (sim, guest) => {
      setContainers(sim, sim.tables.vms.unit[guest], ContainerState.running)
    },
    'vm.resumed': keepPaused,
    'vm.shut-down': stopContainers,
    'vm.destroyed': stopContainers,
  },
  facts: {
    'process.started': [{ name: 'workload', table: 'workloads' }],
    'container.started': [{ name: 'workload', table: 'workloads' }],
    'container.paused': [{ name: 'workload', table: 'workloads' }],
    'container.resumed': [{ name: 'workload', table: 'workloads' }],
    'container.killed': [{ name: 'workload', table: 'workloads' }],
    'workload.lost': [{ name: 'workload', table: 'workloads' }],
  },
  refusals: {
    'not-a-container': [],
    'container-without-host': [],
    'kernel-not-running': [],
    'vm-is-paused': [],
    'container-in-state': ['state'],
  },
  commands: [
    lifeCycle('container.start', [created, stopped], 'container.started', running, WorkloadState.running),
    lifeCycle('container.pause', [running], 'container.paused', paused, WorkloadState.paused),
    lifeCycle('container.resume', [paused], 'container.resumed', running, WorkloadState.running),
    lifeCycle('container.kill', [running, paused], 'container.killed', stopped, WorkloadState.stopped),
  ],
})
