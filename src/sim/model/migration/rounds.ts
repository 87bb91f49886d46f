/** Pre-copy: round after round while the guest runs, until one of the rules says that the next is not worth it. */
import { none, type Row } from '../../core'
import { setBrake } from '../workload'
import type { MigrationSim } from '.'
import {
  adaptedRate,
  brakeOf,
  clark,
  encodedBytes,
  nextThrottle,
  pageBytes,
  sentShare,
  stopAfter,
  throttle,
  zeroPageBytes,
} from './course'
import { rulesOf } from './rules'
import { likelyRate, send, stopSending, takeSent } from './sending'
import { stopReasons, StopRule, stopRules } from './tables'
import { bookWrites, dirtied, forgetWrites, measureWrites, nativeMillicores } from './writes'

const mebibyte = 1048576

/** Opens the next round: what it is about stands in the migration's `next…`. */
export function beginRound(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  const round = sim.addRow('migrationRounds')
  const { migrationRounds } = sim.tables
  migrationRounds.begun[round] = sim.now
  migrationRounds.throttlePermille[round] = m.throttlePermille[row]
  if (m.lastRound[row] === none) m.firstRound[row] = round
  else migrationRounds.next[m.lastRound[row]] = round
  m.lastRound[row] = round
  m.rounds[row]++
  bookWrites(sim, row)
  forgetWrites(sim, row)
  measureWrites(sim, row)
  setBrake(sim, m.unit[row], brakeIn(sim, row))
  if (m.rounds[row] > 1 || !scan(sim, row)) sendRound(sim, row)
}

/** Looks through pages without content before anything is sent; false when there are none. */
export function scan(sim: MigrationSim, row: Row): boolean {
  const { migrations: m } = sim.tables
  const micros = Math.ceil(m.emptyBytes[row] / rulesOf(sim).scanMBps)
  if (micros === 0) return false
  m.timer[row] = sim.after(micros, 'migration.scanned', row)
  return true
}

/** Sends what the round is about. */
export function sendRound(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  const limit = m.adapts[row] === 1 ? adaptedLimit(sim, row) : m.limit[row]
  const content =
    m.rounds[row] === 1 ? headersOf(sim, row) + worthSending(sim, row, limit) : worthSending(sim, row, limit)
  if (m.compress[row] === 1 && m.rounds[row] > 1) sendEncoded(sim, row, content, limit)
  else send(sim, row, content, limit)
}

/** Each page without content goes as a header. */
export function headersOf({ tables: { migrations: m } }: MigrationSim, row: Row): number {
  return (m.emptyBytes[row] / pageBytes) * zeroPageBytes
}

/** Pages that are sent for the second time shrink, no faster than they can be encoded. */
export function sendEncoded(sim: MigrationSim, row: Row, content: number, limit: number): void {
  const { migrations: m } = sim.tables
  const { cacheMiB, encodedPercent, encoderMBps } = rulesOf(sim)
  const bytes = encodedBytes(content, cacheMiB * mebibyte, m.hotBytes[row], encodedPercent / 100)
  const encoder = content === 0 ? 0 : Math.ceil((encoderMBps * 1000000 * bytes) / content)
  send(sim, row, bytes, limit === 0 ? encoder : Math.min(limit, encoder), content)
}

function adaptedLimit(sim: MigrationSim, row: Row): number {
  const { migrations: m } = sim.tables
  if (m.rounds[row] === 1) return clark.least * 125000
  const before = lastButOne(sim, row)
  return Math.floor(adaptedRate(dirtyRateOf(sim, before)))
}

/** The round before the one that is open. */
function lastButOne({ tables: { migrations: m, migrationRounds } }: MigrationSim, row: Row): Row {
  let round = m.firstRound[row]
  while (migrationRounds.next[round] !== m.lastRound[row]) round = migrationRounds.next[round]
  return round
}

/** Bytes per second that were written in a round that has ended, each page once. */
function dirtyRateOf({ tables: { migrationRounds: r } }: MigrationSim, round: Row): number {
  return (r.dirtiedBytes[round] * 1000000) / Math.max(1, r.ended[round] - r.begun[round])
}

/** Halvings of a time: enough for a millionth of it. */
const halvings = 24

