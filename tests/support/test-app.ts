// The page's parts without a page: the real session on the same thread, an address bar and a storage to look into.
import { createApp, type App } from '../../src/app/app'
import type { RunShelf } from '../../src/app/shelf'
import type { KeptStorage } from '../../src/app/storage'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { createInlinePort } from '../../src/worker/inline'
import { createFakeAddress, memoryStorage, type FakeAddress } from './page'
import { noImporter } from './no-importer'

export interface TestApp {
  readonly app: App
  readonly address: FakeAddress
}

interface TestAppOptions {
  readonly search?: string
  readonly hash?: string
  readonly storage?: KeptStorage
  readonly shelf?: RunShelf
}

export function createTestApp({ search, hash, storage, shelf }: TestAppOptions = {}): TestApp {
  const address = createFakeAddress(search, hash)
  const app = createApp({
    lessons,
    address,
    storage: storage ?? memoryStorage(),
    ...(shelf === undefined ? {} : { shelf }),
    locale: 'en',
    motion: 'reduced',
    makePort: async () => createInlinePort(),
    codec: async () => sim,
    importer: async () => noImporter,
    loadTexts: async () => undefined,
    onNextFrame: (callback) => {
      setTimeout(callback, 0)
    },
  })
  return { app, address }
}
