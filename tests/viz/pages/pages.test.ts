// Maps of pages: Hilbert's curve, cells that add up, and pixels that show states by colour and by pattern.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageStates } from '../../../src/sim'
import {
  cellCount,
  cellsOf,
  cellSize,
  hilbertCurve,
  isInk,
  mapGrid,
  mapShape,
  mostSide,
  noCell,
  pageMap,
  paintPages,
  paintTable,
  stateTiles,
  tilePath,
  tiles,
  tileSide,
  type Rgb,
  type StateInk,
  type Tile,
} from '../../../src/viz/pages'
import { forAll } from '../../support/for-all'

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

const apart = (columns: number, from: number, to: number) =>
  Math.abs((from % columns) - (to % columns)) +
  Math.abs(Math.floor(from / columns) - Math.floor(to / columns))

function expectWhole(columns: number, rows: number): void {
  const curve = hilbertCurve(columns, rows)
  expect(curve).toHaveLength(columns * rows)
  expect(new Set(curve).size).toBe(columns * rows)
  expect(curve.reduce((most, cell) => Math.max(most, cell), 0)).toBe(columns * rows - 1)
}

function longestStep(columns: number, rows: number): number {
  const curve = hilbertCurve(columns, rows)
  return curve.reduce(
    (longest, cell, at) => Math.max(longest, at === 0 ? 0 : apart(columns, curve[at - 1] ?? 0, cell)),
    0,
  )
}

test.each([1, 2, 4, 8, 16, 32, 64, 128])(
  'the curve of a square of side %i passes every cell once, step by step',
  (side) => {
    expectWhole(side, side)
    expect(longestStep(side, side)).toBe(side === 1 ? 0 : 1)
  },
)

test('the curve of any rectangle passes every cell once; of one with even sides step by step', () => {
  for (let columns = 1; columns <= 24; columns++) {
    for (let rows = 1; rows <= 24; rows++) {
      expectWhole(columns, rows)
      const even = columns % 2 === 0 && rows % 2 === 0
      expect(longestStep(columns, rows)).toBeLessThanOrEqual(even ? 1 : 2)
    }
  }
})

test('near numbers stay near: a quarter of the curve fills a quarter of the square', () => {
  const curve = hilbertCurve(16, 16)
  expect(curve[0]).toBe(0)
  for (let quarter = 0; quarter < 4; quarter++) {
    const cells = [...curve.slice(quarter * 64, quarter * 64 + 64)]
    const columns = cells.map((cell) => cell % 16)
    const rows = cells.map((cell) => cell >> 4)
    expect(Math.max(...columns) - Math.min(...columns)).toBe(7)
    expect(Math.max(...rows) - Math.min(...rows)).toBe(7)
  }
})

test('there is no curve of other sides', () => {
  for (const side of [-1, 0, 0.5, mostSide + 1, NaN]) {
    expect(() => hilbertCurve(side, 4)).toThrow(RangeError)
    expect(() => hilbertCurve(4, side)).toThrow(RangeError)
  }
})

const parts = fc.array(fc.integer({ min: 0, max: 65536 }), { minLength: 7, maxLength: 7 })
const cellSizes = fc.integer({ min: 1, max: 8 }).map((power) => 2 ** power)

test('cells add up to what was promised, and each state is at most one cell from its share', () => {
  forAll(fc.record({ parts, mebibytes: cellSizes }), 200, ({ parts, mebibytes }) => {
    const cells = cellsOf(parts, mebibytes)
    const promised = total(parts)
    expect(total(cells)).toBe(cellCount(promised, mebibytes))
    cells.forEach((count, at) => {
      const share = promised === 0 ? 0 : ((parts[at] ?? 0) / promised) * total(cells)
      expect(Math.abs(count - share)).toBeLessThan(1)
    })
  })
})

test('a map holds the cells of each state, and nothing else but emptiness', () => {
  forAll(fc.record({ parts, mebibytes: cellSizes.map((size) => size * 16) }), 60, ({ parts, mebibytes }) => {
    const cells = cellsOf(parts, mebibytes)
    const { columns, rows, states } = pageMap(cells)
    expect(states).toHaveLength(columns * rows)
    cells.forEach((count, state) => {
      expect(states.filter((one) => one === state)).toHaveLength(count)
    })
    expect(states.filter((one) => one === noCell)).toHaveLength(columns * rows - total(cells))
  })
})

test('a map is nearly a square with few empty cells, whatever the size of the unit', () => {
  expect(mapShape(256)).toEqual({ columns: 16, rows: 16 })
  expect(mapShape(0)).toEqual({ columns: 0, rows: 0 })
  expect(mapShape(3)).toEqual({ columns: 3, rows: 1 })
  forAll(fc.integer({ min: 4, max: 70_000 }), 300, (cells) => {
    const { columns, rows } = mapShape(cells)
    expect([columns % 2, rows % 2]).toEqual([0, 0])
    expect(columns * rows).toBeGreaterThanOrEqual(cells)
    expect(columns * rows - cells).toBeLessThan(2 * Math.max(columns, rows))
    expect(Math.max(columns, rows)).toBeLessThanOrEqual(2 * Math.min(columns, rows))
  })
})

