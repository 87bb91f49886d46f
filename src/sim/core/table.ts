/**
 * Tables of typed columns: the only place where the state of the world lives. Everything generic reads these
 * descriptions.
 */
import { assert } from './assert'
import { none, refOf, rowLimit, rowOfRef, generationOfRef, type Ref, type Row } from './units'

export interface ArrayOf {
  i8: Int8Array
  u8: Uint8Array
  u16: Uint16Array
  i32: Int32Array
  u32: Uint32Array
  f64: Float64Array
}
export type ColumnKind = keyof ArrayOf
export type ColumnArray = ArrayOf[ColumnKind]

export interface ColumnSpec {
  readonly kind: ColumnKind
  /** 'MiB', 'millicores', 'µs': the inspector and the docs read it. */
  readonly unit?: string
  /** Value of a fresh row; 0 when left out. */
  readonly empty?: number
  /** The table whose rows this column holds: read by audits and by links in the inspector. */
  readonly refersTo?: string
  /** Names of the values, for columns that hold a small code. */
  readonly names?: readonly string[]
  /** Can be recomputed from the other columns; audited. */
  readonly derived?: true
}

export interface TableSpec {
  /** Shares the rows of another table, as 'vms' lie along 'kernels'. */
  readonly along?: string
  readonly columns: Readonly<Record<string, ColumnSpec>>
}
export type TableSpecs = Readonly<Record<string, TableSpec>>

export interface Rows {
  size: number
  live: number
  freeCount: number
  free: Int32Array
  generation: Uint32Array
  /** 1 while the row is in use. */
  alive: Uint8Array
}

export interface SeenColumn {
  readonly length: number
  readonly [row: number]: number
}
export type Table<S extends TableSpec> = {
  [K in keyof S['columns']]: ArrayOf[S['columns'][K]['kind']]
} & { readonly rows: Rows }
export type SeenTable<S extends TableSpec> = { readonly [K in keyof S['columns']]: SeenColumn } & {
  readonly rows: Readonly<Rows>
}
/** My own tables: writable. */
export type Own<T extends TableSpecs> = { readonly [K in keyof T]: Table<T[K]> }
/** Another mechanism's tables: read-only. */
export type Seen<T extends TableSpecs> = { readonly [K in keyof T]: SeenTable<T[K]> }

/** A table without knowledge of its columns, as the generic functions see it. */
export interface AnyTable {
  readonly spec: TableSpec
  readonly rows: Rows
  readonly columns: Record<string, ColumnArray>
  /** Name, kind and empty value of each column. */
  readonly fields: readonly Field[]
  /**
   * The tables that share these rows, this one included: they grow together, and a row is dropped from all of
   * them.
   */
  readonly members: readonly AnyTable[]
}

export interface Field {
  readonly name: string
  readonly kind: ColumnKind
  readonly empty: number
}

const firstCapacity = 16

export function makeArray(kind: ColumnKind, length: number): ColumnArray {
  switch (kind) {
    case 'i8':
      return new Int8Array(length)
    case 'u8':
      return new Uint8Array(length)
    case 'u16':
      return new Uint16Array(length)
    case 'i32':
      return new Int32Array(length)
    case 'u32':
      return new Uint32Array(length)
    case 'f64':
      return new Float64Array(length)
  }
}

export function createRows(capacity = firstCapacity): Rows {
  return {
    size: 0,
    live: 0,
    freeCount: 0,
    free: new Int32Array(capacity),
    generation: new Uint32Array(capacity),
    alive: new Uint8Array(capacity),
  }
}

export function fieldsOf(spec: TableSpec): readonly Field[] {
  return Object.entries(spec.columns).map(([name, { kind, empty = 0 }]) => ({ name, kind, empty }))
}

// Made from entries at once: JavaScript reads the members of an object that grew name by name slowly.
export function createColumns(
  fields: readonly Field[],
  capacity = firstCapacity,
): Record<string, ColumnArray> {
  return Object.fromEntries(
    fields.map(({ name, kind, empty }) => [name, makeArray(kind, capacity).fill(empty)]),
  )
}

