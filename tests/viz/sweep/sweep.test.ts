import { describe, expect, test } from 'vitest'
import { sweepPlot } from '../../../src/viz/sweep'

const frame = { left: 50, right: 250, top: 20, bottom: 140 }
const values = [100, 150, 200]

describe('a sweep', () => {
  test('stands between the ends of its frame, in the order of the values', () => {
    const { x } = sweepPlot(values, { type: 'log', max: 1000 }, frame)
    expect(values.map(x)).toEqual([50, 150, 250])
  })

  test('is drawn through one point for each stop', () => {
    const { path } = sweepPlot(values, { type: 'log', max: 1000 }, frame)
    expect(path([1, 10, 1000])).toBe('M50,140L150,100L250,20')
  })

  test('stays inside its frame whatever the metric is', () => {
    const { path } = sweepPlot(values, { type: 'log', max: 1000 }, frame)
    expect(path([0, 5000, 1])).toBe('M50,140L150,20L250,140')
    expect(path([])).toBe('')
  })
})
