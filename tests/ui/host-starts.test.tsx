// The stage of starts before answers of the test's own making: rows, speeds, pulls, tables, keys, words.
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import { startPhaseNames, type StartsView as Starts } from '../../src/sim'
import { StartsView } from '../../src/ui/host/StartsView'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'
import { starts, vmStart } from '../support/life-answers'

beforeEach(() => {
  // jsdom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

function render(answered: Starts = starts, more: Partial<FakeLabOptions> = {}) {
  const asked: string[] = []
  const lab = renderInLab(<StartsView />, {
    frame: { now: 6_000_000, end: 60_000_000 },
    ...more,
    answer: (question) => {
      if (question.type !== 'look' || question.look.look !== 'starts') return undefined
      asked.push(question.look.host)
      return { ...answered, host: question.look.host }
    },
  })
  return { ...lab, asked }
}

test.each(locales)('in %s everything has words, also every phase', async (locale) => {
  const phases = startPhaseNames.map((phase, at) => ({
    phase,
    from: at * 1_000_000,
    to: at === startPhaseNames.length - 1 ? null : (at + 1) * 1_000_000,
    speedPermille: 500,
  }))
  const states = ['queued', 'manifest', 'pulling', 'ready', 'failed'] as const
  const pulls = states.flatMap((state) => starts.pulls.map((pull) => ({ ...pull, state, image: state })))
  const all = (['starting', 'started', 'cancelled'] as const).map((state) => ({ ...vmStart, state, phases }))
  const { say } = render({ ...starts, starts: all, pulls }, { locale })
  await screen.findByRole('region', { name: say('starts-view.title') })
  await screen.findByRole('group', { name: say('starts-view.rows') })
  expect(document.body.innerHTML).not.toContain('⟦')
})

test('a start says its phase, how fast it goes and since when; a click selects it', async () => {
  const { user, app, say } = render()
  const row = await screen.findByRole('button', { name: /^db-1,/ })
  expect(row).toHaveAccessibleName(
    say('starts-view.row.slow', {
      name: 'db-1',
      group: 'db',
      phase: 'kernel',
      speed: '43%',
      time: '4 s',
    }),
  )
  expect(screen.getByText(say('starts-view.at-speed', { speed: '43%' }))).toBeInTheDocument()
  await user.click(row)
  expect(app.store.getState().selection.selected).toEqual(['db-1'])
})

test('bars of a start stand in the order of its phases', async () => {
  render()
  await screen.findByRole('button', { name: /^db-1,/ })
  const bars = [...document.querySelectorAll('[data-bar]')].map((bar) => bar.getAttribute('data-bar'))
  expect(bars.filter((bar) => bar !== 'pull')).toEqual([
    ...['download', 'extract', 'download'],
    ...['create', 'start'],
    ...['vmm', 'firmware', 'kernel'],
  ])
})

test('a pull lists its layers until it is folded; what was there already says so', async () => {
  const { user, say } = render()
  const pull = await screen.findByRole('button', { name: /shop/ })
  expect(pull).toHaveAttribute('aria-expanded', 'true')
  expect(screen.getByText('RUN deps', { selector: 'p span' })).toBeInTheDocument()
  expect(screen.getAllByText(say('starts-view.cached')).length).toBeGreaterThan(0)
  await user.click(pull)
  expect(pull).toHaveAttribute('aria-expanded', 'false')
  expect(screen.queryByText('RUN deps', { selector: 'p span' })).toBeNull()
})

test('the loud numbers and one sentence say all', async () => {
  const { say } = render()
  expect(await screen.findByText('1.94 s')).toBeInTheDocument()
  expect(
    screen.getByText(
      say('starts-view.summary', {
        host: 'host-1',
        underWay: 1,
        slow: 1,
        ended: 12,
        mean: '1.94 s',
        pulls: 1,
      }),
    ),
  ).toBeInTheDocument()
  expect(screen.getByText(say('starts-view.others', { n: 3 }))).toBeInTheDocument()
})

test('of two hundred starts only those in sight are in the page, and arrows reach the last', async () => {
  const many = Array.from({ length: 200 }, (_, at) => ({ ...vmStart, name: `vm-${at + 1}`, asked: at }))
  render({ ...starts, starts: many, pulls: [] })
  const first = await screen.findByRole('button', { name: /^vm-1,/ })
  const rows = within(first.parentElement as HTMLElement)
  expect(rows.getAllByRole('button').length).toBeLessThan(40)
  fireEvent.keyDown(first, { key: 'End' })
  const last = await screen.findByRole('button', { name: /^vm-200,/ })
  await waitFor(() => expect(last).toHaveFocus())
  fireEvent.keyDown(last, { key: 'ArrowUp' })
  await waitFor(() => expect(screen.getByRole('button', { name: /^vm-199,/ })).toHaveFocus())
})

test('arrows pass over the layers of a pull', async () => {
  render()
  const pull = await screen.findByRole('button', { name: /shop/ })
  pull.focus()
  fireEvent.keyDown(pull, { key: 'ArrowDown' })
  await waitFor(() => expect(screen.getByRole('button', { name: /^web-1,/ })).toHaveFocus())
})

test('the table says the same as the bars', async () => {
  const { user, say } = render()
  await user.click(await screen.findByText(say('starts-view.table')))
  const table = screen.getByRole('table', { name: say('starts-view.table-starts') })
  expect(within(table).getByRole('row', { name: /db-1/ })).toHaveTextContent(
    'VMM 300 ms, firmware 1.2 s, kernel 2.5 s (at 43%)',
  )
  const layers = screen.getByRole('table', { name: say('starts-view.table-pulls') })
  expect(within(layers).getAllByRole('row')).toHaveLength(4)
})

test('where everything starts at once the stage says so', async () => {
  const { say } = render({ ...starts, timed: false, starts: [], pulls: [] })
  expect(await screen.findByText(say('starts-view.untimed', { host: 'host-1' }))).toBeInTheDocument()
})

test('the whole run can be shown instead of the stretch in which things start', async () => {
  const { user, say } = render()
  const whole = await screen.findByRole('button', { name: say('starts-view.stretch.run') })
  const before = document.querySelector('[data-bar="kernel"] rect')?.getAttribute('width')
  await user.click(whole)
  const after = document.querySelector('[data-bar="kernel"] rect')?.getAttribute('width')
  expect(Number(after)).toBeLessThan(Number(before) / 4)
})

test('there is nothing that assistive technology would trip over', async () => {
  const { user, say } = render()
  await user.click(await screen.findByText(say('starts-view.table')))
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
