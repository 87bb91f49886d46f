// The stage of migrations before answers of the test's own making: rounds, pause, rates, controls, list, words.
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../../src/i18n/locale'
import { hasText } from '../../../src/i18n/text'
import type { MigrationView as Migration } from '../../../src/sim'
import { MigrationView } from '../../../src/ui/migration/MigrationView'
import { renderInLab, type FakeLabOptions } from '../../support/fake-lab'
import { endless, migration } from '../../support/life-answers'

beforeEach(() => {
  // jsdom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

function render(migrations: readonly Migration[], more: Partial<FakeLabOptions> = {}) {
  return renderInLab(<MigrationView />, {
    frame: { now: 30_000_000, end: 60_000_000 },
    ...more,
    answer: (question) => {
      if (question.type === 'look' && question.look.look === 'migrations')
        return { look: 'migrations', migrations }
      return more.answer?.(question)
    },
  })
}

test.each(locales)('in %s every state, mode and reason has words', async (locale) => {
  const states = ['copying', 'stopped', 'pulling', 'completed', 'cancelled', 'failed'] as const
  const modes = ['cold', 'pre-copy', 'post-copy'] as const
  const all = states.map((state, at) => ({
    ...migration,
    vm: `vm-${at}`,
    state,
    mode: modes[at % 3] ?? 'cold',
    faults: 12,
  }))
  const { say } = render(all, { locale })
  await screen.findByRole('region', { name: say('migration-view.list') })
  expect(document.body.innerHTML).not.toContain('⟦')
  for (const reason of ['threshold', 'max-rounds', 'max-sent', 'rate', 'asked'])
    expect(hasText(`migration-view.reason.${reason}`)).toBe(true)
})

test('the pause is loud: its number stands above the rounds and among the figures', async () => {
  const { say } = render([migration])
  const downtime = await screen.findByText(say('migration-view.downtime'))
  expect(downtime.parentElement).toHaveTextContent('95 ms')
  expect(screen.getByText(say('migration-view.stood-still', { time: '95 ms' }))).toBeInTheDocument()
  expect(document.querySelectorAll('[data-round]')).toHaveLength(3)
})

test('a post-copy that breaks off shows the pages that followed, and says what is lost', async () => {
  const broken = { ...migration, mode: 'post-copy', state: 'failed', rounds: [], reason: 'asked' } as const
  const { say } = render([broken])
  expect(await screen.findByText(say('migration-view.failed.after'))).toBeInTheDocument()
  expect(screen.queryByText(say('migration-view.reason.asked'))).toBeNull()
  expect(screen.getByText(say('migration-view.no-rounds-post-copy'))).toBeInTheDocument()
  expect(document.querySelectorAll('[data-following]')).toHaveLength(1)
})

test('amounts of a GiB and more have one unit', async () => {
  render([{ ...migration, sentMiB: 55_016 }])
  expect((await screen.findAllByText(/53\.7 GiB/)).length).toBeGreaterThan(0)
})

test('a ratio below 1 converges, and one sentence says all', async () => {
  const { say } = render([migration])
  expect(await screen.findByText(new RegExp(say('migration-view.verdict.converges')))).toBeInTheDocument()
  expect(screen.getByText('0.24')).toBeInTheDocument()
  expect(screen.getByText(/^db-vm-1 from host-1 to host-2/)).toHaveTextContent(
    say('migration-view.trend.shrinks'),
  )
})

test('a guest that writes faster than the link takes never gets there', async () => {
  const { say } = render([endless])
  expect(await screen.findByText(new RegExp(say('migration-view.verdict.never')))).toBeInTheDocument()
  expect(screen.getByText('1.61')).toBeInTheDocument()
  const throttled = say('migration-view.round-throttled', { mib: '300 MiB', throttle: '30%' })
  expect(screen.getByText(throttled)).toBeInTheDocument()
})

test('one under way can be cancelled or switched over; one that is over cannot', async () => {
  const { say, user, performed } = render([migration, endless])
  await user.click(await screen.findByRole('button', { name: say('migration-view.cancel') }))
  await user.click(screen.getByRole('button', { name: say('migration-view.post-copy') }))
  expect(performed.map(({ args }) => args)).toEqual([{ vm: 'db-vm-2' }, { vm: 'db-vm-2' }])
  await user.click(screen.getByRole('button', { name: 'db-vm-1', pressed: false }))
  await waitFor(() =>
    expect(screen.queryByRole('group', { name: say('migration-view.controls') })).toBeNull(),
  )
})

test('what is selected is shown, else the latest; the list leads to any other', async () => {
  const { say, app, user } = render([migration, endless], { selected: 'db-1' })
  await screen.findByRole('button', { name: say('migration-view.part.vm', { name: 'db-vm-1' }) })
  await user.click(screen.getByRole('button', { name: 'db-vm-2' }))
  const target = say('migration-view.part.vm', { name: 'db-vm-2' })
  await user.click(await screen.findByRole('button', { name: target }))
  expect(app.store.getState().selection.selected).toEqual(['db-2'])
})

test('the table lists every round', async () => {
  const { say, user } = render([migration])
  await user.click(await screen.findByText(say('migration-view.table')))
  const rows = within(screen.getByRole('table', { name: say('migration-view.table-title') })).getAllByRole(
    'row',
  )
  expect(rows).toHaveLength(4)
  expect(rows[1]).toHaveTextContent('6.87 s')
})

test('without migrations it says how to begin one', async () => {
  const { say } = render([])
  expect(await screen.findByText(new RegExp(say('migration-view.none')))).toBeInTheDocument()
})

test('there is nothing that assistive technology would trip over', async () => {
  const { say, user } = render([migration, endless])
  await user.click(await screen.findByText(say('migration-view.table')))
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
