// What the page keeps to once an answer is locked, and what it says of files and edits.
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Importer } from '../../src/app/files'
import { locales } from '../../src/i18n/locale'
import { renderAtGate } from '../support/render-page'

const lesson = 'lesson.seven-versus-seven'

afterEach(() => {
  vi.restoreAllMocks()
})

const broken: Importer = {
  parseNoteLine: () => null,
  kindOf: () => 'compose',
  importFiles: () => ({
    file: 'compose.yaml',
    problems: [1, 2, 3].map((line) => ({ code: 'yaml-tab', line, column: 1, path: '', args: {} })),
  }),
}

async function lockAnswer(page: Awaited<ReturnType<typeof renderAtGate>>, choice: string): Promise<void> {
  const { user, say } = page
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.${choice}`) }))
  await user.click(screen.getByRole('button', { name: new RegExp(say('question.lock')) }))
  await screen.findByRole('heading', { name: say('why.title') })
}

test('after the answer is locked the focus is on what came out', async () => {
  const page = await renderAtGate()
  await lockAnswer(page, 'three')
  await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'))
  expect(document.activeElement?.textContent).toContain('7')
})

test.each(locales)('in %s no idea is no guess, and nothing says how sure it was', async (locale) => {
  const page = await renderAtGate({ locale })
  const { user, say } = page
  await user.click(screen.getByRole('radio', { name: say(`${lesson}.choice.no-idea`) }))
  expect(screen.getByRole('radio', { name: say('confidence.sure') })).toBeDisabled()
  await lockAnswer(page, 'no-idea')
  expect(screen.getByText(say('reveal.said-nothing'))).toBeVisible()
  expect(screen.getByText(say('timeline.gate-nothing'))).toBeInTheDocument()
})

test('the reasons go on speaking of the outcome when the knob is turned and a kernel panics', async () => {
  const page = await renderAtGate()
  const { user, say, app } = page
  await lockAnswer(page, 'same')
  const card = () => screen.getByRole('heading', { name: say('why.title') }).parentElement?.textContent
  const before = card()
  await user.click(screen.getByRole('button', { name: say(`${lesson}.panic.B`) }))
  await screen.findByText(say('stage.stopped', { n: 7, total: 7 }))
  expect(card()).toBe(before)
  const rev = app.frames.current().rev
  app.playback.turnKnob(0)
  await waitFor(() => expect(app.frames.current().rev).toBeGreaterThan(rev))
  expect(card()).toBe(before)
})

test('the keys take a panic back and make it again', async () => {
  const page = await renderAtGate()
  const { user, say } = page
  await lockAnswer(page, 'same')
  await user.click(screen.getByRole('button', { name: say(`${lesson}.panic.A`) }))
  const stopped = say('stage.stopped', { n: 1, total: 7 })
  await screen.findByText(stopped)
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(screen.queryByText(stopped)).toBeNull())
  await user.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}')
  expect(await screen.findByText(stopped)).toBeVisible()
})

test('a file that cannot be read is said once, with how much else is wrong, and asks nothing', async () => {
  const { say } = await renderAtGate({ importer: broken })
  const drop = () =>
    fireEvent.drop(screen.getByRole('main'), { dataTransfer: { files: [new File(['\t'], 'compose.yaml')] } })
  drop()
  expect(await screen.findByRole('alert')).toHaveTextContent(say('notices.more', { n: 2 }))
  expect(screen.queryByRole('dialog')).toBeNull()
  drop()
  await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1))
})

test('the table of the strip says what the stage counts', async () => {
  const { user, say } = await renderAtGate()
  const knob = screen.getByRole('slider', { name: say(`${lesson}.knob`) })
  knob.focus()
  await user.keyboard('{ArrowLeft}')
  await waitFor(() => expect(screen.getAllByRole('cell')[0]).not.toHaveTextContent('44'))
  const [first] = screen.getAllByRole('cell')
  expect(screen.getByRole('button', { name: first?.textContent ?? 'nothing' })).toBeVisible()
})
