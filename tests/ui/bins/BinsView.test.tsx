// Hosts as bars: the holes in words, pages, and carrying a unit to another host with pointer and keyboard.
import { fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import type { BinsView as Bins, Command } from '../../../src/sim'
import { BinsView } from '../../../src/ui/bins/BinsView'
import type { ToWorker } from '../../../src/worker/protocol'
import { renderView, smallFleet, type ViewOptions } from '../../support/fake-session'

afterEach(() => {
  vi.restoreAllMocks()
})

const gib = 1024

function binsOf(total: number, from: number, count: number): Bins {
  const hosts = Array.from({ length: Math.min(count, total - from) }, (_, at) => from + at + 1)
  return {
    look: 'bins',
    total,
    freeMiB: 154 * gib,
    largestHoleMiB: 26 * gib,
    bins: hosts.map((n) => ({
      host: `host-${n}`,
      on: n !== 3,
      usableMiB: 64 * gib,
      freeMiB: (64 - 28) * gib,
      sharedMiB: 0,
      units: [
        { name: `web-${n}`, group: 'web', memoryMiB: 16 * gib, state: 0, members: 1 },
        { name: `db-${n}`, group: 'db', memoryMiB: 12 * gib, state: n === 2 ? 3 : 0, members: 1 },
      ],
    })),
  }
}

function renderBins(total: number, more: Partial<ViewOptions> = {}) {
  const answer: ViewOptions['answer'] = (asked) => {
    if (asked.type === 'look' && asked.look.look === 'bins') {
      return binsOf(total, asked.look.from, asked.look.count)
    }
    if (asked.type !== 'could') return null
    return asked.command.args['host'] === 'host-4' ? { reason: 'host-off', args: {} } : null
  }
  return renderView(<BinsView />, { frame: { topology: smallFleet(total) }, answer, ...more })
}

const moves = (sent: readonly ToWorker[]): readonly Command[] =>
  sent.flatMap((message) => (message.type === 'perform' ? [message.command] : []))
const looks = (sent: readonly ToWorker[]) =>
  sent.flatMap((message) => (message.type === 'look' && message.look.look === 'bins' ? [message.look] : []))

test('the summary sets the free memory against the largest hole', async () => {
  const { say } = renderBins(10)
  await screen.findByText(say('bins.summary', { free: '154 GiB', hole: '26 GiB' }))
  expect(screen.getByRole('heading')).toHaveTextContent(say('bins.hosts', { n: 10 }))
})

test('a unit says its state, a host what is free, and both are selected by a click', async () => {
  const { app, user, say } = renderBins(10)
  await user.click(await screen.findByRole('button', { name: /: db-2, 12 GiB/ }))
  expect(app.store.getState().selection.selected).toEqual(['db-2'])
  expect(screen.getByRole('button', { name: /: db-2/ })).toHaveTextContent('×')
  await user.click(
    screen.getByRole('button', { name: say('bins.host', { host: 'host-1', free: '36 GiB', n: 2 }) }),
  )
  expect(app.store.getState().selection.selected).toEqual(['host-1'])
  screen.getByRole('button', { name: say('bins.host-off', { host: 'host-3', n: 2 }) })
})

test('a large fleet is turned page by page, and sorted by the session', async () => {
  const { sent, user, say } = renderBins(100)
  await screen.findByText(say('bins.range', { from: 1, to: 11, total: 100 }))
  await user.click(screen.getByRole('button', { name: say('bins.next') }))
  await screen.findByText(say('bins.range', { from: 12, to: 22, total: 100 }))
  await user.click(screen.getByRole('button', { name: say('bins.order.free') }))
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ from: 11, count: 11, order: 'free' }))
  await user.click(screen.getByRole('button', { name: say('bins.narrower') }))
  await waitFor(() => expect(looks(sent).at(-1)).toMatchObject({ count: 16 }))
})

