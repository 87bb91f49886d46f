/** Hosts come and go: new ones stand in the next racks, those that leave hand over what runs on them first. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { retireHost } from '../energy'
import { forgetHostFailures, planHostFailures } from '../failure'
import { forgetHostImages } from '../image'
import { addHosts, dropHost, readPlaces } from '../inventory'
import { bootHost, dropKernel } from '../kernel'
import { loseRoomOn, placeAllWaiting, placeWaiting, unbind, type PlacementSim } from '../placement'
import { setupOf, type FleetPlan, type FleetRequest } from '../plan'
import { forgetHostStarts } from '../start'
import { failTransfers } from '../transfer'
import { UnitKind } from '../workload'
import { idArgument, limits, nameArgument, nameIn, unknownId, whole } from './arguments'

interface AddArgs {
  readonly group: string
  readonly count: number
  readonly machine?: string
  readonly kernel?: string
  readonly zone?: string
  readonly rack?: string
}

export const addHostsCommand: CommandSpec<AddArgs, PlacementSim['tables']> = {
  name: 'host.add',
  args: v.strictObject({
    group: nameArgument,
    count: whole(1, limits.hosts),
    machine: v.optional(idArgument),
    kernel: v.optional(idArgument),
    zone: v.optional(nameArgument),
    rack: v.optional(nameArgument),
  }),
  entities: {},
  check(sim, args) {
    const room = limits.hosts - sim.tables.hosts.rows.live
    if (args.count > room) return refuse('too-many-hosts', { limit: limits.hosts, nearest: room })
    const planned = planHosts(sim, args)
    return 'reason' in planned ? planned : null
  },
  apply(sim, args) {
    const plan = planHosts(sim, args)
    if ('reason' in plan) return
    const like = lastOf(sim, args.group)
    const first = like === none ? 1 : sim.tables.hosts.ordinal[like] + 1
    sim.reserve('hosts', plan.count)
    sim.reserve('kernels', plan.count)
    const added = addHosts(sim, plan, first, readPlaces(sim))
    for (const host of added) bootHost(sim, host, plan)
    const cause = sim.emit('host.added', added[0], plan.count)
    for (const host of added) planHostFailures(sim, host)
    placeAllWaiting(sim, cause)
  },
}

/** What the new hosts are: like the last of their group, as far as the command does not say otherwise. */
function planHosts(sim: PlacementSim, args: AddArgs): FleetPlan | Refusal {
  const request = requestFor(sim, args)
  if ('reason' in request) return request
  const planned = setupOf(sim).planFleet(request)
  return 'argument' in planned ? unknownId(planned) : planned
}

function requestFor(sim: PlacementSim, args: AddArgs): FleetRequest | Refusal {
  const { group: name, count } = args
  const like = lastOf(sim, name)
  if (like === none) return requestForNew(sim, args)
  const { hosts, hostKernels, kernels, zones, racks } = sim.tables
  return {
    name,
    count,
    machine: args.machine ?? sim.groupName(hosts.machine[like]),
    kernel: args.kernel ?? sim.groupName(kernels.profile[hostKernels.kernel[like]]),
    zone: args.zone ?? sim.groupName(zones.group[hosts.zone[like]]),
    rack: args.rack ?? sim.groupName(racks.group[hosts.rack[like]]),
  }
}

function requestForNew(
  sim: PlacementSim,
  { group: name, count, machine, kernel, zone, rack }: AddArgs,
): FleetRequest | Refusal {
  if (machine === undefined) return refuse('missing-argument', { argument: 'machine', group: name })
  if (kernel === undefined) return refuse('missing-argument', { argument: 'kernel', group: name })
  if (isNameOfKernels(sim, name)) return refuse('name-taken', { name })
  return {
    name,
    count,
    machine,
    kernel,
    ...(zone === undefined ? {} : { zone }),
    ...(rack === undefined ? {} : { rack }),
  }
}

/** The host of a group with the highest number, or -1 when there is no such group. */
export function lastOf(sim: PlacementSim, group: string): Row {
  const { hosts } = sim.tables
  let last: Row = none
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0 || sim.groupName(hosts.group[host]) !== group) continue
    if (last === none || hosts.ordinal[host] > hosts.ordinal[last]) last = host
  }
  return last
}

/** Guest and sandbox kernels are named after their group: hosts of that name would have kernels of the same name. */
function isNameOfKernels(sim: PlacementSim, name: string): boolean {
  const { workloadGroups: groups } = sim.tables
  for (let group = 0; group < groups.rows.size; group++) {
    if (groups.rows.alive[group] === 0) continue
    const suffix = kernelSuffix(groups.kind[group])
    if (suffix !== '' && `${sim.groupName(groups.group[group])}${suffix}` === name) return true
  }
  return false
}

function kernelSuffix(kind: number): string {
  if (kind === UnitKind.vm) return '-vm'
  return kind === UnitKind.sandbox ? '-sandbox' : ''
}

interface RemoveArgs {
  readonly host: Row
  readonly drain?: boolean
}

/** Names of users that a refusal lists. */
const namesListed = 3

export const removeHostCommand: CommandSpec<RemoveArgs, PlacementSim['tables']> = {
  name: 'host.remove',
  args: v.strictObject({ host: v.string(), drain: v.optional(v.boolean()) }),
  entities: { host: 'hosts' },
  check(sim, { host, drain = false }) {
    const { hosts, hostUnits } = sim.tables
    const name = nameIn(sim, hosts, host)
    if (hosts.rows.live === 1) return refuse('last-host', { host: name })
    if (hostUnits.count[host] === 0 || drain) return null
    const users = usersOf(sim, host)
    const more = users.length > namesListed ? ' …' : ''
    const names = users.slice(0, namesListed).join(', ') + more
    return refuse('host-in-use', { host: name, count: users.length, names })
  },
  apply(sim, { host }) {
    const { hostKernels, hostUnits } = sim.tables
    const cause =
      hostUnits.count[host] === 0 ? none : sim.emit('host.drained', host, usersOf(sim, host).length)
    sim.emit('host.removed', host)
    const groups = takeAllOff(sim, host)
    forgetHostFailures(sim, host)
    retireHost(sim, host)
    forgetHostImages(sim, host)
    forgetHostStarts(sim, host)
    failTransfers(sim, host)
    dropKernel(sim, hostKernels.kernel[host])
    dropHost(sim, host)
    for (const group of groups) placeWaiting(sim, group, cause)
  },
}

/** Names of the workloads on a host. */
function usersOf(sim: PlacementSim, host: Row): readonly string[] {
  const { hostUnits, units, workloads } = sim.tables
  const names: string[] = []
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
      names.push(nameIn(sim, workloads, member))
  }
  return names
}

/** Every unit loses its place on the host; returns their groups in ascending order. */
function takeAllOff(sim: PlacementSim, host: Row): readonly Row[] {
  const { hostUnits, units } = sim.tables
  const groups: Row[] = []
  loseRoomOn(sim, host)
  for (let unit = hostUnits.first[host]; unit !== none; unit = hostUnits.first[host]) {
    if (!groups.includes(units.groupRow[unit])) groups.push(units.groupRow[unit])
    unbind(sim, unit)
  }
  return groups.sort((left, right) => left - right)
}
