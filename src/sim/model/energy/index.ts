/**
 * Energy: what each host draws now and has used so far. Only time under power is kept here, in whole µs; the work
 * comes from the books of the CPU, so that nothing is rounded on the way.
 */
import {
  defineMechanism,
  Domain,
  none,
  tableOf,
  tablesOf,
  type EquationUse,
  type Micros,
  type Own,
  type Row,
  type Seen,
  type Sim,
  type World,
} from '../../core'
import { cpu, fullMillicores, retireWork, workOf, type cpuTables } from '../cpu'
import { inventory, Power, type inventoryTables } from '../inventory'
import { joulesPerKilowattHour, linearJoules, linearWatts } from './equations'
import { energyTables } from './tables'

export type EnergySim = Sim<Own<typeof energyTables> & Seen<typeof inventoryTables> & Seen<typeof cpuTables>>
/** What a host's energy is made of. */
type Books = Pick<EnergySim['tables'], 'hosts' | 'hostEnergy' | 'hostCpu' | 'cpuRules'>

/** Books the time under power when a host is switched on or off. */
// Hot: runs for every touched host, and does nothing for nearly all of them.
function bookPower(sim: EnergySim, host: Row): void {
  const { hosts, hostEnergy } = sim.tables
  const isOn = hosts.power[host] === Power.on
  if (isOn === hostEnergy.onSince[host] >= 0) return
  if (isOn) {
    hostEnergy.onSince[host] = sim.now
    return
  }
  hostEnergy.onTime[host] += sim.now - hostEnergy.onSince[host]
  hostEnergy.onSince[host] = none
}

/** Every host of the scenario is on from the start, whether or not anything runs there. */
function start(sim: EnergySim): void {
  sim.addRow('retiredEnergy')
  for (let host = 0; host < sim.tables.hosts.rows.size; host++) bookPower(sim, host)
}

/** Called before a host leaves for good: what it has used and done stays in the fleet's totals. */
export function retireHost(sim: Sim, host: Row): void {
  const { tables, now } = sim as EnergySim
  tables.retiredEnergy.joules[0] += Math.round(joulesOf(tables, now, host))
  retireWork(sim, host)
}

/** Joules that one host has used until now. */
function joulesOf(books: Books, now: Micros, host: Row): number {
  const { hosts, hostEnergy, hostCpu } = books
  const since = hostEnergy.onSince[host]
  const onSeconds = (hostEnergy.onTime[host] + (since < 0 ? 0 : now - since)) / 1000000
  const work = workOf(hostCpu, now, host, 'work')
  return linearJoules(
    hosts.idleWatts[host],
    hosts.peakWatts[host],
    onSeconds,
    work,
    fullMillicores(books, host),
  )
}

/** What says how much a host can give. */
function machinesIn(world: World): Pick<Books, 'hosts' | 'cpuRules'> {
  return {
    hosts: tableOf<(typeof inventoryTables)['hosts']>(world, 'hosts'),
    cpuRules: tableOf<(typeof cpuTables)['cpuRules']>(world, 'cpuRules'),
  }
}

const hostsOf = ({ tables }: World) => tables['hosts'].columns

function wattsOf(world: World, host: Row): number {
  const { idleWatts, peakWatts, power } = hostsOf(world)
  const used = world.tables['hostCpu'].columns['usedMillicores'][host]
  return power[host] === Power.on
    ? linearWatts(idleWatts[host], peakWatts[host], used, fullMillicores(machinesIn(world), host))
    : 0
}

function sumOver(world: World, read: (world: World, host: Row) => number): number {
  const { rows } = world.tables['hosts']
  let sum = 0
  for (let host = 0; host < rows.size; host++) if (rows.alive[host] === 1) sum += read(world, host)
  return sum
}

function kilowattHours(world: World, host: Row): number {
  const books = tablesOf(world) as Books
  const one = (_: World, row: Row): number => joulesOf(books, world.now, row)
  const joules =
    host === none
      ? sumOver(world, one) + world.tables['retiredEnergy'].columns['joules'][0]
      : one(world, host)
  return joules / joulesPerKilowattHour
}

/** The law behind a host's power, with the values that went in. */
function powerLaw(world: World, host: Row): EquationUse | null {
  if (host === none || hostsOf(world)['power'][host] !== Power.on) return null
  const { idleWatts, peakWatts } = hostsOf(world)
  const used = world.tables['hostCpu'].columns['usedMillicores'][host]
  return {
    id: 'energy.linear-power',
    terms: [
      { symbol: 'P_{idle}', value: idleWatts[host], unit: 'W' },
      { symbol: 'P_{peak}', value: peakWatts[host], unit: 'W' },
      { symbol: 'used', value: used, unit: 'millicores' },
      { symbol: 'cores', value: fullMillicores(machinesIn(world), host) / 1000, unit: 'cores' },
    ],
    value: wattsOf(world, host),
    unit: 'W',
  }
}

/** Time under power runs exactly while the host is on, and never from the future. */
function booksFollowPower(world: World): string | null {
  const { rows, columns } = world.tables['hosts']
  const { onSince } = world.tables['hostEnergy'].columns
  for (let host = 0; host < rows.size; host++) {
    if (rows.alive[host] === 0) continue
    const isOn = columns['power'][host] === Power.on
    if (isOn !== onSince[host] >= 0) return `host ${host}: time under power does not follow its power`
    if (onSince[host] > world.now) return `host ${host} is under power from a later time on`
  }
  return null
}

export const energy = defineMechanism<EnergySim['tables']>({
  name: 'energy',
  needs: [inventory, cpu],
  tables: energyTables,
  settle: [[Domain.host, bookPower]],
  start,
  metrics: [
    {
      name: 'energy.power',
      unit: 'W',
      scope: 'host',
      read: (world, host) => (host === none ? sumOver(world, wattsOf) : wattsOf(world, host)),
      explain: powerLaw,
    },
    { name: 'energy.used', unit: 'kWh', scope: 'host', read: kilowattHours },
  ],
  invariants: [booksFollowPower],
})
