// The grid of a page walk: every reference once, host tables down a column, the guest table at its foot.
import { expect, test } from 'vitest'
import { walkGrid, walkPath, type WalkReference } from '../../../src/viz/walk'

function nested(guest: number, host: number): WalkReference[] {
  const references: WalkReference[] = []
  const add = (table: 'guest' | 'host', level: number) =>
    references.push({ number: references.length + 1, table, level })
  for (let g = guest; g >= 0; g--) {
    for (let h = host; h >= 1; h--) add('host', h)
    if (g > 0) add('guest', g)
  }
  return references
}

test.each([2, 3, 4, 5].flatMap((guest) => [2, 3, 4, 5].map((host) => [guest, host] as const)))(
  'a walk of %i guest and %i host levels has (g+1)(h+1)−1 numbered cells, no two in one place',
  (guest, host) => {
    const grid = walkGrid(nested(guest, host))
    expect(grid.cells).toHaveLength((guest + 1) * (host + 1) - 1)
    expect([grid.columns, grid.rows]).toEqual([guest + 1, host + 1])
    expect(new Set(grid.cells.map(({ column, row }) => `${column} ${row}`)).size).toBe(grid.cells.length)
    expect(grid.cells.map(({ number }) => number)).toEqual(grid.cells.map((_, at) => at + 1))
    for (const { table, row } of grid.cells) expect(row === host).toBe(table === 'guest')
  },
)

test('the one empty place of the grid is where the data itself lies', () => {
  const { cells, columns, rows } = walkGrid(nested(4, 4))
  expect(cells.some(({ column, row }) => column === columns - 1 && row === rows - 1)).toBe(false)
})

test.each(['guest', 'shadow'] as const)('a walk of the %s table alone is one row', (table) => {
  const grid = walkGrid([4, 3, 2, 1].map((level, at) => ({ number: at + 1, table, level })))
  expect([grid.columns, grid.rows]).toEqual([4, 1])
  expect(grid.cells.map(({ column }) => column)).toEqual([0, 1, 2, 3])
})

test('the line goes through the cells walked so far', () => {
  const grid = walkGrid(nested(2, 2))
  expect(walkPath(grid, { cell: 40, gap: 10 }, 4)).toBe('M20 20L20 70L20 120L70 20')
})
