/** What goes down with a kernel, and what comes back with it: the tree of kernels, followed. */
import { Domain, none, type Row, type Sim } from '../../core'
import { comesBack, crashWorkload } from '../container'
import { KernelKind, KernelState, setKernelState } from '../kernel'
import { placeAllWaiting, startUnit } from '../placement'
import { requestStart, startAgain, startsTakeTime } from '../start'
import { crashVm } from '../vm'
import { UnitKind, WorkloadState } from '../workload'
import type { FailureSim } from './tables'

/** Everything under a kernel stops, and so do the kernels under it. All of it is because of `cause`. */
export function loseKernel(sim: FailureSim, lost: Row, cause: number): void {
  const { kernels, hostUnits, units } = sim.tables
  if (kernels.kind[lost] !== KernelKind.host) {
    const unit = unitOfKernel(sim, lost)
    if (unit !== none) loseUnit(sim, unit, cause)
    return
  }
  setKernelState(sim, lost, KernelState.panicked)
  for (let unit = hostUnits.first[kernels.host[lost]]; unit !== none; unit = units.nextOnHost[unit])
    loseUnit(sim, unit, cause)
  sim.touch(Domain.host, kernels.host[lost])
}

/** What runs in a unit is lost, with the kernel it brought along. */
export function loseUnit(anySim: Sim, unit: Row, cause: number): void {
  const sim = anySim as FailureSim
  const { units, workloads } = sim.tables
  const own = units.kernel[unit]
  // What is off, or lost already, cannot be lost again.
  if (own !== none && !isUp(sim.tables.kernels.state[own])) return
  sim.because(cause)
  let because = cause
  if (units.kind[unit] === UnitKind.vm) because = crashVm(sim, own)
  else if (own !== none) setKernelState(sim, own, KernelState.panicked)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const state = workloads.state[member]
    if (!losable.includes(state)) continue
    sim.because(because)
    crashWorkload(sim, member)
  }
}

/** What a workload must be doing to be lost with its kernel. */
const losable: readonly number[] = [WorkloadState.running, WorkloadState.paused, WorkloadState.starting]
const upStates: readonly number[] = [KernelState.running, KernelState.paused, KernelState.booting]

function isUp(kernelState: number): boolean {
  return upStates.includes(kernelState)
}

/** The unit that brought a guest or sandbox kernel along. */
function unitOfKernel(sim: FailureSim, own: Row): Row {
  const { units, hostUnits, kernels } = sim.tables
  if (kernels.host[own] === none) return none
  let unit = hostUnits.first[kernels.host[own]]
  while (unit !== none && units.kernel[unit] !== own) unit = units.nextOnHost[unit]
  return unit
}

/** A kernel whose memory is gone, and that may end nobody, ends itself. */
export function panicOfHost(sim: FailureSim, host: Row): void {
  panic(sim, sim.tables.hostKernels.kernel[host])
}

export function panic(sim: FailureSim, lost: Row): void {
  loseKernel(sim, lost, sim.emit('kernel.panicked', lost))
}

/** A kernel that runs panics. */
export function panicKernel(sim: Sim, lost: Row): void {
  panic(sim as FailureSim, lost)
}

/** A kernel that has panicked runs again, on a host that can run it. */
export function rebootKernel(sim: Sim, rebooting: Row): void {
  const mine = sim as FailureSim
  const rebooted = sim.emit('kernel.rebooted', rebooting)
  bootKernel(mine, rebooting, rebooted)
  if (mine.tables.kernels.kind[rebooting] === KernelKind.host) placeAllWaiting(sim, rebooted)
}

/** A kernel runs again, with everything that was lost under it. */
export function bootKernel(sim: FailureSim, booted: Row, cause: number): void {
  const { kernels, hostUnits, units } = sim.tables
  setKernelState(sim, booted, KernelState.running)
  if (kernels.kind[booted] !== KernelKind.host) {
    const unit = unitOfKernel(sim, booted)
    if (unit !== none) restartUnit(sim, unit, cause)
    return
  }
  for (let unit = hostUnits.first[kernels.host[booted]]; unit !== none; unit = units.nextOnHost[unit])
    restartUnit(sim, unit, cause)
  sim.touch(Domain.host, kernels.host[booted])
}

/** Brings back what was lost; what somebody had stopped stays stopped. */
export function restartUnit(anySim: Sim, unit: Row, cause: number): void {
  const sim = anySim as FailureSim
  const { units, workloads, kernels } = sim.tables
  const own = units.kernel[unit]
  if (own !== none && kernels.state[own] === KernelState.off) return
  sim.because(cause)
  if (units.kind[unit] === UnitKind.vm) {
    startUnit(sim, unit)
    return
  }
  if (own !== none) setKernelState(sim, own, KernelState.running)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    if (!comesBack(sim, member)) continue
    sim.because(cause)
    if (startsTakeTime(sim)) requestStart(sim, unit)
    else startAgain(sim, member)
  }
}
