/** What a host's CPU has done and was asked for so far: rate times time, in whole numbers, however long it takes. */
import type { Micros, Row, SeenColumn, Sim, World } from '../../core'
import type { CpuSim } from './wants'

const microsPerSecond = 1000000

/** Books rates times the time they have held; runs before a rate changes. */
// Hot: runs for every touched host; allocates nothing.
export function bookWork(sim: CpuSim, host: Row): void {
  const { hostCpu } = sim.tables
  const elapsed = sim.now - hostCpu.since[host]
  if (elapsed === 0) return
  // Whole seconds apart, so that every product stays exact however long nothing changed.
  const seconds = Math.floor(elapsed / microsPerSecond)
  const micros = elapsed - seconds * microsPerSecond
  const used = hostCpu.usedMillicores[host]
  const wanted = hostCpu.demandMillicores[host]
  hostCpu.workSeconds[host] += used * seconds
  hostCpu.wantedSeconds[host] += wanted * seconds
  if (micros > 0) {
    bookRest(hostCpu.workSeconds, hostCpu.workRest, host, used, micros)
    bookRest(hostCpu.wantedSeconds, hostCpu.wantedRest, host, wanted, micros)
  }
  if (wanted > hostCpu.capacityMillicores[host]) hostCpu.overloaded[host] += elapsed
  hostCpu.since[host] = sim.now
}

/** Less than a second of work; millions of millicores apart, so that the product with them is whole seconds. */
function bookRest(
  whole: Float64Array,
  rest: Float64Array,
  host: Row,
  millicores: number,
  micros: number,
): void {
  const millions = Math.floor(millicores / 1000000)
  const done = rest[host] + (millicores - millions * 1000000) * micros
  const seconds = Math.floor(done / microsPerSecond)
  whole[host] += millions * micros + seconds
  rest[host] = done - seconds * microsPerSecond
}

export type Work = 'work' | 'wanted'

/** The books of all hosts, as a world or a sim shows them. */
interface CpuBooks {
  readonly since: SeenColumn
  readonly usedMillicores: SeenColumn
  readonly demandMillicores: SeenColumn
  readonly workSeconds: SeenColumn
  readonly workRest: SeenColumn
  readonly wantedSeconds: SeenColumn
  readonly wantedRest: SeenColumn
}

/** Work done, or asked for, by one host until now, in millicore-seconds: what is booked and what is not yet. */
export function workOf(books: CpuBooks, now: Micros, host: Row, work: Work): number {
  const open = now - books.since[host]
  const seconds = Math.floor(open / microsPerSecond)
  const micros = open - seconds * microsPerSecond
  return work === 'work'
    ? total(books.workSeconds[host], books.workRest[host], books.usedMillicores[host], seconds, micros)
    : total(books.wantedSeconds[host], books.wantedRest[host], books.demandMillicores[host], seconds, micros)
}

function total(whole: number, rest: number, rate: number, seconds: number, micros: number): number {
  return whole + rate * seconds + (rest + rate * micros) / microsPerSecond
}

/** Called before a host leaves for good: what it has done stays in the fleet's totals, in whole millicore-seconds. */
export function retireWork(sim: Sim, host: Row): void {
  const mine = sim as CpuSim
  bookWork(mine, host)
  const { hostCpu, retiredCpu } = mine.tables
  retiredCpu.workSeconds[0] += Math.round(workOf(hostCpu, sim.now, host, 'work'))
  retiredCpu.wantedSeconds[0] += Math.round(workOf(hostCpu, sim.now, host, 'wanted'))
  retiredCpu.overloaded[0] += hostCpu.overloaded[host]
}

/** Seconds until now in which more was asked of one host than it has. */
export function overloadedSeconds({ now, tables }: World, host: Row): number {
  const { overloaded, demandMillicores, capacityMillicores, since } = tables['hostCpu'].columns
  const isNow = demandMillicores[host] > capacityMillicores[host]
  return (overloaded[host] + (isNow ? now - since[host] : 0)) / microsPerSecond
}
