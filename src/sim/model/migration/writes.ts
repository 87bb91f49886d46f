/** What a guest writes while it is being copied: followed from one settling of its host to the next. */
import { Domain, none, type Row } from '../../core'
import { wantedFreely } from '../cpu'
import type { MigrationSim } from '.'
import { dirtiedOf, pageBytes } from './course'
import { rulesOf } from './rules'
import { MigrationState } from './tables'

const mebibyte = 1048576

/** Books what was written since the last look, at the rates that held since then. */
export function bookWrites(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  const passed = sim.now - m.since[row]
  m.since[row] = sim.now
  m.hotWritten[row] += (m.hotRate[row] * passed) / 1000000
  m.sameWritten[row] += (m.sameRate[row] * passed) / 1000000
}

/** Writes begin to count: a round begins, and with it the pages' marks are wiped. */
export function forgetWrites(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  m.since[row] = sim.now
  m.hotWritten[row] = 0
  m.sameWritten[row] = 0
}

/** Bytes of the working set, and of pages written now and then, that were written in this round, each page once. */
export function dirtied(sim: MigrationSim, row: Row): { readonly hot: number; readonly same: number } {
  const { migrations: m, units, groupMemory } = sim.tables
  const constant = groupMemory.dirtyMiBps[units.groupRow[m.unit[row]]] > 0
  if (constant) return { hot: Math.floor(Math.min(m.hotWritten[row], m.hotBytes[row])), same: 0 }
  return {
    hot: Math.floor(dirtiedOf(m.hotBytes[row], m.hotWritten[row])),
    same: Math.floor(dirtiedOf(m.sameBytes[row], m.sameWritten[row])),
  }
}

/** After the CPU of a host was shared anew, its guests may write faster or more slowly. */
export function settleWrites(sim: MigrationSim, host: Row): void {
  const { hosts, hostMigration, migrationLog, migrations: m, units } = sim.tables
  if (hosts.rows.alive[host] === 0 || hostMigration.leaving[host] === 0) return
  for (let row = migrationLog.firstActive[0]; row !== none; row = m.next[row]) {
    if (m.state[row] !== MigrationState.copying || units.host[m.unit[row]] !== host) continue
    bookWrites(sim, row)
    measureWrites(sim, row)
  }
}

/** How fast the guest writes with the CPU time that it has now. */
export function measureWrites(sim: MigrationSim, row: Row): void {
  const { migrations: m, units, groupMemory } = sim.tables
  const unit = m.unit[row]
  const group = units.groupRow[unit]
  const isRunning = nativeMillicores(sim, unit) > 0
  m.hotRate[row] =
    groupMemory.dirtyMiBps[group] > 0 ? constantRate(sim, unit, group) : touchRate(sim, unit, group)
  m.sameRate[row] = isRunning ? (m.sameBytes[row] * groupMemory.rewritesPerHour[group]) / 3600 : 0
}

/** What its scenario says, as far as each workload gets the CPU time that it asks for. */
function constantRate(sim: MigrationSim, unit: Row, group: Row): number {
  const { units, workloads, workloadCpu, groupMemory } = sim.tables
  let share = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const wanted = wantedFreely(sim.tables, member)
    if (wanted > 0) share += Math.min(1, workloadCpu.grantedMillicores[member] / wanted)
  }
  return share * groupMemory.dirtyMiBps[group] * mebibyte
}

/** Of the pages that it touches per second of native time, some are written. */
function touchRate(sim: MigrationSim, unit: Row, group: Row): number {
  const pages = (nativeMillicores(sim, unit) * sim.tables.groupMemory.touchesPerSecond[group]) / 1000
  return (pages * pageBytes * rulesOf(sim).writePercent) / 100
}

/** CPU time that the guest's workloads get, as native time. */
export function nativeMillicores(sim: MigrationSim, unit: Row): number {
  const { units, workloads, workloadCpu, unitCpu } = sim.tables
  let granted = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    granted += workloadCpu.grantedMillicores[member]
  return (granted * 1000000) / unitCpu.costPpm[unit]
}

/** A group's memory is used in another way: the hosts of its guests look at what they write again. */
export function heedUse(sim: MigrationSim, group: Row): void {
  const { migrationLog, migrations: m } = sim.tables
  for (let row = migrationLog.firstActive[0]; row !== none; row = m.next[row])
    if (m.group[row] === group) sim.touch(Domain.host, m.source[row])
}
