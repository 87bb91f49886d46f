// Pools to scale: areas add up to the capacity, nothing overlaps, and sums are true as printed.
import { expect, test } from 'vitest'
import { layoutPools, neighbourOf, roundToSum, type PoolPart } from '../../../src/viz/pools'

const shape = { box: { x: 0, y: 0, width: 900, height: 500 }, title: 24, gap: 12, most: 300 }

function parts(tenants: number, groups: number): readonly PoolPart[] {
  return Array.from({ length: tenants * groups }, (_, at) => ({
    tenant: `t${at % tenants}`,
    group: `g${at}`,
    value: 1 + ((at * 7919) % 97),
    weight: 1 + ((at * 31) % 13),
  }))
}

const area = ({ width, height }: { width: number; height: number }) => width * height
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test.each([
  [1, 1],
  [3, 4],
  [9, 20],
])('%i tenants of %i groups have areas in the proportion of their values', (tenants, groups) => {
  const blocks = layoutPools(parts(tenants, groups), 500, shape)
  const perValue = area(blocks[0]?.rect ?? { width: 0, height: 0 }) / (blocks[0]?.value ?? 1)
  expect(perValue).toBeGreaterThan(0)
  for (const block of blocks) {
    expect(area(block.rect) / block.value).toBeCloseTo(perValue, 6)
    for (const tile of block.tiles) expect(area(tile.rect) / tile.value).toBeCloseTo(perValue, 6)
  }
  expect(total(blocks.map((block) => block.value))).toBe(
    500 + total(parts(tenants, groups).map((part) => part.value)),
  )
})

test('blocks stay in the box, leave room for their titles and never overlap', () => {
  const blocks = layoutPools(parts(6, 10), 1000, shape)
  for (const { rect } of blocks) {
    expect(rect.x).toBeGreaterThanOrEqual(0)
    expect(rect.y).toBeGreaterThanOrEqual(shape.title)
    expect(rect.x + rect.width).toBeLessThanOrEqual(900.001)
    expect(rect.y + rect.height).toBeLessThanOrEqual(500.001)
  }
  blocks.forEach((a, at) => {
    for (const b of blocks.slice(at + 1)) {
      const apart =
        a.rect.x + a.rect.width <= b.rect.x + 0.001 ||
        b.rect.x + b.rect.width <= a.rect.x + 0.001 ||
        a.rect.y + a.rect.height <= b.rect.y + 0.001 ||
        b.rect.y + b.rect.height <= a.rect.y + 0.001
      expect(apart).toBe(true)
    }
  })
})

test('the last block is what is free; without any there is none', () => {
  expect(layoutPools(parts(2, 2), 7, shape).at(-1)).toMatchObject({ tenant: null, value: 7, tiles: [] })
  expect(layoutPools(parts(2, 2), 0, shape).every((block) => block.tenant !== null)).toBe(true)
  expect(layoutPools([], 0, shape)).toEqual([])
})

test('of very many groups the lightest of a tenant share one tile, and nothing is lost', () => {
  const many = parts(3, 400)
  const blocks = layoutPools(many, 0, { ...shape, most: 100 })
  const tiles = blocks.flatMap((block) => block.tiles)
  expect(tiles.length).toBeLessThanOrEqual(103)
  expect(total(tiles.map((tile) => tile.groups))).toBe(1200)
  expect(total(tiles.map((tile) => tile.value))).toBe(total(many.map((part) => part.value)))
})

test('an arrow key finds the next tile in its direction', () => {
  const tile = (x: number, y: number) => ({ x, y, width: 10, height: 10 })
  const tiles = [tile(0, 0), tile(20, 0), tile(0, 20), tile(20, 22)]
  expect(neighbourOf(tiles, 0, 'right')).toBe(1)
  expect(neighbourOf(tiles, 0, 'down')).toBe(2)
  expect(neighbourOf(tiles, 3, 'left')).toBe(2)
  expect(neighbourOf(tiles, 0, 'left')).toBeNull()
})

test('rounded numbers still add up to their rounded sum', () => {
  expect(roundToSum([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([0.4, 0.3, 0.3])
  expect(total(roundToSum([10.26, 20.26, 30.26], 1))).toBeCloseTo(60.8, 9)
  expect(roundToSum([], 1)).toEqual([])
})
