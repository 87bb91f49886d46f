/** Wires the page to the browser: worker, address bar, storage, clock, and the parts that are loaded when needed. */
import { createRoot } from 'react-dom/client'
// Before all others: what the modules of styles say wins over what every screen shares.
import './ui/theme/base.css'
import { createApp } from './app/app'
import type { Importer } from './app/files'
import { laterShelf } from './app/later-shelf'
import type { Codec } from './app/link'
import type { Offline } from './app/offline'
import { makeSessionPort } from './app/port'
import { browserAddress } from './app/router'
import { guardedStorage } from './app/storage'
import { loadAllTexts, loadTexts } from './i18n/load'
import { chooseLocale } from './i18n/locale'
import { lessons } from './lessons'
import { modelVersion } from './sim'
import { App } from './ui/App'

const address = browserAddress()
const storage = guardedStorage(() => window.localStorage)

const locale = chooseLocale({
  asked: new URLSearchParams(address.search()).get('lang'),
  stored: storage.read('locale'),
  spoken: navigator.languages,
})

const shelf = laterShelf(async () =>
  (await import('./app/shelf')).guardedShelf(async () =>
    (await import('./app/shelf-database')).openDatabaseShelf(),
  ),
)
let offline: Offline | null = null

const app = createApp({
  lessons,
  address,
  storage,
  shelf,
  takeNewVersion: () => (offline === null ? window.location.reload() : offline.takeOver()),
  locale,
  motion: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'reduced' : 'full',
  makePort: () =>
    makeSessionPort({
      makeWorker: () => new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' }),
      makeInline: async () => (await import('./worker/inline')).createInlinePort(),
    }),
  codec: loadCodec,
  importer: loadImporter,
  loadTexts,
  // Browsers call back only while the page is visible: a hidden page asks for no frames.
  onNextFrame: (callback) => {
    requestAnimationFrame(() => callback())
  },
})

// What both complain of is said in sentences that the first screen does without.
async function loadCodec(): Promise<Codec> {
  const [codec] = await Promise.all([import('./sim/scenario/codec'), loadAllTexts()])
  return codec
}

async function loadImporter(): Promise<Importer> {
  const [{ importFiles, kindOfFiles, parseNoteLine }] = await Promise.all([
    import('./sim/import'),
    loadAllTexts(),
  ])
  return {
    parseNoteLine,
    kindOf: kindOfFiles,
    importFiles(files, { wrap }) {
      const imported = importFiles(files, { kind: wrap })
      if ('problems' in imported) return imported
      const { file, scenario } = imported
      const branches = [{ name: 'A', parent: -1, at: 0, journal: [] }]
      return { file, link: { modelVersion, scenario, branches, branch: 0 } }
    },
  }
}

/** Saves when the clock has stood still for a moment, and when the page is left. */
async function keepWork(): Promise<void> {
  const { startAutosave } = await import('./app/autosave')
  let timer = 0
  const autosave = startAutosave({
    client: app.client,
    frames: app.frames,
    store: app.store,
    shelf,
    codec: app.codec,
    clock: () => Date.now(),
    later(callback) {
      window.clearTimeout(timer)
      timer = window.setTimeout(callback, 1500)
    },
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void autosave.flush()
    else offline?.check()
  })
}

/** After everything else, so that the first picture waits for nothing. */
function keepForOffline(): void {
  if (!import.meta.env.PROD) return
  window.addEventListener('load', () => {
    const container = () => navigator.serviceWorker as ServiceWorkerContainer | undefined
    const reload = () => window.location.reload()
    void import('./app/offline')
      .then(({ startOffline }) => startOffline({ container, store: app.store, reload }))
      .then((started) => {
        offline = started
      })
  })
}

/** Once a picture is there and nobody waits: the sentences that it does without, so that cards open at once. */
function loadRestWhenShown(): void {
  const load = () => void loadAllTexts().catch(() => undefined)
  const leave = app.frames.subscribe(() => {
    if (app.frames.current().rev < 0) return
    leave()
    // Safari knows no idle moments.
    if ('requestIdleCallback' in window) window.requestIdleCallback(load)
    else setTimeout(load, 1000)
  })
}

/** The run starts while the sentences are on their way. Should they not come, a page of bare keys beats a blank one. */
async function start(root: HTMLElement): Promise<void> {
  // A page in the background opens without a picture; that is no failure.
  if (document.visibilityState !== 'hidden' && !app.boot.safe) app.boot.begin()
  loadRestWhenShown()
  app.start()
  keepForOffline()
  await loadTexts(locale).catch(() => undefined)
  createRoot(root).render(<App app={app} />)
  await keepWork()
}

const root = document.getElementById('root')
if (root !== null) void start(root)
