// Bands that add up, labels that do not touch, and the scale of reclaim with its marker.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bandArea,
  gibibyteTicks,
  percentOfMinFree,
  reclaimMarker,
  reclaimOrder,
  reclaimZones,
  spreadLabels,
  stackBands,
} from '../../../src/viz/pages'
import { timeScale, valueScale } from '../../../src/viz/scale'
import { forAll } from '../../support/for-all'

const seriesOf = (...values: readonly number[]) => ({
  at: Float64Array.from(values, (_, sample) => sample * 10),
  value: Float64Array.from(values),
})

test('each band lies on the one before, and the last reaches the sum', () => {
  forAll(
    fc.array(fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 5, maxLength: 5 }), { minLength: 1 }),
    100,
    (rows) => {
      const bands = stackBands(
        rows.map((row) => seriesOf(...row)),
        1000,
        7,
      )
      bands.forEach((band, at) => {
        expect([...band.lower]).toEqual(at === 0 ? Array(5).fill(7) : [...(bands[at - 1]?.upper ?? [])])
      })
      const sums = [0, 1, 2, 3, 4].map((at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 7))
      expect([...(bands[bands.length - 1]?.upper ?? [])]).toEqual(sums)
    },
  )
})

test('bands end at the time asked for, and what began later counts as nothing before', () => {
  const late = { at: Float64Array.of(20), value: Float64Array.of(5) }
  const [first, second] = stackBands([seriesOf(1, 2, 3, 4), late], 25)
  expect([...(first?.at ?? [])]).toEqual([0, 10, 20])
  expect([...(second?.upper ?? [])]).toEqual([1, 2, 8])
  expect(stackBands([null, null], 25).map(({ at }) => at.length)).toEqual([0, 0])
})

test('an area follows both rims and is empty where there is nothing', () => {
  const time = timeScale(30, 0, 30)
  const value = valueScale({ type: 'linear', max: 10 }, 100, 0)
  const [low, high] = stackBands([seriesOf(2, 4), seriesOf(1, 0)], 30)
  if (low === undefined || high === undefined) throw new Error('two bands were asked for')
  expect(bandArea(low, time, value)).toBe('M0,80L10,60L10,100L0,100Z')
  expect(bandArea(high, time, value)).toBe('M0,70L10,60L10,60L0,80Z')
  const [none] = stackBands([seriesOf(0, 0)], 30)
  expect(none === undefined ? '' : bandArea(none, time, value)).toBe('')
})

test('ticks are powers of two of GiB, no more than asked for', () => {
  expect(gibibyteTicks(196_608, 6)).toEqual([0, 32768, 65536, 98304, 131072, 163840, 196608])
  expect(gibibyteTicks(6144, 6)).toEqual([0, 1024, 2048, 3072, 4096, 5120, 6144])
  expect(gibibyteTicks(512, 4)).toEqual([0, 128, 256, 384, 512])
  expect(gibibyteTicks(0, 4)[0]).toBe(0)
})

test('labels keep their distance, their order and their room', () => {
  const heights = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 })
  forAll(heights, 200, (wanted) => {
    const placed = spreadLabels(wanted, 18, 0, 300)
    const sorted = [...placed].sort((a, b) => a - b)
    sorted.slice(1).forEach((y, at) => expect(y - (sorted[at] ?? 0)).toBeGreaterThanOrEqual(18))
    expect(Math.min(...placed)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...placed)).toBeLessThanOrEqual(300)
    wanted.forEach((one, at) =>
      wanted.forEach((other, to) => {
        if (one < other) expect(placed[at]).toBeLessThan(placed[to] ?? 0)
      }),
    )
  })
  expect(spreadLabels([10, 100, 200], 18, 0, 300)).toEqual([10, 100, 200])
})

const thresholds = [100, 64, 32, 16]
const zones = reclaimZones(thresholds)

test('the zones cover the scale in the order in which a host runs short', () => {
  expect(zones.map(({ state }) => state)).toEqual([...reclaimOrder])
  expect(zones.map(({ from, to }) => [from, to])).toEqual([
    [400, 100],
    [100, 64],
    [64, 32],
    [32, 16],
    [16, 0],
  ])
  zones.slice(1).forEach(({ left }, at) => {
    expect(left).toBeCloseTo((zones[at]?.left ?? 0) + (zones[at]?.width ?? 0), 9)
  })
  expect(zones.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 9)
})

test('thresholds place the marker: at each it stands on the border, between them in the zone', () => {
  thresholds.forEach((threshold, at) => {
    const border = (zones[at]?.left ?? 0) + (zones[at]?.width ?? 0)
    expect(reclaimMarker(zones, threshold)).toBeCloseTo(border, 9)
    const below = reclaimMarker(zones, threshold - 1)
    expect(below).toBeGreaterThan(border)
    expect(below).toBeLessThan(border + (zones[at + 1]?.width ?? 0))
  })
  expect(reclaimMarker(zones, 48)).toBeCloseTo((zones[2]?.left ?? 0) + (zones[2]?.width ?? 0) / 2, 9)
  expect(reclaimMarker(zones, 9000)).toBe(0)
  expect(reclaimMarker(zones, 0)).toBeCloseTo(1, 9)
})

test('free memory is measured by the least that should be free', () => {
  expect(percentOfMinFree(1200, 1600)).toBe(75)
  expect(percentOfMinFree(1200, 0)).toBe(0)
})
