// The comparison with the real session: three columns, gaps in words, switches, other ways, and a link that keeps them.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Locale } from '../../../src/i18n/locale'
import { renderPage, type RenderedPage } from '../../support/render-page'

const second = 1_000_000

async function open(locale: Locale = 'en'): Promise<RenderedPage & { readonly view: HTMLElement }> {
  const page = renderPage({ search: '?lab=three-ways', locale })
  const view = await screen.findByRole('region', { name: page.say('compare.title') }, { timeout: 20_000 })
  await waitFor(() => expect(page.app.frames.current().sides).toHaveLength(3))
  return { ...page, view }
}

async function goTo({ app }: RenderedPage, seconds: number): Promise<void> {
  app.playback.seek(seconds * second)
  await waitFor(() => {
    const { now, sides = [], status } = app.frames.current()
    expect([now, status === 'seeking']).toEqual([seconds * second, false])
    expect(sides.every((side) => side.now === now)).toBe(true)
  })
}

test.each(['en', 'zh-CN'] as const)(
  'three columns say what they are and how many apps run (%s)',
  async (locale) => {
    const page = await open(locale)
    const { view, say, app } = page
    await goTo(page, 200)
    for (const [at, way] of (['vm', 'container', 'container-in-vm'] as const).entries()) {
      const title = say(`compare.way.${way}`)
      const column = within(view).getByRole('region', {
        name: say('compare.side', { letter: 'ABC'[at] ?? '', title }),
      })
      const side = app.frames.current().sides?.[at]
      await within(column).findByText(String(side?.running))
      expect(within(column).getByText(say('compare.refused', { n: side?.refused ?? -1 }))).toBeTruthy()
      expect(within(column).getByRole('tree')).toBeTruthy()
    }
    expect(app.store.getState().view).toMatchObject({ stage: 'compare', left: false, right: false })
  },
)

test('the gaps are said with badges, and are not the same for other branches', async () => {
  const page = await open()
  const { view, say, user, app } = page
  await goTo(page, 300)
  const gaps = within(view).getByRole('region', { name: say('compare.gaps') })
  await waitFor(() => expect(within(gaps).getAllByRole('listitem')).toHaveLength(3))
  expect(gaps.textContent).toContain('a panic stops B 100 apps, C 10, A 1')
  await user.click(within(view).getByRole('button', { name: /^Branch B:\s*container$/ }))
  await waitFor(() => expect(app.frames.current().sides).toHaveLength(2))
  await waitFor(() => expect(gaps.textContent).toContain('a panic stops B 10 apps, A 1'))
})

test('a switch stops what it says, on its own branch, which edits then go to', async () => {
  const page = await open()
  const { view, say, user, app } = page
  await goTo(page, 120)
  const before = app.frames.current().sides ?? []
  const title = say('compare.way.container')
  const column = within(view).getByRole('region', { name: say('compare.side', { letter: 'B', title }) })
  const button = within(column).getByRole('button', { name: say('compare.panic-of', { title }) })
  const running = before[1]?.running ?? 0
  expect(running).toBeGreaterThan(10)
  expect(within(column).getByText(say('compare.stops', { n: running, total: running }))).toBeTruthy()
  await user.click(button)
  // Those that were just being started go down with the others.
  await waitFor(() => expect(app.frames.current().sides?.[1]?.lost).toBeGreaterThanOrEqual(running))
  const { sides = [], branch } = app.frames.current()
  const lost = sides[1]?.lost ?? 0
  await within(column).findByText(say('stage.stopped', { n: lost, total: lost }))
  expect(branch).toBe(1)
  expect(sides.map((side) => [side.running, side.lost])).toEqual([
    [before[0]?.running, 0],
    [0, lost],
    [before[2]?.running, 0],
  ])
})

test('a panic in the past starts a branch, which takes the column of the old one', async () => {
  const page = await open()
  const { view, say, user, app } = page
  await goTo(page, 200)
  await goTo(page, 100)
  const title = say('compare.way.container-in-vm')
  await user.click(within(view).getByRole('button', { name: say('compare.panic-of', { title }) }))
  await waitFor(() => expect(app.store.getState().view.compare).toEqual([0, 1, 3]))
  await waitFor(() => expect(app.frames.current().sides?.[2]).toMatchObject({ branch: 3, lost: 10 }))
})

test('another way is added with one press, and takes the last column', async () => {
  const page = await open()
  const { view, say, user, app } = page
  await goTo(page, 59)
  const add = new RegExp(`^${say('compare.add')}\\s*${say('compare.short.microvm')}$`)
  await user.click(within(view).getByRole('button', { name: add }))
  await waitFor(() => expect(app.store.getState().view.compare).toEqual([0, 1, 3]))
  const title = say('compare.way.microvm')
  const column = await within(view).findByRole('region', {
    name: say('compare.side', { letter: 'C', title }),
  })
  await within(column).findByText('20')
  expect(within(view).queryByRole('button', { name: add })).toBeNull()
  expect(app.frames.current().sides?.[2]?.now).toBe(59 * second)
})

test('differences are written against the first column', async () => {
  const page = await open()
  const { view, say, user, app } = page
  await goTo(page, 300)
  await user.click(within(view).getByRole('radio', { name: say('compare.mode.difference') }))
  const [first, other] = app.frames.current().sides ?? []
  const title = say('compare.way.container')
  const column = within(view).getByRole('region', { name: say('compare.side', { letter: 'B', title }) })
  expect(within(column).getByText(`+${(other?.running ?? 0) - (first?.running ?? 0)}`)).toBeTruthy()
})

test('six charts name their measure and give the value of every side', async () => {
  const page = await open()
  const { view, say } = page
  await goTo(page, 300)
  const charts = within(view).getByRole('group', { name: say('compare.charts') })
  for (const measure of ['running', 'start', 'p99', 'overhead', 'lost', 'cpu'])
    expect(within(charts).getByRole('heading', { name: say(`compare.measure.${measure}`) })).toBeTruthy()
  const lost = within(charts).getByRole('heading', { name: say('compare.measure.lost') }).parentElement
  expect(lost?.textContent).toContain('Virtual machines: A1Containers: B100Containers in VMs: C10')
})

test('a link to the comparison brings it back', async () => {
  const page = await open()
  await goTo(page, 90)
  const { app } = page
  app.store.change('view', { compare: [2, 0] })
  await waitFor(() => expect(app.frames.current().sides).toHaveLength(2))
  const link = await app.shareLink()
  expect(link?.view).toMatchObject({ stage: 'compare', compare: [2, 0] })
  expect(link?.branches).toHaveLength(3)
})

test('a run with one branch says how to get another, and the press makes it', async () => {
  const { app, say, user } = renderPage({ search: '?lab=small-cluster' })
  await screen.findByRole('group', { name: say('tracks.branches') }, { timeout: 20_000 })
  await waitFor(() => expect(app.frames.current().end).toBeGreaterThan(0))
  app.lab.setStage('compare')
  const view = await screen.findByRole('region', { name: say('compare.title') })
  expect(within(view).getByText(say('compare.alone'))).toBeTruthy()
  await user.click(within(view).getByRole('button', { name: say('compare.another') }))
  await within(view).findByRole('region', { name: 'B: Branch B' })
  expect(app.frames.current().branches).toHaveLength(2)
})
