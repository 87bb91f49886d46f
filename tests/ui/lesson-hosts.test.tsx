// Lessons that look into two hosts, from the first screen to the why card, by role and name, in both languages.
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { locales, type Locale } from '../../src/i18n/locale'
import { lessons } from '../../src/lessons'
import { renderPage, type RenderedPage } from '../support/render-page'

afterEach(() => {
  vi.restoreAllMocks()
})

const hostLessons = lessons.filter(({ stage }) => stage !== undefined)
const cases = hostLessons.flatMap((lesson) => locales.map((locale) => ({ id: lesson.id, locale, lesson })))

async function open(id: string, locale: Locale = 'en'): Promise<RenderedPage> {
  const page = renderPage({ locale, search: `?lesson=${id}` })
  await screen.findByRole('slider', { name: page.say(`lesson.${id}.knob`) })
  await waitFor(() => expect(page.app.frames.current().end).toBeGreaterThan(0))
  return page
}

async function openAtGate(id: string, locale?: Locale): Promise<RenderedPage> {
  const page = await open(id, locale)
  await page.user.keyboard('{End}')
  await screen.findByRole('button', { name: new RegExp(page.say('question.lock')) })
  return page
}

/** A question about doubling runs every stop of the knob before its outcome is known, ms. */
const manyRuns = 20000

async function answer({ user, say }: RenderedPage, id: string, choice: string): Promise<void> {
  await user.click(screen.getByRole('radio', { name: say(`lesson.${id}.choice.${choice}`) }))
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: say('why.title') }, { timeout: manyRuns })
}

const side = ({ say }: RenderedPage, id: string, letter: 'A' | 'B') =>
  screen.getByRole('region', {
    name: say('stage.side', { letter, title: say(`lesson.${id}.side.${letter}.name`) }),
  })

test.each(cases)(
  '$id shows both hosts and one knob in $locale, and asks nothing yet',
  async ({ id, locale }) => {
    const page = await open(id, locale)
    expect(screen.getByRole('heading', { level: 1, name: page.say(`lesson.${id}.heading`) })).toBeVisible()
    for (const letter of ['A', 'B'] as const) expect(side(page, id, letter)).toBeVisible()
    expect(screen.queryByRole('radio')).toBeNull()
    expect(document.body.textContent).not.toContain('⟦')
  },
)

test('the memory of both hosts is told in words, with its limit, its parts and its units', async () => {
  const page = await open('overcommit')
  const { say } = page
  for (const letter of ['A', 'B'] as const) {
    const host = within(side(page, 'overcommit', letter))
    expect(await host.findByRole('img', { name: /176 GiB promised on 128 GiB/ })).toBeVisible()
    const parts = within(host.getByRole('list', { name: say('lesson-host.amounts') }))
    for (const state of ['active', 'ballooned'])
      expect(parts.getByText(new RegExp(say(`memory-view.state.${state}`)))).toBeVisible()
    expect(host.getByRole('group', { name: say('memory-view.maps') }).children).toHaveLength(22)
    expect(parts.getByText(new RegExp(say('lesson-host.missing')))).toBeVisible()
  }
})

test('the knob promises more, and more VMs come; arrow keys move among them', async () => {
  const page = await open('overcommit')
  const { user, say } = page
  const knob = screen.getByRole('slider', { name: say('lesson.overcommit.knob') })
  knob.focus()
  await user.keyboard('{End}')
  await waitFor(() => expect(knob).toHaveAttribute('aria-valuetext', '2.20'))
  const maps = await within(side(page, 'overcommit', 'A')).findByRole('group', {
    name: say('memory-view.maps'),
  })
  await waitFor(() => expect(within(maps).getAllByRole('button')).toHaveLength(32))
  const [first, second] = within(maps).getAllByRole('button')
  first?.focus()
  await user.keyboard('{ArrowRight}')
  expect(second).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(second).toHaveAttribute('aria-pressed', 'true')
})

test('walks and exits of both hosts are told in words and numbers', async () => {
  const page = await open('nested-paging')
  const { say } = page
  const [a, b] = (['A', 'B'] as const).map((letter) => within(side(page, 'nested-paging', letter)))
  expect(await a?.findByRole('img', { name: say('lesson-host.walk', { guest: 4, host: 0 }) })).toBeVisible()
  expect(await b?.findByRole('img', { name: say('lesson-host.walk', { guest: 4, host: 20 }) })).toBeVisible()
  const row = new RegExp(say('cpu-view.cause.pageTable'))
  expect(b?.getByRole('row', { name: row })).toHaveTextContent(/0$/)
  expect(a?.getByRole('row', { name: row })).not.toHaveTextContent(/[a-z]0$/)
})

