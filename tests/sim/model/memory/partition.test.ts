// Holes and blocks of the free-list allocator against tables worked out by hand.
import { describe, expect, test } from 'vitest'
import { partition, type Extent, type PartitionInput } from '../../../../src/sim/model/memory'
import { complainsAbout, hasOutputs, keepsItsExamples } from '../law-cases'
import { alloc, base, free } from './heap'

const id = 'memory.partition'
const got = (blockAddress: number | null, searched: number, ...freeList: Extent[]) => ({
  blockAddress,
  searched,
  freeList,
})
const back = (...freeList: Extent[]) => ({ freeList })

keepsItsExamples(id)

/** Blocks of 3, 5, 8 and 2, and of these the first three come back: 0, 1, 2. */
const three = [alloc(0, 3), alloc(1, 5), alloc(2, 8), alloc(3, 2), free(0), free(1), free(2)]
const lists = (input: Partial<PartitionInput>): readonly (readonly Extent[])[] =>
  partition({ ...base, ...input }).steps.map(({ freeList }) => freeList)
const last = (input: Partial<PartitionInput>): readonly Extent[] => lists(input).slice(-1).flat()

hasOutputs(id, [
  ['nothing to do', { ...base, ops: [] }, { results: [] }],
  ['all of it', { ...base, ops: [alloc(0, 100), alloc(1, 1)] }, { results: [got(1000, 1), got(null, 0)] }],
  [
    'a block that did not fit leaves the list as it was',
    { ...base, ops: [alloc(0, 101)] },
    { results: [got(null, 1, [1000, 100])] },
  ],
  [
    // 7 → 8 and 4 of header; 8 stays 8; 1 → 4.
    'sizes are rounded up to the alignment before the header is added',
    { ...base, headerSize: 4, alignment: 4, ops: [alloc(0, 7), alloc(1, 8), alloc(2, 1)] },
    { results: [got(1000, 1, [1012, 88]), got(1012, 1, [1024, 76]), got(1024, 1, [1032, 68])] },
  ],
  [
    'an exact fit removes the entry',
    { ...base, ops: [alloc(0, 10), free(0), alloc(1, 10)] },
    {
      results: [got(1000, 1, [1010, 90]), back([1000, 10], [1010, 90]), got(1000, 2, [1010, 90])],
    },
  ],
  [
    // Without coalescing, first fit takes what comes first in the list: the tail has the old holes.
    'first fit stops at the first that fits, in the order of the list',
    { ...base, policy: 'FIRST', listOrder: 'INSERT-BACK', ops: [...three, alloc(4, 4)] },
    {
      results: [
        got(1000, 1, [1003, 97]),
        got(1003, 1, [1008, 92]),
        got(1008, 1, [1016, 84]),
        got(1016, 1, [1018, 82]),
        back([1018, 82], [1000, 3]),
        back([1018, 82], [1000, 3], [1003, 5]),
        back([1018, 82], [1000, 3], [1003, 5], [1008, 8]),
        got(1018, 1, [1022, 78], [1000, 3], [1003, 5], [1008, 8]),
      ],
    },
  ],
  [
    // Merging goes by the list: 1010 ends where nothing that follows begins.
    'in order of return, neighbours in memory that are none in the list stay apart',
    {
      ...base,
      listOrder: 'INSERT-FRONT',
      coalesce: true,
      ops: [alloc(0, 10), alloc(1, 10), free(0), free(1)],
    },
    {
      results: [
        got(1000, 1, [1010, 90]),
        got(1010, 1, [1020, 80]),
        back([1000, 10], [1020, 80]),
        back([1010, 10], [1000, 10], [1020, 80]),
      ],
    },
  ],
  [
    'in order of address, three become one',
    { ...base, coalesce: true, ops: [alloc(0, 10), alloc(1, 10), free(0), free(1)] },
    {
      results: [
        got(1000, 1, [1010, 90]),
        got(1010, 1, [1020, 80]),
        back([1000, 10], [1020, 80]),
        back([1000, 100]),
      ],
    },
  ],
])

describe('order of the list', () => {
  test('by size, upwards and downwards, equals in the order they came', () => {
    expect(last({ listOrder: 'SIZESORT+', ops: three })).toEqual([
      [1000, 3],
      [1003, 5],
      [1008, 8],
      [1018, 82],
    ])
    expect(last({ listOrder: 'SIZESORT-', ops: three })).toEqual([
      [1018, 82],
      [1008, 8],
      [1003, 5],
      [1000, 3],
    ])
    const equal = [alloc(0, 4), alloc(1, 4), alloc(2, 1), free(1), free(0)]
    expect(last({ listOrder: 'SIZESORT-', ops: equal })).toEqual([
      [1009, 91],
      [1004, 4],
      [1000, 4],
    ])
  })

  test('at the front and at the back', () => {
    expect(last({ listOrder: 'INSERT-FRONT', ops: three }).map(([start]) => start)).toEqual([
      1008, 1003, 1000, 1018,
    ])
    expect(last({ listOrder: 'INSERT-BACK', ops: three }).map(([start]) => start)).toEqual([
      1018, 1000, 1003, 1008,
    ])
  })
})

describe('next fit', () => {
  const holes = [10, 1, 10, 1, 10].map((size, ptr) => alloc(ptr, size))
  const open = [...holes, free(0), free(2), free(4)]
  test('goes on after the last allocation, around the end', () => {
    const { steps } = partition({
      ...base,
      heapSize: 32,
      policy: 'NEXT',
      ops: [...open, alloc(5, 4), alloc(6, 7), alloc(7, 8), alloc(8, 5)],
    })
    // The list was empty before the frees, so it starts at the head; then its rest is too small; at the end, around.
    expect(steps.slice(8).map(({ blockAddress, searched }) => [blockAddress, searched])).toEqual([
      [1000, 1],
      [1011, 2],
      [1022, 2],
      [1004, 2],
    ])
  })

  test('stays with a hole that grows when its neighbours come back', () => {
    const ops = [...holes, free(0), free(2), alloc(5, 2), free(1), alloc(6, 3)]
    const { steps } = partition({ ...base, heapSize: 32, policy: 'NEXT', coalesce: true, ops })
    expect(steps.slice(-1)[0]?.blockAddress).toBe(1002)
  })
})

complainsAbout(id, { ...base, ops: [alloc(0, 9), free(0)] }, [
  ['policy', { policy: 'QUICK' }],
  ['listOrder', { listOrder: 'RANDOM' }],
  ['coalesce', { coalesce: 'yes' }],
  ['alignment', { alignment: 0 }],
  ['heapSize', { heapSize: -1 }],
  ['heapSize', { heapSize: null }],
  ['headerSize', { headerSize: 1.5 }],
  ['baseAddress', { baseAddress: -5 }],
  ['ops', { ops: {} }],
  ['ops[0].op', { ops: [{ op: 'realloc', ptr: 0 }] }],
  ['ops[0].size', { ops: [alloc(0, -1)] }],
  ['ops[1].size', { ops: [alloc(0, 1), { op: 'alloc', ptr: 1 }] }],
  ['ops[0].ptr', { ops: [free(0)] }],
  ['ops[2].ptr', { ops: [alloc(0, 1), free(0), free(0)] }],
  ['ops[1].ptr', { ops: [alloc(0, 1000), free(0)] }],
  ['ops[1].ptr', { ops: [alloc(0, 1), alloc(0, 1)] }],
  ['ops[0]', { ops: [null] }],
])