/** Of what the round is about, what is sent: with Xen, pages that were written again before their turn are left out. */
function worthSending(sim: MigrationSim, row: Row, limit: number): number {
  const { migrations: m } = sim.tables
  const all = m.nextBytes[row]
  if (m.stopRule[row] === StopRule.qemu || all === 0) return all
  const rate = likelyRate(sim, row, limit)
  const writes = (written: number, size: number, seconds: number) =>
    size === 0 ? 0 : (written * seconds) / size
  const sentIn = (seconds: number): number =>
    all -
    m.nextHot[row] * (1 - sentShare(writes(m.hotRate[row], m.hotBytes[row], seconds))) -
    m.nextSame[row] * (1 - sentShare(writes(m.sameRate[row], m.sameBytes[row], seconds)))
  // The longer the round, the less of it is sent, and the shorter the round: halve until both agree.
  let low = 0
  let high = all / rate
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2
    if (sentIn(middle) > middle * rate) low = middle
    else high = middle
  }
  return Math.floor(sentIn(high))
}

/** CPU time kept from the guest: to make it write less, and for the faults by which its writes are noticed. */
function brakeIn(sim: MigrationSim, row: Row): number {
  const { migrations: m } = sim.tables
  const native = nativeMillicores(sim, m.unit[row])
  const { dirtyLogNanos } = rulesOf(sim)
  const seconds = m.nextBytes[row] / likelyRate(sim, row, m.limit[row])
  const first = seconds === 0 ? 0 : Math.min(m.hotRate[row], m.hotBytes[row] / seconds)
  const waits = native === 0 ? 0 : ((first / pageBytes) * dirtyLogNanos) / (native * 1000000)
  const logging = brakeOf(waits)
  return 1000 - Math.round(((1000 - m.throttlePermille[row]) * (1000 - logging)) / 1000)
}

/** The transfer of a round has ended: what was written meanwhile is what comes next. True when that was the last. */
export function endRound(sim: MigrationSim, row: Row): boolean {
  const { migrations: m, migrationRounds, units } = sim.tables
  bookWrites(sim, row)
  const bytes = takeSent(sim, row)
  const written = closeRound(sim, row, bytes)
  m.nextBytes[row] = written.hot + written.same
  m.nextHot[row] = written.hot
  m.nextSame[row] = written.same
  sim.emit('migration.round-ended', units.kernel[m.unit[row]], m.rounds[row], Math.ceil(bytes / mebibyte))
  const reason = stopAfter({
    rule: m.stopRule[row],
    adapts: m.adapts[row] === 1,
    rounds: m.rounds[row],
    maxRounds: m.maxRounds[row],
    nextBytes: m.nextBytes[row],
    sentBytes: m.sentBytes[row],
    memoryBytes: m.memoryBytes[row],
    bytesPerSecond: m.measured[row],
    dirtyBytesPerSecond: dirtyRateOf(sim, m.lastRound[row]),
    downtimeMicros: m.downtimeMicros[row],
  })
  m.reason[row] = stopReasons.indexOf(reason)
  if (reason !== 'none') return true
  if (m.autoConverge[row] === 1) converge(sim, row, migrationRounds.dirtiedBytes[m.lastRound[row]], bytes)
  beginRound(sim, row)
  return false
}

/** Writes down what a round came to. */
function closeRound(
  sim: MigrationSim,
  row: Row,
  bytes: number,
): { readonly hot: number; readonly same: number } {
  const { migrations: m, migrationRounds } = sim.tables
  const written = dirtied(sim, row)
  const round = m.lastRound[row]
  migrationRounds.ended[round] = sim.now
  migrationRounds.bytes[round] = bytes
  migrationRounds.dirtiedBytes[round] = written.hot + written.same
  return written
}

/** QEMU throttles the guest after two rounds in which more than half of what was sent was written again. */
function converge(sim: MigrationSim, row: Row, written: number, sent: number): void {
  const { migrations: m, units } = sim.tables
  if (written * 2 <= sent) return
  m.unproductive[row]++
  if (m.unproductive[row] < throttle.unproductive) return
  m.unproductive[row] = 0
  const percent = nextThrottle(m.throttlePermille[row] / 10)
  if (percent * 10 === m.throttlePermille[row]) return
  m.throttlePermille[row] = percent * 10
  sim.emit('migration.throttled', units.kernel[m.unit[row]], percent)
}

/**
 * The round that is under way ends before its time; what was not sent of it, and what was written again, is left over:
 * at most everything.
 */
export function breakRound(sim: MigrationSim, row: Row): void {
  const { migrations: m } = sim.tables
  bookWrites(sim, row)
  const sent = stopSending(sim, row)
  const written = closeRound(sim, row, sent)
  const left = Math.max(0, m.nextBytes[row] - sent)
  m.nextBytes[row] = Math.min(m.memoryBytes[row], Math.ceil(left + written.hot + written.same))
}

export const stopRuleCode = (rule: (typeof stopRules)[number]): number => stopRules.indexOf(rule)
