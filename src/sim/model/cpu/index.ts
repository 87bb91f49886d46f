/**
 * CPU: fluid shares of each host's cores among its units and the workloads inside them; recomputed only for
 * hosts that changed.
 */
import { defineMechanism, Domain, none, tableOf, type Row, type World } from '../../core'
import { container } from '../container'
import { hypervisor } from '../hypervisor'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import { vm } from '../vm'
import { workload } from '../workload'
import { stealPermille } from './equations'
import { settleHost, type CpuSim } from './settle'
import { cpuTables } from './tables'
import { overloadedSeconds, workOf, type Work } from './work'

export { topologyCap } from './equations'
export { clearGrants, wantedBy } from './settle'
export { cpuTables } from './tables'
export { retireWork, workOf } from './work'

type HostCpu = (typeof cpuTables)['hostCpu']

type Read = (world: World, host: Row) => number

/** A metric of one host, and of the fleet as the sum over its hosts and what `retired` ones have left. */
function sumOrOne(read: Read, retired: (world: World) => number = () => 0): Read {
  return (world, host) => {
    if (host !== none) return read(world, host)
    const { rows } = world.tables['hosts']
    let sum = retired(world)
    for (let row = 0; row < rows.size; row++) if (rows.alive[row] === 1) sum += read(world, row)
    return sum
  }
}
const used = sumOrOne(({ tables }, host) => tables['hostCpu'].columns['usedMillicores'][host])
const wanted = sumOrOne(({ tables }, host) => tables['hostCpu'].columns['demandMillicores'][host])

function workSoFar(work: Work): Read {
  return sumOrOne(
    (world, host) => workOf(tableOf<HostCpu>(world, 'hostCpu'), world.now, host, work),
    ({ tables }) => tables['retiredCpu'].columns[`${work}Seconds`][0],
  )
}

const overloaded = sumOrOne(
  overloadedSeconds,
  ({ tables }) => tables['retiredCpu'].columns['overloaded'][0] / 1000000,
)

/** No host gives more than it has, and what it gives is the sum of what its workloads got. */
function partsAddUp({ tables }: World): string | null {
  const { rows, columns } = tables['workloads']
  const granted = tables['workloadCpu'].columns['grantedMillicores']
  const units = tables['units'].columns
  const hosts = tables['hosts']
  const sums = new Float64Array(hosts.rows.size)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const host = units['host'][columns['unit'][row]]
    if (host !== none) sums[host] += granted[row]
    else if (granted[row] > 0) return `workload ${row} gets CPU without a host`
  }
  const given = tables['hostCpu'].columns['usedMillicores']
  for (let host = 0; host < hosts.rows.size; host++) {
    if (given[host] !== sums[host]) return `host ${host}: used CPU is not the sum of its workloads`
    if (given[host] > hosts.columns['cores'][host] * 1000) return `host ${host} gives more CPU than it has`
  }
  return null
}

export const cpu = defineMechanism<CpuSim['tables']>({
  name: 'cpu',
  needs: [inventory, kernel, workload, hypervisor, vm, container],
  tables: cpuTables,
  settle: [[Domain.host, settleHost]],
  start: (sim) => void sim.addRow('retiredCpu'),
  metrics: [
    { name: 'cpu.used', unit: 'millicores', scope: 'host', read: used },
    { name: 'cpu.demand', unit: 'millicores', scope: 'host', read: wanted },
    {
      name: 'cpu.steal',
      unit: '‰',
      scope: 'host',
      read: (world, host) => stealPermille(wanted(world, host), used(world, host)),
    },
    { name: 'cpu.delivered', unit: 'millicore·s', scope: 'host', read: workSoFar('work') },
    { name: 'cpu.requested', unit: 'millicore·s', scope: 'host', read: workSoFar('wanted') },
    { name: 'cpu.overloaded', unit: 's', scope: 'host', read: overloaded },
  ],
  invariants: [partsAddUp],
})
