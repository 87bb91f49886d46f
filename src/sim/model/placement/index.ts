/** Placement: filter, score, bind. Every decision can be explained by looking at every host again. */
import * as v from 'valibot'
import { defineMechanism, none, refuse, type Row, type Sim, type World } from '../../core'
import { container } from '../container'
import { cpu } from '../cpu'
import { hypervisor } from '../hypervisor'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { memory } from '../memory'
import type { BuildPlan, WorkloadPlan } from '../plan'
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
  holdUnit,
  moveUnit,
  occupy,
  placeAllWaiting,
  placeWaiting,
  removeUnit,
  removeWorkload,
  startUnit,
  unbind,
} from './deploy'
export { keepRoom, loseRoomOn, returnRoom, switchHosts } from './room'
export { nameIn, obstacleRefusal } from './obstacles'
export { reservationRoom, reserveForGroup } from './reserve'
export { resizeUnit, sizeObstacle } from './size'
export { exposurePercent } from './equations'
export { PlacementPolicy, policyNames } from './tables'

function deployAll(sim: PlacementSim, scenario: unknown): void {
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => {
    setGroupRelease(sim, group, plan)
    deployGroup(sim, group, plan.count)
  })
}

/** Notes which release of a kernel a new group needs. */
export function setGroupRelease(sim: Sim, group: Row, { kernelNeeded }: WorkloadPlan): void {
  const { groupPlacement } = (sim as PlacementSim).tables
  groupPlacement.release[group] = kernelNeeded === '' ? 0 : sim.group(kernelNeeded) + 1
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
    'placement.room-lost': [
      { name: 'workload', table: 'workloads' },
      { name: 'host', table: 'hosts' },
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
  invariants: [reservationsAddUp, roomIsKept],
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
    const target = units['target'][columns['unit'][row]]
    if (target !== none) promised[target] += columns['reservationMillicores'][row]
  }
  const kept = tables['hostPlacement'].columns['reservedMillicores']
  for (let host = 0; host < hosts.rows.size; host++) {
    if (kept[host] !== promised[host]) return `host ${host}: promised CPU is not a recount`
    if (kept[host] > hosts.columns['cores'][host] * 1000) return `host ${host} promises more CPU than it has`
  }
  return null
}

/** A unit that changes hosts has a host and another one, and each host knows for how many it keeps room. */
function roomIsKept({ tables }: World): string | null {
  const { rows, columns } = tables['units']
  const kept = new Uint32Array(tables['hosts'].rows.size)
  for (let unit = 0; unit < rows.size; unit++) {
    const target = columns['target'][unit]
    if (rows.alive[unit] === 0 || target === none) continue
    if (columns['host'][unit] === none || columns['host'][unit] === target)
      return `unit ${unit} goes to host ${target} and is on host ${columns['host'][unit]}`
    kept[target]++
  }
  const incoming = tables['hostPlacement'].columns['incoming']
  const wrong = kept.findIndex((count, host) => count !== incoming[host])
  return wrong < 0 ? null : `host ${wrong}: units to come are not a recount`
}
