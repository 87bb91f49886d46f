// Sharing and presenting in the page: the dialogs by role and name, and the keys of a talk.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import * as sim from '../../src/sim'
import { goodLink } from '../fixtures/hostile-links/links'
import { renderAtGate, renderPage } from '../support/render-page'

const lesson = 'lesson.seven-versus-seven'
const runHash = `#${sim.encodeLink(goodLink)}`

afterEach(() => {
  vi.restoreAllMocks()
})

async function openShare(options: Parameters<typeof renderPage>[0] = {}) {
  const page = renderPage(options)
  await waitFor(() => expect(page.app.store.getState().run.status).toBe('open'))
  page.app.store.change('notice', { dialog: { type: 'share' } })
  await screen.findByRole('textbox', { name: page.say('share.link') })
  return page
}

test.each(locales)(
  'in %s a short link has its QR code, with words for those who do not see it',
  async (locale) => {
    const { say } = await openShare({ locale, hash: runHash })
    expect(await screen.findByRole('img', { name: say('share.qr.moment') })).toBeVisible()
  },
)

test('a link too fine for a camera says so, and a code of the start takes its place', async () => {
  const { say } = await openShare()
  const [why] = say('share.no-qr', { length: '', limit: '' }).split(':')
  expect(screen.getByText(new RegExp(why ?? ''))).toBeVisible()
  expect(await screen.findByRole('img', { name: say('share.qr.start') })).toBeVisible()
})

test('a long link says what makes it long', async () => {
  const notes = Array.from({ length: 12 }, (_, n) =>
    sim.encodeLink({ ...goodLink, at: n * 1001 }).slice(0, 390),
  )
  const long = { ...goodLink, scenario: { ...goodLink.scenario, notes } }
  const { say } = await openShare({ hash: `#${sim.encodeLink(long)}` })
  expect(await screen.findByText(say('share.large', { part: say('share.part.notes') }))).toBeVisible()
})

test('beats are added, worded, ordered and removed, and the link carries them', async () => {
  const { user, say, app } = await openShare({ hash: runHash })
  await user.click(screen.getByRole('tab', { name: say('share.tab.beats') }))
  const add = screen.getByRole('button', { name: say('share.beats.add') })
  await user.click(add)
  await user.click(add)
  await user.type(screen.getByRole('textbox', { name: say('share.beats.words-of', { n: 1 }) }), 'one')
  await user.click(screen.getByRole('button', { name: say('share.beats.down', { n: 1 }) }))
  expect(app.store.getState().skin.beats.map(({ text }) => text)).toEqual([undefined, 'one'])
  await user.click(screen.getByRole('button', { name: say('share.beats.remove', { n: 1 }) }))
  await user.click(screen.getByRole('tab', { name: say('share.tab.link') }))
  await waitFor(() => {
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: say('share.link') })
    const decoded = sim.decodeLink(field.value.slice(field.value.indexOf('#')))
    expect(decoded).toMatchObject({ link: { view: { beats: [{ at: 1_000_000, text: 'one' }] } } })
  })
})

test('the address says what is chosen beside it', async () => {
  const { user, say } = await openShare()
  await user.click(screen.getByRole('tab', { name: say('share.tab.address') }))
  const field = () =>
    screen.getByRole<HTMLTextAreaElement>('textbox', { name: say('share.address.result') }).value
  expect(field()).toContain('?ui=embed#s1.')
  await user.click(screen.getByRole('checkbox', { name: say('share.address.hide.header') }))
  await user.click(screen.getByRole('checkbox', { name: say('share.address.keys') }))
  await user.selectOptions(screen.getByRole('combobox', { name: say('share.address.opens') }), 'start')
  await user.selectOptions(screen.getByRole('combobox', { name: say('share.address.theme') }), 'dark')
  expect(field()).toBe('https://strata.example/?ui=embed&hide=header&theme=dark&keys=0')
})

