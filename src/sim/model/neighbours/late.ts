/** What neighbours take from each other, worked out for the hosts that were touched, and the remedy. */
import * as v from 'valibot'
import {
  defineLate,
  Domain,
  none,
  refuse,
  tablesOf,
  type CommandSpec,
  type Row,
  type World,
} from '../../core'
import { setupOf } from '../plan'
import { WorkloadState } from '../workload'
import { setGroupCache } from '.'
import { createWork, crowdOf, ppmOf, settleCrowd, type Crowd, type NeighboursSim } from './settle'
import { partitionModes } from './tables'

const partitionCommand: CommandSpec<
  { readonly mode: (typeof partitionModes)[number] },
  NeighboursSim['tables']
> = {
  name: 'neighbours.partition',
  args: v.strictObject({ mode: v.picklist(partitionModes) }),
  entities: {},
  check: ({ tables }, { mode }) =>
    tables.crowding.partition[0] === partitionModes.indexOf(mode)
      ? refuse('partition-already', { mode })
      : null,
  apply(sim, { mode }) {
    const { crowding, hosts } = sim.tables
    crowding.partition[0] = partitionModes.indexOf(mode)
    sim.emit('neighbours.partitioned', crowding.partition[0])
    if (crowding.seen[0] === 0) return
    for (let host = 0; host < hosts.rows.size; host++)
      if (hosts.rows.alive[host] === 1) sim.touch(Domain.host, host)
  },
}

/** Native demand of the running workloads under a host, and what of it is lost, in millicores. */
function losses(world: World, host: Row): { readonly asked: number; readonly lost: number } {
  const { workloads, units, unitCrowding } = tablesOf(world) as Crowd
  let asked = 0
  let lost = 0
  for (let member = 0; member < workloads.rows.size; member++) {
    if (workloads.rows.alive[member] === 0 || workloads.state[member] !== WorkloadState.running) continue
    const unit = workloads.unit[member]
    if (units.host[unit] === none || (host !== none && units.host[unit] !== host)) continue
    asked += workloads.demandMillicores[member]
    lost += (workloads.demandMillicores[member] * unitCrowding.ppm[unit]) / 1000000
  }
  return { asked, lost }
}

function lostPermille(world: World, host: Row): number {
  if (world.tables['crowding'].columns['seen'][0] === 0) return 0
  const { asked, lost } = losses(world, host)
  return asked === 0 ? 0 : (lost * 1000) / asked
}

/** What each unit on a host loses is what the laws say of its neighbours now. */
function crowdingIsARecount(world: World): string | null {
  const tables = tablesOf(world) as Crowd
  const { hosts, hostUnits, units, unitCrowding, crowding } = tables
  if (crowding.seen[0] === 0) return null
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0) continue
    const work = createWork(hostUnits.count[host])
    crowdOf(tables, host, work)
    const found = new Map<Row, number>()
    for (let at = 0; at < work.count; at++) found.set(work.unit[at], ppmOf(work.lost[at]))
    for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
      if (unitCrowding.ppm[unit] !== (found.get(unit) ?? 0))
        return `unit ${unit}: its crowding is not a recount`
  }
  return null
}

/** A group does something else from now on, and crowds its neighbours in another way; its hosts are touched. */
function readMix(sim: NeighboursSim, group: Row): void {
  const mix = setupOf(sim).planMix(sim.groupName(sim.tables.groupTechnique.mix[group] - 1))
  if (!('argument' in mix)) setGroupCache(sim, group, { mix })
}

export const neighboursLate = defineLate<NeighboursSim['tables']>({
  reactions: { 'mix.changed': readMix },
  settle: [[Domain.host, settleCrowd]],
  commands: [partitionCommand],
  metrics: [{ name: 'neighbours.lost', unit: '‰', scope: 'host', costly: true, read: lostPermille }],
  invariants: [crowdingIsARecount],
})
