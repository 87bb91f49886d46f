/**
 * The same session on the page's own thread, for places where a worker cannot be made (sandboxed frames, old
 * web views).
 */
import type { FromWorker, ToWorker } from './protocol'
import { createShell } from './shell'

export interface InlinePort {
  postMessage(message: ToWorker): void
  onmessage: ((event: { readonly data: FromWorker }) => void) | null
}

export function createInlinePort(): InlinePort {
  const port: InlinePort = {
    onmessage: null,
    postMessage(message) {
      setTimeout(() => {
        handle(message)
      }, 0)
    },
  }
  const handle = createShell({
    post: (message) => port.onmessage?.({ data: message }),
    clock: () => performance.now(),
    soon: (callback) => {
      setTimeout(callback, 0)
    },
    later: (callback, ms) => {
      setTimeout(callback, ms)
    },
    slice: 4,
    loadRest: () => import('./rest'),
  })
  return port
}
