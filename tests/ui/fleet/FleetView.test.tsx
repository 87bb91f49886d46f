// The map by keyboard: its tree, its bar and its hot list, over frames that a test has made.
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, type App } from '../../../src/app/app'
import { text } from '../../../src/i18n/text'
import { lessons } from '../../../src/lessons'
import * as sim from '../../../src/sim'
import { FleetView } from '../../../src/ui/fleet/FleetView'
import { HotList } from '../../../src/ui/fleet/HotList'
import { LensBar } from '../../../src/ui/fleet/LensBar'
import { livingPath, mapOf } from '../../../src/ui/fleet/map'
import { AppProvider } from '../../../src/ui/hooks/useApp'
import { layoutFleet, pathToHost } from '../../../src/viz/fleet'
import { detailWith, fleetOf, frameOf } from '../../support/fleet'
import {
  createFakeAddress,
  createScriptedPort,
  frameAt,
  memoryStorage,
  type ScriptedPort,
} from '../../support/page'

const topology = fleetOf([
  [0, 4],
  [0, 4],
  [1, 4],
  [1, 4],
])
const say = (key: string, args = {}) => text('en', key, args)

beforeEach(() => {
  // jsdom paints nothing; the map must work for those who do not see it, too.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})

interface Shown {
  readonly app: App
  readonly port: ScriptedPort
  readonly user: ReturnType<typeof userEvent.setup>
  readonly put: (values?: Parameters<typeof frameAt>[1]) => void
}

async function show(search = ''): Promise<Shown> {
  const port = createScriptedPort()
  const app = createApp({
    lessons,
    address: createFakeAddress(search),
    storage: memoryStorage(),
    locale: 'en',
    motion: 'reduced',
    makePort: async () => port,
    codec: async () => sim,
    importer: async () => Promise.reject(new Error('no file is opened here')),
    loadTexts: async () => undefined,
    onNextFrame: (callback) => callback(),
  })
  void app.client.open({ library: 'small-cluster' }).catch(() => {})
  await act(async () => {})
  const put: Shown['put'] = (values) => {
    const fleet = frameOf(topology, [detailWith(0, [1, 2, 3])])
    fleet.cpu.set([97], 2)
    fleet.state.set([2], 2)
    act(() => app.frames.set(frameAt(0, { topology, fleet, ...values })))
  }
  put()
  render(
    <AppProvider value={app}>
      <LensBar />
      <FleetView />
      <HotList />
    </AppProvider>,
  )
  return { app, port, user: userEvent.setup(), put }
}

const focused = () => document.activeElement?.getAttribute('aria-label') ?? ''

describe('the tree', () => {
  test('goes from the datacenter to a workload by arrows, and says the values', async () => {
    const { user } = await show()
    const tree = screen.getByRole('tree')
    act(() => within(tree).getAllByRole('treeitem')[0]?.focus())
    expect(focused()).toContain('16 hosts')
    await user.keyboard('{ArrowRight}')
    expect(focused()).toContain('zone a')
    expect(focused()).toContain('97%')
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}{ArrowDown}')
    expect(focused()).toBe('host-3, CPU 97%, critical, 1 unit')
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowRight}')
    expect(focused()).toBe('web-1, 512 MiB, running, 1 workload')
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(focused()).toContain('rack r1')
  })

  test('selects with the space bar, goes nearer with Enter and back with Escape', async () => {
    const { app, user } = await show()
    act(() => screen.getAllByRole('treeitem')[0]?.focus())
    await user.keyboard('{ArrowRight}{ArrowDown} ')
    expect(app.store.getState().selection.selected).toEqual(['b'])
    await user.keyboard('{Enter}')
    expect(mapOf(app)?.path()).toMatchObject({ zone: 1, rack: -1 })
    expect(focused()).toContain('rack r3')
    await user.keyboard('{Enter}')
    expect(mapOf(app)?.path()).toMatchObject({ zone: 1, rack: 2, host: -1 })
    await user.keyboard('{Enter}')
    expect(mapOf(app)?.path()).toMatchObject({ host: 8 })
    const near = app.store.getState().view.camera?.k ?? 0
    await user.keyboard('{Escape}')
    expect(app.store.getState().view.camera?.k ?? 0).toBeLessThan(near)
  })

  test('takes the keys after a press on the map, and Enter goes into what is selected', async () => {
    const { app, user } = await show()
    const canvas = document.querySelector('canvas')
    if (canvas === null) throw new Error('no map')
    fireEvent.pointerDown(canvas)
    await waitFor(() => expect(document.activeElement).toHaveRole('treeitem'))
    act(() => app.lab.select('host-3'))
    await user.keyboard('{Enter}')
    expect(mapOf(app)?.path()).toMatchObject({ host: 2 })
  })

  test('keeps only the focused branch in the page', async () => {
    await show()
    expect(screen.getAllByRole('treeitem')).toHaveLength(1)
  })

  test('sums the stage up while nothing plays, and is silent while it does', async () => {
    const { put } = await show()
    const summary = () => screen.getByText(/16 hosts in 4 racks/)
    expect(summary()).toHaveTextContent('1 critical')
    expect(summary()).toHaveTextContent('host-3')
    const fleet = frameOf(topology)
    put({ rev: 2, status: 'running', fleet })
    expect(summary()).toHaveTextContent('1 critical')
    put({ rev: 3, status: 'paused', fleet })
    expect(summary()).toHaveTextContent('0 critical')
  })
})

