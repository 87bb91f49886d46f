// Bars of the catalogue: to scale, logarithmic only where a straight scale would hide the small ones.
import { expect, test } from 'vitest'
import { barScale } from '../../../src/viz/catalogue'

test('a straight scale starts at 0 and ends at the largest', () => {
  expect(barScale([10, 5, 2.5])).toEqual({ log: false, from: 0, to: 10, shares: [1, 0.5, 0.25] })
})

test('what has no number has no bar, and nothing is an empty one', () => {
  expect(barScale([null, 4, 0])).toEqual({ log: false, from: 0, to: 4, shares: [null, 1, 0] })
  expect(barScale([])).toEqual({ log: false, from: 0, to: 0, shares: [] })
  expect(barScale([0, 0])).toEqual({ log: false, from: 0, to: 0, shares: [0, 0] })
})

test('a logarithmic scale runs between powers of ten', () => {
  const { log, from, to, shares } = barScale([2, 200, 20000])
  expect({ log, from, to }).toEqual({ log: true, from: 1, to: 100000 })
  expect(shares.map((share) => Number(share?.toFixed(3)))).toEqual([0.06, 0.46, 0.86])
})

test('the turn to a logarithm is at a ratio of 50, and zeros do not count', () => {
  expect(barScale([1, 50]).log).toBe(false)
  expect(barScale([1, 51]).log).toBe(true)
  expect(barScale([0, 1, 50]).log).toBe(false)
  expect(barScale([0, 1, 51]).shares[0]).toBe(0)
})

test('what is there can be seen', () => {
  const { shares } = barScale([1, 1.001, 60])
  for (const share of shares) expect(share).toBeGreaterThan(0)
})
