/** Copies of the whole world: what keyframes are made of. Everything is plain arrays, so one loop does it all. */
import { growQueue, type EventQueue } from './queue'
import { asEmpty, growRows, isSame, weightOf, type ColumnArray, type ColumnSpec, type Rows } from './table'
import type { Micros } from './units'
import type { World } from './world'

export interface Snapshot {
  readonly at: Micros
  /** Size of what is written in the world, whether or not other snapshots share parts of it. */
  readonly bytes: number
  /** Every array in it, in the same order for every snapshot of one model. */
  readonly arrays: readonly ColumnArray[]
  readonly nextFact: number
  readonly instantsThisSecond: number
  readonly groups: readonly string[]
  readonly tables: Readonly<Record<string, Readonly<Record<string, ColumnArray>>>>
  /** By the name of the table that owns the rows. */
  readonly rows: Readonly<Record<string, Rows>>
  readonly queue: EventQueue
}

/**
 * Most columns of a large world never change: those that are what they were in `before`, a snapshot of the same
 * model, are not copied again.
 */
export function copyWorld(world: World, before?: Snapshot): Snapshot {
  let bytes = 0
  const arrays: ColumnArray[] = []
  const keep = <A extends ColumnArray>(array: A, size: number, spec: ColumnSpec | null = null): A => {
    const known = before?.arrays[arrays.length] as A | undefined
    const same = known !== undefined && isSame(array, known, size) ? known : null
    const empty = same === null && spec !== null ? asEmpty(array, spec, size) : null
    const copy = same ?? (empty as A | null) ?? (array.slice(0, size) as A)
    arrays.push(copy)
    bytes += weightOf(copy)
    return copy
  }
  const tables: Record<string, Record<string, ColumnArray>> = {}
  const rows: Record<string, Rows> = {}
  for (const [name, table] of Object.entries(world.tables)) {
    const { size } = table.rows
    const columns: Record<string, ColumnArray> = {}
    for (const [column, spec] of Object.entries(table.spec.columns))
      columns[column] = keep(table.columns[column], size, spec)
    tables[name] = columns
    if (table.spec.along !== undefined) continue
    rows[name] = {
      ...table.rows,
      free: keep(table.rows.free, table.rows.freeCount),
      generation: keep(table.rows.generation, size),
      alive: keep(table.rows.alive, size),
    }
  }
  const { queue } = world
  const copy: EventQueue = {
    due: keep(queue.due, queue.used),
    order: keep(queue.order, queue.used),
    code: keep(queue.code, queue.used),
    a: keep(queue.a, queue.used),
    b: keep(queue.b, queue.used),
    cause: keep(queue.cause, queue.used),
    generation: keep(queue.generation, queue.used),
    heap: keep(queue.heap, queue.used),
    place: keep(queue.place, queue.used),
    size: queue.size,
    used: queue.used,
    nextOrder: queue.nextOrder,
  }
  return {
    at: world.now,
    bytes,
    arrays,
    nextFact: world.nextFact,
    instantsThisSecond: world.instantsThisSecond,
    groups: world.groups.slice(),
    tables,
    rows,
    queue: copy,
  }
}

/**
 * Puts the world back, in place: Refs held at that time work again. Derived things must be forgotten by the
 * caller.
 */
export function restoreWorld(world: World, from: Snapshot): void {
  world.now = from.at
  world.nextFact = from.nextFact
  world.instantsThisSecond = from.instantsThisSecond
  world.groups.splice(0, world.groups.length, ...from.groups)
  for (const name of Object.keys(from.rows)) restoreRows(world, name, from)
  for (const [name, columns] of Object.entries(from.tables)) {
    const table = world.tables[name]
    for (const column of Object.keys(table.spec.columns)) {
      table.columns[column].set(columns[column])
      table.columns[column].fill(table.spec.columns[column].empty ?? 0, columns[column].length)
    }
  }
  restoreQueue(world.queue, from.queue)
}

function restoreRows(world: World, name: string, from: Snapshot): void {
  const saved = from.rows[name]
  const { rows, members } = world.tables[name]
  growRows(rows, members, saved.size)
  rows.size = saved.size
  rows.live = saved.live
  rows.freeCount = saved.freeCount
  rows.free.set(saved.free)
  rows.generation.fill(0)
  rows.generation.set(saved.generation)
  rows.alive.fill(0)
  rows.alive.set(saved.alive)
}

function restoreQueue(queue: EventQueue, saved: EventQueue): void {
  growQueue(queue, saved.used)
  for (const name of ['due', 'order', 'code', 'a', 'b', 'cause', 'generation', 'heap', 'place'] as const) {
    queue[name].fill(name === 'place' ? -1 : 0)
    queue[name].set(saved[name])
  }
  queue.size = saved.size
  queue.used = saved.used
  queue.nextOrder = saved.nextOrder
}
