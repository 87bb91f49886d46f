// What surrounds the lessons: messages, dialogs, runs, keys, themes, the list of lessons and the crash screen.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Importer } from '../../src/app/files'
import { locales } from '../../src/i18n/locale'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { renderAtGate, renderPage } from '../support/render-page'

const lesson = 'lesson.seven-versus-seven'

/** The Lab is loaded when it is first shown, with all its views. */
const patient = { timeout: 10_000 }

afterEach(() => {
  vi.restoreAllMocks()
})

const shop: Importer = {
  parseNoteLine: (line) =>
    line === 'no-replicas' ? { code: 'build', args: { count: 1, names: 'web' } } : null,
  kindOf: () => 'compose',
  importFiles: () => ({
    file: 'compose.yaml',
    link: {
      modelVersion: sim.modelVersion,
      scenario: {
        format: 1,
        title: 'shop',
        seed: 1,
        horizon: 60_000_000,
        fleet: [{ name: 'host', count: 3, machine: 'general-64', kernel: 'kvm' }],
        workloads: [],
        notes: ['no-replicas', 'in plain words'],
      },
      branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
      branch: 0,
    },
  }),
}

function drop(name: string, content: string): void {
  const file = new File([content], name)
  fireEvent.drop(screen.getByRole('main'), { dataTransfer: { files: [file] } })
}

test.each(locales)(
  'in %s a damaged link says what, why and what to do, above a running lesson',
  async (locale) => {
    const { say } = renderPage({ locale, hash: '#s1.AAAA' })
    const message = await screen.findByRole('alert')
    expect(message).toHaveTextContent(/\S+/)
    expect(message.textContent).not.toMatch(/[⟦{]/)
    expect(message.querySelectorAll('p')).toHaveLength(2)
    expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toBeVisible()
  },
)

test('a message can be closed', async () => {
  const { user, say } = renderPage({ hash: '#nonsense' })
  await screen.findByRole('alert')
  await user.click(screen.getByRole('button', { name: say('notices.close') }))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a dropped Compose file asks for VMs or containers, opens as a run, and undo brings the lesson back', async () => {
  const { user, say } = await renderAtGate({ importer: shop })
  drop('compose.yaml', 'services: {}')
  const dialog = await screen.findByRole('dialog', { name: say('compose.title', { name: 'compose.yaml' }) })
  await user.click(within(dialog).getByRole('button', { name: say('compose.vm') }))
  expect(await screen.findByRole('heading', { level: 1, name: 'shop' }, patient)).toBeVisible()
  expect(await screen.findByText('in plain words')).toBeVisible()
  expect(screen.getByText(say('import.note.build', { count: 1, names: 'web' }))).toBeVisible()
  expect(await screen.findByRole('textbox', { name: say('lab.count-of', { name: 'host' }) })).toHaveValue('3')
  await user.click(screen.getByRole('button', { name: say('notices.undo') }))
  expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toBeVisible()
})

test('the Lab opens with a cluster that can be changed, and the change taken back', async () => {
  const { user, say } = renderPage({ search: '?lab' })
  const count = await screen.findByRole('textbox', { name: say('lab.count-of', { name: 'web' }) }, patient)
  await waitFor(() => expect(count).toHaveValue('60'))
  await user.click(screen.getByRole('button', { name: say('lab.more', { name: 'web' }) }))
  await waitFor(() => expect(count).toHaveValue('61'))
  expect(screen.getByText(say('header.edited-seed', { seed: '7' }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('run.undo') }))
  await waitFor(() => expect(count).toHaveValue('60'))
})

test('a link to this moment is shown with its length, and opens it again', async () => {
  const { user, say, address } = await renderAtGate()
  await user.click(screen.getByRole('button', { name: say('header.share') }))
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: say('share.link') })
  expect(field.value).toMatch(/^https:\/\/strata\.example\/#s1\./)
  expect(screen.getByText(say('share.privacy'))).toBeVisible()
  const decoded = sim.decodeLink(field.value.slice(field.value.indexOf('#') + 1))
  expect(decoded).toMatchObject({ link: { at: 15_000_000, lesson: 'seven-versus-seven' } })
  expect(address.visited).toEqual([])
})

test.each(locales)(
  'in %s the list of lessons offers only those that can be opened, under neutral names',
  async (locale) => {
    const { say, user, address } = renderPage({ locale, search: '?learn' })
    await screen.findByRole('heading', { level: 1, name: say('learn.heading') })
    const main = within(screen.getByRole('main'))
    const opened = main.getAllByRole('link').map((link) => link.getAttribute('href') ?? '')
    expect(opened.filter((href) => /[?&]lesson=\d+$/.test(href))).toHaveLength(lessons.length)
    expect(main.queryByText(say(`${lesson}.name`))).toBeNull()
    expect(main.getByText(say('course.autoscaling'))).toBeVisible()
    await user.click(
      main.getByRole('link', { name: new RegExp(say('course.one-kernel.about').slice(0, -1)) }),
    )
    expect(
      await screen.findByRole('heading', { level: 1, name: say('lesson.one-kernel.heading') }),
    ).toBeVisible()
    expect(address.search()).toBe('?lesson=2')
  },
)

test('keys step, play and show their own list, but not while something is typed', async () => {
  const { user, say, app } = renderPage({ search: '?models' })
  const search = await screen.findByRole('searchbox')
  await user.type(search, '?')
  expect(screen.queryByRole('dialog')).toBeNull()
  search.blur()
  await user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: say('keys.title') })).toBeVisible()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(app.store.getState().notice.dialog).toBeNull())
})

test('Space plays and pauses', async () => {
  const { user, say } = renderPage()
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  await user.keyboard(' ')
  expect(await screen.findByRole('button', { name: say('timeline.pause') })).toBeVisible()
  await user.keyboard(' ')
  expect(await screen.findByRole('button', { name: say('timeline.play') })).toBeVisible()
})

test('what happened is listed on request, and every line can say why', async () => {
  const { user, say } = await renderAtGate()
  await user.click(screen.getByRole('button', { name: say('facts.title') }))
  const [why] = await screen.findAllByRole('button', { name: say('facts.why') })
  await user.click(why as HTMLElement)
  await waitFor(() => expect(why).toHaveAttribute('aria-expanded', 'true'))
})

test('the theme is written on the document and kept', async () => {
  const { user, say, app } = renderPage({ search: '?theme=dark' })
  await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  expect(document.documentElement.dataset['theme']).toBe('dark')
  await user.click(
    screen.getByRole('button', { name: say('header.theme', { theme: say('theme.projector') }) }),
  )
  expect(document.documentElement.dataset['theme']).toBe('projector')
  expect(app.store.getState().settings.theme).toBe('projector')
})

test('after a crash the page says so and can start again', async () => {
  const { user, say, app } = await renderAtGate()
  app.store.change('run', {
    status: 'crashed',
    crash: { message: 'row 7 is not alive', linkText: 's1.abc', link: null },
  })
  expect(await screen.findByRole('heading', { level: 1, name: say('crash.what') })).toBeVisible()
  expect(screen.getByText('s1.abc')).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('crash.again') }))
  expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toBeVisible()
})

test.each(locales)('in %s nothing complains while a lesson is gone through', async (locale) => {
  const complain = vi.spyOn(console, 'error')
  const { say, user } = await renderAtGate({ locale })
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.three`) }))
  await user.keyboard('{Enter}')
  await screen.findByText(say('reveal.is', { value: '1.0×' }))
  expect(complain).not.toHaveBeenCalled()
})
