// Geometry of the textbook's pictures: to scale, in place, and complete.
import { describe, expect, test } from 'vitest'
import {
  bitsFor,
  cutBits,
  layoutMemory,
  layoutMisses,
  layoutSchedule,
  markAt,
  ticksOf,
} from '../../../src/viz/textbook'

describe('a schedule', () => {
  const stretches = [
    { start: 0, end: 4, at: 0, label: '0' },
    { start: 4, end: 5, at: 1, label: 'a long name' },
    { start: 5, end: 10, at: 0, label: '0', worked: 2 },
  ]
  const picture = layoutSchedule(stretches, 2, 10, 800)

  test('bars are to scale, in the lane of their job, one after the other', () => {
    const [first, second, third] = picture.bars
    expect((first?.width ?? 0) / (second?.width ?? 1)).toBeCloseTo(4)
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.x ?? 0)
    expect(third?.workedWidth).toBeCloseTo((second?.width ?? 0) * 2)
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0))
    expect((third?.x ?? 0) + (third?.width ?? 0)).toBeLessThanOrEqual(800)
  })

  test('a name that does not fit is left out', () => {
    expect(picture.bars.map(({ named }) => named)).toEqual([true, false, true])
  })

  test('a time is where the bar that begins then begins', () => {
    expect(markAt(picture, 4, 10)).toBeCloseTo(picture.bars[1]?.x ?? 0)
  })

  test('ticks are round and few', () => {
    expect(ticksOf(10, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(ticksOf(100, 12)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    for (const end of [3, 17, 999, 123456]) expect(ticksOf(end, 12).length).toBeLessThanOrEqual(13)
  })
})

describe('a memory', () => {
  const rects = layoutMemory(
    [
      { kind: 'hole', start: 60, size: 40, wasted: 0, label: '40' },
      { kind: 'block', start: 10, size: 50, wasted: 10, label: '0' },
    ],
    10,
    90,
    900,
  )

  test('parts lie by address, to scale, without a gap', () => {
    expect(rects.map(({ kind, x, width }) => [kind, x, width])).toEqual([
      ['block', 0, 500],
      ['hole', 500, 400],
    ])
  })

  test('what is wasted is the end of the block', () => {
    expect([rects[0]?.wastedX, rects[0]?.wastedWidth]).toEqual([400, 100])
  })

  test('the smallest part is still to be seen', () => {
    const [tiny] = layoutMemory([{ kind: 'hole', start: 0, size: 1, wasted: 0, label: '1' }], 0, 1000000, 800)
    expect([tiny?.width, tiny?.named]).toEqual([1, false])
  })
})

describe('misses', () => {
  test('more is higher, and what goes up is marked', () => {
    const { points, path } = layoutMisses([12, 12, 9, 10, 5], 480, 160)
    expect(points.map(({ anomaly }) => anomaly)).toEqual([false, false, false, true, false])
    expect(points[3]?.y).toBeLessThan(points[2]?.y ?? 0)
    expect(path.match(/[ML]/g)).toEqual(['M', 'L', 'L', 'L', 'L'])
  })

  test('none at all is a flat line', () => {
    expect(layoutMisses([0, 0], 100, 100).points.map(({ y }) => y)).toEqual([76, 76])
    expect(layoutMisses([], 100, 100).points).toEqual([])
  })
})

describe('bits', () => {
  test('are cut from the highest field down', () => {
    const fields = cutBits(0b000_001_011, [
      { name: 'directory', width: 3 },
      { name: 'table', width: 3 },
      { name: 'offset', width: 3 },
    ])
    expect(fields.map(({ bits, value }) => [bits, value])).toEqual([
      ['000', 0],
      ['001', 1],
      ['011', 3],
    ])
  })

  test('of large addresses are not lost', () => {
    const [high, low] = cutBits(2 ** 40 + 5, [
      { name: 'high', width: 9 },
      { name: 'low', width: 32 },
    ])
    expect([high?.value, low?.value]).toEqual([256, 5])
  })

  test('a page size has them only when it is a power of two', () => {
    expect([1, 2, 4096, 3000, 0].map(bitsFor)).toEqual([0, 1, 12, null, null])
  })
})
