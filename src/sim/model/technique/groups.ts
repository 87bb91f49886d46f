/** What a group's columns say of its mix, its technique and its pages, and the overhead that follows. */
import type { Own, Row, Seen, Sim } from '../../core'
import type { containerTables } from '../container'
import type { hypervisorTables } from '../hypervisor'
import {
  eventNames,
  setupOf,
  techniqueNames,
  type EventName,
  type MixPlan,
  type TechniqueCosts,
  type WorkloadPlan,
} from '../plan'
import type { workloadTables } from '../workload'
import { measuredPpm, mixOverhead, mixPpm, type OverheadMix, type OverheadPpm } from './overhead'
import type { techniqueTables } from './tables'

export type TechniqueSim = Sim<
  Own<typeof techniqueTables> &
    Seen<typeof workloadTables> &
    Seen<typeof hypervisorTables> &
    Seen<typeof containerTables>
>

/** Notes how a new group is virtualized and what it does. Runs after its hypervisor and runtime are known. */
export function setGroupTechnique(sim: Sim, group: Row, plan: WorkloadPlan): void {
  const mine = sim as TechniqueSim
  const { groupTechnique: g } = mine.tables
  g.technique[group] = plan.technique
  g.guestPage[group] = plan.guestPage
  g.hostPage[group] = plan.hostPage
  if (plan.mix !== null) setMix(mine, group, plan.mix)
  renewOverhead(mine, group, plan.techniqueCosts)
}

/** Notes what a group does from now on. */
export function setMix(sim: TechniqueSim, group: Row, mix: MixPlan): void {
  const { groupTechnique: g } = sim.tables
  g.mix[group] = sim.group(mix.id) + 1
  g.access[group] = mix.access
  g.emulatedDevice[group] = mix.emulatedDevice ? 1 : 0
  g.kernelPermille[group] = mix.kernelPermille
  g.walkPermille[group] = mix.walkPermille
  g.workingSetMiB[group] = mix.workingSetMiB
  g.requestMicros[group] = mix.requestMicros
  for (const name of eventNames) g[name][group] = mix[name]
}

/** Everything that is known of what a group does: for mechanisms that follow the fact `mix.changed`. */
export function planOfMix(sim: Sim, group: Row): MixPlan | null {
  const { mix } = (sim as TechniqueSim).tables.groupTechnique
  if (mix[group] === 0) return null
  const plan = setupOf(sim).planMix(sim.groupName(mix[group] - 1))
  return 'argument' in plan ? null : plan
}

/** Columns of `groupTechnique`, by whoever reads them. */
type Columns = {
  readonly [K in keyof TechniqueSim['tables']['groupTechnique'] as K extends 'rows' ? never : K]: {
    readonly [row: number]: number
  }
}

/** The mix of a group as its columns hold it. */
export function mixOf(g: Columns, group: Row): OverheadMix {
  const rates: Partial<Record<EventName, number>> = {}
  for (const name of eventNames) rates[name] = g[name][group]
  return {
    ...(rates as Record<EventName, number>),
    kernelPermille: g.kernelPermille[group],
    walkPermille: g.walkPermille[group],
    workingSetMiB: g.workingSetMiB[group],
    access: g.access[group],
    emulatedDevice: g.emulatedDevice[group] === 1,
  }
}

/** The derived columns, from all others and what the technique costs. */
export function renewOverhead(sim: TechniqueSim, group: Row, costs: TechniqueCosts): void {
  const { groupTechnique: g } = sim.tables
  const { codePpm, exitPpm, walkPpm, guestPpm, hostPpm } = overheadNow(sim, group, costs)
  g.codePpm[group] = codePpm
  g.exitPpm[group] = exitPpm
  g.walkPpm[group] = walkPpm
  g.guestPpm[group] = guestPpm
  g.hostPpm[group] = hostPpm
}

function overheadNow({ tables }: TechniqueSim, group: Row, costs: TechniqueCosts): OverheadPpm {
  const { groupTechnique: g, groupHypervisors, groupRuntimes } = tables
  if (g.mix[group] === 0)
    return measuredPpm(groupHypervisors.cpuFactor[group], groupRuntimes.cpuFactor[group])
  const technique = techniqueNames[g.technique[group]]
  return mixPpm(mixOverhead(mixOf(g, group), technique, costs, g.guestPage[group], g.hostPage[group]))
}
