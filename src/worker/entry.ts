/** The worker: wiring only. */
import type { FromWorker, ToWorker } from './protocol'
import { createShell } from './shell'

interface WorkerScope {
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void
  onmessage: ((event: { readonly data: ToWorker }) => void) | null
}

const scope = self as unknown as WorkerScope
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

const handle = createShell({
  post: (message, transfer) => {
    scope.postMessage(message, [...transfer])
  },
  clock: () => performance.now(),
  soon: (callback) => {
    waiting.push(callback)
    channel.port2.postMessage(null)
  },
  later: (callback, ms) => {
    setTimeout(callback, ms)
  },
  slice: 8,
  loadRest: () => import('./rest'),
})

scope.onmessage = ({ data }) => {
  handle(data)
}
