/** Moments of a VM that are kept: taking one, going back to it, forgetting it. */
import { none, type Own, type Row, type Seen, type Sim } from '../../core'
import { ContainerState, setContainer, type containerTables } from '../container'
import type { inventoryTables } from '../inventory'
import type { kernelTables } from '../kernel'
import type { memoryTables } from '../memory'
import type { PlacementSim } from '../placement'
import { startAgain, type startTables } from '../start'
import type { transferTables } from '../transfer'
import { VmState, type vmTables } from '../vm'
import { setMembersState, setWorkloadState, WorkloadState, type workloadTables } from '../workload'
import type { saveTables } from './tables'

export type SavesSim = Sim<
  Own<typeof saveTables> &
    PlacementSim['tables'] &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof memoryTables> &
    Seen<typeof vmTables> &
    Seen<typeof containerTables> &
    Seen<typeof startTables> &
    Seen<typeof transferTables>
>

/** Writes down what a VM and everything in it is doing. `name` is an index plus 1, or 0 for the saved state. */
export function takeCapture(sim: SavesSim, vm: Row, name: number, withMemory: boolean): Row {
  const row = sim.addRow('captures')
  const { captures, kernels, vms } = sim.tables
  captures.vm[row] = vm
  captures.generation[row] = kernels.rows.generation[vm]
  captures.name[row] = name
  captures.at[row] = sim.now
  captures.withMemory[row] = withMemory ? 1 : 0
  captures.memoryMiB[row] = withMemory ? vms.memoryMiB[vm] : 0
  captures.ready[row] = withMemory ? 0 : 1
  captures.was[row] = vms.state[vm]
  if (withMemory) noteMembers(sim, row, vms.unit[vm])
  append(sim, vm, row)
  return row
}

function append(sim: SavesSim, vm: Row, row: Row): void {
  const { vmSaves, captures } = sim.tables
  let last = vmSaves.firstCapture[vm]
  if (last === none) {
    vmSaves.firstCapture[vm] = row
    return
  }
  while (captures.next[last] !== none) last = captures.next[last]
  captures.next[last] = row
}

function noteMembers(sim: SavesSim, capture: Row, unit: Row): void {
  const { units, workloads } = sim.tables
  let last: Row = none
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const row = sim.addRow('captureMembers')
    const { captureMembers, captures, containers } = sim.tables
    captureMembers.member[row] = member
    captureMembers.generation[row] = workloads.rows.generation[member]
    captureMembers.state[row] = workloads.state[member]
    captureMembers.container[row] = containers.state[member]
    if (last === none) captures.firstMember[capture] = row
    else captureMembers.next[last] = row
    last = row
  }
}

/** The capture of this name that a VM has; -1 for none. */
export function findCapture({ tables }: SavesSim, vm: Row, name: number): Row {
  const { vmSaves, captures } = tables
  let row = vmSaves.firstCapture[vm]
  while (row !== none && captures.name[row] !== name) row = captures.next[row]
  return row
}

/** Snapshots of a VM; the saved state is none. */
export function countSnapshots({ tables }: SavesSim, vm: Row): number {
  const { vmSaves, captures } = tables
  let count = 0
  for (let row = vmSaves.firstCapture[vm]; row !== none; row = captures.next[row])
    if (captures.name[row] !== 0) count++
  return count
}

/** Takes a capture out of its VM's list, and out of the world. */
export function dropCapture(sim: SavesSim, row: Row): void {
  const { vmSaves, captures } = sim.tables
  const vm = captures.vm[row]
  const next = captures.next[row]
  if (vmSaves.firstCapture[vm] === row) vmSaves.firstCapture[vm] = next
  else {
    let before = vmSaves.firstCapture[vm]
    while (captures.next[before] !== row) before = captures.next[before]
    captures.next[before] = next
  }
  forgetCapture(sim, row)
}

/** A capture whose VM has left the world with its list. */
export function forgetCapture(sim: SavesSim, row: Row): void {
  const { captures, captureMembers } = sim.tables
  for (let noted = captures.firstMember[row]; noted !== none;) {
    const after = captureMembers.next[noted]
    sim.dropRow('captureMembers', noted)
    noted = after
  }
  sim.dropRow('captures', row)
}

/** Members that have left the world since are noted no more. */
export function forgetMembers(sim: SavesSim, capture: Row): void {
  const { captures, captureMembers } = sim.tables
  let before: Row = none
  for (let row = captures.firstMember[capture]; row !== none;) {
    const next = captureMembers.next[row]
    if (isStill(sim, row)) before = row
    else {
      if (before === none) captures.firstMember[capture] = next
      else captureMembers.next[before] = next
      sim.dropRow('captureMembers', row)
    }
    row = next
  }
}

function isStill({ tables }: SavesSim, noted: Row): boolean {
  const { captureMembers, workloads } = tables
  const member = captureMembers.member[noted]
  return (
    workloads.rows.alive[member] === 1 &&
    workloads.rows.generation[member] === captureMembers.generation[noted]
  )
}

/** Everything in the VM does again what it did; while the VM stands still, nothing in it runs. */
export function replayMembers(sim: SavesSim, capture: Row, standsStill: boolean): void {
  const { captures, captureMembers } = sim.tables
  for (let row = captures.firstMember[capture]; row !== none; row = captureMembers.next[row]) {
    if (!isStill(sim, row)) continue
    const member = captureMembers.member[row]
    setContainer(sim, member, captureMembers.container[row])
    goOn(sim, member, captureMembers.state[row], standsStill)
  }
}

function goOn(sim: SavesSim, member: Row, state: number, standsStill: boolean): void {
  if (state === WorkloadState.starting) {
    // How far its start had come is not kept: it begins again.
    setContainer(sim, member, ContainerState.stopped)
    setWorkloadState(sim, member, WorkloadState.stopped)
    if (!standsStill) startAgain(sim, member)
    return
  }
  const isStill = standsStill && state === WorkloadState.running
  setWorkloadState(sim, member, isStill ? WorkloadState.paused : state)
}

/** What runs in a VM stands still with it. */
export function pauseMembers(sim: SavesSim, vm: Row): void {
  setMembersState(sim, sim.tables.vms.unit[vm], WorkloadState.paused, [WorkloadState.running])
}

/** And goes on, but for containers that are paused by themselves. */
export function resumeMembers(sim: SavesSim, vm: Row): void {
  const { vms, units, workloads, containers } = sim.tables
  const first = units.firstMember[vms.unit[vm]]
  for (let member = first; member !== none; member = workloads.nextInUnit[member]) {
    if (workloads.state[member] !== WorkloadState.paused) continue
    if (containers.state[member] !== ContainerState.paused)
      setWorkloadState(sim, member, WorkloadState.running)
  }
}

/** Everything in a VM has ended. */
export function stopMembers(sim: SavesSim, vm: Row): void {
  const { vms, units, workloads } = sim.tables
  const unit = vms.unit[vm]
  setMembersState(sim, unit, WorkloadState.stopped)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    setContainer(sim, member, ContainerState.stopped)
}

/** Whether the guest of a captured VM was running, or paused by somebody. */
export function ranThen({ tables }: SavesSim, capture: Row): boolean {
  return tables.captures.was[capture] === VmState.running
}
