// The frame of the Lab: which stage it shows, what the address hides, what folds, and what a phone gets.
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Header } from '../../src/ui/header/Header'
import { LabPage } from '../../src/ui/lab/LabPage'
import { renderInLab } from '../support/fake-lab'

vi.mock('../../src/ui/fleet/FleetView', () => ({ FleetView: () => <p>the map</p> }))
vi.mock('../../src/ui/pools/PoolsView', () => ({ PoolsView: () => <p>the pools</p> }))
vi.mock('../../src/ui/bins/BinsView', () => ({ BinsView: () => <p>the bins</p> }))
vi.mock('../../src/ui/table/TableView', () => ({ TableView: () => <p>the table</p> }))
vi.mock('../../src/ui/fleet/LensBar', () => ({ LensBar: () => <p>the lenses</p> }))
vi.mock('../../src/ui/fleet/HotList', () => ({ HotList: () => <p>the hot list</p> }))
vi.mock('../../src/ui/why/WhyPanel', () => ({ WhyPanel: () => <p>the causes</p> }))
vi.mock('../../src/ui/tracks/LabTimeline', () => ({ LabTimeline: () => <p>the timeline</p> }))

afterEach(() => {
  vi.restoreAllMocks()
})

test('the stage shows the view that is chosen, with hot list and causes above it when they are open', async () => {
  const { app } = renderInLab(<LabPage />)
  expect(await screen.findByText('the map')).toBeVisible()
  app.lab.setStage('bins')
  expect(await screen.findByText('the bins')).toBeVisible()
  expect(screen.queryByText('the map')).toBeNull()
  expect(screen.queryByText('the hot list')).toBeNull()
  app.store.change('view', { hot: true, why: 3 })
  expect(await screen.findByText('the hot list')).toBeVisible()
  expect(await screen.findByText('the causes')).toBeVisible()
})

test('a panel folds away and comes back', async () => {
  const { say, user } = renderInLab(<LabPage />)
  await user.click(screen.getByRole('button', { name: say('lab.fold-left') }))
  expect(screen.queryByRole('complementary', { name: say('lab.build') })).toBeNull()
  await user.click(screen.getByRole('button', { name: say('lab.unfold-left') }))
  expect(screen.getByRole('complementary', { name: say('lab.build') })).toBeVisible()
  await user.click(screen.getByRole('button', { name: say('lab.fold-right') }))
  expect(screen.queryByRole('complementary', { name: say('lab.inspector') })).toBeNull()
})

test('what the address hides is not in the page', () => {
  const { app, say } = renderInLab(<LabPage />)
  app.store.change('skin', { hide: ['build', 'inspector', 'timeline', 'lens'] })
  return waitFor(() => {
    expect(screen.queryByRole('complementary', { name: say('lab.build') })).toBeNull()
    expect(screen.queryByRole('complementary', { name: say('lab.inspector') })).toBeNull()
    expect(screen.queryByText('the timeline')).toBeNull()
    expect(screen.queryByText('the lenses')).toBeNull()
  })
})

test('a talk has no panels, and its numbers can be read from afar', async () => {
  const { app, say } = renderInLab(<LabPage />)
  app.store.change('skin', { ui: 'present' })
  expect(await screen.findByText(say('lab.workloads-running'))).toBeVisible()
  expect(screen.getAllByText('3/3', { selector: 'dd' })).toHaveLength(2)
  expect(screen.queryByRole('complementary')).toBeNull()
  expect(screen.queryByText('the lenses')).toBeNull()
})

test('within another page there is a way to the whole Lab, unless the address leaves it out', async () => {
  const { app, say } = renderInLab(<LabPage />)
  app.store.change('skin', { ui: 'embed' })
  const way = await screen.findByRole('link', { name: say('lab.open-whole') })
  expect(way).toHaveAttribute('href', 'https://strata.example/?lab')
  app.store.change('skin', { hide: ['lab'] })
  await waitFor(() => expect(screen.queryByRole('link', { name: say('lab.open-whole') })).toBeNull())
})

test('a phone looks on: a sheet in place of the panels, and nothing to build', async () => {
  vi.spyOn(window, 'matchMedia').mockImplementation(phone)
  const { say, user } = renderInLab(<LabPage />, { selected: 'host-1' })
  expect(screen.queryByRole('complementary')).toBeNull()
  const sheet = screen.getByRole('button', { name: 'host-1' })
  expect(sheet).toHaveAttribute('aria-expanded', 'false')
  await user.click(sheet)
  expect(await screen.findByRole('heading', { level: 2, name: 'host-1' })).toBeVisible()
  expect(screen.queryByRole('button', { name: say('lab.fail-host', { host: 'host-1' }) })).toBeNull()
})

test('the header names the run, its seed and whether it was edited, and opens the palette', async () => {
  const { say, user, app, show } = renderInLab(<Header />)
  expect(await screen.findByText(say('header.seed', { seed: '7' }))).toBeVisible()
  show({ branches: [{ id: 0, parent: -1, at: 0, name: 'A', edits: 2 }], canUndo: true })
  expect(await screen.findByText(say('header.edited-seed', { seed: '7' }))).toBeVisible()
  expect(screen.getByRole('button', { name: say('run.undo') })).toBeEnabled()
  expect(screen.getByRole('button', { name: say('run.redo') })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: new RegExp(say('header.find')) }))
  expect(app.store.getState().notice.dialog).toEqual({ type: 'palette' })
})

function phone(query: string): MediaQueryList {
  const list = new EventTarget()
  return Object.assign(list, {
    matches: query.includes('max-width: 719px'),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
}
