/** The latest migrations of the run: who goes where, round by round, and what a reckoning says of the next moment. */
import { nameOf, none, type Engine, type EquationUse, type Row } from '../../core'
import {
  MigrationMode,
  migrationModes,
  migrationRulesOf,
  MigrationState,
  migrationStates,
  stopReasons,
} from '../../model/migration'
import type { MigrationsView, MigrationView, RoundView, Span } from '../life-views'
import { tablesIn, type Tables } from '../tables'

/** More of them no chart can show. */
const migrationsTold = 24
const roundsTold = 64

const mebibyte = 1048576
/** MiB to a hundredth. */
const mib = (bytes: number): number => Math.round((bytes * 100) / mebibyte) / 100

export function migrationsOf(engine: Engine): MigrationsView {
  const { migrations } = tablesIn(engine.world)
  const rows: Row[] = []
  for (let row = 0; row < migrations.rows.size; row++) if (migrations.rows.alive[row] === 1) rows.push(row)
  rows.sort((left, right) => migrations.begun[left] - migrations.begun[right] || left - right)
  return { look: 'migrations', migrations: rows.slice(-migrationsTold).map((row) => viewOf(engine, row)) }
}

function viewOf(engine: Engine, row: Row): MigrationView {
  const tables = tablesIn(engine.world)
  const { migrations: m, units } = tables
  const unit = isThere(tables, row) ? m.unit[row] : none
  const member = unit === none ? none : units.firstMember[unit]
  const name = (table: string, of: Row): string => (of === none ? '' : nameOf(engine.world, table, of))
  const rate = rateNow(tables, row)
  const dirty = dirtyNow(tables, row)
  return {
    vm: name('kernels', unit === none ? none : units.kernel[unit]),
    workload: name('workloads', member),
    source: name('hosts', stillHost(tables, m.source[row], m.sourceGeneration[row])),
    target: name('hosts', stillHost(tables, m.target[row], m.targetGeneration[row])),
    mode: migrationModes[m.mode[row]],
    state: migrationStates[m.state[row]],
    reason: stopReasons[m.reason[row]],
    begun: m.begun[row],
    ended: m.ended[row] < 0 ? null : m.ended[row],
    pause: m.pausedAt[row] < 0 ? null : span(m.pausedAt[row], m.resumedAt[row]),
    memoryMiB: mib(m.memoryBytes[row]),
    sentMiB: mib(m.sentBytes[row] + underWay(engine, tables, row)),
    rateMiBps: mib(rate),
    dirtyMiBps: mib(dirty),
    throttlePermille: m.throttlePermille[row],
    faults: m.faults[row],
    rounds: roundsOf(engine, tables, row),
    uses: usesOf(engine, tables, row),
  }
}

const span = (from: number, to: number): Span => ({ from, to: to < 0 ? null : to })

/** The unit is still the one that was migrated: its row may be another's by now. */
function isThere({ migrations: m, units }: Tables, row: Row): boolean {
  const unit = m.unit[row]
  return units.rows.alive[unit] === 1 && units.rows.generation[unit] === m.generation[row]
}

/** The host, if it has not left since. */
function stillHost({ hosts: { rows } }: Tables, host: Row, generation: number): Row {
  return rows.alive[host] === 1 && rows.generation[host] === generation ? host : none
}

function rateNow({ migrations: m, transfers }: Tables, row: Row): number {
  const under = m.transfer[row]
  return under === none ? 0 : transfers.rate[under]
}

/** Bytes of the present transfer that have been sent. */
function underWay({ world }: Engine, { migrations: m, transfers }: Tables, row: Row): number {
  const under = m.transfer[row]
  if (under === none) return 0
  const since = (transfers.rate[under] * (world.now - transfers.since[under])) / 1000000
  return Math.min(transfers.bytes[under], transfers.bytes[under] - transfers.left[under] + since)
}

/** What the guest writes now, bytes per second; only while rounds follow it. */
function dirtyNow({ migrations: m }: Tables, row: Row): number {
  return m.state[row] === MigrationState.copying ? m.hotRate[row] + m.sameRate[row] : 0
}

