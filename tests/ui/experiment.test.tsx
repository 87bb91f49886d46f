// An experiment in the Lab: predict, do the steps, and read what the run showed; with keys alone, in both languages.
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { texts } from '../../src/i18n/gather'
import { fill } from '../../src/i18n/text'
import type { Locale } from '../../src/i18n/locale'
import { argumentsFor, experiments } from '../../src/lessons/experiments'
import { notebookOf } from '../../src/ui/lab/experiment/progress'
import { renderPage, type RenderedPage } from '../support/render-page'

async function openExperiment(id: string, locale: Locale = 'en') {
  const page = renderPage({ search: `?lab=${id}`, locale })
  const card = await screen.findByRole('region', { name: new RegExp(page.say(`experiment.${id}.belief`)) })
  await waitFor(() => expect(page.app.frames.current().end).toBeGreaterThan(0))
  return { page, card, experiment: experimentOf(id) }
}

function experimentOf(id: string) {
  const found = experiments.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no experiment ${id}`)
  return found
}

function progressOf({ app }: RenderedPage) {
  return notebookOf(app).progress(app.store.getState().run.epoch)
}

/** What the truth says with the numbers that were read. */
function truthOf(page: RenderedPage, id: string, locale: Locale): string {
  const { measures } = experimentOf(id)
  const words = fill(
    locale,
    texts[locale][`experiment.${id}.truth`] ?? '',
    argumentsFor(measures, progressOf(page).readings),
  )
  // Thin spaces between thousands are spaces to whoever searches the page.
  return words.replace(/\s+/g, ' ')
}

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  test('the steps come after a prediction, and each is really done', async () => {
    const { page, card, experiment } = await openExperiment('whose-kernel', locale)
    const { user, say, app } = page
    const step = (at: number) => say(`experiment.whose-kernel.step.${experiment.steps[at]?.id ?? ''}`)
    expect(within(card).queryByRole('button', { name: step(0) })).toBeNull()
    await user.click(within(card).getByRole('radio', { name: say('experiment.predict.true') }))
    await user.click(within(card).getByRole('button', { name: step(0) }))
    await waitFor(() => expect(progressOf(page).done).toBe(1))
    expect(app.store.getState().view.stage).toBe('bins')
    await user.click(within(card).getByRole('button', { name: step(1) }))
    await waitFor(() => expect(progressOf(page).done).toBe(2))
    await user.click(within(card).getByRole('button', { name: step(2) }))
    await waitFor(() => expect(progressOf(page).done).toBe(3))
    await within(card).findByText(truthOf(page, 'whose-kernel', locale))
    within(card).getByText(say('experiment.verdict.true'))
    // The commands are echoed like any other edit.
    expect(app.store.getState().view.echo.map(({ command }) => command.name)).toEqual([
      'kernel.panic',
      'kernel.panic',
    ])
  })

  test('the keyboard alone does all of it, and the focus stays where it was', async () => {
    const { page, card, experiment } = await openExperiment('weight-and-cap', locale)
    const { user, say } = page
    within(card)
      .getByRole('radio', { name: say('experiment.predict.false') })
      .focus()
    await user.keyboard(' ')
    for (const [at, step] of experiment.steps.entries()) {
      const words = say(`experiment.weight-and-cap.step.${step.id}`)
      await user.tab()
      expect(document.activeElement?.textContent).toContain(words)
      await user.keyboard('{Enter}')
      await waitFor(() => expect(progressOf(page).done).toBe(at + 1))
      expect(document.activeElement?.textContent).toContain(words)
      await within(card).findByRole('button', { name: say('experiment.done', { number: at + 1, words }) })
    }
    await within(card).findByText(truthOf(page, 'weight-and-cap', locale))
  })
})

test('a step that has to wait does nothing', async () => {
  const { page, card } = await openExperiment('what-exits')
  const { user, say, app } = page
  await user.click(within(card).getByRole('radio', { name: say('experiment.predict.no-idea') }))
  await user.click(within(card).getByRole('button', { name: say('experiment.what-exits.step.io') }))
  expect(progressOf(page)).toMatchObject({ done: 0, busy: false })
  expect(app.store.getState().view.echo).toEqual([])
})

test('the rest is done at once for who asks, also where the clock has to move back', async () => {
  const { page, card } = await openExperiment('sharing-takes-time')
  const { user, say, app } = page
  await user.click(within(card).getByRole('radio', { name: say('experiment.predict.true') }))
  await user.click(within(card).getByRole('button', { name: say('experiment.rest') }))
  await waitFor(() => expect(progressOf(page).done).toBe(4), { timeout: 10000 })
  await within(card).findByText(truthOf(page, 'sharing-takes-time', 'en'))
  const [, early, late, fast] = progressOf(page).readings.map(([saved]) => saved ?? 0)
  expect(early).toBe(0)
  expect(late).toBeGreaterThan(1000)
  expect(fast).toBe(late)
  // What was seen at the slow pace stays in a branch of its own.
  await waitFor(() => expect(app.frames.current().branches).toHaveLength(2))
  const table = within(card).getByRole('table')
  expect(within(table).getAllByRole('columnheader')).toHaveLength(5)
})

test.each([
  'boot-times',
  'cold-image',
  'type-one-type-two',
  'downtime-of-a-move',
  'walls-and-windows',
  'more-vms-fewer-failures',
  'maintaining-the-database',
])('%s goes from the first step to its truth', async (id) => {
  const { page, card, experiment } = await openExperiment(id)
  const { user, say } = page
  await user.click(within(card).getByRole('radio', { name: say('experiment.predict.false') }))
  await user.click(within(card).getByRole('button', { name: say('experiment.rest') }))
  await waitFor(() => expect(progressOf(page).done).toBe(experiment.steps.length), { timeout: 10000 })
  await within(card).findByText(truthOf(page, id, 'en'))
  expect(card.textContent).not.toMatch(/NaN|undefined|[{}⟦]/)
})

test('what was done stays when another thing is selected; opened again all but the prediction is new', async () => {
  const { page, card } = await openExperiment('counting-exits')
  const { user, say, app } = page
  await user.click(within(card).getByRole('radio', { name: say('experiment.predict.false') }))
  await user.click(within(card).getByRole('button', { name: say('experiment.counting-exits.step.syscalls') }))
  await waitFor(() => expect(progressOf(page).done).toBe(1))
  app.lab.select('guests-1')
  await waitFor(() => expect(screen.queryByText(say('experiment.seen'))).toBeNull())
  app.lab.select(null)
  await screen.findByText(say('experiment.seen'))
  await user.click(screen.getByRole('button', { name: say('experiment.again') }))
  await waitFor(() => expect(progressOf(page).done).toBe(0))
  await waitFor(() => expect(screen.queryByText(say('experiment.seen'))).toBeNull())
  const chosen = await screen.findByRole<HTMLInputElement>('radio', { name: say('experiment.predict.false') })
  expect(chosen.checked).toBe(true)
})

test('a step that is refused says so, and counts as not done', async () => {
  const { page, card } = await openExperiment('frozen-by-quota')
  const { user, say, app } = page
  await user.click(within(card).getByRole('radio', { name: say('experiment.predict.true') }))
  await app.lab.perform({ name: 'group.limit', args: { group: 'api', millicores: 200 } })
  await user.click(within(card).getByRole('button', { name: say('experiment.frozen-by-quota.step.limit') }))
  await within(card).findByRole('alert')
  expect(progressOf(page)).toMatchObject({ done: 0, stopped: true })
})

test('other scenarios have no experiment', async () => {
  const page = renderPage({ search: '?lab=small-cluster' })
  await screen.findByText(page.say('lab.try'))
  expect(screen.queryByText(page.say('experiment.say'))).toBeNull()
})

test('the list of lessons leads to all of them, by what people say', async () => {
  const page = renderPage({ search: '?learn' })
  const labs = await screen.findByRole('region', { name: page.say('learn.labs') })
  const links = within(labs).getAllByRole('link')
  expect(links.map((link) => new URL(link.getAttribute('href') ?? '', 'https://x/').search)).toEqual(
    experiments.map(({ id }) => `?lab=${id}`),
  )
  for (const { id } of experiments) within(labs).getByText(page.say(`experiment.${id}.belief`))
})
