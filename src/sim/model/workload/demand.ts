/** Demand over time: one event per group and reading sweeps the group's workloads; never one event per workload. */
import { Domain, none, type Micros, type Row, type Sim } from '../../core'
import { diurnalMillicores, jitteredMillicores } from './equations'
import { DemandLaw } from './tables'
import type { WorkloadSim } from './units'

/** A reading that was planned before the demand became constant has nothing to read any more. */
export function readDemand(sim: WorkloadSim, groupRow: Row): void {
  const { workloadGroups: groups } = sim.tables
  if (groups.law[groupRow] === DemandLaw.constant && groups.sample[groupRow] > 0) return
  sampleDemand(sim, groupRow)
}

/** Reads the group's demand now, tells its hosts, and plans the next reading. */
export function sampleDemand(sim: WorkloadSim, groupRow: Row): void {
  const { workloadGroups: groups } = sim.tables
  const sample = groups.sample[groupRow]++
  const base = baseDemand(sim, groupRow, sim.now)
  sweep(sim, groupRow, base, sample)
  const next = nextReading(sim, groupRow)
  if (next !== none) sim.after(next - sim.now, 'workload.sample', groupRow)
  sim.emit('demand.sampled', groupRow, base)
}

/** The law's value at this time, before each workload's own jitter, in millicores. */
function baseDemand(sim: WorkloadSim, groupRow: Row, at: Micros): number {
  const { workloadGroups: groups, demandSteps } = sim.tables
  switch (groups.law[groupRow]) {
    case DemandLaw.stepped: {
      let millicores = 0
      const first = groups.firstStep[groupRow]
      for (let step = first; step < first + groups.stepCount[groupRow]; step++) {
        if (demandSteps.at[step] <= at) millicores = demandSteps.millicores[step]
      }
      return millicores
    }
    case DemandLaw.diurnal:
      return diurnalMillicores(
        groups.lowMillicores[groupRow],
        groups.highMillicores[groupRow],
        groups.period[groupRow],
        groups.peakAt[groupRow],
        at,
      )
    default:
      return groups.highMillicores[groupRow]
  }
}

/** Demand of one workload for reading number `sample`: drawn by its name, so other workloads cannot change it. */
function demandOf(sim: WorkloadSim, groupRow: Row, identity: number, base: number, sample: number): number {
  const percent = sim.tables.workloadGroups.jitterPercent[groupRow]
  return percent === 0 ? base : jitteredMillicores(base, percent, sim.draw('demand', identity, sample))
}

/** Workloads made after the first reading join their group's demand at its present sample. */
export function joinDemand(sim: Sim, unit: Row): void {
  const mine = sim as WorkloadSim
  const { units, workloads, workloadGroups: groups } = mine.tables
  const group = units.groupRow[unit]
  const sample = groups.sample[group]
  if (sample === 0) return
  // Readings are a cadence apart from 0 on; a newcomer has the demand its group read last.
  const cadence = groups.law[group] === DemandLaw.diurnal ? groups.cadence[group] : 1
  const base = baseDemand(mine, group, Math.floor(sim.now / cadence) * cadence)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    workloads.demandMillicores[member] = demandOf(mine, group, workloads.identity[member], base, sample - 1)
  }
}

/** Workloads that are swept in the time of one event. */
const workloadsPerWork = 16

function sweep(sim: WorkloadSim, groupRow: Row, base: number, sample: number): void {
  const { workloadGroups: groups, units, workloads } = sim.tables
  sim.worked(groups.count[groupRow] / workloadsPerWork)
  for (let unit = groups.firstUnit[groupRow]; unit !== none; unit = units.nextInGroup[unit]) {
    let changed = false
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      const demand = demandOf(sim, groupRow, workloads.identity[member], base, sample)
      if (demand === workloads.demandMillicores[member]) continue
      workloads.demandMillicores[member] = demand
      changed = true
    }
    if (changed && units.host[unit] !== none) sim.touch(Domain.host, units.host[unit])
  }
}

/** When the demand is read again, or -1 when it stays as it is. */
function nextReading(sim: WorkloadSim, groupRow: Row): number {
  const { workloadGroups: groups, demandSteps } = sim.tables
  if (groups.law[groupRow] === DemandLaw.diurnal) return sim.now + groups.cadence[groupRow]
  if (groups.law[groupRow] === DemandLaw.constant) return none
  const first = groups.firstStep[groupRow]
  for (let step = first; step < first + groups.stepCount[groupRow]; step++) {
    if (demandSteps.at[step] > sim.now) return demandSteps.at[step]
  }
  return none
}
