// Saved runs: the last twenty, and none lost when the database is missing, full or broken.
import { expect, test } from 'vitest'
import { guardedShelf, memoryShelf, shelfLimit, type RunShelf, type SavedRun } from '../../src/app/shelf'

const run = (id: string, savedAt: number): SavedRun => ({
  id,
  title: id,
  lesson: null,
  savedAt,
  at: 0,
  edits: 0,
  branches: 1,
  text: id,
})

const ids = async (shelf: RunShelf) => (await shelf.list()).map(({ id }) => id)

test('runs are listed newest first, and a run saved again moves up', async () => {
  const shelf = memoryShelf()
  await shelf.put(run('a', 1))
  await shelf.put(run('b', 2))
  await shelf.put(run('a', 3))
  expect(await ids(shelf)).toEqual(['a', 'b'])
})

test('the oldest goes when there are too many', async () => {
  const shelf = memoryShelf()
  for (let at = 0; at <= shelfLimit; at++) await shelf.put(run(`run-${at}`, at))
  expect(await ids(shelf)).toHaveLength(shelfLimit)
  expect(await ids(shelf)).not.toContain('run-0')
})

test('where no database opens, runs last as long as the page', async () => {
  const shelf = guardedShelf(() => Promise.reject(new Error('forbidden')))
  await shelf.put(run('a', 1))
  expect(await ids(shelf)).toEqual(['a'])
  await shelf.remove('a')
  expect(await ids(shelf)).toEqual([])
})

test('a full database keeps what it has, and the page keeps the rest', async () => {
  const database = memoryShelf()
  await database.put(run('old', 1))
  const full: RunShelf = { ...database, put: () => Promise.reject(new Error('quota')) }
  const shelf = guardedShelf(async () => full)
  await shelf.put(run('new', 2))
  expect(await ids(shelf)).toEqual(['new', 'old'])
})

test('what another page saved is listed as well', async () => {
  const database = memoryShelf()
  const shelf = guardedShelf(async () => database)
  await database.put(run('elsewhere', 5))
  await shelf.put(run('here', 1))
  expect(await ids(shelf)).toEqual(['elsewhere', 'here'])
})

test('what the database keeps is not kept a second time, so what is deleted elsewhere stays away', async () => {
  const database = memoryShelf()
  const shelf = guardedShelf(async () => database)
  await shelf.put(run('a', 1))
  await database.remove('a')
  expect(await ids(shelf)).toEqual([])
  expect(await shelf.text('a')).toBeNull()
})

test('a run that the database takes at last is no longer kept in memory', async () => {
  const database = memoryShelf()
  let full = true
  const shelf = guardedShelf(async () => ({
    ...database,
    put: (saved) => (full ? Promise.reject(new Error('quota')) : database.put(saved)),
  }))
  await shelf.put(run('a', 1))
  expect(await shelf.text('a')).toBe('a')
  full = false
  await shelf.put(run('a', 2))
  await database.remove('a')
  expect(await ids(shelf)).toEqual([])
})

test('the same text is kept once, under the name it was saved by last', async () => {
  const shelf = memoryShelf()
  await shelf.put({ ...run('a', 1), text: 'same' })
  await shelf.put({ ...run('b', 2), text: 'same' })
  await shelf.put({ ...run('c', 3), text: 'sane' })
  expect(await ids(shelf)).toEqual(['c', 'b'])
  expect(await shelf.text('a')).toBeNull()
  expect(await shelf.text('b')).toBe('same')
})
