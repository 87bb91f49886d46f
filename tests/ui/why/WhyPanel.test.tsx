// The why panel: the chain of causes, the table of a placement, links to what they speak of, and the way out.
import { act, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import type { Explanation, ExplanationStep, NamedFact } from '../../../src/sim'
import { WhyPanel } from '../../../src/ui/why/WhyPanel'
import type { Answer, SessionFrame } from '../../../src/worker/protocol'
import { renderView, smallFleet, type ViewOptions } from '../../support/fake-session'

afterEach(() => {
  vi.restoreAllMocks()
})

const gib = 1024
const step = (name: string, subject: string, value: number, passed = true): ExplanationStep => ({
  step: name,
  subject,
  value,
  passed,
})
const fact = (ordinal: number, name: string, args: NamedFact['args'], cause = -1, at = 0): NamedFact => ({
  ordinal,
  at,
  name,
  cause,
  args,
})

const bound: Explanation = {
  fact: fact(9, 'placement.bound', { workload: 'db-7', host: 'host-2' }, 8, 5_000_000),
  causes: [
    fact(8, 'workload.lost', { workload: 'db-7' }, 7, 5_000_000),
    fact(7, 'kernel.panicked', { kernel: 'host-1' }, 6, 5_000_000),
    fact(6, 'host.failed', { host: 'host-1' }, -1, 5_000_000),
  ],
  steps: [
    step('request.memory', '', 12 * gib),
    step('request.cpu', '', 4000),
    step('request.policy', '', 3),
    step('filter.power', 'host-1', 0, false),
    step('filter.power', 'host-2', 0),
    step('filter.memory', 'host-2', 38 * gib),
    step('free', 'host-2', 38 * gib),
    step('score', 'host-2', 26 * gib),
    step('filter.power', 'host-3', 0),
    step('filter.memory', 'host-3', 20 * gib),
    step('free', 'host-3', 20 * gib),
    step('score', 'host-3', 8 * gib),
    step('filter.power', 'host-4', 0),
    step('filter.memory', 'host-4', 4 * gib, false),
    step('bind', 'host-2', 26 * gib),
  ],
}

function renderWhy(answer: Answer, more: Partial<ViewOptions> = {}) {
  return renderView(<WhyPanel />, {
    frame: { topology: smallFleet(10) },
    before: (app) => app.lab.askWhy(9),
    answer: () => answer,
    ...more,
  })
}

test('the table shows the chosen host first and of each other one the first filter it failed', async () => {
  const { say } = renderWhy(bound)
  await screen.findByRole('heading', { name: say('why.heading.bound', bound.fact.args) })
  const table = screen.getByRole('table')
  const hosts = within(table).getAllByRole('columnheader')
  expect(hosts.map((head) => head.textContent)).toEqual(['host-2', 'host-3', 'host-1', 'host-4'])
  const row = (name: string) => within(table).getByRole('rowheader', { name }).closest('tr') as HTMLElement
  const memory = within(row(say('why.rule.memory', { amount: '12 GiB' }))).getAllByRole('cell')
  expect(memory.map((cell) => cell.textContent)).toEqual([
    `✓${say('why.passed')}`,
    `✓${say('why.passed')}`,
    `·${say('why.never')}`,
    `× ${say('why.saw.memory', { amount: '4 GiB' })}`,
  ])
  const scores = within(row(say('why.score.memory'))).getAllByRole('cell')
  expect(scores[0]).toHaveTextContent('26 GiB')
  const final = within(row(say('why.final.rule'))).getAllByRole('cell')
  expect(final.map((cell) => cell.textContent)).toEqual([
    say('why.chosen'),
    say('why.rank', { n: 2 }),
    '',
    '',
  ])
})

test('three causes at first, the whole chain on demand, and its root explained', async () => {
  const { user, say } = renderWhy(bound)
  await screen.findByText(say('why.caused-by', { n: 2 }))
  const chain = () => within(screen.getAllByRole('list').at(-1) as HTMLElement).getAllByRole('listitem')
  expect(chain()).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: say('why.whole-chain', { n: 1 }) }))
  expect(chain()).toHaveLength(4)
  screen.getByText(say('why.root.itself'))
})

test('every noun selects what it names', async () => {
  const { app, user } = renderWhy(bound)
  const chain = (await screen.findAllByRole('list')).at(-1) as HTMLElement
  const [first] = within(chain).getAllByRole('button', { name: 'db-7' })
  if (first !== undefined) await user.click(first)
  expect(app.store.getState().selection.selected).toEqual(['db-7'])
  await user.click(within(screen.getByRole('table')).getByRole('button', { name: 'host-4' }))
  expect(app.store.getState().selection.selected).toEqual(['host-4'])
})

