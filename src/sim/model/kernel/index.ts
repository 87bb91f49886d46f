/**
 * The tree of kernels: a host's kernel or hypervisor, guest kernels in VMs, sandbox kernels. Whatever kills a
 * kernel kills its subtree.
 */
import {
  defineMechanism,
  join,
  leave,
  nameColumns,
  none,
  type ListColumns,
  type Own,
  type Row,
  type Seen,
  type Sim,
  type TableSpecs,
} from '../../core'
import { inventory, type inventoryTables } from '../inventory'
import type { BuildPlan, FleetPlan } from '../plan'

export const kernelKinds = ['host', 'guest', 'sandbox'] as const
export const KernelKind = { host: 0, guest: 1, sandbox: 2 } as const
/** A guest kernel is paused with the VM around it: nothing under it runs or can be started. */
export const kernelStates = ['off', 'running', 'panicked', 'paused', 'booting'] as const
export const KernelState = { off: 0, running: 1, panicked: 2, paused: 3, booting: 4 } as const

export const kernelTables = {
  kernels: {
    columns: {
      ...nameColumns,
      kind: { kind: 'u8', names: kernelKinds },
      state: { kind: 'u8', names: kernelStates },
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      parent: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      firstChild: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      lastChild: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      nextSibling: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      previousSibling: { kind: 'i32', empty: -1, refersTo: 'kernels' },
      /** Index of the profile's id in the world's list of names. */
      profile: { kind: 'u32' },
      /** 1 when processes and containers may run directly under it. */
      runsContainers: { kind: 'u8' },
      /** Index of its release in the world's list of names: what `uname` says under it. */
      release: { kind: 'u32' },
    },
  },
  hostKernels: { along: 'hosts', columns: { kernel: { kind: 'i32', empty: -1, refersTo: 'kernels' } } },
} as const satisfies TableSpecs

export type KernelSim = Sim<Own<typeof kernelTables> & Seen<typeof inventoryTables>>

/** A new guest or sandbox kernel, not yet on any host. */
export function addKernel(
  sim: Sim,
  kind: number,
  group: number,
  ordinal: number,
  identity: number,
  profile: number,
  release: number,
): Row {
  const row = sim.addRow('kernels')
  const { kernels } = (sim as KernelSim).tables
  kernels.kind[row] = kind
  kernels.group[row] = group
  kernels.ordinal[row] = ordinal
  kernels.identity[row] = identity
  kernels.profile[row] = profile
  kernels.runsContainers[row] = 1
  kernels.release[row] = release
  return row
}

/** Hangs a kernel under the kernel of a host. */
export function attachKernel(sim: Sim, kernel: Row, host: Row): void {
  const { kernels, hostKernels } = (sim as KernelSim).tables
  const parent = hostKernels.kernel[host]
  kernels.host[kernel] = host
  kernels.parent[kernel] = parent
  join(childrenOf(sim), parent, kernel)
}

export function detachKernel(sim: Sim, kernel: Row): void {
  const { kernels } = (sim as KernelSim).tables
  const parent = kernels.parent[kernel]
  if (parent === none) return
  leave(childrenOf(sim), parent, kernel)
  kernels.parent[kernel] = none
  kernels.host[kernel] = none
}

export function setKernelState(sim: Sim, kernel: Row, state: number): void {
  const { kernels } = (sim as KernelSim).tables
  kernels.state[kernel] = state
}

/** Whether processes and containers may be started under a kernel. */
export function setRunsContainers(sim: Sim, kernel: Row, runs: 0 | 1): void {
  const { kernels } = (sim as KernelSim).tables
  kernels.runsContainers[kernel] = runs
}

export function dropKernel(sim: Sim, kernel: Row): void {
  detachKernel(sim, kernel)
  sim.dropRow('kernels', kernel)
}

function childrenOf(sim: Sim): ListColumns {
  const { kernels } = (sim as KernelSim).tables
  return {
    first: kernels.firstChild,
    last: kernels.lastChild,
    next: kernels.nextSibling,
    previous: kernels.previousSibling,
  }
}

/** The kernel of a new host, named like it and running. */
export function bootHost(sim: Sim, host: Row, plan: FleetPlan): void {
  const { hosts, hostKernels, kernels } = (sim as KernelSim).tables
  const { group, ordinal, identity } = hosts
  const profile = sim.group(plan.kernel)
  const release = sim.group(plan.release)
  const kernel = addKernel(sim, KernelKind.host, group[host], ordinal[host], identity[host], profile, release)
  kernels.host[kernel] = host
  kernels.state[kernel] = KernelState.running
  kernels.runsContainers[kernel] = plan.runsContainers ? 1 : 0
  hostKernels.kernel[host] = kernel
}

/** One kernel per host. */
function bootHosts(sim: KernelSim, scenario: unknown): void {
  const { fleet } = scenario as BuildPlan
  sim.reserve('kernels', sim.tables.hosts.rows.size)
  let host = 0
  for (const group of fleet) {
    for (let count = 0; count < group.count; count++, host++) bootHost(sim, host, group)
  }
}

export const kernel = defineMechanism<KernelSim['tables']>({
  name: 'kernel',
  needs: [inventory],
  tables: kernelTables,
  start: bootHosts,
  invariants: [
    ({ tables }) => {
      const { rows, columns } = tables['kernels']
      for (let row = 0; row < rows.size; row++) {
        if (rows.alive[row] === 0 || columns['parent'][row] === none) continue
        if (columns['host'][row] !== columns['host'][columns['parent'][row]])
          return `kernel ${row} is on another host than its parent`
      }
      return null
    },
  ],
})
