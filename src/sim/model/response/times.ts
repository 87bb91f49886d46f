/** Response times of workloads, and the slowest of a host, of a group, or of all. */
import { none, type EquationUse, type MetricSpec, type Row, type World } from '../../core'
import { reachOf } from '../cpu'
import { WorkloadState } from '../workload'
import { meanMillis, percentileCeiling, percentileMillis, queueOf, toMicros, type Queue } from './equations'

/** A request of a group that nobody has described takes 10 ms of CPU: assumed, as for a mix that does not say. */
const usualRequestMicros = 10000

const told = 99

/** The queue in front of a running workload; null for what does not run or is asked for nothing. */
function queueAt(world: World, member: Row): Queue | null {
  const { columns } = world.tables['workloads']
  const demand = columns['demandMillicores'][member]
  if (columns['state'][member] !== WorkloadState.running || demand === 0) return null
  const cost = world.tables['unitCpu'].columns['costPpm'][columns['unit'][member]]
  return queueOf(
    demand,
    requestMicrosOf(world, member),
    columns['vcpus'][member],
    cost,
    reachOf(world, member),
  )
}

function requestMicrosOf(world: World, member: Row): number {
  const group = world.tables['workloads'].columns['groupRow'][member]
  const micros = world.tables['groupTechnique'].columns['requestMicros'][group]
  return micros === 0 ? usualRequestMicros : micros
}

/** Time in ms that 99 % of a workload's requests do not exceed; 0 without requests, 60,000 when it cannot keep up. */
export function p99Of(world: World, member: Row): number {
  const queue = queueAt(world, member)
  return queue === null ? 0 : toMicros(percentileMillis(queue, told))
}

/** Mean time in ms from a request to its answer; 0 when there are none, 60,000 when the workload cannot keep up. */
export function meanOf(world: World, member: Row): number {
  const queue = queueAt(world, member)
  return queue === null ? 0 : toMicros(meanMillis(queue))
}

/** Goes over the workloads of a host, a group, or all there are. */
type Walk = (world: World, subject: Row, visit: (member: Row) => void) => void

function walkUnits(world: World, first: Row, next: string, visit: (member: Row) => void): void {
  const units = world.tables['units'].columns
  const { nextInUnit } = world.tables['workloads'].columns
  for (let unit = first; unit !== none; unit = units[next][unit])
    for (let member = units['firstMember'][unit]; member !== none; member = nextInUnit[member]) visit(member)
}

function walkAll(world: World, visit: (member: Row) => void): void {
  const { rows } = world.tables['workloads']
  for (let member = 0; member < rows.size; member++) if (rows.alive[member] === 1) visit(member)
}

const walkHost: Walk = (world, host, visit) => {
  if (host === none) walkAll(world, visit)
  else walkUnits(world, world.tables['hostUnits'].columns['first'][host], 'nextOnHost', visit)
}

const walkGroup: Walk = (world, group, visit) => {
  if (group === none) walkAll(world, visit)
  else walkUnits(world, world.tables['workloadGroups'].columns['firstUnit'][group], 'nextInGroup', visit)
}

interface Slowest {
  readonly member: Row
  readonly millis: number
}

function isSameQueue(a: Queue, b: Queue | null): boolean {
  return b !== null && a.load === b.load && a.serviceMicros === b.serviceMicros && a.servers === b.servers
}

/** The workload whose percentile, or mean, is highest; of equals the first. */
function slowest(world: World, subject: Row, walk: Walk, isMean: boolean): Slowest {
  let member: Row = none
  let millis = 0
  let before: Queue | null = null
  walk(world, subject, (candidate) => {
    const queue = queueAt(world, candidate)
    // Members of a group are often alike to the last digit, and then wait alike.
    if (queue === null || isSameQueue(queue, before)) return
    before = queue
    // Most need no search: the bound is below what has been found already.
    if (!isMean && percentileCeiling(queue, told) <= millis) return
    const time = isMean ? meanMillis(queue) : percentileMillis(queue, told)
    if (time <= millis) return
    member = candidate
    millis = time
  })
  return { member, millis: toMicros(millis) }
}

/** The law behind the slowest, with the values that went in. */
function lawOf(world: World, { member, millis }: Slowest, isMean: boolean): EquationUse | null {
  const queue = member === none ? null : queueAt(world, member)
  if (queue === null) return null
  const { columns } = world.tables['workloads']
  const unit = columns['unit'][member]
  return {
    id: isMean ? 'response.mean' : 'response.percentile',
    terms: [
      { symbol: 'd', value: columns['demandMillicores'][member], unit: 'millicores' },
      { symbol: 'q', value: requestMicrosOf(world, member), unit: 'µs' },
      { symbol: 'c', value: queue.servers, unit: 'vCPUs' },
      { symbol: 'S', value: world.tables['unitCpu'].columns['costPpm'][unit], unit: 'ppm' },
      { symbol: 'z', value: world.tables['unitPages'].columns['waitPpm'][unit], unit: 'ppm' },
      { symbol: 'x_{reach}', value: reachOf(world, member), unit: 'millicores' },
    ],
    value: millis,
    unit: 'ms',
  }
}

function metricOf(name: string, scope: 'host' | 'group', walk: Walk, isMean: boolean): MetricSpec {
  return {
    name,
    unit: 'ms',
    scope,
    costly: true,
    read: (world, subject) => slowest(world, subject, walk, isMean).millis,
    explain: (world, subject) => lawOf(world, slowest(world, subject, walk, isMean), isMean),
  }
}

export const responseMetrics: readonly MetricSpec[] = [
  metricOf('response.p99', 'host', walkHost, false),
  metricOf('response.mean', 'host', walkHost, true),
  metricOf('response.group-p99', 'group', walkGroup, false),
  metricOf('response.group-mean', 'group', walkGroup, true),
]
