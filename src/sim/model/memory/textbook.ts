/** The laws of memory without paging: fixed and variable partitions, compaction, and frames given on demand. */
import * as v from 'valibot'
import {
  complain,
  defineEquation,
  flag,
  listOf,
  numberAbove,
  objectByChoice,
  objectOf,
  oneOf,
  sometimes,
  wholeNumber,
  type InputError,
} from '../../core'
import { allocateOnDemand, fixedPartitions, type DemandResult, type FixedResult, type Touch } from './fixed'
import {
  compact,
  externalFragmentation,
  fitPolicies,
  listOrders,
  partition,
  type Compaction,
  type Extent,
  type PartitionInput,
} from './partition'

/** Above any memory there is, and far below 2^53, so that sums stay exact. */
const most = 1e15
const size = wholeNumber(0, most)
const opLimit = 20000
const listedLimit = 2000000
/** What a host copies per second from memory to memory, unless the input says otherwise. */
const assumedBytesPerSecond = 5e9

const op = objectByChoice(
  'op',
  {
    alloc: objectOf({ op: v.literal('alloc'), ptr: size, size }),
    free: objectOf({ op: v.literal('free'), ptr: size }),
  },
  { ptr: sometimes(), size: sometimes() },
)

interface PartitionOutput {
  readonly results: readonly {
    readonly blockAddress?: number | null
    readonly searched?: number
    readonly freeList: readonly Extent[]
  }[]
}

function runPartition(
  input: Omit<PartitionInput, 'alignment'> & { alignment?: number | null | undefined },
): PartitionOutput | InputError {
  const { steps, stop } = partition({ ...input, alignment: input.alignment ?? null }, listedLimit)
  if (stop !== null && stop.why === 'too-much-listed')
    return complain('ops', stop.why, { limit: listedLimit })
  if (stop !== null) return complain(`ops[${stop.at}].ptr`, stop.why, { number: input.ops[stop.at].ptr })
  return {
    results: steps.map(({ op: { op }, blockAddress, searched, freeList }) =>
      op === 'alloc' ? { blockAddress, searched, freeList } : { freeList },
    ),
  }
}

interface CompactionInput {
  readonly heapSize: number
  readonly baseAddress: number
  readonly blocks: readonly (readonly [number, number])[]
  readonly bytesPerSecond?: number | null | undefined
}

function runCompaction(input: CompactionInput): (Compaction & { readonly seconds: number }) | InputError {
  const { heapSize, baseAddress, blocks } = input
  const order = blocks.map((_, at) => at).sort((a, b) => blocks[a][0] - blocks[b][0] || a - b)
  for (const [place, at] of order.entries()) {
    const [start, length] = blocks[at]
    if (start < baseAddress || start + length > baseAddress + heapSize)
      return complain(`blocks[${at}]`, 'outside')
    const before = order[place - 1]
    if (place > 0 && blocks[before][0] + blocks[before][1] > start)
      return complain(`blocks[${at}]`, 'overlap', { number: before })
  }
  const found = compact(baseAddress, heapSize, blocks)
  return { ...found, seconds: found.bytesMoved / (input.bytesPerSecond ?? assumedBytesPerSecond) }
}

interface DemandInput {
  readonly frames: number
  readonly guests: readonly number[]
  readonly touches: readonly Touch[]
}

function runOnDemand({ frames, guests, touches }: DemandInput): DemandResult | InputError {
  for (const [at, { guest, page }] of touches.entries()) {
    if (guest >= guests.length)
      return complain(`touches[${at}].guest`, 'no-such-guest', { guest, count: guests.length })
    if (page >= guests[guest])
      return complain(`touches[${at}].page`, 'no-such-frame', { frame: page, count: guests[guest] })
  }
  return allocateOnDemand(frames, guests, touches)
}

const places = v.array(v.nullable(v.number()))
/** Holes of 100, 500, 200, 300 and 600 between small blocks, and the four requests of the classic exercise. */
const classic = (policy: string, coalesce = true) => ({
  heapSize: 1704,
  baseAddress: 0,
  headerSize: 0,
  alignment: null,
  policy,
  listOrder: 'ADDRSORT',
  coalesce,
  ops: [
    ...[100, 1, 500, 1, 200, 1, 300, 1, 600].map((size, ptr) => ({ op: 'alloc', ptr, size })),
    ...[0, 2, 4, 6, 8].map((ptr) => ({ op: 'free', ptr })),
    ...[212, 417, 112, 426].map((size, at) => ({ op: 'alloc', ptr: 9 + at, size })),
  ],
})

