/** One transfer of a migration, and what sending and receiving take of the CPU of the two hosts. */
import { none, type Row } from '../../core'
import { addChore, cancelTransfer, Purpose, startTransfer } from '../transfer'
import type { MigrationSim } from '.'
import { rulesOf } from './rules'

const bytesPerMegabit = 125000
/** Shorter than this, a transfer tells nothing of the link. */
const leastMeasuredMicros = 1000

/** What the network cards of the two hosts carry, bytes per second. */
export function lineRate(sim: MigrationSim, row: Row): number {
  const { migrations: m, hosts } = sim.tables
  return Math.min(hosts.nicMbps[m.source[row]], hosts.nicMbps[m.target[row]]) * bytesPerMegabit
}

/** Bytes per second to reckon with: what the link gave last, else what it could give. */
export function likelyRate(sim: MigrationSim, row: Row, limit: number): number {
  const { migrations: m } = sim.tables
  const line = lineRate(sim, row)
  const free = m.adapts[row] === 1 || m.measured[row] === 0 ? line : Math.min(line, m.measured[row])
  return limit > 0 ? Math.min(limit, free) : free
}

/** Sends so many bytes; `encoded` of content were compressed into them. */
export function send(sim: MigrationSim, row: Row, bytes: number, limit: number, encoded = 0): void {
  const { migrations: m } = sim.tables
  const whole = Math.max(1, Math.ceil(bytes))
  m.transfer[row] = startTransfer(sim, {
    from: m.source[row],
    to: m.target[row],
    onDisk: 0,
    bytes: whole,
    limit,
    purpose: Purpose.migration,
    subject: row,
  })
  const rules = rulesOf(sim)
  const rate = likelyRate(sim, row, limit)
  const carry = Math.round((rules.coreMillicores * rate) / (10000 * bytesPerMegabit))
  const encode = Math.min(1000, Math.round((encoded * rate) / (whole * rules.encoderMBps * 1000)))
  setChores(sim, row, carry + encode, carry)
}

function setChores(sim: MigrationSim, row: Row, source: number, target: number): void {
  const { migrations: m, hosts } = sim.tables
  const more = source - m.sourceChore[row]
  const moreThere = target - m.targetChore[row]
  m.sourceChore[row] = source
  m.targetChore[row] = target
  // A host that has left has no books any more.
  if (more !== 0 && hosts.rows.alive[m.source[row]] === 1) addChore(sim, m.source[row], more)
  if (moreThere !== 0 && hosts.rows.alive[m.target[row]] === 1) addChore(sim, m.target[row], moreThere)
}

/** The transfer has ended by itself: its bytes count, and tell how fast the link is. Returns the bytes. */
export function takeSent(sim: MigrationSim, row: Row): number {
  const { migrations: m, transfers } = sim.tables
  const done = m.transfer[row]
  m.transfer[row] = none
  const bytes = transfers.bytes[done]
  const micros = sim.now - transfers.begun[done]
  if (micros >= leastMeasuredMicros || m.measured[row] === 0) m.measured[row] = (bytes * 1000000) / micros
  setChores(sim, row, 0, 0)
  countSent(sim, row, bytes)
  return bytes
}

/** Whatever is on its way or waited for is given up; returns the bytes that were sent of it. */
export function stopSending(sim: MigrationSim, row: Row): number {
  const { migrations: m } = sim.tables
  sim.cancel(m.timer[row])
  m.timer[row] = none
  const under = m.transfer[row]
  m.transfer[row] = none
  setChores(sim, row, 0, 0)
  const sent = under === none ? 0 : cancelTransfer(sim, under)
  countSent(sim, row, sent)
  return sent
}

function countSent(sim: MigrationSim, row: Row, bytes: number): void {
  const { migrations: m, migrationLog, workloadGroups, groupMigration } = sim.tables
  m.sentBytes[row] += bytes
  migrationLog.sentBytes[0] += bytes
  if (workloadGroups.rows.alive[m.group[row]] === 1) groupMigration.sentBytes[m.group[row]] += bytes
}
