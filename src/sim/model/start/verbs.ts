/** Asking for starts and taking them back: what other mechanisms call. How starts go on stands in late.ts. */
import {
  Domain,
  join,
  leave,
  none,
  type ListColumns,
  type Own,
  type Row,
  type Seen,
  type Sim,
} from '../../core'
import { ContainerState, setContainer, staysDown, startWorkload, type containerTables } from '../container'
import type { cpuTables } from '../cpu'
import type { hypervisorTables } from '../hypervisor'
import type { imageTables } from '../image'
import type { inventoryTables } from '../inventory'
import { KernelState, setKernelState, type kernelTables } from '../kernel'
import { cancelTransfer, type transferTables } from '../transfer'
import { prepareVm, startVm, type vmTables } from '../vm'
import { setStartDemand, setWorkloadState, UnitKind, WorkloadState, type workloadTables } from '../workload'
import { StartMode, StartState, type startTables } from './tables'

export type StartSim = Sim<
  Own<typeof startTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof hypervisorTables> &
    Seen<typeof vmTables> &
    Seen<typeof containerTables> &
    Seen<typeof cpuTables> &
    Seen<typeof transferTables> &
    Seen<typeof imageTables>
>
export type StartTables = StartSim['tables']

/** Whether starts take their time in this world. */
export function startsTakeTime(sim: Sim): boolean {
  return (sim as StartSim).tables.startRules.timed[0] === 1
}

/** What is in a unit runs now: a VM with everything in it, or containers and processes under a kernel that runs. */
export function startNow(sim: Sim, unit: Row): void {
  const { units, workloads } = (sim as StartSim).tables
  if (units.kind[unit] === UnitKind.vm) {
    startVm(sim, units.kernel[unit])
    return
  }
  if (units.kernel[unit] !== none) setKernelState(sim, units.kernel[unit], KernelState.running)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    startWorkload(sim, member)
}

/**
 * Starts a unit that has a host, in time: its first phase begins as soon as the fact is reacted to. What is made there
 * already (a disk, containers) is not made again.
 */
export function requestStart(sim: Sim, unit: Row): void {
  const mine = sim as StartSim
  const { units, unitStart } = mine.tables
  if (units.host[unit] === none) return
  cancelStart(sim, unit)
  prepare(mine, unit)
  const isVm = units.kind[unit] === UnitKind.vm
  const made = unitStart.made[unit]
  const mode = made === 2 ? StartMode.reboot : made === 1 && isVm ? StartMode.boot : StartMode.whole
  ask(mine, unit, none, mode)
}

/** Starts one workload whose kernel runs, and that has been there before: only its entrypoint. */
export function startAgain(sim: Sim, member: Row): void {
  if (!startsTakeTime(sim)) {
    startWorkload(sim, member)
    return
  }
  const mine = sim as StartSim
  const { units, workloads } = mine.tables
  const unit = workloads.unit[member]
  const alone = units.kind[unit] !== UnitKind.vm
  cancelRow(mine, rowOf(mine, unit, alone ? none : member))
  setStarting(mine, member)
  ask(mine, unit, alone ? none : member, StartMode.again)
}

/** Everything in the unit is on its way; containers that their restart policy keeps down stay so. */
function prepare(sim: StartSim, unit: Row): void {
  const { units, workloads } = sim.tables
  const own = units.kernel[unit]
  const isVm = units.kind[unit] === UnitKind.vm
  if (isVm) prepareVm(sim, own)
  else if (own !== none) setKernelState(sim, own, KernelState.booting)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    if (isVm && staysDown(sim, member)) setWorkloadState(sim, member, WorkloadState.stopped)
    else setStarting(sim, member)
  }
}

function setStarting(sim: StartSim, member: Row): void {
  setWorkloadState(sim, member, WorkloadState.starting)
  setContainer(sim, member, ContainerState.creating)
}

/** The row of the last start of a unit, or of one workload of it; -1 for none. */
function rowOf({ tables: { unitStart, workloadStart } }: StartSim, unit: Row, member: Row): Row {
  return member === none ? unitStart.row[unit] : workloadStart.row[member]
}

function ask(sim: StartSim, unit: Row, member: Row, mode: number): void {
  const { units, unitStart, workloadStart, hostStart } = sim.tables
  const known = rowOf(sim, unit, member)
  if (known !== none) sim.dropRow('starts', known)
  const row = sim.addRow('starts')
  if (member === none) unitStart.row[unit] = row
  else workloadStart.row[member] = row
  const { starts } = sim.tables
  const host = units.host[unit]
  starts.unit[row] = unit
  starts.member[row] = member
  starts.state[row] = StartState.requested
  starts.mode[row] = mode
  starts.asked[row] = sim.now
  hostStart.starting[host]++
  join(startsOn(sim), host, row)
  starts.cause[row] = sim.emit('start.begun', member === none ? units.firstMember[unit] : member, host)
  sim.touch(Domain.host, host)
}

