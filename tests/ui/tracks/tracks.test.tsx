// The foot of the Lab: branches can be changed, marks gone to and asked about, and both branches measured.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '../../support/render-page'

const second = 1_000_000

async function lab() {
  const page = renderPage({ search: '?lab' })
  // The Lab is loaded when it is first asked for.
  await screen.findByRole('group', { name: page.say('tracks.branches') }, { timeout: 20_000 })
  await waitFor(() => expect(page.app.frames.current().end).toBeGreaterThan(0))
  return page
}

test('an edit in the past starts a branch, and the old one is a press away', async () => {
  const { app, say, user } = await lab()
  app.playback.seek(60 * second)
  await waitFor(() => expect(app.frames.current().now).toBe(60 * second))
  app.playback.seek(20 * second)
  await waitFor(() => expect(app.frames.current().now).toBe(20 * second))
  expect(await app.lab.perform({ name: 'host.fail', args: { host: 'host-1' } })).toBeNull()
  const branches = screen.getByRole('group', { name: say('tracks.branches') })
  const first = await within(branches).findByRole('button', { name: /^Branch A/ })
  const second_ = await within(branches).findByRole('button', { name: /^Branch B/ })
  expect(second_.getAttribute('aria-pressed')).toBe('true')
  await user.click(first)
  await waitFor(() => expect(first.getAttribute('aria-pressed')).toBe('true'))
  expect(app.frames.current().branch).toBe(0)
})

test('a mark leads to its moment and asks why', async () => {
  const { app, say, user } = await lab()
  await app.lab.perform({ name: 'host.fail', args: { host: 'host-2' } })
  const toolbar = await screen.findByRole('toolbar', { name: say('tracks.marks', { name: 'A' }) })
  const critical = await waitFor(() => {
    const marks = within(toolbar).getAllByRole('button')
    const found = marks.find((mark) => mark.getAttribute('data-tone') === 'critical')
    if (found === undefined) throw new Error('no mark of the failure yet')
    return found
  })
  await user.click(critical)
  expect(app.store.getState().view.why).not.toBeNull()
})

test('the small charts read every fleet metric of the present branch', async () => {
  const { app, say } = await lab()
  app.playback.seek(30 * second)
  const charts = await screen.findByRole('group', { name: say('tracks.metrics') })
  for (const metric of ['cpu.used', 'memory.used', 'workload.running', 'cpu.steal', 'energy.power'])
    expect(await within(charts).findByText(say(`tracks.metric.${metric}`))).toBeTruthy()
})

test('an edit at rest is seen in the small charts at once', async () => {
  const { app, say } = await lab()
  app.playback.seek(9_900_000)
  await waitFor(() => expect(app.frames.current().now).toBe(9_900_000))
  const charts = await screen.findByRole('group', { name: say('tracks.metrics') })
  const running = () =>
    within(charts).getByText(say('tracks.metric.workload.running')).parentElement?.textContent
  const before = running()
  expect(await app.lab.perform({ name: 'host.fail', args: { host: 'host-1' } })).toBeNull()
  await waitFor(() => expect(running()).not.toBe(before))
})
