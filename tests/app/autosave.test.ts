// Autosave: work is saved when the clock stands still, and what is opened over it is saved, too.
import { beforeEach, expect, test, vi } from 'vitest'
import type { App } from '../../src/app/app'
import { startAutosave, type Autosave } from '../../src/app/autosave'
import { memoryShelf, type RunShelf } from '../../src/app/shelf'
import * as sim from '../../src/sim'
import { goodLink } from '../fixtures/hostile-links/links'
import { createTestApp } from '../support/test-app'

let app: App
let shelf: RunShelf
let autosave: Autosave
let due: (() => void) | null
let now: number

beforeEach(() => {
  shelf = memoryShelf()
  ;({ app } = createTestApp({ shelf }))
  due = null
  now = 1000
  autosave = startAutosave({
    client: app.client,
    frames: app.frames,
    store: app.store,
    shelf,
    codec: async () => sim,
    clock: () => now++,
    later: (callback) => {
      due = callback
    },
  })
  app.client.watch({ stacks: [], series: [], factsFrom: 0 })
})

async function latestText(): Promise<string> {
  const [saved] = await shelf.list()
  return (await shelf.text(saved?.id ?? '')) ?? ''
}

const fail = { name: 'host.fail', args: { host: 'host-1' } }
const openGood = () => app.opening.openLinkText(sim.encodeLink(goodLink))

/** The page has been told of an edit. */
async function edit(): Promise<void> {
  await app.lab.perform(fail)
  await vi.waitFor(() => expect(app.frames.current().branches.some(({ edits }) => edits > 0)).toBe(true))
}

test('an edit is saved with its run, and opens again with it', async () => {
  await openGood()
  await edit()
  expect(due).not.toBeNull()
  due?.()
  await vi.waitFor(async () => expect(await shelf.list()).toMatchObject([{ title: 'two hosts', edits: 1 }]))
  expect(await app.opening.openSaved(await latestText())).toBe(true)
  const link = await app.shareLink()
  expect(link?.branches[0]?.journal).toMatchObject([{ command: fail }])
})

test('one run is one line, however often it is saved', async () => {
  await openGood()
  await edit()
  await autosave.flush()
  app.playback.seek(5_000_000)
  await vi.waitFor(() => expect(app.frames.current().now).toBe(5_000_000))
  await autosave.flush()
  expect(await shelf.list()).toMatchObject([{ at: 5_000_000 }])
})

test('nothing is asked for while the clock runs', async () => {
  await openGood()
  await vi.waitFor(() => expect(app.frames.current().rev).toBeGreaterThan(0))
  due = null
  app.frames.set({ ...app.frames.current(), status: 'running', now: 7 })
  expect(due).toBeNull()
})

test('a lesson that was only looked at is not saved', async () => {
  app.start()
  await vi.waitFor(() => expect(app.frames.current().rev).toBeGreaterThan(0))
  await autosave.flush()
  expect(await shelf.list()).toEqual([])
})

test('what was open is saved when a link opens over it', async () => {
  await openGood()
  await edit()
  await app.opening.openLinkText(sim.encodeLink({ ...goodLink, scenario: { ...goodLink.scenario, seed: 2 } }))
  await vi.waitFor(async () => expect(await shelf.list()).toMatchObject([{ edits: 1 }]))
  expect(app.store.getState().notice.notices.at(-1)).toMatchObject({ text: 'notice.kept', action: 'undo' })
})

test('work in the Lab is kept when the reader goes to a lesson, and undo brings it back', async () => {
  await openGood()
  await edit()
  await app.opening.go({ page: 'lesson', id: '1' })
  expect(app.store.getState().run.opened?.lesson).toBe('seven-versus-seven')
  await app.opening.undoOpen()
  const link = await app.shareLink()
  expect(link?.branches[0]?.journal).toHaveLength(1)
})

test('beats that were added are saved as well', async () => {
  await openGood()
  await vi.waitFor(() => expect(app.frames.current().rev).toBeGreaterThan(0))
  await autosave.flush()
  due = null
  app.store.change('skin', { beats: [{ at: 1_000_000, text: 'look' }] })
  expect(due).not.toBeNull()
  await autosave.flush()
  expect(await latestText()).toContain('"text": "look"')
})

test('works are saved also when the list of those kept is full', async () => {
  const work = (seed: number) => ({
    link: { ...goodLink, scenario: { ...goodLink.scenario, title: `run ${seed}`, seed } },
    route: { page: 'lab', id: null } as const,
    run: 100 + seed,
  })
  const works = Array.from({ length: 20 }, (_, at) => work(at))
  app.store.change('run', { kept: works })
  await vi.waitFor(async () => expect(await shelf.list()).toMatchObject([{ title: 'run 19' }]))
  app.store.change('run', { kept: [...works.slice(1), work(20)] })
  await vi.waitFor(async () => expect(await shelf.list()).toHaveLength(2))
})

test('a save that failed is tried again', async () => {
  await openGood()
  await edit()
  const link = vi.spyOn(app.client, 'link').mockRejectedValueOnce(new Error('worker-lost'))
  await autosave.flush()
  expect(await shelf.list()).toEqual([])
  await autosave.flush()
  expect(await shelf.list()).toHaveLength(1)
  link.mockRestore()
})

test('an opening that is refused leaves the run its one place', async () => {
  await openGood()
  await edit()
  await autosave.flush()
  const unknown = { ...goodLink, lesson: 'no-such-lesson' }
  expect(await app.opening.openLinkText(sim.encodeLink(unknown))).toBe(false)
  app.playback.seek(5_000_000)
  await vi.waitFor(() => expect(app.frames.current().now).toBe(5_000_000))
  await autosave.flush()
  expect(await shelf.list()).toMatchObject([{ at: 5_000_000 }])
})

test('a run that is brought back keeps its place', async () => {
  await openGood()
  await edit()
  await autosave.flush()
  await app.opening.go({ page: 'lesson', id: '1' })
  await app.opening.undoOpen()
  await vi.waitFor(() => expect(app.frames.current().branches.some(({ edits }) => edits > 0)).toBe(true))
  app.playback.seek(5_000_000)
  await vi.waitFor(() => expect(app.frames.current().now).toBe(5_000_000))
  await autosave.flush()
  expect(await shelf.list()).toMatchObject([{ at: 5_000_000, edits: 1 }])
})
