// Small charts: lines within their box, a band between the first two, differences at the times of each side.
import { expect, test } from 'vitest'
import { differencesOf, layoutChart, samplesOf, type Samples } from '../../../src/viz/compare'

const size = { width: 100, height: 50, end: 10 }
const samples = (...values: readonly number[]): Samples => ({
  at: Float64Array.from(values.keys()),
  value: Float64Array.from(values),
})

/** The coordinates of a path. */
const pointsOf = (path: string) =>
  path
    .replace(/^M|Z$/g, '')
    .split(/[LM]/)
    .map((point) => point.split(',').map(Number))

test('every point lies within the box, and later means further right', () => {
  const { lines } = layoutChart([samples(0, 5, 10), samples(10, 0, 3)], size)
  for (const line of lines) {
    const points = pointsOf(line)
    expect(points).toHaveLength(3)
    for (const [x = -1, y = -1] of points) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(100)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(50)
    }
    expect(points.map(([x]) => x)).toEqual([0, 10, 20])
  }
})

test('the band runs along the second side and back along the first', () => {
  const { band } = layoutChart([samples(0, 0), samples(4, 4)], size)
  expect(pointsOf(band)).toEqual([
    [0, 3],
    [10, 3],
    [10, 47],
    [0, 47],
  ])
})

test('sides without samples are drawn as nothing', () => {
  const { lines, band } = layoutChart([null, samples(1)], size)
  expect(lines[0]).toBe('')
  expect(lines[1]).not.toBe('')
  expect(band).toBe('')
})

test('a difference is taken against the first side, which lies on the line of none', () => {
  const [first, second] = differencesOf([samples(1, 2, 3), samples(4, 4, 1)])
  expect(Array.from(first?.value ?? [])).toEqual([0, 0, 0])
  expect(Array.from(second?.value ?? [])).toEqual([3, 2, -2])
  const { zero, lines } = layoutChart([first ?? null, second ?? null], size)
  expect(pointsOf(lines[0] ?? '').every(([, y]) => Math.abs((y ?? 0) - zero) < 0.01)).toBe(true)
})

test('CPU per app is shared out sample by sample, and times without apps are left out', () => {
  const recorded: Readonly<Record<string, Samples>> = {
    'cpu.used': samples(0, 100, 300),
    'workload.running': samples(0, 1, 2),
  }
  const told = samplesOf('cpu', (metric) => recorded[metric] ?? null)
  expect(Array.from(told?.at ?? [])).toEqual([1, 2])
  expect(Array.from(told?.value ?? [])).toEqual([100, 150])
  expect(samplesOf('start', () => null)).toBeNull()
})

test('on a log scale each tenfold is as high as the one before, and nothing stays at the foot', () => {
  const { lines } = layoutChart([samples(0, 9, 99)], size, 'log')
  const [low = 0, middle = 0, high = 0] = pointsOf(lines[0] ?? '').map(([, y]) => y ?? 0)
  expect(low).toBe(47)
  expect(low - middle).toBeCloseTo(middle - high, 1)
})

test('where the top is cut, what is usual is still told apart', () => {
  const usual = Array.from({ length: 60 }, (_, at) => (at === 0 ? 10000 : 50))
  const { lines } = layoutChart([samples(...usual)], { ...size, end: 60 }, 'cut')
  const [first, second] = pointsOf(lines[0] ?? '').map(([, y]) => y ?? 0)
  expect(first).toBeLessThan(0)
  expect(second).toBeGreaterThan(3)
  expect(second).toBeLessThan(25)
})

test('before anything is measured, nothing is drawn on the ground', () => {
  const { zero, lines } = layoutChart([null, samples(0, 0)], size)
  expect(zero).toBe(47)
  expect(pointsOf(lines[1] ?? '').map(([, y]) => y)).toEqual([47, 47])
})
