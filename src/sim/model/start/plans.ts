/** What the catalogue says of starting, written down once for each profile that a world uses. */
import type { Row, Sim } from '../../core'
import type { StartPlan, WorkloadPlan } from '../plan'
import { startsTakeTime, type StartSim } from './verbs'

/** Notes how the units of a new group start; nothing where everything starts at once. */
export function setGroupStart(sim: Sim, group: Row, plan: WorkloadPlan): void {
  if (!startsTakeTime(sim)) return
  const mine = sim as StartSim
  const { groupStart } = mine.tables
  if (plan.vm !== null) groupStart.vm[group] = rowOfPlan(mine, plan.vm.profile, plan.vm.start)
  if (plan.runtime !== null)
    groupStart.runtime[group] = rowOfPlan(mine, plan.runtime.profile, plan.runtime.start)
  groupStart.appMicros[group] = plan.appStartMicros
}

function rowOfPlan(sim: StartSim, name: string, plan: StartPlan): Row {
  const profile = sim.group(name)
  const { startPlans, startPhases } = sim.tables
  for (let known = 0; known < startPlans.rows.size; known++) {
    if (startPlans.profile[known] === profile) return known
  }
  const row = sim.addRow('startPlans')
  startPlans.profile[row] = profile
  startPlans.firstPhase[row] = startPhases.rows.size
  startPlans.phaseCount[row] = plan.phases.length
  startPlans.micros[row] = plan.phases.reduce((sum, { micros }) => sum + micros, 0)
  startPlans.sigmaPermille[row] = plan.sigmaPermille
  startPlans.parallelMicros[row] = plan.parallelMicros
  startPlans.growthMicros[row] = plan.growth?.microsAt1000 ?? 0
  startPlans.growthPermille[row] = plan.growth?.exponentPermille ?? 0
  startPlans.imageKiB[row] = plan.imageKiB
  for (const { phase, micros, cpuMicros, diskKiB } of plan.phases) {
    const at = sim.addRow('startPhases')
    startPhases.phase[at] = phase
    startPhases.micros[at] = micros
    startPhases.cpuMicros[at] = cpuMicros
    startPhases.diskKiB[at] = diskKiB
  }
  return row
}