test('an edit at that moment is named as the root', async () => {
  const root: Explanation = { ...bound, causes: bound.causes.slice(2) }
  const marks = [{ at: 5_000_000, fact: -1, tone: 'edit', name: 'host.fail', count: 1 }] as const
  const track = { branch: 0, reached: 0, marks, keyframes: new Float64Array() }
  const { say } = renderWhy(root, { frame: { tracks: [track] } })
  await screen.findByText(say('why.root.edit', { command: say('command.host.fail') }))
})

test('what the scenario begins with is not put down to an edit of the same moment', async () => {
  const start: Explanation = {
    fact: fact(9, 'placement.bound', { workload: 'db-7', host: 'host-2' }),
    causes: [],
    steps: [],
  }
  const marks = [{ at: 0, fact: -1, tone: 'edit', name: 'host.fail', count: 1 }] as const
  const track = { branch: 0, reached: 0, marks, keyframes: new Float64Array() }
  const { say } = renderWhy(start, { frame: { tracks: [track] } })
  await screen.findByText(say('why.root.start'))
})

test('a placement in vain says how many fail what, and what would have been enough', async () => {
  const failed: Explanation = {
    fact: fact(9, 'placement.failed', { group: 'db', count: 3 }),
    causes: [],
    steps: [...bound.steps.filter(({ subject }) => subject !== 'host-2' && subject !== 'host-3')],
  }
  const { say } = renderWhy({ ...failed, steps: [...failed.steps, step('bind', '', 0, false)] })
  await screen.findByRole('heading', { name: say('why.heading.failed', failed.fact.args) })
  screen.getByText(/^No host fits: 1 fail “power and kernel on”, 1 fail “memory”/)
  screen.getByRole('button', { name: say('why.change.memory', { amount: '8 GiB', host: 'host-4' }) })
  screen.getByText(say('why.root.start'))
})

test('a command that was refused when its time came says the rule and the nearest value', async () => {
  const args = { argument: 'shares', received: 0, least: 1, most: 10000, nearest: 1 }
  const refused = {
    fact: 9,
    entry: 1,
    at: 0,
    command: { name: 'group.shares', args: { group: 'web', shares: 0 } },
    refusal: { reason: 'argument-range', args },
  }
  const plain = fact(9, 'command.refused', { entry: 1 })
  const { say } = renderWhy({ fact: { ...plain, refused }, causes: [], steps: [] })
  const words = ['what', 'why', 'do'].map((part) => say(`refusal.argument-range.${part}`, args)).join(' ')
  const panel = await screen.findByText(/nearest value that is allowed is 1/)
  expect(panel.textContent).toBe(words)
})

test('a fact that is no longer kept says so, and what to do', async () => {
  const { say } = renderWhy({ problem: 'fact-not-kept' }, { locale: 'zh-CN' })
  expect(await screen.findByRole('alert')).toHaveTextContent(say('why.not-kept.do'))
})

test('a fact ahead is asked for again until the clock has come to it', async () => {
  let kept = false
  const { app, say } = renderWhy(bound, {
    frame: { status: 'seeking' },
    answer: () => (kept ? bound : { problem: 'fact-not-kept' }),
  })
  await act(async () => undefined)
  const show = (values: Partial<SessionFrame>) =>
    act(() => app.frames.set({ ...app.frames.current(), rev: app.frames.current().rev + 1, ...values }))
  show({})
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText(say('why.loading'))).toBeVisible()
  kept = true
  show({ status: 'paused' })
  await screen.findByRole('heading', { name: say('why.heading.bound', bound.fact.args) })
})

test('after another edit the same number is another fact', async () => {
  let workload = 'db-7'
  const told = (): Explanation => ({
    ...bound,
    fact: fact(9, 'placement.bound', { workload, host: 'host-2' }),
  })
  const { app, say } = renderWhy(bound, { answer: told })
  await screen.findByRole('heading', { name: say('why.heading.bound', told().fact.args) })
  workload = 'db-8'
  act(() => app.frames.set({ ...app.frames.current(), rev: app.frames.current().rev + 1 }))
  await screen.findByRole('heading', { name: say('why.heading.bound', told().fact.args) })
})

test('the focus comes into the panel, Escape closes it, and the focus goes back', async () => {
  const opener = document.body.appendChild(document.createElement('button'))
  opener.focus()
  const { app, user, say } = renderWhy(bound, { before: () => undefined })
  act(() => app.lab.askWhy(9))
  expect(screen.getByRole('region', { name: say('why.panel') })).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(app.store.getState().view.why).toBeNull()
  expect(opener).toHaveFocus()
  opener.remove()
})

test('the panel has no faults that a machine can find', async () => {
  const { container } = renderWhy(bound)
  await screen.findByRole('table')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})