function roundsOf(engine: Engine, tables: Tables, row: Row): readonly RoundView[] {
  const { migrations: m, migrationRounds: r } = tables
  const rounds: RoundView[] = []
  for (let round = m.firstRound[row]; round !== none && rounds.length < roundsTold; round = r.next[round]) {
    const isOpen = r.ended[round] < 0
    rounds.push({
      ...span(r.begun[round], r.ended[round]),
      mib: mib(isOpen ? underWay(engine, tables, row) : r.bytes[round]),
      dirtiedMiB: mib(r.dirtiedBytes[round]),
      throttlePermille: r.throttlePermille[round],
    })
  }
  return rounds
}

/** The laws behind a migration with its own values put in. */
function usesOf(engine: Engine, tables: Tables, row: Row): Readonly<Record<string, EquationUse>> {
  const { migrations: m } = tables
  if (m.mode[row] === MigrationMode.postCopy) return { faults: faultsUse(engine, tables, row) }
  if (m.measured[row] === 0 || m.rounds[row] === 0) return {}
  const ratio = ratioUse(tables, row)
  return {
    downtime: downtimeUse(engine, tables, row),
    ratio,
    ...(m.throttlePermille[row] > 0 ? { throttle: throttleUse(tables, row, ratio.value) } : {}),
  }
}

/** What would be sent last if the guest were stopped now, and how long that takes. */
function downtimeUse(engine: Engine, { migrations: m }: Tables, row: Row): EquationUse {
  const resume = migrationRulesOf(engine.sim).resumeMillis / 1000
  return {
    id: 'migration.pre-copy',
    terms: [
      { symbol: 'v_{n+1}', value: mib(m.nextBytes[row]), unit: 'MiB' },
      { symbol: 'B', value: mib(m.measured[row]), unit: 'MiB/s' },
      { symbol: 't_s', value: resume, unit: 's', source: 'assumed' },
    ],
    value: Math.round((m.nextBytes[row] / m.measured[row] + resume) * 1000) / 1000,
    unit: 's',
  }
}

/** Below 1 the rounds shrink: written in the latest round that has ended, per byte that was sent. */
function ratioUse(tables: Tables, row: Row): EquationUse {
  const { migrations: m, migrationRounds: r } = tables
  let round = m.firstRound[row]
  while (r.next[round] !== none && r.ended[r.next[round]] >= 0) round = r.next[round]
  const seconds = Math.max(1, (r.ended[round] < 0 ? 0 : r.ended[round]) - r.begun[round]) / 1000000
  const dirty = mib(r.dirtiedBytes[round] / seconds)
  const bandwidth = mib(m.measured[row])
  return {
    id: 'migration.closed-form',
    terms: [
      { symbol: 'D', value: dirty, unit: 'MiB/s' },
      { symbol: 'B', value: bandwidth, unit: 'MiB/s' },
    ],
    value: bandwidth === 0 ? 0 : Math.round((dirty * 1000) / bandwidth) / 1000,
    unit: '',
  }
}

function throttleUse({ migrations: m }: Tables, row: Row, ratio: number): EquationUse {
  return {
    id: 'migration.auto-converge',
    terms: [
      { symbol: '\\theta', value: m.throttlePermille[row] / 10, unit: '%' },
      { symbol: 'r', value: ratio, unit: '' },
    ],
    value: m.throttlePermille[row] / 10,
    unit: '%',
  }
}

function faultsUse(engine: Engine, { migrations: m }: Tables, row: Row): EquationUse {
  const { faultPermille, faultMicros } = migrationRulesOf(engine.sim)
  return {
    id: 'migration.post-copy',
    terms: [
      { symbol: 'W', value: mib(m.hotBytes[row]), unit: 'MiB' },
      { symbol: '\\varphi', value: faultPermille, unit: '‰', source: 'hines2009' },
      { symbol: 't_{fault}', value: faultMicros, unit: 'µs', source: 'assumed' },
    ],
    value: m.faults[row],
    unit: 'count',
  }
}