describe('the camera', () => {
  test('brings a host into sight that was selected elsewhere', async () => {
    const { app } = await show()
    await act(async () => mapOf(app)?.look({ x: 0, y: 0, k: 200 }))
    act(() => app.lab.select('host-12'))
    const camera = mapOf(app)?.camera()
    expect(camera?.x).toBeGreaterThan(0)
    expect(camera?.k).toBe(200)
  })

  test('does not move when what is selected is in sight', async () => {
    const { app } = await show()
    act(() => app.lab.select('host-1'))
    expect(app.store.getState().view.camera).toBeNull()
  })

  test('asks for the units of hosts that are large, and for the stack of the one it is in', async () => {
    const { app, port } = await show()
    await act(async () => mapOf(app)?.goTo(pathToHost(layoutFleet(topology), 4)))
    const pulls = port.sent.flatMap((message) => (message.type === 'pull' ? [message.interest] : []))
    expect(pulls[pulls.length - 1]?.stacks).toEqual(['host-5'])
    expect(pulls[pulls.length - 1]?.fleet?.details).toContain(4)
  })

  test('the breadcrumb is the camera', async () => {
    const { app, user } = await show()
    await act(async () => mapOf(app)?.goTo(pathToHost(layoutFleet(topology), 4)))
    const crumbs = within(screen.getByRole('navigation', { name: say('fleet.path') }))
    expect(crumbs.getAllByRole('button').map((one) => one.textContent)).toEqual([
      say('fleet.root'),
      'zone a',
      'rack r2',
      'host-5',
    ])
    await user.click(crumbs.getByRole('button', { name: say('fleet.root') }))
    expect(app.store.getState().view.camera).toBeNull()
  })

  test('a way whose end is gone leads to its nearest living ancestor', () => {
    const before = { topology, layout: layoutFleet(topology) }
    const fewer = fleetOf(
      [
        [0, 4],
        [0, 2],
      ],
      2,
    )
    const after = { topology: fewer, layout: layoutFleet(fewer) }
    expect(livingPath(pathToHost(before.layout, 7), before, after)).toMatchObject({
      zone: 0,
      rack: 1,
      host: -1,
    })
    expect(livingPath(pathToHost(before.layout, 11), before, after)).toMatchObject({ zone: -1, rack: -1 })
    expect(livingPath(pathToHost(before.layout, 5), before, after)).toMatchObject({ rack: 1, host: 5 })
  })
})

describe('the bar', () => {
  test('changes the lens by arrow keys, and the map asks for it', async () => {
    const { app, user } = await show()
    const lens = within(screen.getByRole('radiogroup', { name: say('fleet.lens') }))
    act(() => lens.getByRole('radio', { name: say('fleet.lens.cpu') }).focus())
    await user.keyboard('{ArrowRight}')
    expect(app.store.getState().view.lens).toBe('memory')
    expect(lens.getByRole('radio', { name: say('fleet.lens.memory') })).toHaveFocus()
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(app.store.getState().view.lens).toBe('risk')
    expect(screen.getByText(/a whole group is here/)).toBeInTheDocument()
  })

  test('is not in the page when the address hides it', async () => {
    await show('?hide=lens')
    expect(screen.queryByRole('toolbar')).toBeNull()
  })

  test('zooms by buttons and keys, and shows everything again', async () => {
    const { app, user } = await show()
    await user.click(screen.getByRole('button', { name: say('fleet.zoom-in') }))
    const once = app.store.getState().view.camera?.k ?? 0
    await user.keyboard('+')
    expect(app.store.getState().view.camera?.k).toBeGreaterThan(once)
    await user.keyboard('0')
    expect(app.store.getState().view.camera).toBeNull()
  })

  test('T goes to the table and back, H to the hot list, whose hosts select', async () => {
    const { app, port, user } = await show()
    await user.keyboard('t')
    expect(app.store.getState().view.stage).toBe('table')
    await user.keyboard('t')
    expect(app.store.getState().view.stage).toBe('map')
    await user.keyboard('h')
    const asked = await vi.waitFor(() => {
      const found = port.sent.flatMap((message) =>
        message.type === 'look' && message.look.look === 'hot' ? [message] : [],
      )[0]
      if (found === undefined) throw new Error('the hot list has not asked')
      return found
    })
    const hosts = [{ host: 'host-3', value: 97, state: 'critical' }] as const
    act(() => port.say({ type: 'answer', id: asked.id, answer: { look: 'hot', lens: 'cpu', hosts } }))
    await user.click(await screen.findByRole('button', { name: /host-3/ }))
    expect(app.store.getState().selection.selected).toEqual(['host-3'])
  })
})