/** Starts of a unit, and of workloads in it, that are under way are over; call it before the unit loses its host. */
export function cancelStart(sim: Sim, unit: Row): void {
  if (!startsTakeTime(sim)) return
  eachStart(sim as StartSim, unit, cancelRow)
}

/** What starts inside a VM goes on with it on another host. */
export function carryStarts(sim: Sim, unit: Row, from: Row, to: Row): void {
  if (!startsTakeTime(sim)) return
  eachStart(sim as StartSim, unit, (mine, row) => {
    const { starts, hostStart } = mine.tables
    if (row === none || !isUnderWay(starts.state[row])) return
    takeOff(mine, row, from)
    hostStart.starting[to]++
    join(startsOn(mine), to, row)
  })
}

/** A unit that leaves its host leaves behind what was made there for it. */
export function forgetMade(sim: Sim, unit: Row): void {
  ;(sim as StartSim).tables.unitStart.made[unit] = 0
}

/** A unit that leaves the world. */
export function forgetStarts(sim: Sim, unit: Row): void {
  if (!startsTakeTime(sim)) return
  eachStart(sim as StartSim, unit, dropStart)
}

/** One workload of a unit that leaves the world without it. */
export function forgetMemberStart(sim: Sim, member: Row): void {
  const mine = sim as StartSim
  if (startsTakeTime(sim)) dropStart(mine, mine.tables.workloadStart.row[member])
}

function eachStart(sim: StartSim, unit: Row, act: (sim: StartSim, row: Row) => void): void {
  const { units, workloads, unitStart, workloadStart } = sim.tables
  act(sim, unitStart.row[unit])
  if (units.kind[unit] !== UnitKind.vm) return
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    act(sim, workloadStart.row[member])
}

function dropStart(sim: StartSim, row: Row): void {
  if (row === none) return
  cancelRow(sim, row)
  const { starts, unitStart, workloadStart } = sim.tables
  if (starts.member[row] === none) unitStart.row[starts.unit[row]] = none
  else workloadStart.row[starts.member[row]] = none
  sim.dropRow('starts', row)
}

export function cancelRow(sim: StartSim, row: Row): void {
  if (row === none || !isUnderWay(sim.tables.starts.state[row])) return
  endRow(sim, row, StartState.cancelled)
}

/** Takes a start that is over off the list of its host, in this state. */
export function endRow(sim: StartSim, row: Row, state: number): void {
  const { starts, units } = sim.tables
  const host = units.host[starts.unit[row]]
  if (starts.copy[row] !== none) cancelTransfer(sim, starts.copy[row])
  starts.copy[row] = none
  starts.state[row] = state
  starts.waits[row] = 0
  starts.wants[row] = 0
  starts.reads[row] = 0
  askFor(sim, row, 0)
  takeOff(sim, row, host)
}

function takeOff(sim: StartSim, row: Row, host: Row): void {
  const { hostStart } = sim.tables
  leave(startsOn(sim), host, row)
  hostStart.starting[host]--
  if (hostStart.first[host] !== none) return
  sim.cancel(hostStart.timer[host])
  hostStart.timer[host] = none
  hostStart.due[host] = none
}

/** What a start asks of the CPU; noted with one workload of the unit on behalf of all. */
export function askFor(sim: StartSim, row: Row, millicores: number): void {
  const { starts, units } = sim.tables
  if (starts.asks[row] === millicores) return
  starts.asks[row] = millicores
  const member = starts.member[row]
  setStartDemand(sim, member === none ? units.firstMember[starts.unit[row]] : member, millicores)
}

/** The workload on whose behalf a unit's start asked has left: another one does now. */
export function renewStartDemand(sim: Sim, unit: Row): void {
  if (!startsTakeTime(sim)) return
  const { unitStart, starts, units } = (sim as StartSim).tables
  const row = unitStart.row[unit]
  if (row !== none && isUnderWay(starts.state[row]))
    setStartDemand(sim, units.firstMember[unit], starts.asks[row])
}

/** A host that leaves the world; nothing is on it any more. */
export function forgetHostStarts(sim: Sim, host: Row): void {
  const { hostStart, vmImages } = (sim as StartSim).tables
  for (let row = hostStart.firstImage[host]; row !== none; row = hostStart.firstImage[host]) {
    hostStart.firstImage[host] = vmImages.next[row]
    if (vmImages.copy[row] !== none) cancelTransfer(sim, vmImages.copy[row])
    sim.dropRow('vmImages', row)
  }
}

export function isUnderWay(state: number): boolean {
  return state === StartState.requested || state === StartState.starting
}

function startsOn({ tables: { hostStart, starts } }: StartSim): ListColumns {
  return { first: hostStart.first, last: hostStart.last, next: starts.next, previous: starts.previous }
}