/** The setup of the exercise in results: five frees after nine exact cuts. */
const classicSetup = [
  ...[100, 101, 601, 602, 802, 803, 1103, 1104].map((end, at) => ({
    blockAddress: [0, 100, 101, 601, 602, 802, 803, 1103][at],
    searched: 1,
    freeList: [[end, 1704 - end]],
  })),
  { blockAddress: 1104, searched: 1, freeList: [] },
  ...[1, 2, 3, 4, 5].map((count) => ({
    freeList: [
      [0, 100],
      [101, 500],
      [602, 200],
      [803, 300],
      [1104, 600],
    ].slice(0, count),
  })),
]

export const partitionEquations = [
  defineEquation<Parameters<typeof runPartition>[0], PartitionOutput>({
    id: 'memory.partition',
    tex: 'need = a\\,\\lceil size / a \\rceil + header,\\quad hole_k \\ge need',
    input: objectOf({
      heapSize: size,
      baseAddress: size,
      headerSize: size,
      alignment: v.nullish(wholeNumber(1, most), null),
      policy: oneOf(fitPolicies),
      listOrder: oneOf(listOrders),
      coalesce: flag(),
      ops: listOf(op, 0, opLimit),
    }),
    output: v.object({
      results: v.array(
        v.object({
          blockAddress: v.exactOptional(v.nullable(v.number())),
          searched: v.exactOptional(v.number()),
          freeList: v.array(v.tuple([v.number(), v.number()])),
        }),
      ),
    }),
    sources: ['ostep', 'knuth1973'],
    examples: [
      {
        input: {
          heapSize: 64,
          baseAddress: 500,
          headerSize: 2,
          alignment: 8,
          policy: 'BEST',
          listOrder: 'ADDRSORT',
          coalesce: true,
          ops: [
            { op: 'alloc', ptr: 0, size: 9 },
            { op: 'alloc', ptr: 1, size: 16 },
            { op: 'free', ptr: 0 },
            { op: 'alloc', ptr: 2, size: 40 },
          ],
        },
        output: {
          results: [
            { blockAddress: 500, searched: 1, freeList: [[518, 46]] },
            { blockAddress: 518, searched: 1, freeList: [[536, 28]] },
            {
              freeList: [
                [500, 18],
                [536, 28],
              ],
            },
            {
              blockAddress: null,
              searched: 2,
              freeList: [
                [500, 18],
                [536, 28],
              ],
            },
          ],
        },
      },
      {
        // First fit: 212 into 500, 417 into 600, 112 into the 288 that were left, and 426 waits.
        input: classic('FIRST'),
        output: {
          results: [
            ...classicSetup,
            ...[
              { at: 101, searched: 2, holes: [100, 288, 200, 300, 600] },
              { at: 1104, searched: 5, holes: [100, 288, 200, 300, 183] },
              { at: 313, searched: 2, holes: [100, 176, 200, 300, 183] },
              { at: null, searched: 5, holes: [100, 176, 200, 300, 183] },
            ].map(({ at, searched, holes }) => ({
              blockAddress: at,
              searched,
              freeList: holes.map((hole, place) => [[100, 601, 802, 1103, 1704][place] - hole, hole]),
            })),
          ],
        },
      },
      {
        // Worst fit: 212 into 600, 417 into 500, 112 into the 388 that were left, and 426 waits.
        input: classic('WORST'),
        output: {
          results: [
            ...classicSetup,
            ...[
              { at: 1104, holes: [100, 500, 200, 300, 388] },
              { at: 101, holes: [100, 83, 200, 300, 388] },
              { at: 1316, holes: [100, 83, 200, 300, 276] },
              { at: null, holes: [100, 83, 200, 300, 276] },
            ].map(({ at, holes }) => ({
              blockAddress: at,
              searched: 5,
              freeList: holes.map((hole, place) => [[100, 601, 802, 1103, 1704][place] - hole, hole]),
            })),
          ],
        },
      },
    ],
    evaluate: runPartition,
  }),
  defineEquation<{ partitions: readonly number[]; requests: readonly number[] }, FixedResult>({
    id: 'memory.fixed-partitions',
    tex: 'internal = \\sum_j (P_j - s_j)',
    input: objectOf({
      partitions: listOf(wholeNumber(1, most), 1, 1000),
      requests: listOf(wholeNumber(1, most), 0, 1000),
    }),
    output: v.object({
      partitionOf: places,
      wasted: places,
      waiting: v.array(v.number()),
      tooLarge: v.array(v.number()),
      internalFragmentation: v.number(),
      internalShare: v.number(),
      free: v.number(),
    }),
    sources: ['ostep', 'derived'],
    examples: [
      {
        // Each request in the next larger partition: 56 + 212 + 424 of 1792 are lost, 38.6 %.
        input: { partitions: [256, 512, 1024], requests: [200, 300, 600] },
        output: {
          partitionOf: [0, 1, 2],
          wasted: [56, 212, 424],
          waiting: [],
          tooLarge: [],
          internalFragmentation: 692,
          internalShare: 692 / 1792,
          free: 0,
        },
      },
      {
        input: { partitions: [1024, 256], requests: [300, 100, 900, 2000] },
        output: {
          partitionOf: [0, 1, null, null],
          wasted: [724, 156, null, null],
          waiting: [2],
          tooLarge: [3],
          internalFragmentation: 880,
          internalShare: 0.6875,
          free: 0,
        },
      },
    ],
    evaluate: ({ partitions, requests }) => fixedPartitions(partitions, requests),
  }),
  defineEquation<{ holes: readonly number[] }, ReturnType<typeof externalFragmentation>>({
    id: 'memory.external-fragmentation',
    tex: 'external = 1 - \\frac{\\max hole}{\\sum hole}',
    input: objectOf({ holes: listOf(wholeNumber(0, most), 0, 100000) }),
    output: v.object({ free: v.number(), largest: v.number(), fragmentation: v.number() }),
    sources: ['derived'],
    examples: [
      // 1600 are free, and not one request above 500 fits.
      {
        input: { holes: [100, 500, 200, 300, 500] },
        output: { free: 1600, largest: 500, fragmentation: 0.6875 },
      },
      { input: { holes: [] }, output: { free: 0, largest: 0, fragmentation: 0 } },
    ],
    evaluate: ({ holes }) => externalFragmentation(holes),
  }),
  defineEquation<CompactionInput, Compaction & { readonly seconds: number }>({
    id: 'memory.compaction',
    tex: 't = \\frac{\\sum moved}{rate}',
    input: objectOf({
      heapSize: size,
      baseAddress: size,
      blocks: listOf(v.tuple([size, wholeNumber(1, most)]), 0, 100000),
      bytesPerSecond: v.nullish(numberAbove(0, most), assumedBytesPerSecond),
    }),
    output: v.object({
      moves: v.array(v.tuple([v.number(), v.number(), v.number()])),
      bytesMoved: v.number(),
      hole: v.nullable(v.tuple([v.number(), v.number()])),
      seconds: v.number(),
    }),
    sources: ['assumed', 'derived'],
    examples: [
      {
        input: {
          heapSize: 1000,
          baseAddress: 0,
          blocks: [
            [0, 100],
            [300, 200],
            [700, 50],
          ],
          bytesPerSecond: 500,
        },
        output: {
          moves: [
            [300, 100, 200],
            [700, 300, 50],
          ],
          bytesMoved: 250,
          hole: [350, 650],
          seconds: 0.5,
        },
      },
    ],
    evaluate: runCompaction,
  }),
  defineEquation<DemandInput, DemandResult>({
    id: 'memory.allocate-on-demand',
    tex: 'granted_g = |\\{touched_g\\}| \\le configured_g,\\quad \\sum_g granted_g \\le frames',
    input: objectOf({
      frames: wholeNumber(1, most),
      guests: listOf(wholeNumber(0, most), 1, 10000),
      touches: listOf(objectOf({ guest: size, page: size }), 0, 100000),
    }),
    output: v.object({
      frames: places,
      faults: v.number(),
      granted: v.array(v.number()),
      overcommitment: v.number(),
    }),
    sources: ['derived'],
    examples: [
      {
        // Two guests of 4 pages on 3 frames: all is well until a fourth page is touched.
        input: {
          frames: 3,
          guests: [4, 4],
          touches: [
            { guest: 0, page: 2 },
            { guest: 1, page: 2 },
            { guest: 0, page: 2 },
            { guest: 0, page: 0 },
            { guest: 1, page: 3 },
          ],
        },
        output: { frames: [0, 1, 0, 2, null], faults: 4, granted: [2, 1], overcommitment: 8 / 3 },
      },
    ],
    evaluate: runOnDemand,
  }),
]
