/** From the first look at a guest's memory to its first instruction on the other host. */
import { join, none, type Row } from '../../core'
import { keepRoom, switchHosts } from '../placement'
import { carryPages, expectPages, sentParts } from '../reclaim'
import { Purpose } from '../transfer'
import { setBrake } from '../workload'
import type { MigrationSim } from '.'
import { brakeOf, networkFaults, pageBytes } from './course'
import { complete, holdGuest, isUnderWay, releaseGuest, underWay } from './ending'
import {
  beginRound,
  breakRound,
  endRound,
  headersOf,
  scan,
  sendEncoded,
  sendRound,
  stopRuleCode,
} from './rounds'
import { resumeMicros, rulesOf, type MigrationRules } from './rules'
import { send, takeSent, likelyRate } from './sending'
import { migrationModes, MigrationMode, MigrationState, stopReasons } from './tables'

const mebibyte = 1048576
const asked = stopReasons.indexOf('asked')

/** Begins to bring a unit to a host that has been checked. */
export function beginMigration(sim: MigrationSim, unit: Row, host: Row, options: MigrationRules): void {
  const row = sim.addRow('migrations')
  const {
    migrations: m,
    units,
    hosts,
    groupMigration,
    hostMigration,
    unitMigration,
    migrationLog,
  } = sim.tables
  const source = units.host[unit]
  const group = units.groupRow[unit]
  m.unit[row] = unit
  m.generation[row] = units.rows.generation[unit]
  m.group[row] = group
  m.source[row] = source
  m.sourceGeneration[row] = hosts.rows.generation[source]
  m.target[row] = host
  m.targetGeneration[row] = hosts.rows.generation[host]
  m.mode[row] = migrationModes.indexOf(options.mode)
  m.begun[row] = sim.now
  m.since[row] = sim.now
  noteOptions(sim, row, options)
  notePages(sim, row)
  keepRoom(sim, unit, host)
  unitMigration.row[unit] = row
  groupMigration.active[group]++
  hostMigration.leaving[source]++
  join(underWay(sim), 0, row)
  migrationLog.active[0]++
  sim.emit('migration.begun', units.kernel[unit], source, host)
  if (m.mode[row] === MigrationMode.preCopy) beginRound(sim, row)
  else stopGuest(sim, row, asked)
}

function noteOptions({ tables: { migrations: m } }: MigrationSim, row: Row, options: MigrationRules): void {
  m.limit[row] = options.maxMiBps * mebibyte
  m.downtimeMicros[row] = options.downtimeMillis * 1000
  m.maxRounds[row] = options.maxRounds
  m.stopRule[row] = stopRuleCode(options.stopRule)
  m.autoConverge[row] = Number(options.autoConverge)
  m.compress[row] = Number(options.compress)
  m.adapts[row] = Number(options.rateAdapt)
}

/** What there is to be sent, and room for it on the target. */
function notePages(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  const parts = sentParts(sim, m.unit[row])
  m.memoryBytes[row] = parts.filled * pageBytes
  m.emptyBytes[row] = parts.empty * pageBytes
  m.hotBytes[row] = parts.hot * pageBytes
  m.sameBytes[row] = parts.same * pageBytes
  m.nextBytes[row] = m.memoryBytes[row]
  m.nextHot[row] = m.hotBytes[row]
  m.nextSame[row] = m.sameBytes[row]
  m.expected[row] = parts.filled
  expectPages(sim, m.target[row], parts.filled)
}

/** The guest stands still: for the rest of its memory, for all of it, or for its CPU state alone. */
function stopGuest(sim: MigrationSim, row: Row, reason: number): void {
  const { migrations: m, units } = sim.tables
  holdGuest(sim, row)
  m.state[row] = MigrationState.stopped
  m.reason[row] = reason
  sim.emit('migration.stopped', units.kernel[m.unit[row]], reason)
  if (m.mode[row] === MigrationMode.postCopy) send(sim, row, rulesOf(sim).stateMiB * mebibyte, m.limit[row])
  else if (m.mode[row] === MigrationMode.preCopy) sendRest(sim, row)
  else if (!scan(sim, row)) sendAll(sim, row)
}

