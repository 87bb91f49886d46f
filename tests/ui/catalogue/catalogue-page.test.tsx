// The catalogue: every profile once, sorted by any column, sources at hand, numbers to change, compare, and run.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { bundles, evaluateLaw, laws, wraps } from '../../../src/sim'
import { renderPage } from '../../support/render-page'

async function openPage(locale: 'en' | 'zh-CN' = 'en') {
  const page = renderPage({ search: '?catalogue', locale })
  const table = await screen.findByRole('table')
  return { ...page, table }
}

/** Names of the profiles in the order of the rows; details have no such header. */
const namesIn = (table: HTMLElement): readonly string[] =>
  [...table.querySelectorAll('tbody th[scope=row] button')].map((one) => (one.textContent ?? '').slice(2))

/** The text of a profile's row. */
function rowOf(table: HTMLElement, name: string): HTMLElement {
  const found = [...table.querySelectorAll('tbody tr')].find(
    (row) => row.querySelector('th button')?.textContent?.slice(2) === name,
  )
  if (!(found instanceof HTMLElement)) throw new Error(`no row ${name}`)
  return found
}

test('shows every profile once, and says which numbers are assumed', async () => {
  const { table, say } = await openPage()
  const names = namesIn(table)
  expect(names).toHaveLength(wraps.length + bundles.length + 1)
  expect(new Set(names).size).toBe(names.length)
  for (const { id } of wraps) expect(names).toContain(say(`catalog.wrap.${id}`))
  const cloud = rowOf(table, say('catalog.wrap.kvm-qemu'))
  expect(cloud.textContent).toContain(`${say('catalogue.trust.assumed')} 19 s`)
  // Measured as a whole, though nobody has measured how it splits.
  expect(rowOf(table, say('catalog.wrap.cloud-hypervisor')).textContent).toContain('Cloud HypervisorVM102 ms')
})

test('the attack index is what its law says', async () => {
  const { table, say } = await openPage()
  const law = laws.get('isolation.attack-index')
  const index = (
    reachableSyscalls: number,
    trustedKiloLines: number,
    sharedKernel: number,
    deviceKiloLines: number,
  ) => law && evaluateLaw(law, { reachableSyscalls, trustedKiloLines, sharedKernel, deviceKiloLines })
  // O-37 of the model book.
  expect(index(306, 30000, 1, 0)).toMatchObject({ index: expect.closeTo(80.6, 1) as number })
  expect(rowOf(table, say('catalog.wrap.docker')).textContent).toContain('80.6')
  expect(rowOf(table, say('catalog.wrap.firecracker')).textContent).toContain('23.7')
  expect(rowOf(table, say('catalog.wrap.kvm-qemu')).textContent).toContain('53.5')
})

test('sorts by a column both ways, says so, and leaves what is not known last', async () => {
  const { table, user, say } = await openPage()
  const head = within(table).getByText(say('catalogue.column.image')).closest('th')
  const button = head?.querySelector('button')
  if (!head || !button) throw new Error('no column')
  expect(head.getAttribute('aria-sort')).toBe('none')
  await user.click(button)
  expect(head.getAttribute('aria-sort')).toBe('ascending')
  expect(namesIn(table)[0]).toBe(say('catalog.wrap.xen-unikernel'))
  const last = namesIn(table).at(-1) ?? ''
  expect(rowOf(table, last).textContent).toContain(say('catalogue.unknown'))
  await user.click(button)
  expect(head.getAttribute('aria-sort')).toBe('descending')
  expect([say('catalog.wrap.esxi'), say('catalog.wrap.hyper-v')]).toContain(namesIn(table)[0])
  expect(rowOf(table, namesIn(table).at(-1) ?? '').textContent).toContain(say('catalogue.unknown'))
})

test('a row opens its sources, where a number is changed, marked, and taken back', async () => {
  const { table, user, say } = await openPage()
  const name = say('catalog.wrap.firecracker')
  await user.click(within(rowOf(table, name)).getByRole('button'))
  const details = screen.getByRole('region', { name })
  expect(details.textContent).toContain('NSDI')
  expect(details.textContent).toContain('2020')
  const field = within(details).getByLabelText(new RegExp(`^${say('catalogue.column.memory')}`))
  await user.clear(field)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await user.type(field, '64')
  expect(field.getAttribute('aria-invalid')).toBe('false')
  expect(rowOf(table, name).textContent).toContain(`${say('catalogue.trust.edited')} 64 MiB`)
  await user.click(
    within(details).getByRole('button', { name: say('catalogue.reset', { value: '2.49 MiB' }) }),
  )
  expect(rowOf(table, name).textContent).not.toContain(say('catalogue.trust.edited'))
})

test('chosen profiles stand side by side', async () => {
  const { table, user, say } = await openPage()
  for (const id of ['runc', 'kvm-qemu'])
    await user.click(
      within(table).getByLabelText(say('catalogue.choose', { name: say(`catalog.wrap.${id}`) })),
    )
  const compare = screen.getByRole('region', { name: say('catalogue.compare') })
  const start = within(compare).getByText(say('catalogue.column.start')).parentElement
  expect(start?.textContent).toContain('33 ms')
  expect(start?.textContent).toContain('19 s')
  expect(start?.textContent).toContain(say('catalogue.scale.log', { from: '10 ms', to: '100 s' }))
})

test('opens a world of the chosen profiles with the reader’s numbers', async () => {
  const { app, address, table, user, say } = await openPage()
  const name = say('catalog.wrap.firecracker')
  await user.click(within(rowOf(table, name)).getByRole('button'))
  const field = screen.getByLabelText(new RegExp(`^${say('catalogue.column.memory')}`))
  await user.clear(field)
  await user.type(field, '64')
  for (const id of ['firecracker', 'zones', 'native', 'wasm'])
    await user.click(
      within(table).getByLabelText(say('catalogue.choose', { name: say(`catalog.wrap.${id}`) })),
    )
  await user.click(screen.getByText(say('catalogue.open')))
  await waitFor(() => expect(app.store.getState().run.status).toBe('open'))
  const { scenario, route } = app.store.getState().run
  expect(route.page).toBe('lab')
  expect(scenario?.define?.wraps).toEqual({ firecracker: { memoryKiB: 65536, source: 'catalogue' } })
  expect(scenario?.fleet.map(({ kernel }) => kernel)).toEqual(['kvm', 'illumos', 'linux'])
  expect(scenario?.workloads.map(({ name: group }) => group)).toEqual(['firecracker', 'zones', 'native'])
  expect(address.search()).toContain('lab')
})

test('shows one family when asked, and says how many there are', async () => {
  const { table, user, say } = await openPage()
  await user.selectOptions(screen.getByLabelText(say('catalogue.family')), 'micro')
  expect(namesIn(table)).toEqual(
    ['firecracker', 'cloud-hypervisor', 'kvm-microvm'].map((id) => say(`catalog.wrap.${id}`)),
  )
  expect(screen.getByText(say('catalogue.shown', { count: 3 }))).toBeTruthy()
})

test('speaks Chinese, and is reached from the list of lessons', async () => {
  const { user, say } = renderPage({ search: '?learn', locale: 'zh-CN' })
  await user.click(await screen.findByText(say('catalogue.link')))
  expect(await screen.findByRole('heading', { level: 1, name: say('catalogue.heading') })).toBeTruthy()
  expect(say('catalogue.heading')).toBe('目录')
})
