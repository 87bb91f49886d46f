// The offline worker: what it keeps and serves, and when a newer version is offered.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { beforeEach, expect, test, vi } from 'vitest'
import { startOffline, type OfflineRegistration, type OfflineWorkers } from '../../src/app/offline'
import { createStore } from '../../src/app/store'

const template = readFileSync(resolve(import.meta.dirname, '../../.config/service-worker.js'), 'utf8')
const scope = 'https://strata.example/lab/'

type Handler = (event: Record<string, unknown>) => void
interface Worker {
  readonly handlers: Record<string, Handler>
  readonly skipWaiting: () => void
}

let kept: Map<string, Map<string, string>>
let network: (url: string) => Promise<{ status: number; body: string }>

class FakeRequest {
  readonly url: string
  constructor(url: string) {
    this.url = url
  }
}

/** The worker of one build in a world of its own, on the caches that all builds share. */
function startWorker(version: string): Worker {
  const code = template.replace('__VERSION__', version).replace('__FILES__', '["./","assets/a.js"]')
  const handlers: Record<string, Handler> = {}
  const skipWaiting = vi.fn(async () => undefined)
  const absolute = (request: string | { url: string }) =>
    new URL(typeof request === 'string' ? request : request.url, scope).href
  const open = async (name: string) => {
    const cache = kept.get(name) ?? new Map<string, string>()
    kept.set(name, cache)
    return {
      match: async (request: string | { url: string }) => cache.get(absolute(request)),
      addAll: async (requests: { url: string }[]) => {
        for (const request of requests) cache.set(absolute(request), `${version} ${request.url}`)
      },
    }
  }
  runInNewContext(code, {
    self: {
      registration: { scope },
      clients: { claim: async () => undefined },
      addEventListener: (name: string, handler: Handler) => (handlers[name] = handler),
      skipWaiting,
    },
    caches: {
      open,
      keys: async () => [...kept.keys()],
      delete: async (name: string) => kept.delete(name),
      match: async (request: { url: string }) =>
        [...kept.values()].map((cache) => cache.get(absolute(request))).find((found) => found !== undefined),
    },
    fetch: (request: { url: string }) => network(request.url),
    Request: FakeRequest,
    Response: { error: () => 'no page' },
    // The patience of a slow network never runs out here.
    setTimeout: () => 0,
  })
  return { handlers, skipWaiting }
}

async function dispatch(worker: Worker, name: string, values: object = {}): Promise<unknown> {
  let answer: unknown
  worker.handlers[name]?.({
    ...values,
    waitUntil: (work: unknown) => (answer = work),
    respondWith: (response: unknown) => (answer = response),
  })
  return answer
}

const ask = (worker: Worker, url: string, mode = 'cors') =>
  dispatch(worker, 'fetch', { request: { method: 'GET', url: new URL(url, scope).href, mode } })

beforeEach(() => {
  kept = new Map()
  network = async (url) => ({ status: 200, body: `network ${url}` })
})

test('files of the build are served without a network, and so is the page, whatever its query', async () => {
  const worker = startWorker('v1')
  await dispatch(worker, 'install')
  network = () => Promise.reject(new Error('offline'))
  expect(await ask(worker, 'assets/a.js')).toBe('v1 assets/a.js')
  expect(await ask(worker, '?lesson=2', 'navigate')).toBe('v1 ./')
})

test('with a network the page comes from there, unless the server fails', async () => {
  const worker = startWorker('v1')
  await dispatch(worker, 'install')
  expect(await ask(worker, './', 'navigate')).toMatchObject({ body: `network ${scope}` })
  network = async () => ({ status: 503, body: 'down' })
  expect(await ask(worker, './', 'navigate')).toBe('v1 ./')
})

test('other origins, other folders and what is sent are left to the browser', async () => {
  const worker = startWorker('v1')
  expect(await ask(worker, 'https://elsewhere.example/a.js')).toBeUndefined()
  expect(await ask(worker, 'https://strata.example/other/')).toBeUndefined()
  const post = { method: 'POST', url: scope, mode: 'cors' }
  expect(await dispatch(worker, 'fetch', { request: post })).toBeUndefined()
})

test('a newer version waits until it is asked, and keeps the one before it alone', async () => {
  const workers = ['v1', 'v2', 'v3'].map(startWorker)
  for (const worker of workers) {
    await dispatch(worker, 'install')
    await dispatch(worker, 'activate')
  }
  expect([...kept.keys()]).toEqual([`strata ${scope} v2`, `strata ${scope} v3`])
  const [, , last] = workers
  expect(last?.skipWaiting).not.toHaveBeenCalled()
  if (last !== undefined) await dispatch(last, 'message', { data: 'take-over' })
  expect(last?.skipWaiting).toHaveBeenCalledOnce()
})

const store = () => createStore({ locale: 'en', theme: 'light', motion: 'reduced' })
const actions = (one: ReturnType<typeof store>) => one.getState().notice.notices.map(({ action }) => action)

class FakeRegistration extends EventTarget implements OfflineRegistration {
  installing: EventTarget | null = null
  waiting: { postMessage(message: string): void } | null = null
  update = vi.fn(async () => undefined)
}

function fakeContainer(
  registration: FakeRegistration,
  controller: object | null,
): OfflineWorkers & EventTarget {
  return Object.assign(new EventTarget(), { controller, register: async () => registration })
}

test('a newer worker that waits is offered once, and taken over only on request', async () => {
  const registration = new FakeRegistration()
  const container = fakeContainer(registration, {})
  const one = store()
  const reload = vi.fn()
  const offline = await startOffline({ container: () => container, store: one, reload })
  expect(actions(one)).toEqual([])
  const installing = new EventTarget()
  registration.installing = installing
  registration.dispatchEvent(new Event('updatefound'))
  const postMessage = vi.fn()
  registration.waiting = { postMessage }
  installing.dispatchEvent(new Event('statechange'))
  installing.dispatchEvent(new Event('statechange'))
  expect(actions(one)).toEqual(['reload'])
  offline?.takeOver()
  expect(postMessage).toHaveBeenCalledWith('take-over')
  expect(reload).not.toHaveBeenCalled()
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).toHaveBeenCalledOnce()
})

test('the first worker replaces nothing, and where workers are forbidden the page lives without', async () => {
  const registration = new FakeRegistration()
  registration.waiting = { postMessage: () => undefined }
  const one = store()
  await startOffline({ container: () => fakeContainer(registration, null), store: one, reload: () => {} })
  expect(actions(one)).toEqual([])
  const forbidden = () => {
    throw new Error('SecurityError')
  }
  expect(await startOffline({ container: forbidden, store: one, reload: () => {} })).toBeNull()
  expect(await startOffline({ container: () => undefined, store: one, reload: () => {} })).toBeNull()
})
