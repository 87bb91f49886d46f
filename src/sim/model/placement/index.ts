/** Placement: filter, score, bind. Every decision can be explained by looking at every host again. */
import * as v from 'valibot'
import { defineMechanism, none, refuse, type Row, type World } from '../../core'
import { container } from '../container'
import { cpu } from '../cpu'
import { hypervisor } from '../hypervisor'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { memory } from '../memory'
import type { BuildPlan } from '../plan'
import { vm } from '../vm'
import { workload } from '../workload'
import type { PlacementSim } from './choose'
import { deployGroup, resizeGroup } from './deploy'
import { placementTables } from './tables'

export {
  chooseHost,
  Filter,
  filterNames,
  forgetRequests,
  obstacleAt,
  type Obstacle,
  type PlacementSim,
} from './choose'
export {
  deployGroup,
  moveUnit,
  placeAllWaiting,
  placeWaiting,
  removeUnit,
  removeWorkload,
  startUnit,
  unbind,
} from './deploy'
export { reservationRoom, reserveForGroup } from './reserve'
export { exposurePercent } from './equations'
export { PlacementPolicy, policyNames } from './tables'

function deployAll(sim: PlacementSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => deployGroup(sim, group, plan.count))
}

interface Resize {
  readonly group?: Row
  readonly memoryMiB: number
}

/** The groups a command means: one, or all of them when none is named. */
function groupsOf(sim: PlacementSim, { group }: Resize): readonly Row[] {
  if (group !== undefined) return [group]
  const { rows } = sim.tables.workloadGroups
  return Array.from({ length: rows.size }, (_, row) => row).filter((row) => rows.alive[row] === 1)
}

export const placement = defineMechanism<PlacementSim['tables']>({
  name: 'placement',
  needs: [inventory, kernel, workload, memory, hypervisor, vm, container, cpu],
  tables: placementTables,
  start: deployAll,
  facts: {
    'placement.bound': [
      { name: 'workload', table: 'workloads' },
      { name: 'host', table: 'hosts' },
    ],
    'placement.failed': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'count', unit: 'workloads' },
    ],
    'placement.removed': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'count', unit: 'workloads' },
    ],
    'workload.resized': [
      { name: 'group', table: 'workloadGroups' },
      { name: 'memory', unit: 'MiB' },
    ],
  },
  refusals: { 'no-workloads': [] },
  commands: [
    {
      name: 'workload.resize',
      args: v.strictObject({
        group: v.optional(v.string()),
        memoryMiB: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(16777216)),
      }),
      entities: { group: 'workloadGroups' },
      check: (sim, args: Resize) => (groupsOf(sim, args).length === 0 ? refuse('no-workloads') : null),
      apply: (sim, args: Resize) => {
        for (const group of groupsOf(sim, args)) {
          sim.because(none) // each group's change follows from the command, not from the group before
          resizeGroup(sim, group, args.memoryMiB)
        }
      },
    },
  ],
  invariants: [reservationsAddUp],
})

/** Promised CPU is the sum of the reservations of what is placed, and no host promises more than it has. */
function reservationsAddUp({ tables }: World): string | null {
  const hosts = tables['hosts']
  const promised = new Float64Array(hosts.rows.size)
  const { rows, columns } = tables['workloads']
  const units = tables['units'].columns
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const host = units['host'][columns['unit'][row]]
    if (host !== none) promised[host] += columns['reservationMillicores'][row]
  }
  const kept = tables['hostPlacement'].columns['reservedMillicores']
  for (let host = 0; host < hosts.rows.size; host++) {
    if (kept[host] !== promised[host]) return `host ${host}: promised CPU is not a recount`
    if (kept[host] > hosts.columns['cores'][host] * 1000) return `host ${host} promises more CPU than it has`
  }
  return null
}
