/** Kernels and hypervisors that fail by chance: when the next panic of each comes, and what it needs to count. */
import { none, type Own, type Row, type Seen, type Sim } from '../../core'
import type { containerTables } from '../container'
import { exponentialMicros, panicKernel, rebootKernel } from '../failure'
import { Power, type inventoryTables } from '../inventory'
import { KernelKind, KernelState, type kernelTables } from '../kernel'
import type { vmTables } from '../vm'
import { UnitKind, type workloadTables } from '../workload'
import type { isolationTables } from './tables'

export type IsolationSim = Sim<
  Own<typeof isolationTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof vmTables> &
    Seen<typeof containerTables>
>

/** Plans the first panic of every kernel for which none has been planned. */
export function planKernels(sim: IsolationSim): void {
  const { kernels } = sim.tables
  if (!failByChance(sim)) return
  for (let kernel = 0; kernel < kernels.rows.size; kernel++) {
    if (kernels.rows.alive[kernel] === 1) planKernel(sim, kernel)
  }
}

/** The kernel that a unit brings along is new with it; those of the build are planned together. */
export function planKernelOfUnit(sim: IsolationSim, member: Row): void {
  if (sim.building) return
  const { workloads, units } = sim.tables
  const own = units.kernel[workloads.unit[member]]
  if (own !== none && failByChance(sim)) planKernel(sim, own)
}

/** A rule of 0 plans nothing, so that other worlds know nothing of it. */
function failByChance({ tables: { isolationRules: rules } }: IsolationSim): boolean {
  return rules.kernelMeanMicros[0] > 0 || rules.hypervisorMeanMicros[0] > 0
}

/** Kernels in user space are part of their sandbox, and not drawn apart. */
function planKernel(sim: IsolationSim, kernel: Row): void {
  const { kernels, kernelFaults } = sim.tables
  if (kernels.kind[kernel] === KernelKind.sandbox) return
  if (kernelFaults.next[kernel] === none) planPanic(sim, kernel)
  if (kernels.kind[kernel] === KernelKind.host && kernelFaults.hypervisorNext[kernel] === none)
    planHypervisor(sim, kernel)
}

/** The next one is drawn from its own count: what others do does not move it. */
function planPanic(sim: IsolationSim, kernel: Row): void {
  const { kernels, kernelFaults, isolationRules } = sim.tables
  const mean = isolationRules.kernelMeanMicros[0]
  if (mean === 0) return
  const stream = kernels.kind[kernel] === KernelKind.host ? 'host-panic' : 'guest-panic'
  const drawn = sim.draw(stream, kernels.identity[kernel], kernelFaults.count[kernel]++)
  const delay = exponentialMicros(mean, drawn)
  kernelFaults.next[kernel] = sim.after(delay, 'isolation.panic', kernel, kernels.rows.generation[kernel])
}

function planHypervisor(sim: IsolationSim, kernel: Row): void {
  const { kernels, kernelFaults, isolationRules } = sim.tables
  const mean = isolationRules.hypervisorMeanMicros[0]
  if (mean === 0) return
  const drawn = sim.draw('hypervisor-panic', kernels.identity[kernel], kernelFaults.hypervisorCount[kernel]++)
  const delay = exponentialMicros(mean, drawn)
  const { generation } = kernels.rows
  kernelFaults.hypervisorNext[kernel] = sim.after(delay, 'isolation.hypervisor', kernel, generation[kernel])
}

/** A kernel's own panic counts where it runs applications: a host of nothing but VMs fails as a hypervisor. */
export function kernelFails(sim: IsolationSim, kernel: Row, generation: number): void {
  if (!isStill(sim, kernel, generation)) return
  if (sim.tables.kernels.kind[kernel] === KernelKind.guest || holds(sim, kernel, false)) fail(sim, kernel)
  planPanic(sim, kernel)
}

/** A hypervisor's fault counts where there are VMs. */
export function hypervisorFails(sim: IsolationSim, kernel: Row, generation: number): void {
  if (!isStill(sim, kernel, generation)) return
  if (holds(sim, kernel, true)) fail(sim, kernel)
  planHypervisor(sim, kernel)
}

function isStill(sim: IsolationSim, kernel: Row, generation: number): boolean {
  const { rows } = sim.tables.kernels
  return rows.alive[kernel] === 1 && rows.generation[kernel] === generation
}

/** Whether there are VMs, or else anything but VMs, on the host of a kernel. */
function holds(sim: IsolationSim, kernel: Row, vms: boolean): boolean {
  const { kernels, hostUnits, units } = sim.tables
  let unit = hostUnits.first[kernels.host[kernel]]
  while (unit !== none && (units.kind[unit] === UnitKind.vm) !== vms) unit = units.nextOnHost[unit]
  return unit !== none
}

function fail(sim: IsolationSim, kernel: Row): void {
  const { kernels, isolationRules } = sim.tables
  if (kernels.state[kernel] !== KernelState.running) return
  panicKernel(sim, kernel)
  const isHost = kernels.kind[kernel] === KernelKind.host
  const delay = isHost ? isolationRules.hostRebootMicros[0] : isolationRules.guestRebootMicros[0]
  sim.after(delay, 'isolation.reboot', kernel, kernels.rows.generation[kernel])
}

/** Comes back by itself, unless somebody was quicker, or what it stands on is down: then it comes back with that. */
export function kernelReboots(sim: IsolationSim, kernel: Row, generation: number): void {
  const { kernels, hosts } = sim.tables
  if (!isStill(sim, kernel, generation) || kernels.state[kernel] !== KernelState.panicked) return
  const host = kernels.host[kernel]
  if (host === none || hosts.power[host] !== Power.on) return
  const parent = kernels.parent[kernel]
  if (parent === none || kernels.state[parent] === KernelState.running) rebootKernel(sim, kernel)
}
