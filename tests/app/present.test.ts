// A talk: every beat comes back exactly, whatever was tried in between.
import { beforeEach, expect, test, vi } from 'vitest'
import type { App } from '../../src/app/app'
import type { Present } from '../../src/app/present'
import { decodeLink, encodeLink, type Beat } from '../../src/sim'
import { goodLink } from '../fixtures/hostile-links/links'
import { createTestApp } from '../support/test-app'

let app: App
let present: Present
const beats: Beat[] = [
  { at: 2_000_000, text: 'two hosts' },
  {
    at: 8_000_000,
    lens: 'memory',
    stage: 'table',
    selected: 'web-2',
    camera: [3, 4, 0.5],
    text: 'the table',
  },
  { at: 30_000_000, branch: 1, text: 'the other branch' },
]
const fail = { name: 'host.fail', args: { host: 'host-1' } }
const repair = { name: 'host.repair', args: { host: 'host-1' } }
const talkLink = {
  ...goodLink,
  branches: [
    { name: 'A', parent: -1, at: 0, journal: [] },
    { name: 'B', parent: 0, at: 10_000_000, journal: [{ at: 20_000_000, command: fail }] },
  ],
  view: { beats },
}

async function open(link: Parameters<typeof encodeLink>[0], search = '?ui=present'): Promise<void> {
  ;({ app } = createTestApp({ search }))
  present = await app.present()
  app.client.watch({ stacks: [], series: [], factsFrom: 0, tracks: true })
  await app.opening.openLinkText(encodeLink(link))
  await vi.waitFor(() => expect(app.frames.current().rev).toBeGreaterThan(0))
}

/** For machines that are busy with other things, too. */
const patient = { timeout: 20_000 }

const at = (now: number, branch = 0) =>
  vi.waitFor(() => expect(app.frames.current()).toMatchObject({ now, branch, status: 'paused' }), patient)

/** Edits of all branches together. */
const edits = (count: number) =>
  vi.waitFor(() => expect(app.frames.current().branches.reduce((sum, one) => sum + one.edits, 0)).toBe(count))

/** All that a beat brings back. */
async function moment() {
  const link = await app.shareLink()
  return { at: link?.at, hash: link?.hash, branch: link?.branch, view: link?.view }
}

beforeEach(() => open(talkLink))

test('PageDown and PageUp walk the beats of the link, each with its time, branch and view', async () => {
  expect(present.talk().index).toBe(-1)
  present.next()
  await at(2_000_000)
  present.next()
  await at(8_000_000)
  const second = await moment()
  expect(app.store.getState().view).toMatchObject({
    lens: 'memory',
    stage: 'table',
    camera: { x: 3, y: 4, k: 0.5 },
  })
  expect(app.store.getState().selection.selected).toEqual(['web-2'])
  present.next()
  await at(30_000_000, 1)
  expect(app.store.getState().view).toMatchObject({ lens: 'cpu', stage: 'map', camera: null })
  present.next()
  expect(present.talk().index).toBe(2)
  present.back()
  await at(8_000_000)
  expect(await moment()).toEqual(second)
})

test('0 brings the beat back after edits, a moved camera and another selection', async () => {
  present.next()
  await at(2_000_000)
  const scripted = await moment()
  expect(await app.lab.perform(fail)).toBeNull()
  await edits(2)
  app.lab.select('host-2')
  app.store.change('view', { camera: { x: 9, y: 9, k: 9 } })
  app.playback.seek(50_000_000)
  await vi.waitFor(() => expect(app.frames.current().now).toBe(50_000_000))
  present.reset()
  await at(2_000_000)
  expect(await moment()).toEqual(scripted)
})

test('edits at the newest time of a branch are taken back before the next beat as well', async () => {
  present.next()
  await at(2_000_000)
  await app.lab.perform(fail)
  await edits(2)
  present.next()
  await at(8_000_000)
  const link = await app.shareLink()
  expect(link?.branches[0]?.journal).toEqual([])
})

