/** Which hosts stand out: a summary for the eye that changes nothing in the world. */
import { none } from '../core'
import { usableMiB } from '../model/memory'
import { Power } from '../model/inventory'
import { KernelState } from '../model/kernel'
import { pagesPerMiB, ReclaimState } from '../model/reclaim'
import { WorkloadState } from '../model/workload'
import type { Tables } from './tables'

/** Choices of display, not laws: from where on a host is marked. Percent of its CPU and of its usable memory. */
export const thresholds = {
  warn: { cpuDemandPercent: 88, memoryPercent: 88 },
  critical: { cpuDemandPercent: 200, memoryPercent: 97 },
} as const

/** Looked up once: they are needed for every host of every frame. */
const { on } = Power
const { off: kernelOff, panicked } = KernelState
const usableOf = usableMiB
const { warn, critical } = thresholds
const swapsFrom = ReclaimState.hard

/** Index into `hostStates`. */
export const State = { ok: 0, warn: 1, critical: 2, off: 3 } as const

/** One percent of what there is to share, in millicores: with second threads, without what the host keeps. */
function percentMillicores({ hosts, hostCpu }: Tables, host: number): number {
  const capacity = hostCpu.capacityMillicores[host]
  return (capacity > 0 ? capacity : hosts.cores[host] * 1000) / 100
}

export function demandPercent(tables: Tables, host: number): number {
  return tables.hostCpu.demandMillicores[host] / percentMillicores(tables, host)
}

export function usedPercent(tables: Tables, host: number): number {
  return tables.hostCpu.usedMillicores[host] / percentMillicores(tables, host)
}

/** Of the memory that is not the host's own. */
export function memoryPercent({ hosts, hostMemory }: Tables, host: number): number {
  const usable = usableOf(hosts.memoryMiB[host], hosts.reserveMiB[host])
  return usable === 0 ? 0 : (hostMemory.usedMiB[host] * 100) / usable
}

/**
 * How full a host is for the eye, percent. One that may promise more than it has is judged by what it holds, and as
 * critical only when it swaps: to be full is what it is meant for, as long as its guests give back what they can spare.
 */
function fullPercent(tables: Tables, host: number): number {
  const { hosts, memoryPolicy, hostReclaim } = tables
  if (memoryPolicy.overcommitPercent[0] <= 100) return memoryPercent(tables, host)
  // Where nothing runs nothing is followed.
  if (hostReclaim.units[host] === 0) return 0
  const physical = hosts.memoryMiB[host] * pagesPerMiB
  const held = ((physical - hostReclaim.freePages[host]) * 100) / physical
  const swaps = hostReclaim.swapping[host] === 1 || hostReclaim.state[host] >= swapsFrom
  // Swapping keeps a little free, and a group that swaps within its own limit leaves much.
  return swaps && held > warn.memoryPercent ? 100 : Math.min(held, critical.memoryPercent)
}

export function isOff({ hosts, hostKernels, kernels }: Tables, host: number): boolean {
  return hosts.power[host] !== on || kernels.state[hostKernels.kernel[host]] === kernelOff
}

/** `crashed` is the number of crashed workloads on the host, from `crashedOnHosts`. */
export function hostStateOf(tables: Tables, host: number, crashed: number): number {
  if (isOff(tables, host)) return State.off
  const kernel = tables.hostKernels.kernel[host]
  const cpu = demandPercent(tables, host)
  const memory = fullPercent(tables, host)
  if (tables.kernels.state[kernel] === panicked) return State.critical
  if (cpu > critical.cpuDemandPercent || memory > critical.memoryPercent) return State.critical
  if (cpu > warn.cpuDemandPercent || memory > warn.memoryPercent || crashed > 0) return State.warn
  return State.ok
}

/** Crashed workloads by row of host; looks at workloads only when any group has lost some. */
export function crashedOnHosts({ hosts, units, workloads, workloadGroups }: Tables): Uint32Array {
  const crashed = new Uint32Array(hosts.rows.size)
  let lost = 0
  for (let group = 0; group < workloadGroups.rows.size; group++) lost += workloadGroups.crashed[group]
  if (lost === 0) return crashed
  const { state, unit, rows } = workloads
  for (let row = 0; row < rows.size; row++) {
    if (state[row] !== WorkloadState.crashed || rows.alive[row] === 0) continue
    const host = units.host[unit[row]]
    if (host !== none) crashed[host]++
  }
  return crashed
}
