/** Metrics of hosts' CPUs, and of the fleet as the sum over its hosts and what those that left have done. */
import { none, tableOf, type EquationUse, type MetricSpec, type Row, type World } from '../../core'
import type { workloadTables } from '../workload'
import { overcommitPermille, readyPermille, stealPermille } from './pressure'
import type { cpuTables } from './tables'
import { reachableCap } from './cost'
import { wantedAt } from './wants'
import { overloadedSeconds, workOf, type Work } from './work'

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

const ofHost = (column: string): Read =>
  sumOrOne(({ tables }, host) => tables['hostCpu'].columns[column][host])
const used = ofHost('usedMillicores')
const wanted = ofHost('demandMillicores')

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

/** CPUs in front of which a queue can stand: cores, less those kept for the host. */
export function queueCpus({ tables }: World, host: Row): number {
  const kept = Math.ceil(tables['cpuRules'].columns['reserveMillicores'][0] / 1000)
  return Math.max(1, tables['hosts'].columns['cores'][host] - kept)
}

/**
 * What a workload could have of its host at this moment, millicores: what it got and what lies idle there, up to its
 * cap; if it got less than it wants there is nothing more to have.
 */
export function reachOf(world: World, member: Row): number {
  const columns = (table: string) => world.tables[table].columns
  const { unit: unitOf, vcpus: own, limitMillicores } = columns('workloads')
  const unit = unitOf[member]
  const host = columns('units')['host'][unit]
  if (host === none) return 0
  const cost = columns('unitCpu')['costPpm'][unit]
  const wait = columns('unitPages')['waitPpm'][unit]
  const granted = columns('workloadCpu')['grantedMillicores'][member]
  const tables = {
    workloads: tableOf<(typeof workloadTables)['workloads']>(world, 'workloads'),
    units: tableOf<(typeof workloadTables)['units']>(world, 'units'),
  }
  if (granted < wantedAt(tables, member, cost, wait)) return granted
  const { capacityMillicores, usedMillicores } = columns('hostCpu')
  const idle = capacityMillicores[host] - usedMillicores[host]
  return Math.min(reachableCap(own[member], limitMillicores[member], cost, wait), granted + idle)
}

/** vCPUs of everything that is placed on a host. */
export function vcpusOn({ tables }: World, host: Row): number {
  const { nextOnHost, vcpus: ofUnit } = tables['units'].columns
  let sum = 0
  for (let unit = tables['hostUnits'].columns['first'][host]; unit !== none; unit = nextOnHost[unit])
    sum += ofUnit[unit]
  return sum
}
const vcpus = sumOrOne(vcpusOn)

function readyOf(world: World, host: Row): number {
  const demand = wanted(world, host)
  return readyPermille(demand, used(world, host), queueCpus(world, host), demand, vcpusOn(world, host))
}

/** That of one host, or of all of them by what is wanted there. */
function ready(world: World, host: Row): number {
  if (host !== none) return readyOf(world, host)
  const all = wanted(world, none)
  const waiting = sumOrOne((_, row) => readyOf(world, row) * wanted(world, row))(world, none)
  return all === 0 ? 0 : Math.floor(waiting / all)
}

const cores = sumOrOne(({ tables }, host) => tables['hosts'].columns['cores'][host])

function readyLaw(world: World, host: Row): EquationUse | null {
  if (host === none) return null
  return {
    id: 'cpu.ready',
    terms: [
      { symbol: 'd', value: wanted(world, host), unit: 'millicores' },
      { symbol: 'x', value: used(world, host), unit: 'millicores' },
      { symbol: 'c', value: queueCpus(world, host), unit: 'cores' },
      { symbol: 'v', value: vcpusOn(world, host), unit: 'vCPUs' },
    ],
    value: readyOf(world, host),
    unit: '‰',
  }
}

function overcommitLaw(world: World, host: Row): EquationUse {
  return {
    id: 'cpu.overcommit',
    terms: [
      { symbol: 'vcpus', value: vcpus(world, host), unit: 'vCPUs' },
      { symbol: 'c', value: cores(world, host), unit: 'cores' },
    ],
    value: overcommit(world, host),
    unit: '‰',
  }
}

const overcommit: Read = (world, host) => overcommitPermille(vcpus(world, host), cores(world, host))

export const cpuMetrics: readonly MetricSpec[] = [
  { name: 'cpu.used', unit: 'millicores', scope: 'host', read: used },
  { name: 'cpu.demand', unit: 'millicores', scope: 'host', read: wanted },
  {
    name: 'cpu.steal',
    unit: '‰',
    scope: 'host',
    read: (world, host) => stealPermille(wanted(world, host), used(world, host)),
  },
  { name: 'cpu.ready', unit: '‰', scope: 'host', read: ready, explain: readyLaw },
  { name: 'cpu.host-threads', unit: 'millicores', scope: 'host', read: ofHost('hostThreadsMillicores') },
  { name: 'cpu.overcommit', unit: '‰', scope: 'host', read: overcommit, explain: overcommitLaw },
  { name: 'cpu.delivered', unit: 'millicore·s', scope: 'host', read: workSoFar('work') },
  { name: 'cpu.requested', unit: 'millicore·s', scope: 'host', read: workSoFar('wanted') },
  { name: 'cpu.overloaded', unit: 's', scope: 'host', read: overloaded },
]