test.each(cases)(
  'nothing tells the outcome of $id in $locale before an answer is in',
  async ({ id, locale, lesson }) => {
    const { say } = await openAtGate(id, locale)
    const page = `${document.documentElement.outerHTML} ${document.title}`
    const secrets = [
      ...['name', 'verdict.note', 'transfer'],
      ...lesson.reasons.map((reason) => `reason.${reason.id}.note`),
      ...lesson.counterfactuals.map((one) => `what-if.${one.id}`),
    ]
    for (const key of secrets) {
      const words = say(`lesson.${id}.${key}`, { outcome: 1, A: 1, B: 1 }).split(/[[\]]/)
      expect(page).not.toContain(words.find((word) => word.length > 3) ?? words[0])
    }
    expect(screen.queryByText(say('lesson-host.sweep-table'))).toBeNull()
  },
)

test.each(cases)(
  'a locked answer of $id leads to three causes that each mark a part, in $locale',
  async ({ id, locale, lesson }) => {
    const page = await openAtGate(id, locale)
    await answer(page, id, lesson.gates[0]?.choices[0]?.id ?? '')
    const why = screen.getByRole('heading', { name: page.say('why.title') }).parentElement as HTMLElement
    const causes = within(why)
      .getAllByRole('button')
      .filter((one) => one.hasAttribute('aria-pressed'))
    expect(causes).toHaveLength(3)
    for (const [at, cause] of causes.entries()) {
      await page.user.click(cause)
      const part = lesson.reasons[at]?.select ?? ''
      await waitFor(() => {
        const marked = document.querySelectorAll('main section [data-selected="true"]')
        expect([...marked].map((one) => one.getAttribute('data-part'))).toEqual([part, part])
      })
    }
  },
)

test('the curve of overcommit is there as a table, with a row for each stop', async () => {
  const page = await openAtGate('overcommit')
  await answer(page, 'overcommit', 'half-more')
  const { say, user } = page
  await user.click(await screen.findByText(say('lesson-host.sweep-table')))
  const table = within(screen.getByRole('figure')).getByRole('table')
  expect(within(table).getAllByRole('row')).toHaveLength(14)
  expect(within(table).getByRole('row', { name: /^1\.90/ })).toHaveTextContent('1.9012.6≥ 60')
  expect(screen.getByText(/You said: 1\.50/)).toBeVisible()
})

/** What a side says is wanted and out on disk. */
function mebibytes(host: HTMLElement | undefined): number {
  const [, amount, unit] =
    /([\d.]+)\s([MG])iB/.exec(host?.querySelector('[data-part="swapped"]')?.textContent ?? '') ?? []
  return Number(amount) * (unit === 'G' ? 1024 : 1)
}

test('what guests want beyond what they got tells the two hosts apart, and so does a time-out', async () => {
  const page = await openAtGate('overcommit')
  const { app, say } = page
  await answer(page, 'overcommit', 'half-more')
  app.playback.seek(app.frames.current().end)
  const [a, b] = (['A', 'B'] as const).map((letter) => side(page, 'overcommit', letter))
  await waitFor(() => {
    expect(b?.querySelector('[data-part="swapped"]')).toHaveTextContent(/GiB/)
    expect(b).toHaveTextContent(/≥\s60\s000/)
  })
  expect(b).toHaveTextContent(say('lesson-host.time-out'))
  expect(mebibytes(b)).toBeGreaterThan(10 * mebibytes(a))
  expect(a).not.toHaveTextContent(say('lesson-host.time-out'))
})

test('a what-if of overcommit says its ratios, and that a cliff may come later', async () => {
  const page = await openAtGate('overcommit')
  await answer(page, 'overcommit', 'half-more')
  const { say, user } = page
  const change = say('lesson.overcommit.what-if.faster-disk')
  await user.click(screen.getByRole('button', { name: change }))
  const later = say('lesson-host.later', { value: '2.20' })
  expect(
    await screen.findByRole(
      'button',
      { name: say('what-if.result', { change, A: later, B: later }) },
      { timeout: manyRuns },
    ),
  ).toBeVisible()
})

const part = (host: HTMLElement, name: string) => host.querySelector(`[data-part="${name}"]`)

