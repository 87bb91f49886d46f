/**
 * Variable partitions: a list of holes from which blocks are cut and to which they return. Every step is given with
 * the list after it, for a picture as for the law.
 */

export const fitPolicies = ['FIRST', 'NEXT', 'BEST', 'WORST'] as const
export type FitPolicy = (typeof fitPolicies)[number]
export const listOrders = ['ADDRSORT', 'SIZESORT+', 'SIZESORT-', 'INSERT-FRONT', 'INSERT-BACK'] as const
export type ListOrder = (typeof listOrders)[number]

export type PartitionOp =
  | { readonly op: 'alloc'; readonly ptr: number; readonly size: number }
  | { readonly op: 'free'; readonly ptr: number }

export interface PartitionInput {
  readonly heapSize: number
  readonly baseAddress: number
  readonly headerSize: number
  /** null = none. */
  readonly alignment: number | null
  readonly policy: FitPolicy
  readonly listOrder: ListOrder
  readonly coalesce: boolean
  readonly ops: readonly PartitionOp[]
}

export type Extent = readonly [start: number, size: number]

export interface PartitionStep {
  readonly op: PartitionOp
  /** Rounded up and with its header; for a free, what came back. */
  readonly need: number
  /** Of the block with its header; null when there was no fit, or for a free that block's own. */
  readonly blockAddress: number | null
  /** Entries looked at. */
  readonly searched: number
  /** In list order, after the step. */
  readonly freeList: readonly Extent[]
}

/** A block in use. */
export interface Holder {
  readonly ptr: number
  readonly start: number
  /** With header and what alignment adds. */
  readonly need: number
  readonly size: number
}

/** Why the steps end early: which operation, and what is wrong with its number. */
export interface PartitionStop {
  readonly at: number
  readonly why: 'in-use' | 'not-allocated' | 'too-much-listed'
}

export interface PartitionTrace {
  readonly steps: readonly PartitionStep[]
  readonly stop: PartitionStop | null
}

/** A hole; its place in the list is its place in the array. */
interface Hole {
  start: number
  size: number
}

interface Heap extends PartitionInput {
  holes: Hole[]
  /** NEXT: where the next search starts; null = at the head. */
  rover: Hole | null
  readonly held: Map<number, Holder>
}

/** What a request takes: its size rounded up to the alignment, and its header. */
export function needOf(size: number, headerSize: number, alignment: number | null): number {
  return (alignment === null ? size : Math.ceil(size / alignment) * alignment) + headerSize
}

/**
 * Carries out the operations until the first that cannot be meant. All sizes are whole; `alignment` at least 1.
 * Stops when all lists together would hold more than `mostListed` holes.
 */
export function partition(input: PartitionInput, mostListed = Infinity): PartitionTrace {
  const first = { start: input.baseAddress, size: input.heapSize }
  const heap: Heap = { ...input, holes: input.heapSize > 0 ? [first] : [], rover: null, held: new Map() }
  const steps: PartitionStep[] = []
  let listed = 0
  for (const [at, op] of input.ops.entries()) {
    const found = heap.held.get(op.ptr)
    if (op.op === 'alloc' && found !== undefined) return { steps, stop: { at, why: 'in-use' } }
    if (op.op === 'free' && found === undefined) return { steps, stop: { at, why: 'not-allocated' } }
    const done = op.op === 'alloc' ? allocate(heap, op.ptr, op.size) : release(heap, op.ptr)
    listed += heap.holes.length
    if (listed > mostListed) return { steps, stop: { at, why: 'too-much-listed' } }
    steps.push({ op, ...done, freeList: heap.holes.map(({ start, size }): Extent => [start, size]) })
  }
  return { steps, stop: null }
}

type Done = Pick<PartitionStep, 'need' | 'blockAddress' | 'searched'>

function allocate(heap: Heap, ptr: number, size: number): Done {
  const need = needOf(size, heap.headerSize, heap.alignment)
  const { place, searched } = findHole(heap, need)
  if (place < 0) return { need, blockAddress: null, searched }
  const hole = heap.holes[place]
  const start = hole.start
  heap.rover = hole
  if (hole.size === need) {
    heap.holes.splice(place, 1)
    heap.rover = place < heap.holes.length ? heap.holes[place] : null
  } else {
    hole.start += need
    hole.size -= need
  }
  heap.held.set(ptr, { ptr, start, need, size })
  return { need, blockAddress: start, searched }
}

