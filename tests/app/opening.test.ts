// Opening lessons, links and files: the page never goes blank, and nothing that was open is lost.
import { beforeEach, expect, test, vi } from 'vitest'
import { createApp, type App } from '../../src/app/app'
import type { Imported } from '../../src/app/files'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { createInlinePort } from '../../src/worker/inline'
import { createFakeAddress, memoryStorage, type FakeAddress } from '../support/page'

let address: FakeAddress
let app: App
let imported: Imported
let kind: 'compose' | 'kubernetes' | 'planetlab'

const runLink: sim.Link = {
  modelVersion: sim.modelVersion,
  scenario: {
    format: 1,
    title: 'two hosts',
    seed: 1,
    horizon: 60_000_000,
    fleet: [{ name: 'host', count: 2, machine: 'general-64', kernel: 'kvm' }],
    workloads: [],
  },
  branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
  branch: 0,
}

beforeEach(() => {
  address = createFakeAddress()
  imported = { file: 'compose.yaml', link: runLink }
  kind = 'compose'
  app = createApp({
    lessons,
    address,
    storage: memoryStorage(),
    locale: 'en',
    motion: 'reduced',
    makePort: async () => createInlinePort(),
    codec: async () => sim,
    importer: async () => ({
      kindOf: () => kind,
      importFiles: () => imported,
      parseNoteLine: () => null,
    }),
    loadTexts: async () => undefined,
    onNextFrame: (callback) => {
      setTimeout(callback, 0)
    },
  })
})

const run = () => app.store.getState().run
const notices = () => app.store.getState().notice.notices.map((notice) => notice.text)

test('the start opens the first lesson', async () => {
  await app.opening.followAddress()
  expect(run().opened?.lesson).toBe('seven-versus-seven')
  expect(run().status).toBe('open')
})

test('an unknown lesson is named in a message, and the first lesson runs', async () => {
  address.visit('?lesson=perpetual-motion', '')
  await vi.waitFor(() => expect(run().opened?.lesson).toBe('seven-versus-seven'))
  expect(notices()).toEqual(['problem.no-such-lesson'])
})

test('a damaged link gives a message, and the first lesson runs', async () => {
  address.visit('', '#s1.AAAA')
  await vi.waitFor(() => expect(run().opened?.lesson).toBe('seven-versus-seven'))
  expect(notices()).toHaveLength(1)
  expect(notices()[0]).toMatch(/^decode\./)
})

test('a hash that is no link at all gives a message as well', async () => {
  address.visit('', '#section-2')
  await vi.waitFor(() => expect(run().opened?.lesson).toBe('seven-versus-seven'))
  expect(notices()).toEqual(['decode.not-a-link'])
})

test('a link to a run opens it with its scenario, and keeps it in the address', async () => {
  const text = sim.encodeLink(runLink)
  address.visit('', `#${text}`)
  await vi.waitFor(() => expect(run().status).toBe('open'))
  expect(run().route).toEqual({ page: 'lab', id: null })
  expect(run().scenario?.title).toBe('two hosts')
  expect(address.hash()).toBe(`#${text}`)
})

test('a scenario that the model refuses gives a message instead of a run', async () => {
  const unknown = {
    ...runLink,
    scenario: { ...runLink.scenario, fleet: [{ name: 'host', count: 1, machine: 'abacus', kernel: 'kvm' }] },
  }
  expect(await app.opening.openLinkText(sim.encodeLink(unknown))).toBe(false)
  expect(notices()).toEqual(['problem.cannot-open'])
})

test('what was open before a dropped file is kept, and undo brings it back', async () => {
  await app.opening.followAddress()
  await app.opening.openCompose([{ name: 'compose.yaml', text: '' }], 'vm')
  expect(run().route).toEqual({ page: 'lab', id: null })
  expect(notices()).toEqual(['notice.kept'])
  await app.opening.undoOpen()
  expect(run().opened?.lesson).toBe('seven-versus-seven')
  expect(run().kept).toEqual([])
})

test('a Compose file asks first what its services shall run in', async () => {
  await app.opening.openFile(new File(['services: {}'], 'compose.yaml'))
  expect(app.store.getState().notice.dialog).toEqual({
    type: 'compose',
    name: 'compose.yaml',
    files: [{ name: 'compose.yaml', text: 'services: {}' }],
  })
})

test('problems of an import say where they are, and what was open stays', async () => {
  await app.opening.followAddress()
  imported = {
    file: 'compose.yaml',
    problems: [{ code: 'yaml-tab', line: 3, column: 1, path: 'services.web', args: {} }],
  }
  await app.opening.openCompose([{ name: 'compose.yaml', text: '' }], 'vm')
  expect(app.store.getState().notice.notices).toMatchObject([
    { text: 'import.yaml-tab', place: 'compose.yaml:3:1 services.web' },
  ])
  expect(run().opened?.lesson).toBe('seven-versus-seven')
})

test('a file of another kind is refused by name', async () => {
  await app.opening.openFile(new File(['x'], 'holiday.png'))
  expect(notices()).toEqual(['problem.file-unknown'])
})

test('a saved file opens the moment it was saved at', async () => {
  await app.opening.openFile(new File([sim.encodeFile({ ...runLink, at: 5_000_000 })], 'moment.strata.json'))
  await vi.waitFor(() => expect(app.frames.current().now).toBe(5_000_000))
})

test('going to the list of lessons stops the clock and keeps nothing open', async () => {
  await app.opening.followAddress()
  await app.opening.go({ page: 'learn' })
  expect(run().opened).toBeNull()
  expect(address.search()).toBe('?learn')
})

test('going back in the browser shows what the address names', async () => {
  await app.opening.go({ page: 'learn' })
  address.visit('?lesson=one-kernel', '')
  await vi.waitFor(() => expect(run().opened?.lesson).toBe('one-kernel'))
})
