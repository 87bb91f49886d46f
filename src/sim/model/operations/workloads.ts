/** Single workloads: moved by hand to a host that can take them, or removed. */
import * as v from 'valibot'
import { refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import {
  Filter,
  moveUnit,
  obstacleAt,
  placeAllWaiting,
  removeWorkload,
  type Obstacle,
  type PlacementSim,
} from '../placement'
import { nameIn } from './arguments'

interface MoveArgs {
  readonly workload: Row
  readonly host: Row
}

/** The unit that holds the workload stops and starts on the other host, with everything else in it. */
export const moveCommand: CommandSpec<MoveArgs, PlacementSim['tables']> = {
  name: 'workload.move',
  args: v.strictObject({ workload: v.string(), host: v.string() }),
  entities: { workload: 'workloads', host: 'hosts' },
  check(sim, { workload, host }) {
    const { workloads, units, hosts } = sim.tables
    const unit = workloads.unit[workload]
    if (units.host[unit] === host) {
      const name = nameIn(sim, workloads, workload)
      return refuse('move-here-already', { workload: name, host: nameIn(sim, hosts, host) })
    }
    const obstacle = obstacleAt(sim, unit, host)
    return obstacle === null ? null : refusalFor(sim, workload, host, obstacle)
  },
  apply(sim, { workload, host }) {
    moveUnit(sim, sim.tables.workloads.unit[workload], host, sim.emit('workload.moved', workload, host))
  },
}

/** The first filter that fails, in its own words and numbers. */
function refusalFor(sim: PlacementSim, workload: Row, row: Row, obstacle: Obstacle): Refusal {
  const { hosts, hostKernels, kernels, workloads, workloadGroups: groups } = sim.tables
  const { filter, need, free } = obstacle
  const host = nameIn(sim, hosts, row)
  const groupRow = workloads.groupRow[workload]
  const group = sim.groupName(groups.group[groupRow])
  switch (filter) {
    case Filter.power:
      return refuse('move-power', { host })
    case Filter.fleet:
      return refuse('move-fleet', { host, group, on: sim.groupName(groups.on[groupRow] - 1) })
    case Filter.kernel:
      return refuse('move-kernel', {
        host,
        group,
        kernel: sim.groupName(kernels.profile[hostKernels.kernel[row]]),
      })
    case Filter.slots:
      return refuse('move-slots', { host, group, units: free, limit: groups.policyPer[groupRow] })
    case Filter.threads:
      return refuse('move-threads', { host, need, free })
    case Filter.cpu:
      return refuse('move-cpu', { host, need, free })
    default:
      return refuse('move-memory', { host, need, free })
  }
}

export const removeCommand: CommandSpec<{ readonly workload: Row }, PlacementSim['tables']> = {
  name: 'workload.remove',
  args: v.strictObject({ workload: v.string() }),
  entities: { workload: 'workloads' },
  check: () => null,
  apply(sim, { workload }) {
    const cause = sim.emit('workload.removed', workload)
    removeWorkload(sim, workload)
    placeAllWaiting(sim, cause)
  },
}
