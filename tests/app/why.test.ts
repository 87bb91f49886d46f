// Open causes: an edit taken back or made closes them when their fact is another one, and only then.
import { beforeEach, expect, test, vi } from 'vitest'
import type { App } from '../../src/app/app'
import { encodeLink } from '../../src/sim'
import { goodLink } from '../fixtures/hostile-links/links'
import { createTestApp } from '../support/test-app'

let app: App
const fail = (host: string) => ({ name: 'host.fail', args: { host } })

beforeEach(async () => {
  ;({ app } = createTestApp())
  app.client.watch({ stacks: [], series: [], factsFrom: 0 })
  await app.opening.openLinkText(encodeLink(goodLink))
  await app.lab.perform(fail('host-1'))
  await vi.waitFor(() =>
    expect(app.frames.current().facts.some(({ name }) => name === 'host.failed')).toBe(true),
  )
})

const ordinalOf = (name: string) =>
  app.frames.current().facts.find((fact) => fact.name === name)?.ordinal ?? -1
const why = () => app.store.getState().view.why
const undone = () => vi.waitFor(() => expect(app.frames.current().canRedo).toBe(true))

test('causes of what an undo takes back close', async () => {
  app.lab.askWhy(ordinalOf('host.failed'))
  app.playback.undo()
  await vi.waitFor(() => expect(why()).toBeNull())
})

test('causes of what came before stay open over undo, redo and another edit', async () => {
  const first = app.frames.current().facts[0]?.ordinal ?? -1
  app.lab.askWhy(first)
  app.playback.undo()
  await undone()
  await app.lab.perform(fail('host-2'))
  await app.client.explain(first)
  expect(why()).toBe(first)
})

test('an edit closes causes of a fact that is another one now', async () => {
  const ordinal = ordinalOf('host.failed')
  app.playback.undo()
  await undone()
  app.lab.askWhy(ordinal)
  await app.lab.perform(fail('host-2'))
  await vi.waitFor(() => expect(why()).toBeNull())
})