test('an edit in the place of one of the script is taken back as well', async () => {
  present.next()
  present.next()
  present.next()
  await at(30_000_000, 1)
  const scripted = await moment()
  const journal = async () => (await app.shareLink())?.branches[1]?.journal
  const written = await journal()
  // On its own branch, in the place of the script's: the number of edits is the same.
  app.playback.undo()
  await edits(0)
  await app.client.perform({ name: 'host.fail', args: { host: 'host-2' } })
  await edits(1)
  present.reset()
  await at(30_000_000, 1)
  await vi.waitFor(async () => expect(await moment()).toEqual(scripted))
  expect(await journal()).toEqual(written)
})

test('PageDown twice at once takes nothing of the script back', async () => {
  present.next()
  present.next()
  present.next()
  await at(30_000_000, 1)
  const written = (await app.shareLink())?.branches
  await app.client.perform(repair)
  await edits(2)
  present.back()
  present.next()
  present.next()
  await at(30_000_000, 1)
  await vi.waitFor(async () => expect((await app.shareLink())?.branches).toEqual(written))
})

test('B blanks, and the next key shows the same beat again', async () => {
  present.next()
  await at(2_000_000)
  present.toggleBlank()
  expect(app.store.getState().skin.blank).toBe(true)
  present.next()
  expect(app.store.getState().skin).toMatchObject({ blank: false, beat: 0 })
})

test('without beats a talk walks from the start over the script and the failures to the end', async () => {
  await open({
    ...goodLink,
    at: 0,
    scenario: { ...goodLink.scenario, script: [{ at: 20_000_000, command: fail }] },
  })
  expect(present.talk().beats.map((beat) => [beat.at, beat.origin.type])).toEqual([
    [0, 'start'],
    [20_000_000, 'mark'],
    [60_000_000, 'end'],
  ])
  present.next()
  await at(20_000_000)
  present.next()
  await vi.waitFor(() => expect(app.frames.current().now).toBe(60_000_000))
  expect(present.talk().index).toBe(present.talk().beats.length - 1)
  present.back()
  await at(20_000_000)
})

test('in a lesson it goes to the gate, waits for an answer, and then to the end', async () => {
  ;({ app } = createTestApp({ search: '?ui=present' }))
  present = await app.present()
  app.client.watch({ stacks: [], series: [], factsFrom: 0 })
  app.start()
  await vi.waitFor(() => expect(app.frames.current().gates).toHaveLength(1))
  const { barrier, end } = app.frames.current()
  present.next()
  await vi.waitFor(() => expect(app.frames.current().now).toBe(barrier), patient)
  present.next()
  expect(app.store.getState().lesson.locking).toBe(false)
  app.answering.choose('same')
  present.next()
  await vi.waitFor(() => expect(app.frames.current().now).toBe(end), patient)
  present.back()
  await vi.waitFor(() => expect(app.frames.current().now).toBe(barrier), patient)
})

test('a talk is light and of high contrast unless the address says else', () => {
  expect(app.store.getState().settings.theme).toBe('projector')
  expect(createTestApp({ search: '?ui=present&theme=dark' }).app.store.getState().settings.theme).toBe('dark')
})

test('a talk that is started puts its skin and its beats into the address', async () => {
  const { app: page, address } = createTestApp({ hash: `#${encodeLink(goodLink)}` })
  page.start()
  await vi.waitFor(() => expect(page.store.getState().run.status).toBe('open'))
  page.store.change('skin', { beats })
  const walk = await page.present()
  walk.wear('present')
  await vi.waitFor(() => {
    const decoded = decodeLink(address.hash())
    expect(decoded).toMatchObject({ link: { view: { beats } } })
  })
  expect(address.search()).toBe('?ui=present')
  expect(page.store.getState().settings.theme).toBe('projector')
  walk.wear('full')
  expect(page.store.getState().settings.theme).toBe('system')
  expect(address.search()).toBe('')
})
