// Branches as rows: each begins where it left its parent, reaches as far as it was visited, and hangs on its parent.
import { expect, test } from 'vitest'
import type { BranchView, TrackView } from '../../src/sim'
import { timeScale } from '../../src/viz/scale'
import { trackRows } from '../../src/viz/tracks'

const end = 100
const time = timeScale(end, 0, 1000)
const branch = (id: number, parent: number, at: number): BranchView => ({
  id,
  parent,
  at,
  name: String(id),
  edits: 0,
})
const track = (id: number, reached: number): TrackView => ({
  branch: id,
  reached,
  marks: [],
  keyframes: new Float64Array(0),
})

test('a row for each branch, from where it left to where it was visited', () => {
  const rows = trackRows(
    [branch(0, -1, 0), branch(1, 0, 40)],
    [track(0, 80), track(1, 60)],
    time,
    end,
    10,
    28,
  )
  expect(rows.map(({ y }) => y)).toEqual([10, 38])
  expect(rows[0]).toMatchObject({ from: 0, to: 800, end: 1000, fork: '' })
  expect(rows[1]?.to).toBe(600)
  expect(rows[1]?.from).toBeGreaterThanOrEqual(400)
  expect(rows[1]?.fork.startsWith('M400,10')).toBe(true)
})

test('no row runs backwards, however little of it was visited', () => {
  const rows = trackRows(
    [branch(0, -1, 0), branch(1, 0, 99)],
    [track(0, 99), track(1, 99)],
    time,
    end,
    10,
    28,
  )
  for (const { from, to } of rows) expect(to).toBeGreaterThanOrEqual(from)
})

test('a branch from the start, whose parent is elsewhere in the list, hangs on that one', () => {
  const rows = trackRows(
    [branch(0, -1, 0), branch(1, 0, 20), branch(2, 1, 30)],
    [track(0, 50), track(1, 50), track(2, 50)],
    time,
    end,
    0,
    10,
  )
  expect(rows[2]?.fork.startsWith('M300,10')).toBe(true)
})
