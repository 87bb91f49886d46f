/** The CPU bounds of a group's workloads: what they are promised, what they may use at most, and over which period. */
import * as v from 'valibot'
import { refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { periodOf, setGroupPeriod } from '../cgroup'
import { placeAllWaiting, reservationRoom, reserveForGroup, type PlacementSim } from '../placement'
import { setGroupLimit } from '../workload'

interface OfGroup {
  readonly group: Row
}
type GroupCommand<A> = CommandSpec<OfGroup & A, PlacementSim['tables']>

/** As much as a scenario may say. */
const mostMillicores = 1000000
/** cpu.max: periods of 1 to 1000 ms, and no quota below 1 ms. */
const mostMillis = 1000
const leastQuotaMicros = 1000

const amount = v.pipe(v.number(), v.safeInteger())

const nameOf = (sim: PlacementSim, group: Row): string =>
  sim.groupName(sim.tables.workloadGroups.group[group])

/** Out of range, or what it is already; null when neither. */
function wrong(
  sim: PlacementSim,
  group: Row,
  value: number,
  before: number,
  least: number,
  most: number,
): Refusal | null {
  if (value < least || value > most)
    return refuse('bound-range', { least, most, nearest: value < least ? least : most })
  return value === before ? refuse('already-so', { group: nameOf(sim, group) }) : null
}

export const limitCommand: GroupCommand<{ readonly millicores: number }> = {
  name: 'group.limit',
  /** 0 takes it away. */
  args: v.strictObject({ group: v.string(), millicores: amount }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, millicores }) {
    const { workloadGroups: groups } = sim.tables
    const invalid = wrong(sim, group, millicores, groups.limitMillicores[group], 0, mostMillicores)
    if (invalid !== null || millicores === 0) return invalid
    const reserved = groups.reservationMillicores[group]
    const millis = periodOf(sim, group) / 1000
    const least = Math.max(reserved, Math.ceil(leastQuotaMicros / millis))
    if (millicores < reserved)
      return refuse('limit-reservation', { group: nameOf(sim, group), reserved, nearest: least })
    return millicores < least ? refuse('quota-small', { millis, millicores, nearest: least }) : null
  },
  apply(sim, { group, millicores }) {
    if (millicores === 0) sim.emit('group.limit-removed', group)
    else sim.emit('group.limit-set', group, millicores)
    setGroupLimit(sim, group, millicores)
  },
}

export const reservationCommand: GroupCommand<{ readonly millicores: number }> = {
  name: 'group.reservation',
  args: v.strictObject({ group: v.string(), millicores: amount }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, millicores }) {
    const { workloadGroups: groups } = sim.tables
    const before = groups.reservationMillicores[group]
    const invalid = wrong(sim, group, millicores, before, 0, mostMillicores)
    if (invalid !== null) return invalid
    const limit = groups.limitMillicores[group]
    const most = reservationRoom(sim, group)
    if (limit > 0 && millicores > limit) {
      const nearest = Math.min(limit, most)
      return refuse('reservation-limit', { group: nameOf(sim, group), limit, nearest })
    }
    return millicores > most ? refuse('reservation-room', { group: nameOf(sim, group), nearest: most }) : null
  },
  apply(sim, { group, millicores }) {
    const isLess = millicores < sim.tables.workloadGroups.reservationMillicores[group]
    const cause = sim.emit('group.reservation-set', group, millicores)
    reserveForGroup(sim, group, millicores)
    if (isLess) placeAllWaiting(sim, cause)
  },
}

export const periodCommand: GroupCommand<{ readonly millis: number }> = {
  name: 'group.quota-period',
  args: v.strictObject({ group: v.string(), millis: amount }),
  entities: { group: 'workloadGroups' },
  check(sim, { group, millis }) {
    const invalid = wrong(sim, group, millis, periodOf(sim, group) / 1000, 1, mostMillis)
    const limit = sim.tables.workloadGroups.limitMillicores[group]
    if (invalid !== null || limit === 0 || limit * millis >= leastQuotaMicros) return invalid
    return refuse('quota-period-small', {
      millis,
      millicores: limit,
      nearest: Math.ceil(leastQuotaMicros / limit),
    })
  },
  apply(sim, { group, millis }) {
    sim.emit('group.quota-period-set', group, millis)
    setGroupPeriod(sim, group, millis * 1000)
  },
}
