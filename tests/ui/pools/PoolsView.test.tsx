// The pools: sums in words, blocks that select their groups, and who gets less than its share.
import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import type { PoolsView as Pools } from '../../../src/sim'
import { PoolsView } from '../../../src/ui/pools/PoolsView'
import { renderView, smallFleet } from '../../support/fake-session'

afterEach(() => {
  vi.restoreAllMocks()
})

const gib = 1024
const pool = (group: string, memory: number, used: number, demand: number, entitled: number) => ({
  group,
  tenant: group,
  workloads: 4,
  running: 3,
  memoryMiB: memory * gib,
  usedMillicores: used,
  demandMillicores: demand,
  entitledMillicores: entitled,
})
const pools: Pools = {
  look: 'pools',
  capacity: { millicores: 32_000, memoryMiB: 640 * gib },
  pools: [
    pool('web', 148, 4000, 9000, 8000),
    pool('db', 132, 8000, 8000, 6000),
    pool('batch', 114, 1000, 1000, 4000),
    pool('dev', 92, 500, 500, 2000),
  ],
}

function renderPools(more = {}) {
  return renderView(<PoolsView />, { frame: { topology: smallFleet(10) }, answer: () => pools, ...more })
}

test('what is granted and what is free add up in words', async () => {
  const { say } = renderPools()
  await screen.findByText(say('pools.granted.memory', { granted: 486, capacity: 640 }))
  screen.getByText('web 148 + db 132 + batch 114 + dev 92 + free 154 = 640 GiB')
})

test('a block selects its group, and says whom it belongs to and what it gets', async () => {
  const { app, user } = renderPools()
  const block = await screen.findByRole('button', { name: /: db of db: 132 GiB of memory, 3 of 4 running/ })
  await user.click(block)
  expect(app.store.getState().selection.selected).toEqual(['db'])
  expect(block).toHaveAttribute('aria-pressed', 'true')
  await user.click(block)
  expect(app.store.getState().selection.selected).toEqual([])
})

test('arrow keys walk over the blocks, of which one takes the focus', async () => {
  const { user, container } = renderPools()
  const [first] = await screen.findAllByRole('button', { name: / of memory, / })
  expect(container.querySelectorAll('[data-group][tabindex="0"]')).toHaveLength(1)
  first?.focus()
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toHaveAttribute('data-group')
  expect(document.activeElement).not.toBe(first)
  expect(container.querySelectorAll('[data-group][tabindex="0"]')).toHaveLength(1)
})

test('only a group that wants more and has less than its share is said to be short', async () => {
  const { say } = renderPools()
  const short = await screen.findAllByRole('button', { name: new RegExp(say('pools.short')) })
  expect(short.map((block) => block.dataset['group'])).toEqual(['web'])
})

test('the area can stand for the CPU share', async () => {
  const { user, say } = renderPools()
  await user.click(await screen.findByRole('button', { name: say('pools.measure.entitled') }))
  screen.getByText(say('pools.granted.entitled', { granted: 20, capacity: 32 }))
  const table = screen.getByRole('table')
  expect(within(table).getAllByRole('row')).toHaveLength(5)
})

test('a fleet without workloads is all free, in both languages', async () => {
  const empty = { ...pools, pools: [] }
  const { say } = renderPools({ locale: 'zh-CN', answer: () => empty })
  await screen.findByText(say('pools.none'))
})

test('the picture has no faults that a machine can find', async () => {
  const { container } = renderPools()
  await screen.findByRole('table')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})
