/** How much longer or shorter than its median one start is: by chance, by who starts beside it, by who is there. */
import { none, type Row } from '../../core'
import { StartState, StepRole } from './tables'
import { UnitKind, WorkloadState } from '../workload'
import { concurrentMicros, concurrentSigma, growthMicros, logNormal } from './laws'
import type { StartSim } from './verbs'

/** Units of each plan on a host: starting now, and there already. Indexed by row of startPlans; kept and cleared. */
interface Crowd {
  starting: number[]
  there: number[]
}

/** Draws the stretch of every start on a host that has none yet; of a VM's containers, when their turn has come. */
export function drawStretches(sim: StartSim, host: Row): void {
  const { hostStart, starts } = sim.tables
  let crowd: Crowd | null = null
  for (let row = hostStart.first[host]; row !== none; row = starts.next[row]) {
    if (starts.stretchPpm[row] !== 0) continue
    if (isInside(sim, row)) drawInside(sim, row)
    else drawOne(sim, row, (crowd ??= crowdOn(sim, host)))
  }
}

/** The containers of a VM are starting: their daemon is the VM's own. */
function isInside({ tables: { starts, units } }: StartSim, row: Row): boolean {
  if (units.kind[starts.unit[row]] !== UnitKind.vm) return false
  return starts.member[row] !== none || starts.role[row] >= StepRole.pull
}

/** The plan by which a unit starts on its host; -1 for a plain process. */
function planOf({ tables: { units, groupStart } }: StartSim, unit: Row): Row {
  const group = units.groupRow[unit]
  return units.kind[unit] === UnitKind.vm ? groupStart.vm[group] : groupStart.runtime[group]
}

function crowdOn(sim: StartSim, host: Row): Crowd {
  const { hostUnits, hostStart, units, workloads, starts, unitStart, startPlans } = sim.tables
  const plans = startPlans.rows.size
  const crowd: Crowd = { starting: new Array<number>(plans).fill(0), there: new Array<number>(plans).fill(0) }
  for (let row = hostStart.first[host]; row !== none; row = starts.next[row]) {
    const plan = planOf(sim, starts.unit[row])
    if (plan !== none && starts.member[row] === none) crowd.starting[plan]++
  }
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const plan = planOf(sim, unit)
    const row = unitStart.row[unit]
    const isNew = row !== none && isFresh(sim, row)
    if (plan !== none && !isNew && isThere(workloads.state[units.firstMember[unit]])) crowd.there[plan]++
  }
  return crowd
}

function isFresh({ tables: { starts } }: StartSim, row: Row): boolean {
  return starts.state[row] === StartState.starting && starts.stretchPpm[row] === 0
}

function isThere(state: number): boolean {
  return state === WorkloadState.running || state === WorkloadState.paused || state === WorkloadState.starting
}

function drawOne(sim: StartSim, row: Row, crowd: Crowd): void {
  const { starts, startPlans } = sim.tables
  const plan = planOf(sim, starts.unit[row])
  if (plan === none) {
    setStretch(sim, row, 1)
    return
  }
  const alone = startPlans.micros[plan]
  const median = concurrentMicros(alone, startPlans.parallelMicros[plan], crowd.starting[plan])
  const grown = growthMicros(
    startPlans.growthMicros[plan],
    startPlans.growthPermille[plan] / 1000,
    crowd.there[plan],
  )
  // Those that start in the same instant come one after the other.
  crowd.there[plan]++
  const chance = chanceOf(sim, row, plan, crowd.starting[plan], 'start')
  setStretch(sim, row, alone === 0 ? 1 : (chance * (median + grown)) / alone)
}

function drawInside(sim: StartSim, row: Row): void {
  const { starts, units, groupStart, startPlans } = sim.tables
  const unit = starts.unit[row]
  const plan = groupStart.runtime[units.groupRow[unit]]
  if (plan === none) {
    setStretch(sim, row, 1)
    return
  }
  const alone = startPlans.micros[plan]
  const beside = starts.member[row] === none ? units.members[unit] : 1
  const median = concurrentMicros(alone, startPlans.parallelMicros[plan], beside)
  const chance = chanceOf(sim, row, plan, beside, 'start-inside')
  setStretch(sim, row, alone === 0 ? 1 : (chance * median) / alone)
}

/** One draw for each start: of the first workload, by how often it has started. */
function chanceOf(sim: StartSim, row: Row, plan: Row, beside: number, stream: string): number {
  const { starts, units, workloads, unitStart, workloadStart, startPlans } = sim.tables
  const alone = startPlans.sigmaPermille[plan] / 1000
  const sigma = concurrentSigma(alone, startPlans.parallelMicros[plan], beside)
  if (sigma === 0) return 1
  const member = starts.member[row]
  const first = member === none ? units.firstMember[starts.unit[row]] : member
  const count = member === none ? unitStart.count[starts.unit[row]] : workloadStart.count[member]
  const drawn = sim.draw(stream, workloads.identity[first], count)
  return logNormal(1, sigma, (drawn + 0.5) / 4294967296)
}

/** What is under way already becomes that much longer or shorter, too: it has only just begun. */
function setStretch(sim: StartSim, row: Row, factor: number): void {
  const { starts } = sim.tables
  starts.stretchPpm[row] = Math.max(1, Math.min(4294967295, Math.round(factor * 1000000)))
  if (isStretched(starts.role[row])) starts.needs[row] = stretched(starts.needs[row], starts.stretchPpm[row])
}

/** Images, disks and the application take the time they take. */
export function isStretched(role: number): boolean {
  return role === StepRole.outer || role === StepRole.inner
}

export function stretched(micros: number, ppm: number): number {
  return Math.round((micros * ppm) / 1000000)
}
