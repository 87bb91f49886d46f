/** How a start goes on: entering its steps one after the other, and what is done when the last of them is over. */
import { Domain, none, type Row } from '../../core'
import { ContainerState, setContainer, startWorkload } from '../container'
import { needImage } from '../image'
import { KernelState, setKernelState } from '../kernel'
import { Purpose, startTransfer } from '../transfer'
import { powerOnVm, shutVm, startVm, VmState } from '../vm'
import { setWorkloadState, UnitKind, WorkloadState } from '../workload'
import { shareDisk } from './disk'
import { stepsOf, vmmPhase, type Step } from './steps'
import { isStretched, stretched } from './stretch'
import { mostSteps, StartState, StepRole } from './tables'
import { endRow, startNow, type StartSim } from './verbs'

const kibibytesPerGibibyte = 1048576

/** Columns end0 to end15, in order. */
const endNames = Array.from({ length: mostSteps }, (_, at) => `end${at}` as 'end0')

/** When a step of a start ended; -1 while it has not. */
export function endOfStep({ starts }: Pick<StartSim['tables'], 'starts'>, row: Row, step: number): number {
  return starts[endNames[step]][row]
}

/** The start has been asked for: its first step begins. */
export function beginStart(sim: StartSim, member: Row): void {
  const { workloads, unitStart, workloadStart } = sim.tables
  if (workloads.rows.alive[member] === 0) return
  beginRow(sim, unitStart.row[workloads.unit[member]])
  beginRow(sim, workloadStart.row[member])
}

function beginRow(sim: StartSim, row: Row): void {
  if (row === none) return
  const { starts, unitStart, workloadStart } = sim.tables
  if (starts.state[row] !== StartState.requested) return
  starts.state[row] = StartState.starting
  if (starts.member[row] === none) unitStart.count[starts.unit[row]]++
  else workloadStart.count[starts.member[row]]++
  enterFrom(sim, row)
}

/** The present step is over: the next one begins, or nothing is left to do. */
export function goOn(sim: StartSim, row: Row): void {
  const { starts } = sim.tables
  starts.copy[row] = none
  starts[endNames[starts.step[row]]][row] = sim.now
  starts.step[row]++
  enterFrom(sim, row)
}

/** Enters steps until one takes time. */
function enterFrom(sim: StartSim, row: Row): void {
  const { starts, units } = sim.tables
  const steps = stepsOf(sim.tables, row)
  const host = units.host[starts.unit[row]]
  const before = starts.reads[row]
  sim.because(starts.cause[row])
  for (; starts.step[row] < steps.length; starts.step[row]++) {
    if (isTooLarge(sim, row, steps[starts.step[row]])) {
      starts.role[row] = steps[starts.step[row]].role
      failStart(sim, row)
      shareDisk(sim, host, none, before > 0)
      sim.touch(Domain.host, host)
      return
    }
    if (enter(sim, row, steps[starts.step[row]])) {
      shareDisk(sim, host, row, before !== starts.reads[row])
      sim.touch(Domain.host, host)
      return
    }
    starts[endNames[starts.step[row]]][row] = sim.now
  }
  finish(sim, row)
  shareDisk(sim, host, none, before > 0)
  sim.touch(Domain.host, host)
}

/** No copy of the image can be on the disk of its host, even if nothing else is. Nobody knows the size of one of 0. */
function isTooLarge(sim: StartSim, row: Row, { role }: Step): boolean {
  if (role !== StepRole.image && role !== StepRole.clone) return false
  const { starts, units, hosts, groupStart, startPlans } = sim.tables
  const unit = starts.unit[row]
  const disk = hosts.diskGiB[units.host[unit]] * kibibytesPerGibibyte
  return disk > 0 && startPlans.imageKiB[groupStart.vm[units.groupRow[unit]]] > disk
}

/** Whether the step takes time. */
function enter(sim: StartSim, row: Row, step: Step): boolean {
  const { starts, units } = sim.tables
  const unit = starts.unit[row]
  if (step.role === StepRole.outer) powerOn(sim, unit, step)
  else if (step.role > StepRole.outer) comeInside(sim, row, unit, step)
  starts.role[row] = step.role
  starts.phase[row] = step.phase
  starts.waits[row] = 0
  starts.wants[row] = 0
  starts.reads[row] = 0
  starts.done[row] = 0
  starts.since[row] = sim.now
  starts.speedPpm[row] = 0
  starts.needs[row] = 0
  switch (step.role) {
    case StepRole.image:
      return wait(sim, row, !haveImage(sim, row))
    case StepRole.clone:
      return wait(sim, row, cloneDisk(sim, row))
    case StepRole.pull:
      return wait(sim, row, !needImage(sim, units.host[unit], units.groupRow[unit]))
    default:
      return work(sim, row, unit, step)
  }
}

function wait({ tables: { starts } }: StartSim, row: Row, isLong: boolean): boolean {
  starts.waits[row] = isLong ? 1 : 0
  return isLong
}

