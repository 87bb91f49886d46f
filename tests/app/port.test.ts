// Where the session lives: in a worker if it can be had, else on the page's thread, and nothing that was sent
// is lost.
import { expect, test, vi } from 'vitest'
import { makeSessionPort } from '../../src/app/port'
import { createScriptedPort } from '../support/page'

interface FakeWorker {
  readonly postMessage: (message: unknown) => void
  readonly terminate: () => void
  onmessage: ((event: { data: unknown }) => void) | null
  onerror: ((event: unknown) => void) | null
}

function fakeWorker(): FakeWorker {
  return { postMessage: vi.fn(), terminate: vi.fn(), onmessage: null, onerror: null }
}

const asWorker = (worker: FakeWorker) => worker as unknown as Worker

test('where workers are forbidden, the session runs on the page', async () => {
  const inline = createScriptedPort()
  const port = await makeSessionPort({
    makeWorker: () => {
      throw new Error('not in a sandboxed frame')
    },
    makeInline: async () => inline,
  })
  expect(port).toBe(inline)
})

test('a worker that cannot be loaded is replaced, and hears nothing twice', async () => {
  const worker = fakeWorker()
  const inline = createScriptedPort()
  const port = await makeSessionPort({ makeWorker: () => asWorker(worker), makeInline: async () => inline })
  const heard = vi.fn()
  port.onmessage = heard
  port.postMessage({ type: 'undo' })
  worker.onerror?.({})
  await vi.waitFor(() => expect(inline.sent).toEqual([{ type: 'undo' }]))
  port.postMessage({ type: 'redo' })
  expect(inline.sent).toEqual([{ type: 'undo' }, { type: 'redo' }])
  inline.say({ type: 'answer', id: 1, answer: null })
  expect(heard).toHaveBeenCalledOnce()
})

test('a worker that has spoken and then dies is a crash, not a reason to start elsewhere', async () => {
  const worker = fakeWorker()
  const makeInline = vi.fn()
  const port = await makeSessionPort({ makeWorker: () => asWorker(worker), makeInline })
  const died = vi.fn()
  port.onmessage = () => undefined
  port.onerror = died
  worker.onmessage?.({ data: { type: 'answer', id: 1, answer: null } })
  worker.onerror?.({})
  expect(died).toHaveBeenCalledOnce()
  expect(makeInline).not.toHaveBeenCalled()
})