/** A longer array with the same beginning, the rest filled with `empty`. */
export function longer(array: ColumnArray, kind: ColumnKind, capacity: number, empty: number): ColumnArray {
  const grown = makeArray(kind, capacity)
  grown.set(array)
  if (empty !== 0) grown.fill(empty, array.length)
  return grown
}

/** Takes a free row or a new one. `members` are the column sets that share these rows; they grow together. */
export function takeRow(rows: Rows, members: readonly AnyTable[]): Row {
  rows.live++
  if (rows.freeCount > 0) {
    rows.freeCount--
    const row = rows.free[rows.freeCount]
    rows.alive[row] = 1
    return row
  }
  const row = rows.size
  assert(row < rowLimit, 'a table is full')
  if (row === rows.alive.length) growRows(rows, members, row * 2)
  rows.size++
  rows.alive[row] = 1
  return row
}

/** Makes room for `capacity` rows at once, so that a large build does not grow step by step. */
export function growRows(rows: Rows, members: readonly AnyTable[], capacity: number): void {
  if (capacity <= rows.alive.length) return
  rows.free = longer(rows.free, 'i32', capacity, 0) as Int32Array
  rows.generation = longer(rows.generation, 'u32', capacity, 0) as Uint32Array
  rows.alive = longer(rows.alive, 'u8', capacity, 0) as Uint8Array
  for (const member of members) {
    for (const { name, kind, empty } of member.fields)
      member.columns[name] = longer(member.columns[name], kind, capacity, empty)
  }
}

/** Resets a row to its empty values, so that dropped rows leave no trace in the hash. */
export function returnRow(rows: Rows, members: readonly AnyTable[], row: Row): void {
  assert(row >= 0 && row < rows.size && rows.alive[row] === 1, 'dropping a row that is not in use')
  for (const member of members) {
    for (const { name, empty } of member.fields) member.columns[name][row] = empty
  }
  rows.alive[row] = 0
  rows.generation[row] = (rows.generation[row] + 1) % 536870912
  rows.free[rows.freeCount] = row
  rows.freeCount++
  rows.live--
}

export function refTo(rows: Readonly<Rows>, row: Row): Ref {
  return row < 0 ? none : refOf(rows.generation[row], row)
}

/** The row a Ref stands for, or -1 when that row has been dropped since. */
export function rowNow(rows: Readonly<Rows>, ref: Ref): Row {
  const row = rowOfRef(ref)
  if (row < 0 || row >= rows.size) return none
  return rows.alive[row] === 1 && rows.generation[row] === generationOfRef(ref) ? row : none
}

const emptyColumns = new Map<string, ColumnArray>()

/** A column in which nobody has written: one for all of its kind, so it must not be written to. */
function emptyColumn(kind: ColumnKind, empty: number, size: number): ColumnArray {
  const key = `${kind} ${empty}`
  let known = emptyColumns.get(key)
  if (known === undefined || known.length < size) {
    known = makeArray(kind, Math.max(64, size * 2)).fill(empty)
    emptyColumns.set(key, known)
  }
  return known.subarray(0, size)
}

/**
 * The empty column that the first `size` values of a column are the same as, or null. Most columns of a large world
 * belong to mechanisms it does not use.
 */
export function asEmpty(
  array: ColumnArray,
  { kind, empty = 0 }: ColumnSpec,
  size: number,
): ColumnArray | null {
  const none = emptyColumn(kind, empty, size)
  return isSame(array, none, size) ? none : null
}

/** Bytes that a copy holds for itself: a part of an array that all share weighs nothing. */
export function weightOf(copy: ColumnArray): number {
  return copy.byteLength === copy.buffer.byteLength ? copy.byteLength : 0
}

/** Whether the first `size` values are all of `known`, bit by bit. */
// Hot: looks at every value of the world for each keyframe; four bytes at a time.
export function isSame(array: ColumnArray, known: ColumnArray, size: number): boolean {
  if (known.length !== size) return false
  const words = known.byteLength >> 2
  const left = new Int32Array(array.buffer, array.byteOffset, words)
  const right = new Int32Array(known.buffer, known.byteOffset, words)
  for (let at = 0; at < words; at++) if (left[at] !== right[at]) return false
  const perWord = 4 / known.BYTES_PER_ELEMENT
  for (let at = Math.floor(words * perWord); at < size; at++) if (array[at] !== known[at]) return false
  return true
}
