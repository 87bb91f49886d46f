/** Wires the page to the browser: worker, address bar, storage, clock, and the parts that are loaded when needed. */
import { createRoot } from 'react-dom/client'
// Before all others: what the modules of styles say wins over what every screen shares.
import './ui/theme/base.css'
import { createApp } from './app/app'
import type { ComposeKind, Imported, Importer } from './app/files'
import type { Codec } from './app/link'
import { makeSessionPort } from './app/port'
import { browserAddress } from './app/router'
import { guardedStorage } from './app/storage'
import { loadTexts } from './i18n/load'
import { chooseLocale } from './i18n/locale'
import { lessons } from './lessons'
import { limits, modelVersion } from './sim'
import { App } from './ui/App'

const address = browserAddress()
const storage = guardedStorage(() => window.localStorage)

const locale = chooseLocale({
  asked: new URLSearchParams(address.search()).get('lang'),
  stored: storage.read('locale'),
  spoken: navigator.languages,
})

const app = createApp({
  lessons,
  address,
  storage,
  locale,
  motion: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'reduced' : 'full',
  makePort: () =>
    makeSessionPort({
      makeWorker: () => new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' }),
      makeInline: async () => (await import('./worker/inline')).createInlinePort(),
    }),
  codec: async (): Promise<Codec> => import('./sim/scenario/codec'),
  importer: loadImporter,
  loadTexts,
  // Browsers call back only while the page is visible: a hidden page asks for no frames.
  onNextFrame: (callback) => {
    requestAnimationFrame(() => callback())
  },
})

async function loadImporter(): Promise<Importer> {
  const { composeToScenario, noteLine, parseNoteLine, readCompose } = await import('./sim/import')
  return {
    parseNoteLine,
    importCompose(text: string, kind: ComposeKind, fileName: string): Imported {
      const read = readCompose(text, { name: fileName.replace(/\.ya?ml$/i, '') })
      if ('problems' in read) return { problems: read.problems }
      const { scenario } = composeToScenario(read.project, { kind })
      const notes = [...read.warnings.map(noteLine), ...(scenario.notes ?? [])].slice(0, limits.groups)
      const branches = [{ name: 'A', parent: -1, at: 0, journal: [] }]
      return { link: { modelVersion, scenario: { ...scenario, notes }, branches, branch: 0 } }
    },
  }
}

/** The run starts while the sentences are on their way. Should they not come, a page of bare keys beats a blank one. */
async function start(root: HTMLElement): Promise<void> {
  void app.opening.followAddress()
  await loadTexts(locale).catch(() => undefined)
  createRoot(root).render(<App app={app} />)
}

const root = document.getElementById('root')
if (root !== null) void start(root)
