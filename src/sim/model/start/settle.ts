/** When an instant ends: each start on a host goes as fast as it can, and the earliest end of a phase is planned. */
import { none, type Row } from '../../core'
import { WorkloadState } from '../workload'
import { speedOf } from './disk'
import { goOn } from './go'
import { drawStretches } from './stretch'
import { StartState } from './tables'
import { cancelRow, type StartSim } from './verbs'

/** Starts that are looked at in the time of one event. */
const startsPerWork = 50

// Hot in a boot storm: every end of a phase looks at all starts of its host.
export function settleStarts(sim: StartSim, host: Row): void {
  const { hosts, hostStart, starts } = sim.tables
  if (hosts.rows.alive[host] === 0 || hostStart.first[host] === none) return
  drawStretches(sim, host)
  let due = Infinity
  for (let row = hostStart.first[host]; row !== none; row = starts.next[row]) {
    if (starts.state[row] !== StartState.starting || starts.waits[row] === 1) continue
    const speed = speedOf(sim, host, row)
    if (speed !== starts.speedPpm[row]) {
      book(sim, row)
      starts.speedPpm[row] = speed
    }
    due = Math.min(due, endOf(sim, row))
  }
  sim.worked(hostStart.starting[host] / startsPerWork)
  plan(sim, host, due)
}

function plan(sim: StartSim, host: Row, due: number): void {
  const { hostStart } = sim.tables
  const planned = due === Infinity ? none : Math.max(sim.now + 1, due)
  if (hostStart.due[host] === planned) return
  sim.cancel(hostStart.timer[host])
  hostStart.due[host] = planned
  hostStart.timer[host] = planned === none ? none : sim.after(planned - sim.now, 'start.step', host)
}

/** Adds what has been done at the speed until now. */
export function book({ now, tables: { starts } }: StartSim, row: Row): void {
  starts.done[row] += ((now - starts.since[row]) * starts.speedPpm[row]) / 1000000
  if (starts.done[row] > starts.needs[row]) starts.done[row] = starts.needs[row]
  starts.since[row] = now
}

/** When the present phase ends at the present speed. */
function endOf({ tables: { starts } }: StartSim, row: Row): number {
  const speed = starts.speedPpm[row]
  const left = starts.needs[row] - starts.done[row]
  // A millionth of a µs is what sums of fractions leave.
  return speed === 0 ? Infinity : starts.since[row] + Math.ceil((left * 1000000) / speed - 0.000001)
}

/** What one workload of a VM began to do is void once somebody has put it into another state. */
function isWanted({ tables: { starts, workloads } }: StartSim, row: Row): boolean {
  const member = starts.member[row]
  return member === none || workloads.state[member] === WorkloadState.starting
}

/** The event: every phase on the host that ends now does. */
export function stepStarts(sim: StartSim, host: Row): void {
  const { hostStart, starts } = sim.tables
  hostStart.timer[host] = none
  hostStart.due[host] = none
  for (let row = hostStart.first[host]; row !== none;) {
    const next = starts.next[row]
    const isOver =
      starts.state[row] === StartState.starting && starts.waits[row] === 0 && endOf(sim, row) <= sim.now
    if (isOver && isWanted(sim, row)) goOn(sim, row)
    else if (isOver) cancelRow(sim, row)
    row = next
  }
}