/** What was written in the last round. Clark's rule ends at line speed. */
function sendRest(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  const limit = m.adapts[row] === 1 ? 0 : m.limit[row]
  if (m.nextBytes[row] === 0) resumeSoon(sim, row)
  else if (m.compress[row] === 1) sendEncoded(sim, row, m.nextBytes[row], limit)
  else send(sim, row, m.nextBytes[row], limit)
}

function sendAll(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  send(sim, row, m.nextBytes[row] + headersOf(sim, row), m.limit[row])
}

function resumeSoon(sim: MigrationSim, row: Row): void {
  sim.tables.migrations.timer[row] = sim.after(resumeMicros(sim), 'migration.arrived', row)
}

/** All empty pages have been looked at. */
export function scanned(sim: MigrationSim, row: Row): void {
  sim.tables.migrations.timer[row] = none
  if (sim.tables.migrations.state[row] === MigrationState.copying) sendRound(sim, row)
  else sendAll(sim, row)
}

/** A transfer has ended, perhaps one of a migration. */
export function heedTransfer(sim: MigrationSim, done: Row): void {
  const { transfers, migrations: m } = sim.tables
  if (transfers.purpose[done] !== Purpose.migration) return
  const row = transfers.subject[done]
  if (!isUnderWay(m.state[row]) || m.transfer[row] !== done) return
  switch (m.state[row]) {
    case MigrationState.copying:
      if (endRound(sim, row)) stopGuest(sim, row, m.reason[row])
      return
    case MigrationState.stopped:
      takeSent(sim, row)
      resumeSoon(sim, row)
      return
    default:
      takeSent(sim, row)
      complete(sim, row)
  }
}

/** The guest goes on, on the target: with all of its memory, or with what it has of it. */
export function arrived(sim: MigrationSim, row: Row): void {
  const { migrations: m, unitMigration, hosts, hostMigration } = sim.tables
  m.timer[row] = none
  const unit = m.unit[row]
  const source = m.source[row]
  const target = m.target[row]
  if (unitMigration.cpuLevel[unit] === 0) unitMigration.cpuLevel[unit] = hosts.cpuLevel[source]
  expectPages(sim, target, -m.expected[row])
  switchHosts(sim, unit)
  carryPages(sim, unit, target)
  expectPages(sim, source, m.expected[row])
  hostMigration.leaving[source]--
  m.state[row] = MigrationState.pulling
  m.resumedAt[row] = sim.now
  releaseGuest(sim, row)
  if (m.mode[row] !== MigrationMode.postCopy || m.nextBytes[row] === 0) complete(sim, row)
  else pull(sim, row)
}

/** Post-copy: the guest waits for pages that it asks for, while all of them follow. */
function pull(sim: MigrationSim, row: Row): void {
  const { migrations: m, units } = sim.tables
  const { faultPermille, faultMicros } = rulesOf(sim)
  sim.emit('migration.switched', units.kernel[m.unit[row]], m.target[row])
  const missing = m.memoryBytes[row] === 0 ? 0 : m.nextBytes[row] / m.memoryBytes[row]
  m.faults[row] = networkFaults(m.hotBytes[row] * missing, faultPermille)
  const seconds = m.nextBytes[row] / likelyRate(sim, row, m.limit[row])
  setBrake(sim, m.unit[row], brakeOf((m.faults[row] * faultMicros) / 1000000 / seconds))
  send(sim, row, m.nextBytes[row] + (m.rounds[row] === 0 ? headersOf(sim, row) : 0), m.limit[row])
}

/** From rounds to post-copy: the guest is stopped now, and goes on at the target with what is there by then. */
export function turnToPostCopy(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  breakRound(sim, row)
  m.mode[row] = MigrationMode.postCopy
  stopGuest(sim, row, asked)
}
