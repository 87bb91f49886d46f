/**
 * A 128-bit digest of everything that matters: columns up to their size, generations, free lists, the queue,
 * time and names.
 */
import { hashText } from './draw'
import { asEmpty, type ColumnArray, type ColumnSpec } from './table'
import type { World } from './world'

interface Digest {
  a: number
  b: number
  c: number
  d: number
}

/** 32 hexadecimal digits; equal worlds of one model version give equal digests in every engine. */
export function hashWorld(world: World): string {
  const digest: Digest = { a: 0x243f6a88, b: 0x85a308d3, c: 0x13198a2e, d: 0x03707344 }
  addNumber(digest, world.modelVersion)
  addNumber(digest, world.seed)
  addNumber(digest, world.now)
  addNumber(digest, world.nextFact)
  addNumber(digest, world.instantsThisSecond)
  for (const group of world.groups) add(digest, hashText(group))
  for (const name of Object.keys(world.tables)) {
    const { spec, rows, columns } = world.tables[name]
    add(digest, hashText(name))
    for (const [column, own] of Object.entries(spec.columns))
      addColumn(digest, columns[column], own, rows.size)
    if (spec.along !== undefined) continue
    addNumber(digest, rows.size)
    addNumber(digest, rows.live)
    addArray(digest, rows.generation, rows.size)
    addArray(digest, rows.alive, rows.size)
    addArray(digest, rows.free, rows.freeCount)
  }
  addQueue(digest, world)
  return [digest.a, digest.b, digest.c, digest.d].map(hex).join('')
}

function addQueue(digest: Digest, { queue }: World): void {
  addNumber(digest, queue.size)
  addNumber(digest, queue.nextOrder)
  for (let place = 0; place < queue.used; place++) add(digest, queue.heap[place])
  for (let place = 0; place < queue.size; place++) {
    const slot = queue.heap[place]
    addNumber(digest, queue.due[slot])
    addNumber(digest, queue.order[slot])
    addNumber(digest, queue.cause[slot])
    add(digest, queue.code[slot])
    add(digest, queue.a[slot])
    add(digest, queue.b[slot])
  }
  addArray(digest, queue.generation, queue.used)
}

/** A column that nobody has written to is told by its length. */
function addColumn(digest: Digest, array: ColumnArray, spec: ColumnSpec, size: number): void {
  const empty = asEmpty(array, spec, size) !== null
  add(digest, empty ? 0x2545f491 : 0x5851f42d)
  if (empty) addNumber(digest, size)
  else addArray(digest, array, size)
}

// Hot: runs over every value of the world; a number takes one or two 32-bit lanes by its kind.
function addArray(digest: Digest, array: ColumnArray, size: number): void {
  if (array instanceof Float64Array) {
    for (let at = 0; at < size; at++) addNumber(digest, array[at])
    return
  }
  for (let at = 0; at < size; at++) add(digest, array[at])
}

const view = new DataView(new ArrayBuffer(8))

function addNumber(digest: Digest, value: number): void {
  if (value === (value | 0)) {
    add(digest, value)
    return
  }
  // The upper lane of a whole number that fits 32 bits is never written, so mark that two lanes follow.
  view.setFloat64(0, value, true)
  add(digest, 0x5bd1e995)
  add(digest, view.getInt32(0, true))
  add(digest, view.getInt32(4, true))
}

function add(digest: Digest, lane: number): void {
  digest.a = Math.imul(digest.a ^ lane, 0x85ebca6b)
  digest.a ^= digest.a >>> 13
  digest.b = Math.imul(digest.b + lane, 0xc2b2ae35) ^ digest.a
  digest.b = (digest.b << 15) | (digest.b >>> 17)
  digest.c = Math.imul(digest.c ^ digest.b, 0x27d4eb2f) + lane
  digest.c ^= digest.c >>> 16
  digest.d = Math.imul(digest.d + digest.c, 0x165667b1) ^ lane
  digest.d = (digest.d << 13) | (digest.d >>> 19)
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0')
}
