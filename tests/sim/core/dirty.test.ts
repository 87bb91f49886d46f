// Rows waiting to be settled: each once, in ascending order, with the fact that touched it first.
import { expect, test } from 'vitest'
import { clearDirty, createDirty, drainDirty, join, leave, markDirty } from '../../../src/sim/core'

function drained(dirty: ReturnType<typeof createDirty>): readonly (readonly [number, number])[] {
  const seen: [number, number][] = []
  drainDirty(dirty, (row, cause) => seen.push([row, cause]))
  return seen
}

test('rows come once and in ascending order, whatever the order and number of touches', () => {
  const dirty = createDirty()
  for (const row of [9, 100, 3, 9, 10, 3]) markDirty(dirty, row, row)
  expect(drained(dirty).map(([row]) => row)).toEqual([3, 9, 10, 100])
})

test('the first toucher is the cause', () => {
  const dirty = createDirty()
  markDirty(dirty, 4, 11)
  markDirty(dirty, 4, 12)
  expect(drained(dirty)).toEqual([[4, 11]])
})

test('what was drained or cleared can be marked again', () => {
  const dirty = createDirty()
  markDirty(dirty, 4, 1)
  drained(dirty)
  markDirty(dirty, 4, 2)
  clearDirty(dirty)
  expect(drained(dirty)).toEqual([])
  markDirty(dirty, 4, 3)
  expect(drained(dirty)).toEqual([[4, 3]])
})

test('members join at the end of a list and may leave from anywhere', () => {
  const list = { first: [-1], last: [-1], next: [-1, -1, -1, -1], previous: [-1, -1, -1, -1] }
  const members = (): readonly number[] => {
    const found: number[] = []
    for (let member = list.first[0] ?? -1; member !== -1; member = list.next[member] ?? -1) found.push(member)
    return found
  }
  for (const member of [2, 0, 3, 1]) join(list, 0, member)
  expect(members()).toEqual([2, 0, 3, 1])
  leave(list, 0, 3)
  expect(members()).toEqual([2, 0, 1])
  leave(list, 0, 2)
  leave(list, 0, 1)
  expect([members(), list.first[0], list.last[0]]).toEqual([[0], 0, 0])
  leave(list, 0, 0)
  expect([members(), list.last[0]]).toEqual([[], -1])
})
