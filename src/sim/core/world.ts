/**
 * The world: plain data, the whole truth. Everything beside it (dirty rows, caches, names) can be derived from
 * it.
 */
import { createQueue, type EventQueue } from './queue'
import {
  createColumns,
  createRows,
  fieldsOf,
  growRows,
  returnRow,
  takeRow,
  type AnyTable,
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
  /** Instants so far within the present second: what tells a runaway model, wherever the run was begun. */
  instantsThisSecond: number
  readonly tables: Readonly<Record<string, AnyTable>>
  readonly queue: EventQueue
  /** A name is group + ordinal ('web-12'): two columns per row. */
  readonly groups: string[]
}

export function createWorld(model: Model, seed: number): World {
  const tables: Record<string, AnyTable> = {}
  for (const [name, spec] of Object.entries(model.tables)) {
    tables[name] = makeTable(spec, spec.along === undefined ? undefined : tables[spec.along])
  }
  return {
    modelVersion: model.version,
    seed,
    now: 0,
    nextFact: 0,
    instantsThisSecond: 0,
    tables,
    queue: createQueue(),
    groups: [],
  }
}

/**
 * The clock goes on. The instants of each second of the world are counted anew, so that their number is the same
 * wherever the clock was stopped on the way, or the run was begun or put back to.
 */
export function moveClock(world: World, to: Micros): void {
  if (Math.floor(to / 1000000) !== Math.floor(world.now / 1000000)) world.instantsThisSecond = 0
  world.now = to
}

function makeTable(spec: TableSpec, along: AnyTable | undefined): AnyTable {
  const rows = along?.rows ?? createRows()
  const members = (along?.members ?? []) as AnyTable[]
  const fields = fieldsOf(spec)
  const columns = createColumns(fields, rows.alive.length)
  assert(!('rows' in columns), 'a column may not be called rows')
  // The columns double as the typed table of `tableOf`, so that `hosts.memoryMiB[host]` is one plain look-up.
  Object.defineProperty(columns, 'rows', { value: rows, enumerable: false })
  const table = { spec, rows, columns, fields, members }
  members.push(table)
  return table
}

/** The table with its typed columns; the caller names the description it was made from. */
export function tableOf<S extends TableSpec>(world: World, name: string): Table<S> {
  return world.tables[name].columns as unknown as Table<S>
}

/** Every table by name, as a mechanism's `Sim` sees them. */
// Made from entries at once: JavaScript reads the members of an object that grew name by name slowly.
export function tablesOf(world: World): unknown {
  return Object.fromEntries(Object.entries(world.tables).map(([name, { columns }]) => [name, columns]))
}

export function addRowTo(world: World, name: string): Row {
  const { rows, members } = world.tables[name]
  return takeRow(rows, members)
}

export function reserveRows(world: World, name: string, count: number): void {
  const { rows, members } = world.tables[name]
  growRows(rows, members, rows.live + count)
}

export function dropRowFrom(world: World, name: string, row: Row): void {
  const { rows, members } = world.tables[name]
  returnRow(rows, members, row)
}
