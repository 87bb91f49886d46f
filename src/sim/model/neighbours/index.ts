/** Neighbours: what workloads on one machine take from each other unasked: caches, memory bandwidth, locks. */
import * as v from 'valibot'
import { defineMechanism, type Row, type Sim } from '../../core'
import { inventory } from '../inventory'
import type { BuildPlan, WorkloadPlan } from '../plan'
import { technique } from '../technique'
import { workload } from '../workload'
import type { NeighboursSim } from './settle'
import { neighboursTables, partitionModes } from './tables'

export { shareCache } from './equations'
export { neighboursTables } from './tables'

const whole = (least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)))

/** What every host of the scenario shares out; assumed for a server of one socket where nothing is said. */
const rulesSchema = v.strictObject({
  /** Last-level cache of a host. */
  llcMiB: whole(1, 16384),
  /** Memory bandwidth of a host. */
  memoryMBps: whole(1, 10000000),
  /** What a miss costs. */
  memoryCycles: whole(1, 10000),
  megahertz: whole(100, 10000),
  partition: v.optional(v.picklist(partitionModes)),
})
type Rules = v.InferOutput<typeof rulesSchema>

function start(sim: NeighboursSim, scenario: unknown, rules: Rules): void {
  const row = sim.addRow('crowding')
  const { crowding } = sim.tables
  crowding.partition[row] = partitionModes.indexOf(rules.partition ?? 'none')
  crowding.llcMiB[row] = rules.llcMiB ?? 32
  crowding.memoryMBps[row] = rules.memoryMBps ?? 100000
  crowding.memoryCycles[row] = rules.memoryCycles ?? 200
  crowding.megahertz[row] = rules.megahertz ?? 3000
  crowding.missFloorPermille[row] = 10
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => setGroupCache(sim, group, plan))
}

/** Notes how a group uses what all share; a group without a mix uses nothing that anybody would notice. */
export function setGroupCache(sim: Sim, group: Row, { mix }: Pick<WorkloadPlan, 'mix'>): void {
  const { groupCache: g, crowding } = (sim as NeighboursSim).tables
  g.kiloAccesses[group] = mix?.cacheKiloAccesses ?? 0
  g.missPermille[group] = mix?.cacheMissPermille ?? 0
  g.cacheMiB[group] = mix?.cacheMiB ?? 0
  g.bandwidthMBps[group] = mix?.bandwidthMBps ?? 0
  // Thousandths of thousandths are millionths.
  g.serialPpm[group] = mix === null ? 0 : mix.kernelPermille * mix.lockPermille
  g.crosstalkPpm[group] = mix?.crosstalkPpm ?? 0
  const missing = g.cacheMiB[group] === 0 ? 0 : g.kiloAccesses[group] * g.missPermille[group]
  if (missing === 0) g.kiloAccesses[group] = 0
  const uses = missing + g.bandwidthMBps[group] + g.serialPpm[group] + g.crosstalkPpm[group]
  g.crowds[group] = uses > 0 ? 1 : 0
  if (uses > 0) crowding.seen[0] = 1
}

export const neighbours = defineMechanism<NeighboursSim['tables'], Rules>({
  name: 'neighbours',
  needs: [inventory, workload, technique],
  tables: neighboursTables,
  rules: rulesSchema,
  start,
  facts: { 'neighbours.partitioned': [{ name: 'mode', names: partitionModes }] },
  refusals: { 'partition-already': ['mode'] },
})
