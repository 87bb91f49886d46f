/** What happens elsewhere and concerns starts: bytes arrive, units are lost or stopped, VMs are paused. */
import { none, type Row } from '../../core'
import { KernelState } from '../kernel'
import { Purpose } from '../transfer'
import { UnitKind, WorkloadState } from '../workload'
import { shareDisk } from './disk'
import { failStart, goOn } from './go'
import { book } from './settle'
import { StartState, StepRole } from './tables'
import { cancelRow, cancelStart, type StartSim } from './verbs'

/** A copy has arrived: who waits for it goes on. */
export function copyEnded(sim: StartSim, row: Row): void {
  const { transfers, vmImages, starts, units, groupStart } = sim.tables
  const subject = transfers.subject[row]
  if (transfers.purpose[row] === Purpose.clone) {
    if (starts.copy[subject] === row) goOn(sim, subject)
    return
  }
  if (transfers.purpose[row] !== Purpose.vmImage || vmImages.copy[subject] !== row) return
  vmImages.copy[subject] = none
  vmImages.ready[subject] = 1
  const plan = vmImages.plan[subject]
  eachWaiting(sim, transfers.to[row], StepRole.image, goOn, (unit) => {
    return groupStart.vm[units.groupRow[unit]] === plan
  })
}

/** Its host went down; the image is asked for again when it is needed. */
export function copyFailed(sim: StartSim, row: Row): void {
  const { transfers, vmImages, starts } = sim.tables
  const subject = transfers.subject[row]
  if (transfers.purpose[row] === Purpose.clone && starts.copy[subject] === row) starts.copy[subject] = none
  if (transfers.purpose[row] === Purpose.vmImage && vmImages.copy[subject] === row)
    vmImages.copy[subject] = none
}

export function imagePulled(sim: StartSim, host: Row, image: number): void {
  waitingFor(sim, host, image, goOn)
}

export function pullFailed(sim: StartSim, host: Row, image: number): void {
  waitingFor(sim, host, image, failStart)
}

type Act = (sim: StartSim, row: Row) => void

function waitingFor(sim: StartSim, host: Row, image: number, act: Act): void {
  const { units, groupImage } = sim.tables
  eachWaiting(sim, host, StepRole.pull, act, (unit) => groupImage.image[units.groupRow[unit]] === image)
}

function eachWaiting(
  sim: StartSim,
  host: Row,
  role: number,
  act: Act,
  concerns: (unit: Row) => boolean,
): void {
  const { hostStart, starts } = sim.tables
  for (let row = hostStart.first[host]; row !== none;) {
    const next = starts.next[row]
    const waits = starts.state[row] === StartState.starting && starts.waits[row] === 1
    if (waits && starts.role[row] === role && concerns(starts.unit[row])) act(sim, row)
    row = next
  }
}

/** A VM is off, or lost, and has not been asked to start again since. */
export function vmIsDown(sim: StartSim, guest: Row): void {
  const { kernels, vms } = sim.tables
  if (kernels.state[guest] !== KernelState.booting) cancelStart(sim, vms.unit[guest])
}

/** One workload was lost or stopped, and has not been asked to start again since. */
export function workloadIsDown(sim: StartSim, member: Row): void {
  const { workloads, units, unitStart, workloadStart } = sim.tables
  if (workloads.state[member] === WorkloadState.starting) return
  const unit = workloads.unit[member]
  const isAlone = units.kind[unit] !== UnitKind.vm
  cancelRow(sim, isAlone ? unitStart.row[unit] : workloadStart.row[member])
}

/** What starts in a VM that is paused stands still with it. */
export function holdStarts(sim: StartSim, guest: Row): void {
  eachInside(sim, guest, (row) => {
    const { starts } = sim.tables
    if (starts.waits[row] === 1) return
    book(sim, row)
    starts.speedPpm[row] = 0
    starts.waits[row] = 1
  })
}

export function goOnInside(sim: StartSim, guest: Row): void {
  eachInside(sim, guest, (row) => {
    const { starts } = sim.tables
    starts.waits[row] = 0
    starts.since[row] = sim.now
  })
}

function eachInside(sim: StartSim, guest: Row, act: (row: Row) => void): void {
  const { vms, units, workloads, workloadStart, starts } = sim.tables
  const unit = vms.unit[guest]
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const row = workloadStart.row[member]
    if (row === none || starts.state[row] !== StartState.starting) continue
    act(row)
    shareDisk(sim, units.host[unit], row, true)
  }
}
