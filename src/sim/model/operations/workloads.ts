/** Single workloads: moved by hand to a host that can take them, or removed. */
import * as v from 'valibot'
import { refuse, type CommandSpec, type Row } from '../../core'
import {
  moveUnit,
  nameIn,
  obstacleAt,
  obstacleRefusal,
  placeAllWaiting,
  removeWorkload,
  type PlacementSim,
} from '../placement'

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
    return obstacle === null ? null : obstacleRefusal(sim, workload, host, obstacle)
  },
  apply(sim, { workload, host }) {
    moveUnit(sim, sim.tables.workloads.unit[workload], host, sim.emit('workload.moved', workload, host))
  },
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
