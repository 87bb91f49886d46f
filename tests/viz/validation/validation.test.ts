// Intervals: where the published value, the band and the simulated value lie on a line.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalMarks } from '../../../src/viz/validation'
import { forAll } from '../../support/for-all'

test('the ends of what there is lie at the margins, and the rest in proportion', () => {
  const marks = intervalMarks({ published: 100, simulated: 130, low: 90, high: 110 }, 160)
  // From 90 to 130 in 144 px: 3.6 px each.
  expect(marks.band).toEqual({ x: 8, width: 72 })
  expect(marks.published).toBe(44)
  expect(marks.simulated).toBe(152)
})

test('an upper end alone begins at nothing', () => {
  const marks = intervalMarks({ published: 40, simulated: 10, low: null, high: 40 }, 160)
  expect(marks.band).toEqual({ x: 8, width: 144 })
  expect(marks.simulated).toBe(44)
})

test('a band of no width can still be seen, around its value', () => {
  const marks = intervalMarks({ published: 24, simulated: 24, low: 24, high: 24 }, 160)
  expect(marks).toEqual({ band: { x: 78.5, width: 3 }, published: 80, simulated: 80 })
})

test('nothing is drawn outside, and a value inside the band is drawn inside it', () => {
  const number = fc.integer({ min: -1000, max: 1000 })
  forAll(
    fc.tuple(number, number, fc.integer({ min: 0, max: 500 })),
    200,
    ([published, simulated, tolerance]) => {
      const interval = { published, simulated, low: published - tolerance, high: published + tolerance }
      const { band, ...marks } = intervalMarks(interval, 160)
      for (const x of [band.x, band.x + band.width, marks.published, marks.simulated]) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(160)
      }
      const isInside = simulated >= interval.low && simulated <= interval.high
      if (!isInside) return
      expect(marks.simulated).toBeGreaterThanOrEqual(band.x - 1e-9)
      expect(marks.simulated).toBeLessThanOrEqual(band.x + band.width + 1e-9)
    },
  )
})
