/** Hosts, workloads and groups as rows: inside a place, filtered, sorted, a page at a time. */
import type { Engine } from '../../core'
import type { TableLook, TableView } from '../fleet-views'
import type { Column } from './columns'
import { sheetOf } from './sheets'

/** Rows of one page. */
const mostRows = 200

export function tableView(engine: Engine, look: TableLook): TableView {
  const { rows, columns } = sheetOf(engine, look.of, look.within)
  const kept = filtered(rows, columns, look.filter.trim().toLowerCase())
  const by = columns.find(({ id }) => id === look.sort) ?? columns[0]
  const order = sorted(kept, by, look.descending)
  const from = Math.max(0, look.from)
  const page = order.slice(from, from + Math.max(0, Math.min(look.count, mostRows)))
  return {
    look: 'table',
    total: kept.length,
    columns: columns.map(({ id, unit, kind }) => ({ id, unit, kind })),
    rows: Array.from(page, (position) => columns.map((column) => column.show(kept[position]))),
  }
}

/** Rows whose name or one of whose words holds the text; each word is looked at once, not once for every row. */
function filtered(rows: readonly number[], columns: readonly Column[], text: string): readonly number[] {
  if (text === '') return rows
  const [name] = columns
  const worded = columns.flatMap(({ key, words }) =>
    words === null ? [] : [{ key, hits: Uint8Array.from(words, (word) => (word.includes(text) ? 1 : 0)) }],
  )
  return rows.filter(
    (row) => worded.some(({ key, hits }) => hits[key(row)] === 1) || String(name.show(row)).includes(text),
  )
}

/** Positions in sorted order; equals keep the order of names, also when the sorting is turned round. */
function sorted(rows: readonly number[], column: Column, descending: boolean): Float64Array {
  const keys = Float64Array.from(rows, (row) => column.key(row))
  const highest = descending ? keys.reduce((most, key) => Math.max(most, key), 0) : 0
  const count = rows.length
  // Key and position in one number, so that sorting needs no comparison function: 100,000 rows take no time.
  for (let position = 0; position < count; position++) {
    const key = descending ? highest - keys[position] : keys[position]
    keys[position] = key * count + position
  }
  keys.sort()
  for (let at = 0; at < count; at++) keys[at] %= count
  return keys
}
