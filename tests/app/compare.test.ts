// Which branches stand side by side: chosen, added, taken away, and followed into what an edit made of them.
import { expect, test } from 'vitest'
import { comparedOf, followed, nextName, withBranch, withoutBranch } from '../../src/app/compare'
import type { BranchView } from '../../src/sim'

const branch = (id: number, parent: number, more: Partial<BranchView> = {}): BranchView => ({
  id,
  parent,
  at: 0,
  name: String.fromCharCode(65 + id),
  edits: 0,
  ...more,
})
const four = [branch(0, -1), branch(1, 0), branch(2, 0), branch(3, 1)]

test('without a choice the first three stand there, and the present one is among them', () => {
  expect(comparedOf([], four, 0)).toEqual([0, 1, 2])
  expect(comparedOf([], four, 3)).toEqual([0, 1, 3])
  expect(comparedOf([], four.slice(0, 1), 0)).toEqual([])
})

test('a choice is kept as far as its branches exist', () => {
  expect(comparedOf([2, 0], four, 3)).toEqual([2, 0])
  expect(comparedOf([2, 7, 0], four, 3)).toEqual([2, 0])
  expect(comparedOf([6, 7], four, 0)).toEqual([0, 1, 2])
})

test('one more takes a free place, or the last one; two are the least', () => {
  expect(withBranch([0, 1], 3)).toEqual([0, 1, 3])
  expect(withBranch([0, 1, 2], 3)).toEqual([0, 1, 3])
  expect(withBranch([0, 1, 2], 1)).toEqual([0, 1, 2])
  expect(withoutBranch([0, 1, 2], 1)).toEqual([0, 2])
  expect(withoutBranch([0, 2], 0)).toEqual([0, 2])
})

test('what an edit in the past makes takes the place of its parent', () => {
  const forked = [...four.slice(0, 3), branch(3, 1, { at: 7, edits: 1 })]
  expect(followed([0, 1, 2], forked, 3)).toEqual([0, 3, 2])
  // It was there before, or it is another way to run the apps, or it grew elsewhere.
  expect(followed([0, 1, 2], forked, 4)).toEqual([0, 1, 2])
  expect(followed([0, 2], forked, 3)).toEqual([0, 2])
  const varied = [...four.slice(0, 3), branch(3, 1, { varied: true })]
  expect(followed([0, 1, 2], varied, 3)).toEqual([0, 1, 2])
})

test('branches go on being called by letters', () => {
  expect(nextName(four)).toBe('E')
})
