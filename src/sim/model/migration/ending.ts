/** How a migration ends: completed, cancelled or failed. Whatever it had taken is given back. */
import { join, leave, none, type ListColumns, type Row } from '../../core'
import { ContainerState } from '../container'
import { loseUnit } from '../failure'
import { returnRoom } from '../placement'
import { expectPages } from '../reclaim'
import { holdVm, VmState } from '../vm'
import { setBrake, setMembersState, setWorkloadState, WorkloadState } from '../workload'
import type { MigrationSim } from '.'
import { breakRound } from './rounds'
import { stopSending } from './sending'
import { FailureReason, MigrationState } from './tables'

/** Migrations that are over and still told of. */
export const mostTold = 24

export function isUnderWay(state: number): boolean {
  return state <= MigrationState.pulling
}

/** The guest stands still until it goes on at the target, unless somebody had paused it anyway. */
export function holdGuest(sim: MigrationSim, row: Row): void {
  const { migrations: m, units, vms } = sim.tables
  const unit = m.unit[row]
  m.pausedAt[row] = sim.now
  setBrake(sim, unit, 0)
  if (vms.state[units.kernel[unit]] !== VmState.running) return
  m.held[row] = 1
  holdVm(sim, units.kernel[unit], true)
  setMembersState(sim, unit, WorkloadState.paused, [WorkloadState.running])
}

/** The guest goes on where it is; containers that had been paused by themselves stay so. */
export function releaseGuest(sim: MigrationSim, row: Row): void {
  const { migrations: m, units, vms, workloads, containers } = sim.tables
  const unit = m.unit[row]
  const isHeld = m.held[row] === 1
  m.held[row] = 0
  if (!isHeld || vms.state[units.kernel[unit]] !== VmState.paused) return
  holdVm(sim, units.kernel[unit], false)
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
    const waits = workloads.state[member] === WorkloadState.paused
    if (waits && containers.state[member] !== ContainerState.paused)
      setWorkloadState(sim, member, WorkloadState.running)
  }
}

/** The unit of the migration is still in the world, and not another in its row. */
export function hasUnit({ tables: { migrations: m, units } }: MigrationSim, row: Row): boolean {
  const { rows } = units
  const unit = m.unit[row]
  return rows.alive[unit] === 1 && rows.generation[unit] === m.generation[row]
}

/** Where the unit should be, and where room is kept for it, unless somebody has taken it away. */
export function isInPlace(sim: MigrationSim, row: Row): boolean {
  const { migrations: m, units } = sim.tables
  if (!hasUnit(sim, row)) return false
  const isThere = m.state[row] === MigrationState.pulling
  const unit = m.unit[row]
  const host = isThere ? m.target[row] : m.source[row]
  const other = isThere ? m.source[row] : m.target[row]
  return units.host[unit] === host && units.target[unit] === other
}

/** The last page has come. */
export function complete(sim: MigrationSim, row: Row): void {
  const { migrations: m, units, groupMigration } = sim.tables
  const guest = units.kernel[m.unit[row]]
  const downtime = m.resumedAt[row] - m.pausedAt[row]
  groupMigration.completed[m.group[row]]++
  groupMigration.downtimeMicros[m.group[row]] = downtime
  close(sim, row, MigrationState.completed)
  sim.emit('migration.completed', guest, m.source[row], m.target[row])
  sim.emit('migration.downtime', guest, Math.ceil(downtime / 1000))
}

/** Both hosts are as before; possible as long as the guest has not gone on at the target. */
export function cancelMigration(sim: MigrationSim, row: Row): void {
  const { migrations: m, units } = sim.tables
  close(sim, row, MigrationState.cancelled)
  sim.emit('migration.cancelled', units.kernel[m.unit[row]], m.source[row])
}

/**
 * Before the guest has gone on at the target, the source goes on; afterwards neither host has all of its memory, and it
 * is lost.
 */
export function failMigration(sim: MigrationSim, row: Row, why: number): void {
  const { migrations: m, units } = sim.tables
  const isPulling = m.state[row] === MigrationState.pulling
  const isThere = hasUnit(sim, row)
  close(sim, row, MigrationState.failed)
  const failed = sim.emit('migration.failed', isThere ? units.kernel[m.unit[row]] : none, why)
  const losesPages = why === FailureReason.hostLost || why === FailureReason.roomLost
  if (isPulling && isThere && losesPages && units.host[m.unit[row]] === m.target[row])
    loseUnit(sim, m.unit[row], failed)
}

function close(sim: MigrationSim, row: Row, state: number): void {
  const { migrations: m, units, unitMigration, migrationLog, hosts, workloadGroups } = sim.tables
  const { groupMigration, hostMigration } = sim.tables
  const before = m.state[row]
  const isThere = hasUnit(sim, row)
  if (before === MigrationState.copying && isThere) breakRound(sim, row)
  else dropRound(sim, row)
  const other = before === MigrationState.pulling ? m.source[row] : m.target[row]
  expectPages(sim, other, -m.expected[row])
  m.expected[row] = 0
  if (before !== MigrationState.pulling && hosts.rows.alive[m.source[row]] === 1)
    hostMigration.leaving[m.source[row]]--
  if (workloadGroups.rows.alive[m.group[row]] === 1) groupMigration.active[m.group[row]]--
  if (isThere) {
    setBrake(sim, m.unit[row], 0)
    unitMigration.row[m.unit[row]] = none
    if (units.target[m.unit[row]] === other) returnRoom(sim, m.unit[row])
    releaseGuest(sim, row)
  }
  m.state[row] = state
  m.ended[row] = sim.now
  if (m.pausedAt[row] >= 0 && m.resumedAt[row] < 0) m.resumedAt[row] = sim.now
  leave(underWay(sim), 0, row)
  join(over(sim), 0, row)
  migrationLog.active[0]--
  migrationLog.ended[0]++
  if (migrationLog.ended[0] > mostTold) forget(sim, migrationLog.firstEnded[0])
}

/** Nothing is sent any more; the round that is open, if any, ends without an account of what was written. */
function dropRound(sim: MigrationSim, row: Row): void {
  const { migrations: m, migrationRounds } = sim.tables
  const sent = stopSending(sim, row)
  if (m.state[row] !== MigrationState.copying) return
  migrationRounds.ended[m.lastRound[row]] = sim.now
  migrationRounds.bytes[m.lastRound[row]] = sent
}

/** The oldest that is over makes room. */
function forget(sim: MigrationSim, row: Row): void {
  const { migrations: m, migrationRounds, migrationLog } = sim.tables
  for (let round = m.firstRound[row]; round !== none;) {
    const next = migrationRounds.next[round]
    sim.dropRow('migrationRounds', round)
    round = next
  }
  leave(over(sim), 0, row)
  migrationLog.ended[0]--
  sim.dropRow('migrations', row)
}

export function underWay({ tables: { migrationLog, migrations: m } }: MigrationSim): ListColumns {
  return {
    first: migrationLog.firstActive,
    last: migrationLog.lastActive,
    next: m.next,
    previous: m.previous,
  }
}

function over({ tables: { migrationLog, migrations: m } }: MigrationSim): ListColumns {
  return { first: migrationLog.firstEnded, last: migrationLog.lastEnded, next: m.next, previous: m.previous }
}