test('a unit is carried with the keyboard: refused where it may not go, moved where it may', async () => {
  const { app, sent, user, say } = renderBins(10)
  const unit = await screen.findByRole('button', { name: /: web-5/ })
  unit.focus()
  await user.keyboard('m{ArrowLeft}')
  await screen.findByText(new RegExp(say('refusal.host-off.what')))
  await user.keyboard('{Enter}')
  expect(moves(sent)).toEqual([])
  await user.keyboard('m{ArrowRight}')
  await screen.findByText(say('bins.carry.fits', { host: 'host-6' }))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(moves(sent)).toHaveLength(1))
  expect(moves(sent)).toEqual([{ name: 'workload.move', args: { workload: 'web-5', host: 'host-6' } }])
  expect(app.store.getState().view.drag).toBeNull()
})

test('a VM goes by the name of its kernel, and is moved by that of a workload inside', async () => {
  const fleet = smallFleet(2)
  const vms = fleet.groups.map((group) => ({ ...group, kind: 'vm' as const, per: 4 }))
  const inside = new Map([['web-3', 'web-vm-2']])
  const unit = { name: 'web-vm-2', group: 'web', memoryMiB: 16 * gib, state: 0, members: 2 }
  const answer: ViewOptions['answer'] = (asked) => {
    if (asked.type !== 'look') return null
    const { look } = asked
    if (look.look === 'bins') {
      const bins = binsOf(2, 0, 2)
      return { ...bins, bins: bins.bins.map((bin, at) => (at === 0 ? { ...bin, units: [unit] } : bin)) }
    }
    if (look.look === 'table')
      return { look: 'table', total: 3, columns: [], rows: [['web-1'], ['web-3'], ['web-5']] }
    if (look.look !== 'where') return null
    const found = { name: look.name, type: 'workload', path: [], host: 0, group: 'web' } as const
    return { look: 'where', found: { ...found, unit: inside.get(look.name) ?? 'web-vm-1' } }
  }
  const { sent, user, say } = renderBins(2, { answer, frame: { topology: { ...fleet, groups: vms } } })
  ;(await screen.findByRole('button', { name: /: web-vm-2/ })).focus()
  await user.keyboard('m{ArrowRight}')
  await screen.findByText(say('bins.carry.fits', { host: 'host-2' }))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(moves(sent)[0]?.args).toEqual({ workload: 'web-3', host: 'host-2' }))
})

test('a unit dragged with the pointer is dropped on the bar below it', async () => {
  const { sent } = renderBins(10)
  const unit = await screen.findByRole('button', { name: /: web-1,/ })
  fireEvent.pointerDown(unit, { button: 0, pointerId: 1, clientX: 40, clientY: 300 })
  fireEvent.pointerMove(unit, { pointerId: 1, clientX: 42, clientY: 300 })
  expect(sent.some((message) => message.type === 'could')).toBe(false)
  fireEvent.pointerMove(unit, { pointerId: 1, clientX: 150, clientY: 300 })
  fireEvent.pointerUp(unit, { pointerId: 1, clientX: 150, clientY: 300 })
  await waitFor(() => expect(moves(sent)).toHaveLength(1))
  expect(moves(sent)[0]?.args).toEqual({ workload: 'web-1', host: 'host-2' })
})

test('Escape gives up a drag, and while presenting only Alt begins one', async () => {
  const { app, sent, user } = renderBins(10, { search: '?lab&ui=present' })
  const unit = await screen.findByRole('button', { name: /: web-1,/ })
  const drag = (altKey: boolean) => {
    fireEvent.pointerDown(unit, { button: 0, pointerId: 1, clientX: 40, clientY: 300, altKey })
    fireEvent.pointerMove(unit, { pointerId: 1, clientX: 150, clientY: 300, altKey })
  }
  drag(false)
  expect(app.store.getState().view.drag).toBeNull()
  drag(true)
  expect(app.store.getState().view.drag).toMatchObject({ workload: 'web-1', over: 'host-2' })
  await user.keyboard('{Escape}')
  expect(app.store.getState().view.drag).toBeNull()
  fireEvent.pointerUp(unit, { pointerId: 1, clientX: 150, clientY: 300 })
  expect(moves(sent)).toEqual([])
})

test('the picture has no faults that a machine can find', async () => {
  const { container } = renderBins(10)
  await screen.findByRole('button', { name: /: web-1,/ })
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
})
