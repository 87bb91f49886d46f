/** The disk of a host, shared in proportion among the phases that read from it. */
import { none, type Row } from '../../core'
import { KernelState } from '../kernel'
import { askFor, type StartSim } from './verbs'

/**
 * Shares the disk anew when one more reads, or one less, and lets each start ask for the CPU that it can then use:
 * whoever waits for the disk does not compute. `only` is the start that has a new phase.
 */
export function shareDisk(sim: StartSim, host: Row, only: Row, readersChanged: boolean): void {
  const { hostStart, starts, startRules } = sim.tables
  if (readersChanged) {
    let wanted = 0
    for (let row = hostStart.first[host]; row !== none; row = starts.next[row])
      if (starts.waits[row] === 0) wanted += starts.reads[row]
    const rate = startRules.diskBytes[0]
    const ppm = wanted <= rate ? 1000000 : Math.max(1, Math.floor((rate * 1000000) / wanted))
    if (ppm !== hostStart.diskPpm[host]) {
      hostStart.diskPpm[host] = ppm
      for (let row = hostStart.first[host]; row !== none; row = starts.next[row]) ask(sim, host, row)
      return
    }
  }
  if (only !== none) ask(sim, host, only)
}

/** No more than its vCPUs, and no faster than the disk feeds it. */
function ask(sim: StartSim, host: Row, row: Row): void {
  const { starts, units, workloads, hostStart } = sim.tables
  const wants = starts.waits[row] === 1 ? 0 : starts.wants[row]
  const member = starts.member[row]
  const vcpus = member === none ? units.vcpus[starts.unit[row]] : workloads.vcpus[member]
  const most = Math.min(wants, vcpus * 1000)
  const share = starts.reads[row] > 0 ? hostStart.diskPpm[host] : 1000000
  askFor(sim, row, most === 0 ? 0 : Math.max(1, Math.min(most, Math.floor((wants * share) / 1000000))))
}

/** How fast the present phase of a start goes, in millionths of full speed, with the CPU that it now gets. */
export function speedOf(sim: StartSim, host: Row, row: Row): number {
  const { starts, units, kernels, hostStart, workloadCpu } = sim.tables
  if (starts.waits[row] === 1) return 0
  // Inside a VM that stands still nothing starts.
  const isHeld =
    starts.member[row] !== none && kernels.state[units.kernel[starts.unit[row]]] !== KernelState.running
  if (isHeld) return 0
  const wants = starts.wants[row]
  const share = starts.reads[row] > 0 ? hostStart.diskPpm[host] : 1000000
  if (wants === 0) return share
  const member = starts.member[row] === none ? units.firstMember[starts.unit[row]] : starts.member[row]
  const granted = workloadCpu.grantedMillicores[member]
  return granted >= wants ? 1000000 : Math.floor((granted * 1000000) / wants)
}