test('recent runs open as new ones, and can be deleted', async () => {
  const { user, say, app } = renderPage()
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  await app.shelf.put({
    id: 'a',
    title: 'my cluster',
    lesson: null,
    savedAt: 0,
    at: 0,
    edits: 1,
    branches: 1,
    text: sim.encodeFile(goodLink),
  })
  app.store.change('notice', { dialog: { type: 'recent' } })
  await user.click(
    await screen.findByRole('button', { name: say('recent.open-title', { title: 'my cluster' }) }),
  )
  await waitFor(() => expect(app.store.getState().run.scenario?.title).toBe('two hosts'))
  app.store.change('notice', { dialog: { type: 'recent' } })
  await user.click(await screen.findByRole('button', { name: say('recent.remove', { title: 'my cluster' }) }))
  expect(await screen.findByText(say('recent.none'))).toBeVisible()
})

test('files are chosen from the same dialog, by key and touch', async () => {
  const { user, say, app } = renderPage()
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  app.store.change('notice', { dialog: { type: 'recent' } })
  await user.click(await screen.findByRole('button', { name: say('recent.files') }))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  const file = new File([sim.encodeFile(goodLink)], 'run.strata.json')
  if (input !== null) fireEvent.change(input, { target: { files: [file] } })
  await waitFor(() => expect(app.store.getState().run.scenario?.title).toBe('two hosts'))
  expect(app.store.getState().notice.dialog).toBeNull()
  expect(document.querySelector('input[type=file]')).toBeNull()
})

test('a text code that a chat left of a link opens it', async () => {
  const { user, say, app } = renderPage()
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  app.store.change('notice', { dialog: { type: 'recent' } })
  await user.type(await screen.findByRole('textbox', { name: say('recent.code') }), sim.encodeLink(goodLink))
  await user.click(screen.getByRole('button', { name: say('recent.open-code') }))
  await waitFor(() => expect(app.store.getState().run.scenario?.title).toBe('two hosts'))
})

test.each(locales)('in %s the keys of a talk walk the lesson to its gate and reveal it', async (locale) => {
  const { user, say, app } = await renderAtGate({ locale, search: '?ui=present' })
  const bar = await screen.findByRole('banner', { name: say('present.label') })
  expect(within(bar).getByText(say('present.position', { n: 2, of: 3 }))).toBeInTheDocument()
  expect(document.documentElement.dataset).toMatchObject({ skin: 'present', theme: 'projector' })
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.three`) }))
  await user.keyboard('{PageDown}')
  await screen.findByText(say('reveal.is', { value: '1.0×' }))
  await user.keyboard('b')
  expect(screen.getByText(say('present.blanked'))).toBeInTheDocument()
  await user.keyboard('b')
  await user.click(screen.getByRole('button', { name: say('present.leave') }))
  expect(app.store.getState().skin.ui).toBe('full')
  expect(screen.queryByRole('banner', { name: say('present.label') })).toBeNull()
})

test('keys belong to the page around where the address says so', async () => {
  const { user, say, app } = renderPage({ search: '?ui=embed&keys=0' })
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  await user.keyboard('?')
  expect(app.store.getState().notice.dialog).toBeNull()
  const arrived = vi.fn((event: KeyboardEvent) => event.defaultPrevented)
  window.addEventListener('keydown', arrived)
  await user.keyboard('{PageDown} ')
  expect(arrived.mock.results.map(({ value }) => value as boolean)).toEqual([false, false])
  window.removeEventListener('keydown', arrived)
})

test('a safe start says why, and opens on request', async () => {
  const { user, say, app } = renderPage({ search: '?safe=1' })
  await waitFor(() => expect(app.store.getState().run.status).toBe('open'))
  app.store.change('run', { status: 'safe' })
  await user.click(await screen.findByRole('button', { name: say('safe.again') }))
  expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toBeVisible()
})

test('a mistake in what is drawn leaves a way on instead of a blank page', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { user, say, app } = await renderAtGate()
  app.frames.set({ ...app.frames.current(), stacks: [null as never] })
  expect(await screen.findByRole('heading', { level: 1, name: say('crash.what') })).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('crash.again') }))
  expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toBeVisible()
})

test('after a crash the run restarts with its state', async () => {
  const { user, say, app } = await renderAtGate()
  app.store.change('run', {
    status: 'crashed',
    crash: { message: 'row 7 is not alive', linkText: null, link: goodLink },
  })
  await user.click(await screen.findByRole('button', { name: say('crash.here') }))
  await waitFor(() => expect(app.store.getState().run).toMatchObject({ status: 'open', crash: null }))
  expect(app.store.getState().run.scenario?.title).toBe('two hosts')
})
