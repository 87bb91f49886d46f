// The strip of gaps: the three largest ratios, in the order of the moment.
import { expect, test } from 'vitest'
import { gapsOf, type Values } from '../../../src/viz/compare'

const sketch: readonly Values[] = [
  { running: 64, start: 11.8, p99: 18, overhead: 28, lost: 1 },
  { running: 100, start: 0.6, p99: 15, overhead: 0.8, lost: 100 },
  { running: 100, start: 1.8, p99: 17, overhead: 5.2, lost: 10 },
]

test('the three largest ratios are told, largest first, each with its sides in order', () => {
  const gaps = gapsOf(sketch)
  expect(gaps.map(({ measure }) => measure)).toEqual(['lost', 'overhead', 'start'])
  expect(gaps[0]).toMatchObject({ ratio: 100, order: [1, 2, 0], values: [100, 10, 1] })
  expect(gaps[1]).toMatchObject({ order: [0, 2, 1] })
  expect(gaps[2]?.ratio).toBeCloseTo(11.8 / 0.6)
})

test('the order flips with the values, however little they differ from the moment before', () => {
  const at = (start: number) => gapsOf([{ start }, { start: 2 }])[0]?.order
  expect(at(2.1)).toEqual([0, 1])
  expect(at(1.9)).toEqual([1, 0])
})

test('sides that are alike, or alone in having a value, leave no gap', () => {
  expect(gapsOf([{ running: 100 }, { running: 101 }])).toEqual([])
  expect(gapsOf([{ start: 3 }, { start: null }, {}])).toEqual([])
  expect(gapsOf([])).toEqual([])
})

test('nothing at all is no reason to divide by it', () => {
  const [gap] = gapsOf([{ overhead: 28 }, { overhead: 0 }])
  expect(gap).toMatchObject({ fromNothing: true, values: [28, 0] })
  expect(gap?.ratio).toBe(2800)
})

test('equal values keep the order of the sides', () => {
  expect(gapsOf([{ lost: 5 }, { lost: 50 }, { lost: 50 }])[0]?.order).toEqual([1, 2, 0])
})
