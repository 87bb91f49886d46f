/** Values of a scenario that contradict each other or the machines: refused as the commands refuse them. */
import type { FleetPlan, WorkloadPlan } from '../model'
import { failed, type Failed } from './errors'
import type { Scenario, WorkloadGroup } from './scenario'

/** cpu.max takes no quota below 1 ms; millicores × ms of the period is the quota in µs. */
const leastQuotaMicros = 1000
/** MiB of one page, as in pageSizeNames. */
const pageMiB = { '4K': 0, '2M': 2, '1G': 1024 } as const

/** A number, the path of its field, and the fields that bound it from above. */
interface Bound {
  readonly path: string
  readonly value: number | undefined
  /** Pairs of a field that bounds it and the most it allows; undefined where the field says nothing. */
  readonly by: readonly (readonly [string, number | undefined])[]
}

function firstOver(bounds: readonly Bound[]): Failed | null {
  for (const { path, value, by } of bounds) {
    if (value === undefined) continue
    let tightest: readonly [string, number] | null = null
    for (const [other, most] of by)
      if (most !== undefined && value > most && (tightest === null || most < tightest[1]))
        tightest = [other, most]
    if (tightest !== null)
      return failed('over-bound', { value, other: tightest[0], nearest: tightest[1] }, path)
  }
  return null
}

/** The first pool that promises more than it may use; null when there is none. */
export function poolContradiction({ pools = [] }: Scenario): Failed | null {
  return firstOver(
    pools.map((pool, at) => ({
      path: `pools[${at}].reservationMillicores`,
      value: pool.reservationMillicores,
      by: [['limitMillicores', pool.limitMillicores]],
    })),
  )
}

/**
 * What a group of workloads says that cannot be true at once; null when there is nothing.
 * `fleet` are all groups of hosts; those that the group may use are picked from them.
 */
export function workloadContradiction(
  group: WorkloadGroup,
  plan: WorkloadPlan,
  fleet: readonly FleetPlan[],
  path: string,
): Failed | null {
  return (
    firstOver(amountBounds(group, plan, path)) ??
    quotaContradiction(group, path) ??
    pageContradiction(group, plan, path) ??
    hostContradiction(group, plan, fleet, path)
  )
}

/** Memory of the smallest unit of the group in MiB: a VM has its guest system as well. */
function smallestUnit({ flavours, vm }: WorkloadPlan): number {
  return Math.min(...flavours.map(({ memoryMiB }) => memoryMiB)) + (vm?.guestOsMiB ?? 0)
}

function amountBounds(group: WorkloadGroup, plan: WorkloadPlan, path: string): readonly Bound[] {
  const { memory = {}, cgroup = {} } = group
  const size = Math.min(...plan.flavours.map(({ memoryMiB }) => memoryMiB))
  const unit = size * (plan.vm?.per ?? 1) + (plan.vm?.guestOsMiB ?? 0)
  const { memoryMinMiB: min, memoryHighMiB: high } = cgroup
  // A file of the cgroup that is not set bounds nothing.
  const low = cgroup.memoryLowMiB === 0 ? undefined : cgroup.memoryLowMiB
  const ofSize = ['memoryMiB', size] as const
  const ofHigh = ['memoryHighMiB', high] as const
  return [
    {
      path: `${path}.reservationMillicores`,
      value: group.reservationMillicores,
      by: [['limitMillicores', group.limitMillicores]],
    },
    {
      path: `${path}.memory.reservationMiB`,
      value: memory.reservationMiB,
      by: [
        ['limitMiB', memory.limitMiB],
        ['memoryMiB', unit],
      ],
    },
    { path: `${path}.cgroup.memoryMinMiB`, value: min, by: [['memoryLowMiB', low], ofHigh, ofSize] },
    { path: `${path}.cgroup.memoryLowMiB`, value: low, by: [ofHigh, ofSize] },
    { path: `${path}.cgroup.memoryHighMiB`, value: high, by: [ofSize] },
  ]
}

function quotaContradiction({ limitMillicores, cgroup }: WorkloadGroup, path: string): Failed | null {
  const millis = cgroup?.periodMillis ?? 100
  if (limitMillicores === undefined || limitMillicores * millis >= leastQuotaMicros) return null
  const nearest = Math.ceil(leastQuotaMicros / millis)
  return failed('quota-too-small', { value: limitMillicores, millis, nearest }, `${path}.limitMillicores`)
}

function pageContradiction({ pages = {} }: WorkloadGroup, plan: WorkloadPlan, path: string): Failed | null {
  if (pages.host !== undefined && pages.host !== '4K' && plan.vm === null)
    return failed('unfit', { value: pages.host, nearest: '4K' }, `${path}.pages.host`)
  const size = smallestUnit(plan)
  for (const name of ['guest', 'host'] as const) {
    const page = pages[name] ?? '4K'
    if (pageMiB[page] <= size) continue
    const nearest = size >= pageMiB['2M'] ? '2M' : '4K'
    return failed('over-bound', { value: page, other: 'memoryMiB', nearest }, `${path}.pages.${name}`)
  }
  return null
}

function hostContradiction(
  { cgroup }: WorkloadGroup,
  { on, cgroup: planned }: WorkloadPlan,
  fleet: readonly FleetPlan[],
  path: string,
): Failed | null {
  const usable = fleet.filter(({ name }) => on === null || name === on)
  const threads = Math.max(...usable.map(({ machine }) => machine.cores * machine.threadsPerCore))
  const highest = Math.max(-1, ...planned.cpus)
  for (const range of (cgroup?.cpus ?? '').split(',')) {
    const [from = 0, to = from] = range.split('-').map(Number)
    if (from > to)
      return failed('backward-range', { value: range, nearest: `${to}-${from}` }, `${path}.cgroup.cpus`)
  }
  if (highest >= threads)
    return failed(
      'over-bound',
      { value: highest, other: 'machine', nearest: threads - 1 },
      `${path}.cgroup.cpus`,
    )
  return null
}
