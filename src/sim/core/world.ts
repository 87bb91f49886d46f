/**
 * The world: plain data, the whole truth. Everything beside it (dirty rows, caches, names) can be derived from
 * it.
 */
import { createQueue, type EventQueue } from './queue'
import {
  createColumns,
  createRows,
  growRows,
  returnRow,
  takeRow,
  type AnyTable,
  type Rows,
  type Table,
  type TableSpec,
} from './table'
import type { Model } from './mechanism'
import type { Micros, Row } from './units'
import { assert } from './assert'

export interface World {
  readonly modelVersion: number
  readonly seed: number
  now: Micros
  nextFact: number
  readonly tables: Readonly<Record<string, AnyTable>>
  readonly queue: EventQueue
  /** A name is group + ordinal ('web-12'): two columns per row. */
  readonly groups: string[]
}

export function createWorld(model: Model, seed: number): World {
  const tables: Record<string, AnyTable> = {}
  for (const [name, spec] of Object.entries(model.tables)) {
    const rows = spec.along === undefined ? createRows() : tables[spec.along].rows
    tables[name] = makeTable(spec, rows)
  }
  return { modelVersion: model.version, seed, now: 0, nextFact: 0, tables, queue: createQueue(), groups: [] }
}

function makeTable(spec: TableSpec, rows: Rows): AnyTable {
  const columns = createColumns(spec, rows.alive.length)
  assert(!('rows' in columns), 'a column may not be called rows')
  // The columns double as the typed table of `tableOf`, so that `hosts.memoryMiB[host]` is one plain look-up.
  Object.defineProperty(columns, 'rows', { value: rows, enumerable: false })
  return { spec, rows, columns }
}

/** The table with its typed columns; the caller names the description it was made from. */
export function tableOf<S extends TableSpec>(world: World, name: string): Table<S> {
  return world.tables[name].columns as unknown as Table<S>
}

/** Every table by name, as a mechanism's `Sim` sees them. */
export function tablesOf(world: World): unknown {
  const tables: Record<string, unknown> = {}
  for (const [name, table] of Object.entries(world.tables)) tables[name] = table.columns
  return tables
}

/** The tables that share a table's rows, itself included. */
export function membersOf(world: World, name: string): readonly AnyTable[] {
  const { rows } = world.tables[name]
  return Object.values(world.tables).filter((table) => table.rows === rows)
}

export function addRowTo(world: World, name: string): Row {
  const table = world.tables[name]
  const { rows } = table
  // The list of members is only needed when the columns must grow.
  const mustGrow = rows.freeCount === 0 && rows.size === rows.alive.length
  return takeRow(rows, mustGrow ? membersOf(world, name) : [])
}

export function reserveRows(world: World, name: string, count: number): void {
  const { rows } = world.tables[name]
  const wanted = rows.live + count
  if (wanted > rows.alive.length) growRows(rows, membersOf(world, name), wanted)
}

export function dropRowFrom(world: World, name: string, row: Row): void {
  returnRow(world.tables[name].rows, membersOf(world, name), row)
}
