// A lesson from its first screen to its why card, by role and name, in both languages.
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import { renderAtGate, renderPage } from '../support/render-page'

const lesson = 'lesson.seven-versus-seven'

afterEach(() => {
  vi.restoreAllMocks()
})

test.each(locales)(
  'in %s the first screen shows both hosts and one knob, and asks nothing yet',
  async (locale) => {
    const { say } = renderPage({ locale })
    expect(await screen.findByRole('heading', { level: 1, name: say(`${lesson}.heading`) })).toBeVisible()
    expect(await screen.findByRole('slider', { name: say(`${lesson}.knob`) })).toHaveAttribute(
      'aria-valuetext',
      '64 MiB',
    )
    expect(screen.getByText(say(`${lesson}.side.A.name`))).toBeVisible()
    expect(screen.queryByRole('radio')).toBeNull()
  },
)

test('the knob moves with the keys and both counts follow', async () => {
  const { user, say } = renderPage()
  const knob = await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  knob.focus()
  await user.keyboard('{ArrowRight}')
  await waitFor(() => expect(knob).toHaveAttribute('aria-valuetext', '70 MiB'))
  await user.keyboard('{Home}')
  await waitFor(() => expect(knob).toHaveAttribute('aria-valuetext', '64 MiB'))
  expect(await screen.findByRole('button', { name: '145' })).toBeVisible()
})

test('the knob stops at the gate, and says what opens the rest', async () => {
  const { user, say } = renderPage()
  const knob = await screen.findByRole('slider', { name: say(`${lesson}.knob`) })
  knob.focus()
  await user.keyboard('{End}')
  await waitFor(() => expect(knob).toHaveAttribute('aria-valuetext', '1 GiB'))
  expect(knob).toHaveAttribute('aria-valuenow', knob.getAttribute('aria-valuemax'))
  expect(knob).toHaveAccessibleDescription(say('knob.locked'))
  await user.keyboard('{ArrowRight}{PageUp}')
  expect(knob).toHaveAttribute('aria-valuetext', '1 GiB')
})

test('the playhead is a slider that moves by keys and stops at the gate', async () => {
  const { user, say } = renderPage()
  const playhead = await screen.findByRole('slider', { name: say('timeline.position') })
  playhead.focus()
  await user.keyboard('{ArrowRight}')
  await waitFor(() => expect(playhead).toHaveAttribute('aria-valuetext', '00:00.2 of 00:32'))
  await user.keyboard('{End}')
  await waitFor(() => expect(playhead).toHaveAttribute('aria-valuetext', '00:15.0 of 00:32'))
})

test.each(locales)('in %s the answer can be locked only when one is chosen', async (locale) => {
  const { user, say } = await renderAtGate({ locale })
  const lock = screen.getByRole('button', { name: new RegExp(say('question.lock')) })
  expect(lock).toBeDisabled()
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.three`) }))
  expect(lock).toBeEnabled()
})

test('the clock does not pass the gate by any button or key, and says why', async () => {
  const { user, say, app } = await renderAtGate()
  for (const name of ['timeline.play', 'timeline.forward', 'timeline.decision'].map((key) => say(key))) {
    const button = screen.getByRole('button', { name })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(button).toHaveAccessibleDescription(say('status.gated'))
    await user.click(button)
  }
  await user.keyboard('{End}nN. ')
  await waitFor(() => expect(app.frames.current().status).toBe('gated'))
  expect(app.frames.current().now).toBe(15_000_000)
})

test.each(locales)('in %s nothing on the page tells the outcome before an answer is in', async (locale) => {
  const { say } = await renderAtGate({ locale })
  const page = document.documentElement.outerHTML
  const secrets = [
    'name',
    'verdict.note',
    'transfer',
    'reason.fixed-cost',
    'reason.app-grew',
    'what-if.more-memory',
  ]
  for (const key of secrets.map((secret) => `${lesson}.${secret}`)) {
    const words = say(key, { outcome: 1, guestA: 0, hypervisorA: 0, overheadA: 0, copyA: 0 }).split(/[[\]]/)
    expect(page).not.toContain(words.find((word) => word.length > 3))
  }
  expect(screen.queryByText('7')).toBeNull()
  expect(document.title).not.toMatch(/seven/i)
})

test.each(locales)(
  'in %s a locked answer leads to the outcome beside the claim, and to three causes',
  async (locale) => {
    const { user, say, app } = await renderAtGate({ locale })
    await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.three`) }))
    await user.click(screen.getByRole('radio', { name: say('confidence.sure') }))
    await user.keyboard('{Enter}')
    expect(await screen.findByText(say('reveal.is', { value: '1.0×' }))).toBeVisible()
    expect(
      screen.getByText(say('reveal.said', { said: '3×', sure: say('confidence.sure.lower') })),
    ).toBeVisible()
    const why = within(screen.getByRole('heading', { name: say('why.title') }).parentElement as HTMLElement)
    // The terms in the sentences are buttons, too; a cause can be pressed in.
    const causes = why.getAllByRole('button').filter((one) => one.hasAttribute('aria-pressed'))
    expect(causes).toHaveLength(3)
    const selections = []
    for (const cause of causes) {
      await user.click(cause)
      selections.push(app.store.getState().selection.selected[0])
    }
    expect(new Set(selections).size).toBe(3)
  },
)

test('after the reveal the kill switches stop one copy on one side and all on the other', async () => {
  const { user, say } = await renderAtGate()
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.same`) }))
  await user.keyboard('{Enter}')
  await user.click(await screen.findByRole('button', { name: say(`${lesson}.panic.A`) }))
  expect(await screen.findByText(say('stage.stopped', { n: 1, total: 7 }))).toBeVisible()
  await user.click(screen.getByRole('button', { name: say(`${lesson}.panic.B`) }))
  expect(await screen.findByText(say('stage.stopped', { n: 7, total: 7 }))).toBeVisible()
})

test('a counterfactual is run again and prints what came out', async () => {
  const { user, say } = await renderAtGate()
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.same`) }))
  await user.keyboard('{Enter}')
  const change = say(`${lesson}.what-if.more-memory`)
  await user.click(await screen.findByRole('button', { name: change }))
  expect(
    await screen.findByRole('button', { name: say('what-if.result', { change, A: 7, B: 8 }) }),
  ).toBeVisible()
})

test('switching the language keeps the moment and the choice', async () => {
  const { user, say, app } = await renderAtGate()
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.three`) }))
  await user.click(screen.getByRole('button', { name: '中文' }))
  expect(await screen.findByRole('heading', { level: 1, name: /同样的服务器/ })).toBeVisible()
  expect(document.documentElement.lang).toBe('zh-CN')
  expect(screen.getByRole('radio', { name: '3 倍' })).toBeChecked()
  expect(app.frames.current().now).toBe(15_000_000)
})