function work({ tables: { starts, units } }: StartSim, row: Row, unit: Row, step: Step): boolean {
  if (step.micros === 0) return false
  // Containers of a VM start side by side, each with its own work; so do all that a runtime starts at once.
  const times = step.role === StepRole.inner && starts.member[row] === none ? units.members[unit] : 1
  starts.wants[row] = Math.round((step.cpuMicros * 1000) / step.micros) * times
  starts.reads[row] = ((step.diskKiB * 1024 * 1000000) / step.micros) * times
  const ppm = starts.stretchPpm[row]
  starts.needs[row] = isStretched(step.role) && ppm > 0 ? stretched(step.micros, ppm) : step.micros
  return true
}

/** A VM runs for libvirt as soon as its VMM does; with its first own phase its disk has been made. */
function powerOn(sim: StartSim, unit: Row, { phase }: Step): void {
  const { units, vms, unitStart } = sim.tables
  unitStart.made[unit] = Math.max(1, unitStart.made[unit])
  const guest = units.kernel[unit]
  if (phase !== vmmPhase && vms.state[guest] !== VmState.running) powerOnVm(sim, guest)
}

/** The boot of a VM is over: what is started in it has a chance of its own. */
function comeInside(sim: StartSim, row: Row, unit: Row, { role }: Step): void {
  const { starts, units, vms } = sim.tables
  if (units.kind[unit] !== UnitKind.vm || starts.member[row] !== none) return
  const guest = units.kernel[unit]
  if (vms.state[guest] !== VmState.running) powerOnVm(sim, guest)
  if (starts.role[row] < StepRole.pull && role !== StepRole.app) starts.stretchPpm[row] = 0
}

/** Whether the image that VMs of this kind boot from is on the host; it is sent for once. */
function haveImage(sim: StartSim, row: Row): boolean {
  const { starts, units, groupStart, hostStart, startPlans } = sim.tables
  const unit = starts.unit[row]
  const host = units.host[unit]
  const plan = groupStart.vm[units.groupRow[unit]]
  let known = hostStart.firstImage[host]
  const { vmImages } = sim.tables
  while (known !== none && vmImages.plan[known] !== plan) known = vmImages.next[known]
  if (known === none) {
    known = sim.addRow('vmImages')
    vmImages.plan[known] = plan
    vmImages.next[known] = hostStart.firstImage[host]
    hostStart.firstImage[host] = known
  }
  if (vmImages.ready[known] === 1) return true
  if (vmImages.copy[known] === none) {
    vmImages.copy[known] = startTransfer(sim, {
      from: none,
      to: host,
      onDisk: 0,
      bytes: startPlans.imageKiB[plan] * 1024,
      limit: 0,
      purpose: Purpose.vmImage,
      subject: known,
    })
  }
  return false
}

function cloneDisk(sim: StartSim, row: Row): boolean {
  const { starts, units, groupStart, startPlans, startRules } = sim.tables
  const unit = starts.unit[row]
  starts.copy[row] = startTransfer(sim, {
    from: none,
    to: units.host[unit],
    onDisk: 1,
    bytes: startPlans.imageKiB[groupStart.vm[units.groupRow[unit]]] * 1024,
    limit: startRules.diskBytes[0],
    purpose: Purpose.clone,
    subject: row,
  })
  return true
}

/** All of it is done: what was on its way runs. */
function finish(sim: StartSim, row: Row): void {
  const { starts, units, unitStart, groupStart } = sim.tables
  const unit = starts.unit[row]
  const member = starts.member[row]
  const group = units.groupRow[unit]
  const micros = sim.now - starts.asked[row]
  endRow(sim, row, StartState.started)
  unitStart.made[unit] = 2
  groupStart.count[group]++
  groupStart.micros[group] += micros
  groupStart.latest[group] = micros
  sim.because(starts.cause[row])
  sim.emit('start.ended', member === none ? units.firstMember[unit] : member, micros)
  if (member === none) startNow(sim, unit)
  else startWorkload(sim, member)
}

/**
 * An image cannot be had. Without its own a VM stays off; without that of its containers they stay down, and a VM
 * around them runs without them.
 */
export function failStart(sim: StartSim, row: Row): void {
  const { starts, units, workloads } = sim.tables
  const unit = starts.unit[row]
  const own = units.kernel[unit]
  endRow(sim, row, StartState.failed)
  sim.because(starts.cause[row])
  sim.emit('start.failed', units.firstMember[unit], units.host[unit])
  if (units.kind[unit] === UnitKind.vm && starts.role[row] < StepRole.pull) shutVm(sim, own)
  else if (units.kind[unit] === UnitKind.vm) startVm(sim, own)
  else if (own !== none) setKernelState(sim, own, KernelState.off)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    setWorkloadState(sim, member, WorkloadState.stopped)
    setContainer(sim, member, ContainerState.created)
  }
}
