/** What stands in the way of a unit on a host, as a refusal of the command that would bring it there. */
import { refuse, type Refusal, type Row, type Sim } from '../../core'
import { Filter, type Obstacle, type PlacementSim } from './choose'

/** The columns that make a name. */
interface Named {
  readonly group: { readonly [row: number]: number }
  readonly ordinal: { readonly [row: number]: number }
}

export function nameIn(sim: Sim, { group, ordinal }: Named, row: number): string {
  return `${sim.groupName(group[row])}-${ordinal[row]}`
}

/** Why a unit cannot be on a host: the first filter that fails, in its own words and numbers. */
export function obstacleRefusal(sim: PlacementSim, workload: Row, row: Row, obstacle: Obstacle): Refusal {
  const { hosts, hostKernels, kernels, workloads, workloadGroups: groups, groupPlacement } = sim.tables
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
    case Filter.release:
      return refuse('move-release', {
        host,
        group,
        kernel: sim.groupName(kernels.release[hostKernels.kernel[row]]),
        needed: sim.groupName(groupPlacement.release[groupRow] - 1),
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
