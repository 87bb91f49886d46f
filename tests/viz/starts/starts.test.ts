// The chart of starts: rows in order, bars that add up, a window that holds all of it, and looks that differ.
import { describe, expect, test } from 'vitest'
import { startPhaseNames } from '../../../src/sim'
import {
  barsOfLayer,
  barsOfStart,
  chartRows,
  kindsIn,
  lookOf,
  rowsInSight,
  tickDigits,
  ticksOf,
  timeToX,
  windowOf,
} from '../../../src/viz/starts'
import { containerStart, layerRow, starts, vmStart } from '../../support/life-answers'

const second = 1_000_000

describe('rows', () => {
  test('come oldest first, the layers of a pull right below it', () => {
    const rows = chartRows(starts, new Set())
    expect(rows.map((row) => row.type)).toEqual(['pull', 'layer', 'layer', 'layer', 'start', 'start'])
    expect(rows.flatMap((row) => (row.type === 'start' ? [row.start.name] : []))).toEqual(['web-1', 'db-1'])
  })

  test('of a folded pull are gone, and its key is still the same', () => {
    const [pull] = chartRows(starts, new Set())
    const rows = chartRows(starts, new Set([pull?.key ?? '']))
    expect(rows).toHaveLength(3)
    expect(rows[0]?.key).toBe(pull?.key)
  })

  test('have keys of their own, even where one thing starts twice', () => {
    const rows = chartRows({ starts: [vmStart, vmStart, vmStart], pulls: [] }, new Set())
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3)
  })

  test('a layer that was there already has no bar and names no kind', () => {
    const cached = layerRow('base', { cached: true, download: null, extract: null })
    expect(barsOfLayer(cached, { window: { from: 0, to: second }, width: 100, now: 0 })).toEqual([])
    const pulls = [{ ...starts.pulls[0], image: 'x', layers: [cached] }] as typeof starts.pulls
    expect(kindsIn(chartRows({ starts: [], pulls }, new Set()))).toEqual([])
  })
})

describe('the window', () => {
  test('reaches from the first that was asked for to now while anything goes on', () => {
    const window = windowOf(starts, 9 * second)
    expect(window.from).toBe(0.5 * second)
    expect(window.to).toBeGreaterThan(9 * second)
  })

  test('ends with the last that ended once nothing goes on, however late it is', () => {
    const window = windowOf({ starts: [containerStart], pulls: [] }, 500 * second)
    expect(window.to).toBeGreaterThanOrEqual(1.4 * second)
    expect(window.to).toBeLessThan(1.5 * second)
  })

  test('of nothing is the run so far', () => {
    expect(windowOf({ starts: [], pulls: [] }, 7 * second)).toEqual({ from: 0, to: 7 * second })
  })

  test.each([
    [{ from: 0, to: 3000 }, 4],
    [{ from: 0, to: 60 * second }, 0],
    [{ from: 5 * second, to: 6 * second }, 1],
  ])('%j has few round ticks inside it, told apart by %i digits', (window, digits) => {
    const ticks = ticksOf(window, 8)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThanOrEqual(9)
    for (const tick of ticks) expect(tick >= window.from && tick <= window.to).toBe(true)
    expect(tickDigits(ticks)).toBe(digits)
  })
})

describe('bars', () => {
  const scale = { window: { from: 2 * second, to: 6 * second }, width: 400, now: 5 * second }

  test('of one start join without gaps, from when it was asked for to now', () => {
    const bars = barsOfStart(vmStart, scale)
    expect(bars.map(({ kind }) => kind)).toEqual(['vmm', 'firmware', 'kernel'])
    expect(bars[0]?.x).toBeCloseTo(0)
    for (const [at, bar] of bars.entries()) {
      const next = bars[at + 1]
      if (next !== undefined) expect(bar.x + bar.width).toBeCloseTo(next.x)
    }
    const last = bars[2]
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(timeToX(scale, 5 * second))
    expect(last).toMatchObject({ open: true, speedPermille: 430 })
  })

  test('beyond the window are left out, and short ones still seen', () => {
    expect(barsOfStart(containerStart, scale)).toEqual([])
    const tiny = {
      ...containerStart,
      phases: [{ phase: 'app', from: 3 * second, to: 3 * second + 1, speedPermille: 1000 }],
    }
    expect(barsOfStart(tiny, scale)[0]?.width).toBe(1)
  })

  test('of different phases differ in colour or pattern', () => {
    const looks = [...startPhaseNames, 'download', 'extract'].map((kind) => JSON.stringify(lookOf(kind)))
    expect(new Set(looks).size).toBe(looks.length)
  })
})

test('of many rows only those in sight are drawn, with a few to spare', () => {
  expect(rowsInSight(1000, 20, 0, 400)).toEqual({ from: 0, to: 24 })
  expect(rowsInSight(1000, 20, 10_000, 400)).toEqual({ from: 496, to: 524 })
  expect(rowsInSight(1000, 20, 19_600, 400).to).toBe(1000)
})
