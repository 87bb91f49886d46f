// What would have changed it: looked for only when asked, told in both languages, and opened as a branch.
import { act, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import type { Counterfactuals, Turned, WouldChange } from '../../../src/sim'
import { knobNames } from '../../../src/sim'
import { hasText, text } from '../../../src/i18n/text'
import { WouldHave } from '../../../src/ui/why/WouldHave'
import type { Answer, Opened, ToWorker } from '../../../src/worker/protocol'
import { renderView, type ViewOptions } from '../../support/fake-session'

afterEach(() => {
  vi.restoreAllMocks()
})

const turned = (knob: Turned['knob'], more: Partial<Turned> = {}): Turned => ({
  knob,
  direction: 'less',
  subject: '',
  argument: '',
  at: 0,
  present: 180,
  value: 162,
  ...more,
})
const change = (of: Turned, more: Partial<WouldChange> = {}): WouldChange => ({
  ...of,
  nearest: true,
  others: 0,
  world: { set: [{ path: 'rules.memory.overcommitPercent', value: 162 }], journal: [] },
  ...more,
})
const fact = { ordinal: 9, at: 0, name: 'placement.failed', cause: -1, args: { group: 'db', count: 3 } }
const found: Counterfactuals = {
  fact,
  changes: [
    change(turned('overcommit')),
    change(turned('hosts', { direction: 'more', subject: 'host', present: 2, value: 3 }), { others: 2 }),
  ],
  inVain: [turned('edit', { direction: 'other', subject: 'host.fail', at: 180_000_000 })],
  runs: 12,
  left: 1,
}
const opened: Opened = {
  lesson: null,
  title: '',
  modelVersion: 1,
  verified: 'unstated',
  end: 1,
  view: null,
  scenario: null,
}

function show(answer: Answer, more: Partial<ViewOptions> = {}, lesson: string | null = null) {
  return renderView(<WouldHave fact={9} />, {
    before: (app) => app.store.change('run', { opened: { ...opened, lesson } }),
    answer: (asked) => (asked.type === 'vary' ? { branch: 1 } : answer),
    ...more,
  })
}

const asked = (sent: readonly ToWorker[], type: ToWorker['type']) => sent.filter((one) => one.type === type)

test('nothing is looked for by itself', () => {
  const { sent, say } = show(found)
  expect(asked(sent, 'counterfactuals')).toEqual([])
  screen.getByRole('region', { name: say('why.would') })
  screen.getByRole('button', { name: say('why.would.look') })
})

test('what was found stands as chips, with what was tried in vain and what was left', async () => {
  const { user, say, sent } = show(found)
  await user.click(screen.getByRole('button', { name: say('why.would.look') }))
  await screen.findByText(say('why.would.found', { n: 12 }))
  expect(asked(sent, 'counterfactuals')).toMatchObject([{ fact: 9 }])
  const chips = within(screen.getByRole('list')).getAllByRole('button')
  expect(chips.map((chip) => chip.textContent)).toEqual([
    'memory overcommit ≤ 162 %',
    'one more host in host',
  ])
  screen.getByText(say('why.would.others', { n: 2 }))
  screen.getByText(/^Tried, and it happens all the same: without “Fail the host” at/)
  screen.getByText(say('why.would.left', { n: 1 }))
})

test('a chip opens its world as a branch and says so', async () => {
  const { app, user, say, sent } = show(found)
  await user.click(screen.getByRole('button', { name: say('why.would.look') }))
  await user.click(await screen.findByRole('button', { name: /162 %/ }))
  expect(asked(sent, 'vary')).toMatchObject([{ set: found.changes[0]?.world.set, journal: [] }])
  await waitFor(() => expect(app.store.getState().notice.notices).toHaveLength(1))
  expect(app.store.getState().notice.notices[0]).toMatchObject({ tone: 'news', text: 'why.would.opened' })
})

test('nothing that was tried changed it: said so, with how many runs it took', async () => {
  const { user, say } = show({ ...found, changes: [], left: 0 }, { locale: 'zh-CN' })
  await user.click(screen.getByRole('button', { name: say('why.would.look') }))
  await screen.findByText('试过的条件都没有改变它（共运行 12 次）。')
  expect(screen.queryByRole('list')).toBeNull()
})

test('on the way it tells of its runs, and can be stopped', async () => {
  const { app, user, say, sent } = show(found)
  let hear: (progress: { readonly runs: number; readonly most: number }) => void = () => undefined
  let answer: (answer: { readonly problem: string }) => void = () => undefined
  vi.spyOn(app.client, 'counterfactuals').mockImplementation((_, heard) => {
    hear = heard
    return new Promise((resolve) => {
      answer = resolve
    })
  })
  await user.click(screen.getByRole('button', { name: say('why.would.look') }))
  act(() => hear({ runs: 5, most: 12 }))
  expect(screen.getByRole('progressbar')).toHaveAttribute('value', '5')
  screen.getAllByText(say('why.would.running', { n: 5, most: 12 }))
  await user.click(screen.getByRole('button', { name: say('why.would.stop') }))
  await act(async () => answer({ problem: 'stopped' }))
  screen.getByRole('button', { name: say('why.would.look') })
  expect(sent.filter(({ type }) => type === 'open')).toEqual([])
})

test('in a lesson it is not offered', () => {
  const { say } = show(found, {}, 'seven-versus-seven')
  expect(screen.queryByRole('region', { name: say('why.would') })).toBeNull()
})

test('every knob has words in both languages, for one and for many', () => {
  for (const knob of knobNames) {
    expect([knob, hasText(`why.would.${knob}`)]).toEqual([knob, true])
    for (const locale of ['en', 'zh-CN'] as const)
      for (const n of [1, 5]) {
        const args = { subject: 'x', sign: '≤', n, value: n, amount: '1 GiB', cores: '1', policy: 'p' }
        const words = text(locale, `why.would.${knob}`, { ...args, command: 'c', argument: 'a', at: '0:00' })
        expect(words).not.toMatch(/[{}]/)
      }
  }
})

test('the section has no faults that a machine can find', async () => {
  const { container, user, say } = show(found)
  await user.click(screen.getByRole('button', { name: say('why.would.look') }))
  await screen.findByRole('list')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})