test('before it leaves a VM is told with its memory, its link and what it writes, and nothing of its way', async () => {
  const page = await openAtGate('live-migration')
  const { say, user } = page
  for (const [letter, host] of [
    ['A', 'host-a-1'],
    ['B', 'host-b-1'],
  ] as const) {
    const shown = side(page, 'live-migration', letter)
    const words = say('lesson-host.way-before', { memory: '8 GiB', host, rate: '1.25' })
    expect(within(shown).getByRole('img', { name: words })).toBeVisible()
    expect(part(shown, 'rates')).toHaveTextContent(/0\.30 GB\/s.*1\.25 GB\/s/)
    expect(part(shown, 'pause')).toHaveTextContent(say('lesson-host.stands-still-not'))
    expect(shown).not.toHaveTextContent(/host-.-2/)
  }
  screen.getByRole('slider', { name: say('lesson.live-migration.knob') }).focus()
  await user.keyboard('{ArrowRight}')
  await waitFor(() =>
    expect(part(side(page, 'live-migration', 'A'), 'rates')).toHaveTextContent(/0\.40 GB\/s/),
  )
})

test('afterwards both say where they are, how long they stood still, and that A sent all of it again', async () => {
  const page = await openAtGate('live-migration')
  await answer(page, 'live-migration', 'limit')
  const { app, say } = page
  app.playback.seek(app.frames.current().end)
  const [a, b] = (['A', 'B'] as const).map((letter) => side(page, 'live-migration', letter))
  if (a === undefined || b === undefined) throw new Error('two sides')
  await waitFor(() => expect(a.querySelector('[data-count]')).toHaveTextContent(/^6\.9 s/))
  expect(b.querySelector('[data-count]')).toHaveTextContent(/^0\.03 s/)
  await waitFor(() => expect(part(a, 'pause')).toHaveTextContent(/6\.9 s/))
  expect(part(b, 'pause')).toHaveTextContent(/33\.4 ms/)
  expect(within(a).getByRole('img', { name: /host-a-1 to host-a-2: completed; 248 GiB sent/ })).toBeVisible()
  expect(within(a).getByRole('img', { name: /30 rounds, not getting shorter/ })).toBeVisible()
  expect(within(b).getByRole('img', { name: /host-b-1 to host-b-2: completed; 8 GiB sent/ })).toBeVisible()
  expect(screen.getByText(say('reveal.is', { value: '6.9 s' }))).toBeVisible()
  expect(screen.getByText(/You said: 0\.3 s/)).toBeVisible()
  const change = say('lesson.live-migration.what-if.throttle')
  await page.user.click(screen.getByRole('button', { name: change }))
  const result = say('what-if.result', { change, A: '0.29 s', B: '0.03 s' })
  expect(await screen.findByRole('button', { name: result })).toBeVisible()
})

test('the layers of both hosts are told from below, with the containers that stand on them', async () => {
  const page = await openAtGate('append-only')
  const { say, user } = page
  for (const [letter, containers] of [
    ['A', 1],
    ['B', 100],
  ] as const) {
    const shown = side(page, 'append-only', letter)
    const pile = await within(shown).findByRole('img', {
      name: /2 layers, 647 MB on disk.*ADD debian.*install-tools/,
    })
    expect(pile).toHaveAccessibleName(new RegExp(`${containers} containers? runs? from it`))
    expect(part(shown, 'copies')?.children).toHaveLength(containers)
    expect(part(shown, 'whiteout')).toBeNull()
  }
  // The stop that the question is about is held; the one before is not.
  const knob = screen.getByRole('slider', { name: say('lesson.append-only.knob') })
  knob.focus()
  await user.keyboard('{End}')
  expect(knob).toHaveAttribute('aria-valuetext', say('lesson.append-only.stop.1'))
  await user.keyboard('{Home}')
  await waitFor(() => expect(knob).toHaveAttribute('aria-valuetext', say('lesson.append-only.stop.0')))
  await waitFor(() =>
    expect(side(page, 'append-only', 'A').querySelector('[data-count]')).toHaveTextContent(/^147 MB/),
  )
})

test('after the claim a whiteout hides the tools, which are still on both disks', async () => {
  const page = await openAtGate('append-only')
  await answer(page, 'append-only', 'unchanged')
  const { say } = page
  const knob = screen.getByRole('slider', { name: say('lesson.append-only.knob') })
  expect(knob).toHaveAttribute('aria-valuetext', say('lesson.append-only.stop.2'))
  for (const letter of ['A', 'B'] as const) {
    const shown = side(page, 'append-only', letter)
    await waitFor(() => expect(part(shown, 'whiteout')).toHaveTextContent(/500 MB/))
    expect(shown.querySelector('[data-count]')).toHaveTextContent(/^647 MB/)
  }
  expect(screen.getByText(say('reveal.is', { value: '647 MB' }))).toBeVisible()
  expect(
    screen.getByRole('heading', { level: 2, name: /^647 MB with one container, 647 MB with/ }),
  ).toBeVisible()
})
