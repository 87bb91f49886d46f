// Whatever link is pasted, what was open stays as it was: same run, same moment, same selection.
import { beforeAll, expect, test, vi } from 'vitest'
import type { App } from '../../src/app/app'
import { encodeLink } from '../../src/sim'
import { goodLink, hostileLinks } from '../fixtures/hostile-links/links'
import { createTestApp } from '../support/test-app'

let app: App
const edited = { name: 'host.fail', args: { host: 'host-1' } }

beforeAll(async () => {
  ;({ app } = createTestApp())
  await app.opening.openLinkText(encodeLink(goodLink))
  app.client.watch({ stacks: [], series: [], factsFrom: 0 })
  expect(await app.lab.perform(edited)).toBeNull()
  app.lab.select('web-1')
  app.lab.setStage('table')
  await vi.waitFor(() => expect(app.frames.current().branches[0]?.edits).toBe(1))
})

const bad = hostileLinks().filter(({ problem }) => problem !== null)

test.each(bad)('$name', async ({ text }) => {
  const before = await app.shareLink()
  expect(await app.opening.openLinkText(text)).toBe(false)
  const { run, notice, selection, view } = app.store.getState()
  expect(run.status).toBe('open')
  expect(run.scenario?.title).toBe('two hosts')
  expect(selection.selected).toEqual(['web-1'])
  expect(view.stage).toBe('table')
  expect(notice.notices.at(-1)?.tone).toBe('problem')
  expect(await app.shareLink()).toEqual(before)
})

test('a bad link put into the address of an open run changes nothing either', async () => {
  const { app: other, address } = createTestApp({ hash: `#${encodeLink(goodLink)}` })
  other.start()
  await vi.waitFor(() => expect(other.store.getState().run.status).toBe('open'))
  address.visit('', '#s1.AAAA')
  await vi.waitFor(() => expect(other.store.getState().notice.notices).toHaveLength(1))
  expect(other.store.getState().run.scenario?.title).toBe('two hosts')
})
