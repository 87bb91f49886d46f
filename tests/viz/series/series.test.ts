// Lines and axes: measured values stand where their scales say, and nothing is drawn past the time it is asked for.
import { expect, test } from 'vitest'
import { timeScale, valueScale } from '../../../src/viz/scale'
import { bandPath, largestValue, linePath, valueAt } from '../../../src/viz/series'

const second = 1_000_000
const series = { at: Float64Array.of(0, second, 2 * second), value: Float64Array.of(1, 10, 100) }
const time = timeScale(2 * second, 0, 200)

test('a log axis gives each power of ten the same length', () => {
  const value = valueScale({ type: 'log', max: 1000 }, 90, 0)
  expect([1, 10, 100, 1000].map((one) => Math.round(value.to(one)))).toEqual([90, 60, 30, 0])
  expect(value.ticks).toEqual([1, 10, 100, 1000])
})

test('what a log axis cannot show lies on its foot', () => {
  const value = valueScale({ type: 'log', max: 1000 }, 90, 0)
  expect(value.to(0)).toBe(90)
})

test('a linear axis begins at 0 and has ticks at whole numbers only', () => {
  const value = valueScale({ type: 'linear', max: 1 }, 90, 0)
  expect(value.to(0)).toBe(90)
  expect(value.ticks.every(Number.isInteger)).toBe(true)
})

test('the clock has a handful of round ticks, whatever the length of the run', () => {
  for (const end of [3, 32, 600, 86_400, 31_536_000].map((seconds) => seconds * second)) {
    const { ticks } = timeScale(end, 0, 1000)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThanOrEqual(9)
    expect(ticks.at(-1)).toBeLessThanOrEqual(end)
  }
  expect(timeScale(32 * second, 0, 1000).ticks.map((tick) => tick / second)).toEqual([
    0, 5, 10, 15, 20, 25, 30,
  ])
})

test('a run without length still has a scale', () => {
  expect(timeScale(0, 0, 100).to(0)).toBe(0)
})

test('a line ends at the last sample at or before the time asked for', () => {
  const value = valueScale({ type: 'log', max: 100 }, 40, 0)
  expect(linePath(series, time, value, second)).toBe('M0,40L100,20')
  expect(linePath(series, time, value, second - 1)).toBe('M0,40Z')
  expect(linePath(series, time, value, -1)).toBe('')
})

test('a band has an edge for each of its two lines', () => {
  const value = valueScale({ type: 'linear', max: 100 }, 100, 0)
  const upper = { at: series.at, value: Float64Array.of(100, 100, 100) }
  expect(bandPath(series, upper, time, value, second)).toBe('M0,0L100,0L100,90L0,99Z')
})

test('the value at a time is the last one measured by then', () => {
  expect(valueAt(series, -1)).toBeNull()
  expect(valueAt(series, 1.5 * second)).toBe(10)
  expect(valueAt(series, 9 * second)).toBe(100)
})

test('the largest value of nothing is 1, so that an axis can be drawn', () => {
  expect(largestValue([])).toBe(1)
  expect(largestValue([series])).toBe(100)
})
