/** Demand over time: one event per group and reading sweeps the group's workloads; never one event per workload. */
import { Domain, drawIn, none, streamOf, type Micros, type Row, type Sim } from '../../core'
import { setupOf } from '../plan'
import { diurnalMillicores, hashedMillicores, jitteredMillicores, recordedMillicores } from './equations'
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
  const reading = readingAt(sim, groupRow, sample, sim.now)
  const sum = sweep(sim, groupRow, reading)
  const next = nextReading(sim, groupRow)
  if (next !== none) sim.after(next - sim.now, 'workload.sample', groupRow)
  const own = reading.law === DemandLaw.trace || reading.law === DemandLaw.hashed
  if (own) sim.emit('demand.averaged', groupRow, Math.round(sum / Math.max(1, groups.count[groupRow])))
  else sim.emit('demand.sampled', groupRow, reading.base)
}

/** All that the workloads of a group have in common at one reading. */
interface Reading {
  readonly law: number
  readonly sample: number
  /** The law's value before each workload's own jitter, in millicores; 0 for laws that know each by its number. */
  readonly base: number
  readonly jitterPercent: number
  readonly stream: number
  readonly series: readonly Uint8Array[]
}

const noSeries: readonly Uint8Array[] = []

function readingAt(sim: WorkloadSim, groupRow: Row, sample: number, at: Micros): Reading {
  const { workloadGroups: groups } = sim.tables
  const law = groups.law[groupRow]
  return {
    law,
    sample,
    base: baseDemand(sim, groupRow, at),
    jitterPercent: groups.jitterPercent[groupRow],
    stream: streamOf(sim.seed, 'demand'),
    series: law === DemandLaw.trace ? seriesOf(sim, groupRow) : noSeries,
  }
}

function seriesOf(sim: WorkloadSim, groupRow: Row): readonly Uint8Array[] {
  return setupOf(sim).traces[sim.tables.workloadGroups.trace[groupRow]].series
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

/** Demand of one workload at a reading: by its number or name alone, so other workloads cannot change it. */
function demandOf(reading: Reading, ordinal: number, identity: number, vcpus: number): number {
  const { law, sample, base, jitterPercent, series } = reading
  if (law === DemandLaw.hashed) return hashedMillicores(ordinal, sample, vcpus)
  if (law === DemandLaw.trace) return recordedMillicores(series[(ordinal - 1) % series.length], sample, vcpus)
  if (jitterPercent === 0) return base
  return jitteredMillicores(base, jitterPercent, drawIn(reading.stream, identity, sample))
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
  const reading = readingAt(mine, group, sample - 1, Math.floor(sim.now / cadence) * cadence)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    workloads.demandMillicores[member] = demandOf(
      reading,
      workloads.ordinal[member],
      workloads.identity[member],
      workloads.vcpus[member],
    )
  }
}

/** Workloads that are swept in the time of one event. */
const workloadsPerWork = 100

/** Gives every workload of the group its demand, and returns their sum in millicores. */
// Hot: runs for every workload at every reading; takes columns as locals, since no row is added meanwhile.
function sweep(sim: WorkloadSim, groupRow: Row, reading: Reading): number {
  const { workloadGroups: groups, units, workloads } = sim.tables
  const { nextInGroup, firstMember, host } = units
  const { nextInUnit, demandMillicores, ordinal, identity, vcpus } = workloads
  sim.worked(groups.count[groupRow] / workloadsPerWork)
  let sum = 0
  let touched: Row = none
  for (let unit = groups.firstUnit[groupRow]; unit !== none; unit = nextInGroup[unit]) {
    let changed = false
    for (let member = firstMember[unit]; member !== none; member = nextInUnit[member]) {
      const demand = demandOf(reading, ordinal[member], identity[member], vcpus[member])
      sum += demand
      if (demand === demandMillicores[member]) continue
      demandMillicores[member] = demand
      changed = true
    }
    // Units side by side are often on one host: it needs no second touch.
    if (!changed || host[unit] === none || host[unit] === touched) continue
    touched = host[unit]
    sim.touch(Domain.host, touched)
  }
  return sum
}

/** When the demand is read again, or -1 when it stays as it is. */
function nextReading(sim: WorkloadSim, groupRow: Row): number {
  const { workloadGroups: groups, demandSteps } = sim.tables
  switch (groups.law[groupRow]) {
    case DemandLaw.constant:
      return none
    case DemandLaw.stepped: {
      const first = groups.firstStep[groupRow]
      for (let step = first; step < first + groups.stepCount[groupRow]; step++) {
        if (demandSteps.at[step] > sim.now) return demandSteps.at[step]
      }
      return none
    }
    case DemandLaw.trace:
      return isOver(seriesOf(sim, groupRow), groups.sample[groupRow])
        ? none
        : sim.now + groups.cadence[groupRow]
    default:
      return sim.now + groups.cadence[groupRow]
  }
}

/** After the last sample of the longest series the load stays as it is. */
function isOver(series: readonly Uint8Array[], taken: number): boolean {
  for (let at = 0; at < series.length; at++) if (series[at].length > taken) return false
  return true
}
