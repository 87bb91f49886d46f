// Hosts as bars: everything is to one scale, nothing overlaps, and what is taken and free add up.
import { expect, test } from 'vitest'
import type { BinView } from '../../../src/sim'
import { barAt, barsOnPage, layoutBin, type Span } from '../../../src/viz/bins'

const scale = { pxPerMiB: 0.1, floor: 400, lowest: 4 }

function bin(sizes: readonly number[], more: Partial<BinView> = {}): BinView {
  const sharedMiB = more.sharedMiB ?? 0
  const taken = sizes.reduce((a, b) => a + b, 0) + sharedMiB
  return {
    host: 'host-1',
    on: true,
    usableMiB: 4000,
    freeMiB: 4000 - taken,
    sharedMiB,
    units: sizes.map((memoryMiB, at) => ({
      name: `u-${at}`,
      group: at % 2 === 0 ? 'web' : 'db',
      memoryMiB,
      state: 0,
      members: 1,
    })),
    ...more,
  }
}

const bottom = ({ y, height }: Span) => y + height

test.each([[[1000, 500, 700]], [[4000]], [[]], [[30, 20, 1500, 10, 30, 700]]])(
  'a bar with units of %j MiB is filled without gaps and overlaps',
  (sizes) => {
    const layout = layoutBin(bin(sizes, { sharedMiB: sizes.length > 1 ? 40 : 0 }), scale)
    const spans = [...(layout.shared === null ? [] : [layout.shared]), ...layout.blocks, layout.free]
    let floor = 400
    for (const span of spans) {
      expect(bottom(span)).toBeCloseTo(floor, 9)
      floor = span.y
    }
    expect(floor).toBeCloseTo(layout.y, 9)
    expect(layout.height).toBeCloseTo(400, 9)
    expect(layout.free.height / scale.pxPerMiB).toBeCloseTo(
      bin(sizes, { sharedMiB: sizes.length > 1 ? 40 : 0 }).freeMiB,
      6,
    )
  },
)

test('units too low to be seen are drawn together with others of their group, and none is lost', () => {
  const layout = layoutBin(bin([30, 20, 1500, 10, 30, 700]), scale)
  expect(layout.blocks.map(({ name, units, memoryMiB }) => [name, units, memoryMiB])).toEqual([
    ['u-2', 1, 1500],
    ['u-5', 1, 700],
    ['', 2, 60],
    ['', 2, 30],
  ])
})

test('a block without a name keeps the number of units it stands for', () => {
  const rest = { name: '', group: 'web', memoryMiB: 2000, state: 0, members: 37 }
  expect(layoutBin(bin([], { units: [rest] }), scale).blocks[0]).toMatchObject({ name: '', units: 37 })
})

test('a host that holds more than it has shows no hole', () => {
  expect(layoutBin(bin([5000]), scale).free.height).toBe(0)
})

test('a point is over the bar whose column it lies in, or beside them all', () => {
  expect(barAt(0, 90, 10)).toBe(0)
  expect(barAt(899, 90, 10)).toBe(9)
  expect(barAt(900, 90, 10)).toBeNull()
  expect(barAt(-1, 90, 10)).toBeNull()
})

test('a fleet is shown whole while its bars stay readable, else page by page', () => {
  expect(barsOnPage(10, 1000, 90, 48)).toBe(10)
  expect(barsOnPage(20, 1000, 90, 48)).toBe(20)
  expect(barsOnPage(21, 1000, 90, 48)).toBe(11)
  expect(barsOnPage(10_000, 1000, 90, 48)).toBe(11)
})
