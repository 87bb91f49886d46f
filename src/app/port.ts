/** A session in a worker where one can be had, otherwise on the page's own thread; the page sees no difference. */
import type { FromWorker, ToWorker } from '../worker/protocol'
import type { SessionPort } from './client'

interface PortMakers {
  /** Throws where workers are forbidden, as in sandboxed frames. */
  makeWorker(): Worker
  makeInline(): Promise<SessionPort>
}

export async function makeSessionPort({ makeWorker, makeInline }: PortMakers): Promise<SessionPort> {
  try {
    return portOf(makeWorker(), makeInline)
  } catch {
    return makeInline()
  }
}

/** Until the worker has spoken, what was sent is kept: a worker that cannot be loaded says so only afterwards. */
function portOf(worker: Worker, makeInline: PortMakers['makeInline']): SessionPort {
  let unheard: ToWorker[] | null = []
  let inline: SessionPort | null = null
  const port: SessionPort = {
    onmessage: null,
    onerror: null,
    postMessage(message) {
      if (inline !== null) return inline.postMessage(message)
      unheard?.push(message)
      worker.postMessage(message)
    },
    terminate: () => worker.terminate(),
  }
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    unheard = null
    port.onmessage?.({ data })
  }
  worker.onerror = (event) => {
    const pending = unheard
    unheard = null
    if (pending === null) return port.onerror?.(event)
    worker.terminate()
    void makeInline().then((made) => {
      inline = made
      made.onmessage = (message) => port.onmessage?.(message)
      for (const message of pending) made.postMessage(message)
    })
  }
  return port
}
