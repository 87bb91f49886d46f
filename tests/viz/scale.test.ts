// The scales of the strips stand where d3's do: d3 is the oracle, and stays out of the first screen.
import { scaleLinear, scaleLog } from 'd3'
import { describe, expect, test } from 'vitest'
import { timeScale, valueScale, type Scale } from '../../src/viz/scale'

const maxima = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 20, 31.6, 40, 64, 95, 150, 320, 2000, 8000, 123456]
const ranges: readonly (readonly [number, number])[] = [
  [100, 0],
  [37.5, 4.25],
  [0, 320],
]
/** From before the start to beyond the end. */
const shares = Array.from({ length: 27 }, (_, step) => (step - 3) / 20)

interface Oracle {
  (value: number): number
  invert(px: number): number
}

function compare(scale: Scale, oracle: Oracle, max: number, [start, end]: readonly [number, number]): void {
  for (const share of shares) {
    expect(scale.to(max * share)).toBeCloseTo(oracle(max * share), 9)
    const px = start + (end - start) * share
    expect(scale.from(px) / oracle.invert(px) || 1).toBeCloseTo(1, 9)
  }
}

describe.each(ranges.map((range) => ({ range })))('along $range px', ({ range: [start, end] }) => {
  const range = [start, end] as const
  test.each(maxima)('a line of values up to %d', (max) => {
    const scale = valueScale({ type: 'linear', max }, start, end)
    const oracle = scaleLinear([0, max], range).clamp(true)
    compare(scale, oracle, max, range)
    expect(scale.ticks).toEqual(oracle.ticks(3).filter(Number.isInteger))
  })

  test.each(maxima.slice(1))('powers of ten up to %d', (max) => {
    const oracle = scaleLog([1, max], range).clamp(true)
    const atLeastOne: Oracle = Object.assign((value: number) => oracle(Math.max(1, value)), {
      invert: (px: number) => oracle.invert(px),
    })
    compare(valueScale({ type: 'log', max }, start, end), atLeastOne, max, range)
  })

  test.each([1, 1000, 32_000_000])('a clock up to %d µs', (last) => {
    compare(timeScale(last, start, end), scaleLinear([0, last], range).clamp(true), last, range)
  })
})
