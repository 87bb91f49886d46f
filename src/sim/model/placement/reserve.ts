/** Reservations of a whole group, changed while its units keep their places. */
import { none, type Row } from '../../core'
import { reservableOn } from '../cpu'
import { setGroupReservation } from '../workload'
import { forgetRequests, type PlacementSim } from './choose'

/** Workloads of the group on each of its hosts, and on those that keep room for them. */
function membersByHost({ tables }: PlacementSim, group: Row): ReadonlyMap<Row, number> {
  const { workloadGroups: groups, units } = tables
  const members = new Map<Row, number>()
  for (let unit = groups.firstUnit[group]; unit !== none; unit = units.nextInGroup[unit]) {
    for (const host of [units.host[unit], units.target[unit]])
      if (host !== none) members.set(host, (members.get(host) ?? 0) + units.members[unit])
  }
  return members
}

/** Millicores that every workload of the group can be promised where it is; Infinity when none has a place. */
export function reservationRoom(sim: PlacementSim, group: Row): number {
  const { workloadGroups: groups, hostPlacement } = sim.tables
  const now = groups.reservationMillicores[group]
  let room = Infinity
  for (const [host, count] of membersByHost(sim, group)) {
    const free = reservableOn(sim.tables, host) - hostPlacement.reservedMillicores[host]
    room = Math.min(room, now + Math.floor(Math.max(0, free) / count))
  }
  return room
}

/** Promises every workload of the group this much, those to come included; it must have been found to fit. */
export function reserveForGroup(sim: PlacementSim, group: Row, millicores: number): void {
  const { workloadGroups: groups, hostPlacement } = sim.tables
  const more = millicores - groups.reservationMillicores[group]
  for (const [host, count] of membersByHost(sim, group))
    hostPlacement.reservedMillicores[host] += more * count
  setGroupReservation(sim, group, millicores)
  forgetRequests(sim, group)
}