test('cells are 2 MiB as long as they are legible, then a power of two more', () => {
  expect(cellSize(8192, 97, 4)).toEqual({ mebibytes: 32, px: 6 })
  expect(cellSize(512, 97, 4)).toEqual({ mebibytes: 2, px: 6 })
  expect(cellSize(8192, 256, 4)).toEqual({ mebibytes: 2, px: 4 })
  expect(cellSize(8192, 3, 4)).toEqual({ mebibytes: 8192, px: 3 })
  forAll(
    fc.record({ largest: fc.integer({ min: 1, max: 4194304 }), room: fc.integer({ min: 8, max: 600 }) }),
    200,
    (asked) => {
      const { mebibytes, px } = cellSize(asked.largest, asked.room, 4)
      expect(Number.isInteger(Math.log2(mebibytes))).toBe(true)
      expect(px).toBeGreaterThanOrEqual(4)
      const { columns, rows } = mapShape(cellCount(asked.largest, mebibytes))
      expect(px * Math.max(columns, rows)).toBeLessThanOrEqual(asked.room)
    },
  )
})

const ground: Rgb = [255, 255, 255]
const inkOf = (state: number, tile: Tile): StateInk => ({
  tile,
  fill: [state, 10, 20],
  mark: [state, 200, 200],
})
const allInks = pageStates.map((_, state) => inkOf(state, stateTiles[state] ?? 'plain'))
const bytesOf = (image: Uint32Array) => new Uint8Array(image.buffer)

test('every cell is painted in the colour of its state, with the pattern that goes on over its rims', () => {
  const map = pageMap([3, 5, 8, 0, 20, 0, 28])
  const px = 4
  const [left, top, width, height] = [3, 2, 40, 36]
  const image = new Uint32Array(width * height)
  paintPages(image, width, left, top, map, px, paintTable(allInks, ground, 1))
  const bytes = bytesOf(image)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = [Math.floor((x - left) / px), Math.floor((y - top) / px)]
      const inside = column >= 0 && row >= 0 && column < map.columns && row < map.rows
      const state = inside ? (map.states[row * map.columns + column] ?? noCell) : noCell
      const pixel = [...bytes.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)]
      const marked = state !== noCell && isInk(stateTiles[state] ?? 'plain', x, y)
      const colour = marked ? [state, 200, 200, 255] : [state, 10, 20, 255]
      expect(pixel).toEqual(state === noCell ? [0, 0, 0, 0] : colour)
    }
  }
})

test('cells that are large enough have a line between them, and an enlarged pattern keeps its form', () => {
  const map = pageMap([0, 4])
  const image = new Uint32Array(24 * 24)
  paintPages(image, 24, 0, 0, map, 12, paintTable([inkOf(0, 'plain'), inkOf(1, 'dots')], ground, 2))
  const green = (x: number, y: number) => bytesOf(image)[4 * (y * 24 + x) + 1]
  expect(green(5, 0)).toBe(10)
  expect(green(11, 0)).toBe(54)
  expect(green(5, 11)).toBe(54)
  expect([2, 3, 4, 5].map((x) => green(x, 2))).toEqual([200, 200, 200, 200])
  expect(green(6, 2)).toBe(10)
})

test('the patterns of the states differ, and each tile is a square that says its path', () => {
  const drawn = pageStates.map((_, at) => stateTiles[at])
  expect(drawn).toHaveLength(stateTiles.length)
  const marked = drawn.filter((tile) => tile !== 'plain')
  expect(new Set(marked).size).toBe(marked.length)
  for (const name of Object.keys(tiles) as Tile[]) {
    expect(tiles[name].map((row) => row.length)).toEqual(Array(tileSide).fill(tileSide))
    const inked = total([...tilePath(name).matchAll(/h(\d+)v1/g)].map(([, run]) => Number(run)))
    expect(inked).toBe(tiles[name].join('').replace(/\./g, '').length)
  }
  expect(tilePath('plain')).toBe('')
})

test('maps are as large as their room allows, and never too small for their names', () => {
  const frame = { label: 22, gap: 8, least: 68 }
  expect(mapGrid(24, 616, 480, frame)).toEqual({ columns: 7, tile: 81 })
  expect(mapGrid(1, 616, 480, frame)).toEqual({ columns: 1, tile: 260 })
  forAll(
    fc.record({ count: fc.integer({ min: 1, max: 400 }), width: fc.integer({ min: 100, max: 1500 }) }),
    200,
    ({ count, width }) => {
      const { columns, tile } = mapGrid(count, width, 480, frame)
      expect(columns * tile + (columns - 1) * frame.gap).toBeLessThanOrEqual(width)
      expect(tile).toBeGreaterThanOrEqual(frame.least)
    },
  )
})
