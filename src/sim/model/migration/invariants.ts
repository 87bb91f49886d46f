/** What holds for migrations in every world. */
import { none, type World } from '../../core'
import { MigrationState } from './tables'

/** Every migration that is under way has its unit, its two hosts and its room; everything that is not has nothing. */
export function booksAgree({ tables }: World): string | null {
  const { rows, columns: m } = tables['migrations']
  const units = tables['units']
  const own = tables['unitMigration'].columns['row']
  const count = tables['hosts'].rows.size
  const expected = new Float64Array(count)
  const leaving = new Uint32Array(count)
  let active = 0
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || m['state'][row] > MigrationState.pulling) continue
    active++
    const unit = m['unit'][row]
    if (units.rows.alive[unit] === 0 || own[unit] !== row) return `migration ${row} has lost its unit`
    const isThere = m['state'][row] === MigrationState.pulling
    const [host, other] = isThere
      ? [m['target'][row], m['source'][row]]
      : [m['source'][row], m['target'][row]]
    if (units.columns['host'][unit] !== host || units.columns['target'][unit] !== other)
      return `migration ${row}: its unit is on another host`
    expected[other] += m['expected'][row]
    if (!isThere) leaving[host]++
    if (m['transfer'][row] === none && m['timer'][row] === none) return `migration ${row} waits for nothing`
  }
  for (let unit = 0; unit < units.rows.size; unit++) {
    if (units.rows.alive[unit] === 0 || own[unit] !== none) continue
    if (units.columns['target'][unit] !== none) return `unit ${unit} has room elsewhere and does not migrate`
    if (units.columns['brakePermille'][unit] !== 0) return `unit ${unit} is held back by nobody`
  }
  if (active !== tables['migrationLog'].columns['active'][0]) return 'migrations under way are not a recount'
  for (let host = 0; host < count; host++) {
    if (tables['hostReclaim'].columns['incomingPages'][host] !== expected[host])
      return `host ${host}: pages to come are not a recount`
    if (tables['hostMigration'].columns['leaving'][host] !== leaving[host])
      return `host ${host}: guests that leave are not a recount`
  }
  return null
}

/** What a migration sent is the sum of its rounds, and of what went without one. */
export function roundsAddUp({ tables }: World): string | null {
  const { rows, columns: m } = tables['migrations']
  const { columns: r } = tables['migrationRounds']
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    let sum = 0
    let count = 0
    for (let round = m['firstRound'][row]; round !== none; round = r['next'][round], count++)
      sum += r['bytes'][round]
    if (count !== m['rounds'][row]) return `migration ${row}: rounds are not a recount`
    if (sum > m['sentBytes'][row] + 1) return `migration ${row}: its rounds have more than was sent`
  }
  return null
}
