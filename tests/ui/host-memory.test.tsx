// The memory of one host before answers of the test's own making: maps, sums, reclaim, rules, and its words.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { locales } from '../../src/i18n/locale'
import { pageStates, type MemoryUnitView, type MemoryView as Memory, type Series } from '../../src/sim'
import { MemoryView } from '../../src/ui/host/MemoryView'
import { renderInLab, type FakeLabOptions } from '../support/fake-lab'

const gib = 1024

beforeEach(() => {
  // jsdom paints nothing and lays nothing out.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

function unitOf(name: string, group: string, parts: Partial<Record<string, number>>): MemoryUnitView {
  const amounts = pageStates.map((state) => parts[state] ?? 0)
  const promised = amounts.reduce((sum, one) => sum + one, 0)
  return {
    name,
    group,
    kind: 'vm',
    parts: amounts,
    promised,
    target: 6 * gib,
    waitPermille: 0,
    p99Millis: 22,
  }
}

const units = [
  unitOf('web-1', 'web', { active: 5 * gib, cold: gib, shared: gib, ballooned: gib }),
  unitOf('web-2', 'web', { active: 2 * gib, shared: gib, swapped: 4.6 * gib, ballooned: 0.4 * gib }),
  unitOf('db-1', 'db', { active: 4 * gib, cold: 2 * gib, ballooned: 2 * gib }),
]

const memory: Memory = {
  look: 'memory',
  host: 'host-1',
  on: true,
  overcommits: true,
  physical: 20 * gib,
  promised: 24 * gib,
  overcommitPercent: 150,
  held: { overhead: 2 * gib + 50, active: 11 * gib, cold: 3 * gib, shared: gib, compressed: 0 },
  free: 3 * gib - 50,
  away: { untouched: 0, saved: gib, ballooned: 3.4 * gib, compressed: 0, swapped: 4.6 * gib },
  working: { wanted: 14 * gib, here: 11 * gib, missing: 3 * gib },
  state: 'soft',
  minFree: 6 * gib,
  thresholds: [100, 64, 32, 16],
  rates: { ballooned: 430, swappedOut: 40, swappedIn: 20.5, scanned: 19.5, merged: 1.9 },
  units,
  others: 0,
  uses: {},
}

const policy = { sharing: 'ksm', balloon: 1, compression: 0, swap: 'nvme' }
const policyFields = Object.entries(policy).map(([column, value]) => ({
  table: 'reclaimPolicy',
  column,
  value,
  unit: '',
  refersTo: null,
}))
const groupFields = [{ table: 'groupMemory', column: 'activePercent', value: 60, unit: '%', refersTo: null }]

function render(more: Partial<FakeLabOptions> = {}, answered: Memory = memory) {
  const asked: string[] = []
  const lab = renderInLab(<MemoryView />, {
    ...more,
    answer: (question) => {
      if (question.type === 'inspect') return question.table === 'reclaimPolicy' ? policyFields : groupFields
      if (question.type !== 'look') return undefined
      const { look } = question
      if (look.look === 'memory') {
        asked.push(look.host)
        return { ...answered, host: look.host }
      }
      if (look.look === 'bottlenecks')
        return { look: 'bottlenecks', host: look.host, capacity: 0, hostThreads: 0, workloads: [], others: 0 }
      return more.answer?.(question)
    },
  })
  return { ...lab, asked }
}

const mapNamed = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}[ ,，]`) })

test.each(locales)('in %s all parts are named, and nothing lacks words', async (locale) => {
  const { say } = render({ locale })
  await screen.findByRole('region', { name: say('memory-view.promised') })
  for (const part of ['holds', 'reclaim', 'units', 'policy'])
    expect(await screen.findByRole('region', { name: say(`memory-view.${part}`) })).toBeInTheDocument()
  expect(screen.getByRole('region', { name: say('bars.title') })).toBeInTheDocument()
  expect(document.body.textContent).not.toContain('⟦')
})

test('the header says how much is promised on how much, and one sentence says all', async () => {
  const { say } = render()
  const words = { n: 3, promised: '24 GiB', physical: '20 GiB', ratio: '1.50' }
  await screen.findByText(say('memory-view.overcommit', words))
  expect(screen.getByText(/^host-1 has promised 24 GiB to 3 units/)).toHaveTextContent(
    '11 GiB active, 3 GiB cold, 1 GiB shared',
  )
})

test('the selected host is asked about, and the next one on a press', async () => {
  const { asked, user, app, say } = render({ selected: 'host-2' })
  await waitFor(() => expect(asked[asked.length - 1]).toBe('host-2'))
  await user.click(screen.getByRole('button', { name: say('cpu-view.host-after') }))
  expect(app.store.getState().selection.selected).toEqual(['host-3'])
  await waitFor(() => expect(asked[asked.length - 1]).toBe('host-3'))
})

test('the way back leads to the rack on the map', async () => {
  const { user, app } = render()
  await user.click(await screen.findByRole('button', { name: 'rack-1' }))
  expect(app.store.getState().selection.selected).toEqual(['rack-1'])
  expect(app.store.getState().view.stage).toBe('map')
})

test('a map says what its unit has in each state, and a click selects it', async () => {
  const { user, app, say } = render()
  const map = await mapNamed('web-2')
  expect(map).toHaveAccessibleName(
    say('memory-view.unit', {
      name: `web-2 ${say('memory-view.out', { amount: '4.6' })}`,
      promised: '8 GiB',
      parts: 'active 2 GiB, shared 1 GiB, balloon 410 MiB, swapped 4.6 GiB',
    }),
  )
  expect(map).toHaveTextContent('4.6 out')
  await user.click(map)
  expect(app.store.getState().selection.selected).toEqual(['web-2'])
  expect(await mapNamed('web-2')).toHaveAttribute('aria-pressed', 'true')
})

test('arrow keys walk over the maps, of which one takes the focus, and Enter selects', async () => {
  const { user, app } = render()
  const first = await mapNamed('web-1')
  expect(document.querySelectorAll('[data-unit][tabindex="0"]')).toHaveLength(1)
  first.focus()
  await user.keyboard('{ArrowRight}')
  expect(await mapNamed('web-2')).toHaveFocus()
  await user.keyboard('{End}')
  expect(await mapNamed('db-1')).toHaveFocus()
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  expect(await mapNamed('web-1')).toHaveFocus()
  expect(app.store.getState().selection.selected).toEqual([])
  await user.keyboard('{ArrowRight}{Enter}')
  expect(app.store.getState().selection.selected).toEqual(['web-2'])
})

test('the table has the exact numbers', async () => {
  const { user, say } = render()
  await user.click(await screen.findByRole('button', { name: say('memory-view.table') }))
  const table = screen.getByRole('table', { name: say('memory-view.table-title') })
  const row = within(table).getByRole('row', { name: /^web-2/ })
  const cells = within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\s/g, ' '))
  expect(cells).toEqual([
    'web',
    '8 192',
    '0',
    '2 048',
    '0',
    '1 024',
    '410',
    '0',
    '4 710',
    '6 144',
    '0 %',
    '22',
  ])
  expect(document.querySelector('[data-unit]')).toBeNull()
})

test('the sum of the card adds up as it is printed', async () => {
  const { say } = render()
  await screen.findByText(say('memory-view.free-on', { host: 'host-1' }))
  const value = (part: string) => Number(document.querySelector(`dd[data-part=${part}]`)?.textContent)
  const free = Number(document.querySelector('[data-free]')?.getAttribute('data-free'))
  const parts = ['overhead', 'active', 'cold', 'shared'].map(value)
  expect(parts.every((part) => part > 0)).toBe(true)
  expect(parts.reduce((sum, part) => sum + part, free)).toBeCloseTo(value('physical'), 9)
  expect(value('physical')).toBe(20)
})

test('the scale frames the state in force, and the marker stands at free memory', async () => {
  render()
  await mapNamed('web-1')
  expect(document.querySelector('[data-now=true]')).toHaveAttribute('data-state', 'soft')
  const percent = Math.round(((3 * gib - 50) / (6 * gib)) * 100)
  const marker = document.querySelector<HTMLElement>('[data-percent]')
  expect(marker).toHaveAttribute('data-percent', String(percent))
  expect(Number.parseFloat(marker?.style.left ?? '')).toBeGreaterThan(50)
  expect(Number.parseFloat(marker?.style.left ?? '')).toBeLessThan(75)
})

test('units are listed by what is swapped out, with a dash where nothing is', async () => {
  const { say } = render()
  const table = await screen.findByRole('table', { name: say('memory-view.units') })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    'web-2',
    'db-1',
    'web-1',
  ])
  expect(rows.map((row) => row.querySelector('[data-out]')?.textContent)).toEqual(['4.6', '–', '–'])
})

const metric = (name: string, value: number): Series => ({
  metric: name,
  subject: 'host-1',
  branch: 0,
  unit: 'MiB',
  at: Float64Array.of(0, 1_000_000, 2_000_000),
  value: Float64Array.of(value, value, value),
})

test('what is held is asked for by the name of the host, and drawn up to now', async () => {
  const { app, show } = render()
  await mapNamed('web-1')
  act(() =>
    show({
      now: 2_000_000,
      series: [
        metric('memory.overhead', 2 * gib),
        metric('memory.active', 11 * gib),
        metric('memory.ballooned', 3 * gib),
      ],
    }),
  )
  const drawn = [...document.querySelectorAll('path[data-band]')].filter(
    (path) => path.getAttribute('d') !== '',
  )
  expect(drawn.map((path) => path.getAttribute('data-band'))).toEqual(['overhead', 'active', 'ballooned'])
  expect(app.frames.current().now).toBe(2_000_000)
})

test('a rule is changed by a command, and shows what the world says', async () => {
  const { user, performed, say } = render()
  const sharing = await screen.findByRole('radiogroup', { name: say('memory-view.rule.sharing') })
  expect(within(sharing).getByRole('radio', { name: 'KSM' })).toBeChecked()
  await user.click(within(sharing).getByRole('radio', { name: 'TPS' }))
  const balloon = screen.getByRole('radiogroup', { name: say('memory-view.rule.balloon') })
  expect(within(balloon).getByRole('radio', { name: 'on' })).toBeChecked()
  await user.click(within(balloon).getByRole('radio', { name: 'off' }))
  const swap = screen.getByRole('radiogroup', { name: say('memory-view.rule.swap') })
  await user.click(within(swap).getByRole('radio', { name: 'none' }))
  expect(performed).toEqual([
    { name: 'reclaim.set', args: { rule: 'sharing', value: 'tps' } },
    { name: 'reclaim.set', args: { rule: 'balloon', value: false } },
    { name: 'reclaim.set', args: { rule: 'swap', value: 'none' } },
  ])
})

test('the working set of the selected group is one command per movement', async () => {
  const { user, performed } = render({ selected: 'db' })
  const slider = await screen.findByRole('slider')
  expect(slider).toHaveValue('60')
  slider.focus()
  fireEvent.change(slider, { target: { value: '80' } })
  fireEvent.change(slider, { target: { value: '95' } })
  expect(performed).toEqual([])
  await user.pointer({ target: slider, keys: '[MouseLeft]' })
  fireEvent.blur(slider)
  expect(performed).toEqual([{ name: 'group.memory', args: { group: 'db', activePercent: 95 } }])
  expect(slider).toBeInTheDocument()
})

test('where nothing is built there are no rules to change', async () => {
  const { app, say } = render()
  await screen.findByRole('region', { name: say('memory-view.policy') })
  act(() => app.store.change('skin', { hide: ['build'] }))
  expect(screen.queryByRole('region', { name: say('memory-view.policy') })).toBeNull()
})

test('a host that promises no more than it has shows its split and says how to change that', async () => {
  const { say } = render({}, { ...memory, overcommits: false, promised: 16 * gib })
  await screen.findByText(say('memory-view.static.why'))
  expect(screen.getByText('rules.memory.overcommitPercent')).toBeVisible()
  const split = screen.getByRole('region', { name: say('memory-view.static') })
  expect(
    within(split)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['host, VMMs and runtimes2 GiB', 'promised to units16 GiB', 'left over2 GiB'])
  expect(screen.queryByRole('region', { name: say('memory-view.reclaim') })).toBeNull()
})

test('a host that is off, or empty, says so', async () => {
  const { say } = render({}, { ...memory, on: false })
  await screen.findByText(say('memory-view.off', { host: 'host-1' }))
})

test('an empty host says so and still shows what it holds', async () => {
  const { say } = render({}, { ...memory, units: [] })
  await screen.findByText(say('memory-view.empty', { host: 'host-1' }))
  expect(screen.getByRole('region', { name: say('memory-view.holds') })).toBeInTheDocument()
})

test('axe finds nothing', async () => {
  render()
  await mapNamed('web-1')
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
})
