/**
 * Start: from 'accepted' to the guest's init or the container's entrypoint, phase by phase; phases that use CPU or disk
 * stretch where those are short. Where the scenario does not ask for it, everything starts at once.
 */
import { defineMechanism, Domain, none, type Own, type Row, type Seen, type Sim } from '../../core'
import { container, type containerTables } from '../container'
import { cpu, type cpuTables } from '../cpu'
import { image, type imageTables } from '../image'
import { inventory, type inventoryTables } from '../inventory'
import { kernel, type kernelTables } from '../kernel'
import { transfer, type transferTables } from '../transfer'
import { vm, type vmTables } from '../vm'
import { workload, type workloadTables } from '../workload'
import { StartState, startTables } from './tables'

export { StartState, startStates, startTables } from './tables'

export type StartSim = Sim<
  Own<typeof startTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof kernelTables> &
    Seen<typeof workloadTables> &
    Seen<typeof vmTables> &
    Seen<typeof containerTables> &
    Seen<typeof cpuTables> &
    Seen<typeof transferTables> &
    Seen<typeof imageTables>
>

/** Whether starts take their time in this world. */
export function startsTakeTime(sim: Sim): boolean {
  return (sim as StartSim).tables.startRules.timed[0] === 1
}

/** Asks for a unit on a host to be started; the settling of this instant begins its first phase. */
export function requestStart(sim: Sim, unit: Row): void {
  const { units, unitStart, hostStart } = (sim as StartSim).tables
  const host = units.host[unit]
  if (host === none) return
  if (unitStart.row[unit] === none) unitStart.row[unit] = sim.addRow('starts')
  const { starts } = (sim as StartSim).tables
  const row = unitStart.row[unit]
  if (!isUnderWay(starts.state[row])) hostStart.starting[host]++
  starts.unit[row] = unit
  starts.state[row] = StartState.requested
  starts.asked[row] = sim.now
  sim.touch(Domain.host, host)
}

/** A start that is under way is over: the unit was lost, stopped, or loses its host (call it before that). */
export function cancelStart(sim: Sim, unit: Row): void {
  const { units, unitStart, starts, hostStart } = (sim as StartSim).tables
  const row = unitStart.row[unit]
  if (row === none || !isUnderWay(starts.state[row])) return
  sim.cancel(starts.timer[row])
  starts.timer[row] = none
  starts.state[row] = StartState.cancelled
  hostStart.starting[units.host[unit]]--
}

function isUnderWay(state: number): boolean {
  return state === StartState.requested || state === StartState.starting
}

export const start = defineMechanism<StartSim['tables']>({
  name: 'start',
  needs: [inventory, kernel, workload, vm, container, cpu, transfer, image],
  tables: startTables,
  facts: {},
  start: (sim) => {
    sim.addRow('startRules')
  },
})
