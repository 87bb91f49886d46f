// The table: what it asks for, how it is sorted and narrowed, and that it draws few rows of many.
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import type { TableLook, TableView as Table } from '../../../src/sim'
import { TableView } from '../../../src/ui/table/TableView'
import { kindOf } from '../../../src/ui/table/scope'
import type { ToWorker } from '../../../src/worker/protocol'
import { renderView, smallFleet, type ViewOptions } from '../../support/fake-session'

afterEach(() => {
  vi.restoreAllMocks()
})

function tableOf({ of, from, count }: TableLook, total: number): Table {
  const name = { hosts: 'host', workloads: 'web', groups: 'group' }[of]
  return {
    look: 'table',
    total,
    columns: [
      { id: 'name', unit: '', kind: 'name' },
      { id: 'state', unit: '', kind: 'state' },
      { id: 'memory', unit: 'MiB', kind: 'number' },
    ],
    rows: Array.from({ length: Math.min(count, total - from) }, (_, at) => [
      `${name}-${from + at + 1}`,
      at === 1 ? 'critical' : 'ok',
      1000 + at,
    ]),
  }
}

function renderTable(total: number, more: Partial<ViewOptions> = {}) {
  const answer: ViewOptions['answer'] = (asked) =>
    asked.type === 'look' && asked.look.look === 'table' ? tableOf(asked.look, total) : null
  return renderView(<TableView />, { frame: { topology: smallFleet(20) }, answer, ...more })
}

const looks = (sent: readonly ToWorker[]): readonly TableLook[] =>
  sent.flatMap((message) => (message.type === 'look' && message.look.look === 'table' ? [message.look] : []))

test('a column head sorts downwards, upwards, and no longer', async () => {
  const { sent, user } = renderTable(20)
  const heads = async () => (await screen.findAllByRole('columnheader'))[2] as HTMLElement
  const press = async () => user.click(within(await heads()).getByRole('button'))
  await heads()
  expect(looks(sent)[0]).toMatchObject({ of: 'hosts', within: '', sort: '', from: 0, count: 200 })
  await press()
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ sort: 'memory', descending: true }))
  expect(await heads()).toHaveAttribute('aria-sort', 'descending')
  await press()
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ sort: 'memory', descending: false }))
  expect(await heads()).toHaveAttribute('aria-sort', 'ascending')
  await press()
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ sort: '' }))
})

test('rows are selected by click and by Enter, and walked over with arrow keys', async () => {
  const { app, user } = renderTable(20)
  await user.click(await screen.findByText('host-3'))
  expect(app.store.getState().selection.selected).toEqual(['host-3'])
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(app.store.getState().selection.selected).toEqual(['host-5'])
  expect(screen.getByText('host-5').closest('tr')).toHaveAttribute('aria-selected', 'true')
})

test('of a hundred thousand rows only those in sight are drawn, and the end is a key away', async () => {
  const { sent, user, container } = renderTable(100_000)
  ;(await screen.findByText('host-1')).closest('tr')?.focus()
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '100001')
  await user.keyboard('{End}')
  await screen.findByText('host-100000')
  expect(looks(sent).at(-1)?.from).toBeGreaterThan(99_000)
  expect(container.querySelectorAll('*').length).toBeLessThan(1500)
})

test('a state is a glyph and a word, a number has its unit in the head', async () => {
  const { say } = renderTable(3)
  const row = (await screen.findByText('host-2')).closest('tr')
  expect(row).toHaveTextContent(`×${say('table.state.critical')}`)
  expect(screen.getAllByRole('columnheader')[2]).toHaveTextContent('MiB')
})

test('what is selected when it opens narrows it, until the chip is lifted; a row does not', async () => {
  const { app, sent, user, say } = renderTable(20, { before: (app) => app.lab.select('rack-2') })
  await screen.findByText('host-1')
  expect(looks(sent)[0]).toMatchObject({ of: 'hosts', within: 'rack-2' })
  await user.click(screen.getByText('host-1'))
  expect(app.store.getState().selection.selected).toEqual(['host-1'])
  expect(looks(sent).at(-1)).toMatchObject({ within: 'rack-2' })
  await user.click(screen.getByRole('button', { name: new RegExp(say('table.lift')) }))
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ within: '' }))
  await user.click(screen.getByRole('button', { name: say('table.narrow', { name: 'host-1' }) }))
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ within: 'host-1', of: 'workloads' }))
})

test('the filter and the list are asked of the session', async () => {
  const { sent, user, say } = renderTable(20)
  await user.type(await screen.findByRole('searchbox'), 'web')
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ filter: 'web' }))
  await user.click(screen.getByRole('button', { name: say('table.groups') }))
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ of: 'groups', filter: 'web' }))
})

test('the table has no faults that a machine can find', async () => {
  const { container } = renderTable(20)
  await screen.findByText('host-1')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})

test('zones, racks, hosts and groups hold others; workloads and unknown names do not', () => {
  const fleet = smallFleet(10)
  expect(['zone-a', 'rack-2', 'host-10', 'web'].map((name) => kindOf(name, fleet))).toEqual([
    'zone',
    'rack',
    'host',
    'group',
  ])
  expect(['host-11', 'web-1', 'nobody', ''].map((name) => kindOf(name, fleet))).toEqual([
    null,
    null,
    null,
    null,
  ])
})