/** Place of the hole that the policy chooses, -1 for none, and how many it looked at. The earliest wins a tie. */
function findHole({ policy, holes, rover }: Heap, need: number): { place: number; searched: number } {
  const from = policy === 'NEXT' && rover !== null ? holes.indexOf(rover) : 0
  let best = -1
  for (let looked = 0; looked < holes.length; looked++) {
    const place = (from + looked) % holes.length
    const { size } = holes[place]
    if (size < need) continue
    if (policy === 'FIRST' || policy === 'NEXT') return { place, searched: looked + 1 }
    if (best < 0 || (policy === 'BEST' ? size < holes[best].size : size > holes[best].size)) best = place
  }
  return { place: best, searched: holes.length }
}

function release(heap: Heap, ptr: number): Done {
  const { start, need } = heap.held.get(ptr) as Holder
  heap.held.delete(ptr)
  const hole = { start, size: need }
  if (heap.listOrder === 'INSERT-FRONT') heap.holes.unshift(hole)
  else heap.holes.push(hole)
  // Sorting is stable, so equal sizes keep their order.
  if (heap.listOrder === 'ADDRSORT') heap.holes.sort((a, b) => a.start - b.start)
  if (heap.listOrder === 'SIZESORT+') heap.holes.sort((a, b) => a.size - b.size)
  if (heap.listOrder === 'SIZESORT-') heap.holes.sort((a, b) => b.size - a.size)
  if (heap.coalesce) mergeNeighbours(heap)
  return { need, blockAddress: start, searched: 0 }
}

/** One pass from the head: an entry joins the one before it in the list if that one ends where it starts. */
function mergeNeighbours(heap: Heap): void {
  const kept: Hole[] = []
  for (const hole of heap.holes) {
    const last = kept[kept.length - 1] as Hole | undefined
    if (last === undefined || last.start + last.size !== hole.start) {
      kept.push(hole)
      continue
    }
    last.size += hole.size
    if (heap.rover === hole) heap.rover = last
  }
  heap.holes = kept
}

/** Who holds what after so many steps, by address. */
export function holdersAfter(steps: readonly PartitionStep[], count: number): readonly Holder[] {
  const held = new Map<number, Holder>()
  for (const { op, need, blockAddress } of steps.slice(0, count)) {
    if (op.op === 'free') held.delete(op.ptr)
    else if (blockAddress !== null)
      held.set(op.ptr, { ptr: op.ptr, start: blockAddress, need, size: op.size })
  }
  return [...held.values()].sort((a, b) => a.start - b.start)
}

/** Space inside blocks that nobody asked for: headers and what alignment adds. */
export function internalFragmentation(holders: readonly Holder[]): number {
  return holders.reduce((sum, { need, size }) => sum + need - size, 0)
}

/** Free space, its largest hole, and the part of it that is not in the largest: 0 when nothing is free. */
export function externalFragmentation(holes: readonly number[]): {
  readonly free: number
  readonly largest: number
  readonly fragmentation: number
} {
  const free = holes.reduce((sum, size) => sum + size, 0)
  const largest = holes.reduce((most, size) => Math.max(most, size), 0)
  return { free, largest, fragmentation: free === 0 ? 0 : (free - largest) / free }
}

export interface Compaction {
  /** In the order in which they are made: [from, to, size]. */
  readonly moves: readonly (readonly [from: number, to: number, size: number])[]
  readonly bytesMoved: number
  /** The one hole that is left; null when the memory is full. */
  readonly hole: Extent | null
}

/** Pushes all blocks down to the low end, in order of address. `blocks` lie inside the memory and do not overlap. */
export function compact(baseAddress: number, heapSize: number, blocks: readonly Extent[]): Compaction {
  const moves: (readonly [number, number, number])[] = []
  let to = baseAddress
  for (const [start, size] of [...blocks].sort((a, b) => a[0] - b[0])) {
    if (start !== to) moves.push([start, to, size])
    to += size
  }
  const rest = baseAddress + heapSize - to
  return {
    moves,
    bytesMoved: moves.reduce((sum, [, , size]) => sum + size, 0),
    hole: rest === 0 ? null : [to, rest],
  }
}
