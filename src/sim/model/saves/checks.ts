/** What may be asked of a VM in its present state, and the refusals that its commands share. */
import { none, refuse, type Refusal, type Row } from '../../core'
import { checkVm, VmState } from '../vm'
import type { SavesSim } from './captures'
import { SavesState, savesStates } from './tables'

const { running, paused, shutoff, crashed, pmsuspended } = VmState

/** States from which each command may be given. */
export const From = {
  up: [running, paused],
  asleep: [pmsuspended],
  awake: [running],
  restartable: [running, shutoff, crashed],
  any: [running, paused, shutoff, crashed, pmsuspended],
} as const

/** Why a VM on a host cannot be changed from these states now: it is busy, on its way, or in another state of ours. */
export function checkFree(
  sim: SavesSim,
  vm: Row,
  from: readonly number[],
  state: number = SavesState.none,
): Refusal | null {
  const other = checkState(sim, vm, state) ?? checkVm(sim, vm, from)
  if (other !== null) return other
  const { vms, units } = sim.tables
  return units.target[vms.unit[vm]] === none ? null : refuse('vm-on-its-way')
}

/** Why a VM is not in this state of ours; null when it is. */
export function checkState(sim: SavesSim, vm: Row, state: number): Refusal | null {
  const { vms, vmSaves } = sim.tables
  if (vms.state[vm] === 0) return refuse('not-a-vm')
  const now = vmSaves.state[vm]
  if (now === state) return null
  if (state === SavesState.none) return refuse('vm-set-aside', { state: savesStates[now] })
  return refuse('vm-not-so', { state: savesStates[now], needed: savesStates[state] })
}
