/** Registers the worker that keeps the page for visits without a network; offers to reload when a newer one waits. */
import { addNotice, type Store } from './store'

interface Speaking {
  addEventListener(name: string, listener: () => void, options?: { readonly once: boolean }): void
}

/** What is used of the browser's registration of such a worker. */
export interface OfflineRegistration extends Speaking {
  readonly installing: Speaking | null
  readonly waiting: { postMessage(message: string): void } | null
  update(): Promise<unknown>
}

/** What is used of `navigator.serviceWorker`. */
export interface OfflineWorkers extends Speaking {
  readonly controller: object | null
  register(address: string, options: { readonly updateViaCache: 'none' }): Promise<OfflineRegistration>
}

interface OfflineParts {
  /** Throws, or gives nothing, where there are no such workers. */
  container(): OfflineWorkers | undefined
  readonly store: Store
  reload(): void
}

export interface Offline {
  /** Looks for a newer version: a page may stay open for weeks. */
  check(): void
  /** Lets the newer version take over; the page reloads as soon as it has. */
  takeOver(): void
}

export async function startOffline({ container, store, reload }: OfflineParts): Promise<Offline | null> {
  try {
    const workers = container()
    if (workers === undefined) return null
    const registration = await workers.register('./sw.js', { updateViaCache: 'none' })
    follow(registration, workers, store)
    return {
      check: () => void registration.update().catch(() => undefined),
      takeOver() {
        if (registration.waiting === null) return reload()
        workers.addEventListener('controllerchange', reload, { once: true })
        registration.waiting.postMessage('take-over')
      },
    }
  } catch {
    // Forbidden in some frames and in old web views: the page works all the same, with a network.
    return null
  }
}

function follow(registration: OfflineRegistration, workers: OfflineWorkers, store: Store): void {
  const offer = (): void => {
    // The very first worker replaces nothing.
    if (registration.waiting === null || workers.controller === null) return
    if (store.getState().notice.notices.some(({ action }) => action === 'reload')) return
    addNotice(store, { tone: 'news', text: 'notice.new-version', args: {}, place: '', action: 'reload' })
  }
  const watch = (worker: Speaking | null): void => worker?.addEventListener('statechange', offer)
  offer()
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
}
