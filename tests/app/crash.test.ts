// A session that dies without a word: what was saved of the run last is offered, and opens again.
import { expect, test, vi } from 'vitest'
import { createApp } from '../../src/app/app'
import type { SessionPort } from '../../src/app/client'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { createInlinePort } from '../../src/worker/inline'
import { noImporter } from '../support/no-importer'
import { createFakeAddress, memoryStorage } from '../support/page'

test('what was saved last is offered, and the run goes on from there', async () => {
  const ports: SessionPort[] = []
  const app = createApp({
    lessons,
    address: createFakeAddress('?lab'),
    storage: memoryStorage(),
    locale: 'en',
    motion: 'reduced',
    makePort: async () => {
      const port = createInlinePort()
      ports.push(port)
      return port
    },
    codec: async () => sim,
    importer: async () => noImporter,
    loadTexts: async () => undefined,
    onNextFrame: (callback) => {
      setTimeout(callback, 0)
    },
  })
  app.start()
  const run = () => app.store.getState().run
  await vi.waitFor(() => expect(run().status).toBe('open'))
  await app.lab.perform({ name: 'host.fail', args: { host: 'host-1' } })
  const link = await app.shareLink()
  if (link === null) throw new Error('no link')
  app.store.change('run', { saved: { run: run().id, link } })

  ports[0]?.onerror?.(new Error('gone'))
  await vi.waitFor(() => expect(run().crash?.linkText).not.toBeNull())
  expect(run().crash?.link).toEqual(link)

  await app.opening.restartHere()
  await vi.waitFor(() => expect(run().status).toBe('open'))
  expect((await app.shareLink())?.branches).toEqual(link.branches)
})
