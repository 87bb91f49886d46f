/**
 * Future events in the total order (due, order): a slot pool with an indexed binary heap on arrays, with true
 * cancel.
 */
import { assert } from './assert'
import { generationOfRef, none, refOf, rowOfRef, type Code, type Micros, type Timer } from './units'

export interface EventQueue {
  due: Float64Array
  order: Float64Array
  code: Uint16Array
  a: Int32Array
  b: Int32Array
  /** Ordinal of the fact that planned the event; -1 for the start of the world. */
  cause: Float64Array
  generation: Uint32Array
  /** Slots at heap positions; the first `size` are pending, the rest are free. */
  heap: Int32Array
  /** Heap position of a slot; -1 when it is free. */
  place: Int32Array
  size: number
  /** Slots ever used; those beyond are untouched. */
  used: number
  nextOrder: number
}

/** More pending events than this mean a runaway model. */
const pendingLimit = 8388608

export function createQueue(capacity = 64): EventQueue {
  return {
    due: new Float64Array(capacity),
    order: new Float64Array(capacity),
    code: new Uint16Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    cause: new Float64Array(capacity),
    generation: new Uint32Array(capacity),
    heap: new Int32Array(capacity),
    place: new Int32Array(capacity).fill(none),
    size: 0,
    used: 0,
    nextOrder: 0,
  }
}

export function growQueue(queue: EventQueue, capacity: number): void {
  if (capacity <= queue.due.length) return
  assert(capacity <= pendingLimit, 'too many pending events')
  const grown = createQueue(capacity)
  for (const name of ['due', 'order', 'code', 'a', 'b', 'cause', 'generation', 'heap', 'place'] as const) {
    grown[name].set(queue[name])
  }
  Object.assign(queue, { ...grown, size: queue.size, used: queue.used, nextOrder: queue.nextOrder })
}

export function schedule(
  queue: EventQueue,
  due: Micros,
  code: Code,
  a: number,
  b: number,
  cause: number,
): Timer {
  let slot: number
  if (queue.size < queue.used) {
    slot = queue.heap[queue.size] // free slots lie behind the pending ones
  } else {
    if (queue.used === queue.due.length) growQueue(queue, queue.used * 2)
    slot = queue.used++
  }
  queue.due[slot] = due
  queue.order[slot] = queue.nextOrder++
  queue.code[slot] = code
  queue.a[slot] = a
  queue.b[slot] = b
  queue.cause[slot] = cause
  const place = queue.size++
  queue.heap[place] = slot
  queue.place[slot] = place
  siftUp(queue, place)
  return refOf(queue.generation[slot], slot)
}

/** Takes an event out before its time; false when it has happened or was cancelled already. */
export function cancel(queue: EventQueue, timer: Timer): boolean {
  const slot = rowOfRef(timer)
  if (slot < 0 || slot >= queue.used || queue.generation[slot] !== generationOfRef(timer)) return false
  if (queue.place[slot] === none) return false
  removeAt(queue, queue.place[slot])
  return true
}

/** The slot of the earliest event, or -1. */
export function earliest(queue: EventQueue): number {
  return queue.size === 0 ? none : queue.heap[0]
}

/** Removes the earliest event; its slot's values stay readable until the next schedule. */
export function pop(queue: EventQueue): number {
  const slot = queue.heap[0]
  removeAt(queue, 0)
  return slot
}

function removeAt(queue: EventQueue, place: number): void {
  const { heap } = queue
  const slot = heap[place]
  const last = --queue.size
  const moved = heap[last]
  heap[last] = slot
  queue.place[slot] = none
  queue.generation[slot] = (queue.generation[slot] + 1) % 536870912
  if (place === last) return
  heap[place] = moved
  queue.place[moved] = place
  siftUp(queue, place)
  siftDown(queue, queue.place[moved])
}

// Hot: called for every event; takes arrays as locals and allocates nothing.
function siftUp(queue: EventQueue, start: number): void {
  const { heap, place, due, order } = queue
  const slot = heap[start]
  const slotDue = due[slot]
  const slotOrder = order[slot]
  let hole = start
  while (hole > 0) {
    const parent = (hole - 1) >> 1
    const above = heap[parent]
    if (due[above] < slotDue || (due[above] === slotDue && order[above] < slotOrder)) break
    heap[hole] = above
    place[above] = hole
    hole = parent
  }
  heap[hole] = slot
  place[slot] = hole
}

// Hot: called for every event; takes arrays as locals and allocates nothing.
function siftDown(queue: EventQueue, start: number): void {
  const { heap, place, due, order, size } = queue
  const slot = heap[start]
  const slotDue = due[slot]
  const slotOrder = order[slot]
  let hole = start
  for (;;) {
    let child = 2 * hole + 1
    if (child >= size) break
    const right = child + 1
    if (right < size) {
      const l = heap[child]
      const r = heap[right]
      if (due[r] < due[l] || (due[r] === due[l] && order[r] < order[l])) child = right
    }
    const below = heap[child]
    if (slotDue < due[below] || (slotDue === due[below] && slotOrder < order[below])) break
    heap[hole] = below
    place[below] = hole
    hole = child
  }
  heap[hole] = slot
  place[slot] = hole
}
