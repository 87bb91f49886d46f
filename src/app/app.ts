/** Puts the page's parts together. Everything outside the page (worker, address, storage, clock) is handed in. */
import type { Link } from '../sim'
import { viewOf } from './beats'
import { createBoot, type Boot } from './boot'
import { createClient, isProblem, type Client, type Crash, type SessionPort } from './client'
import type { Importer } from './files'
import { createFrameStore, type FrameStore } from './frame'
import { laterShelf } from './later-shelf'
import type { RunShelf } from './shelf'
import { createInterests, type Interests } from './interest'
import type { Lessons } from './lessons'
import { linkTextOf, type Codec } from './link'
import { createOpening, type Opening } from './opening'
import { createPlayback, type Playback } from './playback'
import type { Present } from './present'
import { isReading, queryWith, type AddressBar } from './router'
import { themeOf, type SettingsSlice } from './slices/settings'
import type { KeptStorage } from './storage'
import { addNotice, createStore, type Store } from './store'
import { createLabActions, type LabActions } from './lab'
import { skinOf } from './slices/skin'
import { createLessonActions, type LessonActions } from './answering'

interface Wiring {
  readonly lessons: Lessons
  readonly address: AddressBar
  readonly storage: KeptStorage
  /** Where runs are saved; without one they last as long as the page. */
  readonly shelf?: RunShelf
  /** The language that was chosen, and whether the system asks for little motion. */
  readonly locale: SettingsSlice['locale']
  readonly motion: SettingsSlice['motion']
  makePort(): Promise<SessionPort>
  codec(): Promise<Codec>
  importer(): Promise<Importer>
  /** Gets the sentences of a language; rejects when the network fails. */
  loadTexts(locale: SettingsSlice['locale']): Promise<void>
  /** Reloads the page with the newer version that is at hand. */
  takeNewVersion?(): void
  /** Calls back at the next animation frame in which the page is visible. */
  onNextFrame(callback: () => void): void
}

export interface App {
  readonly lessons: Lessons
  readonly client: Client
  readonly frames: FrameStore
  readonly store: Store
  readonly playback: Playback
  readonly opening: Opening
  readonly answering: LessonActions
  readonly lab: LabActions
  /** The walk through a talk; loaded when there is one. */
  present(): Promise<Present>
  readonly shelf: RunShelf
  readonly interests: Interests
  readonly address: AddressBar
  codec(): Promise<Codec>
  importer(): Promise<Importer>
  /** Opens what the address names, unless the last starts have failed. */
  start(): void
  /** From safe mode: opens what the address names after all. */
  startAnyway(): void
  takeNewVersion(): void
  /** The page is being looked at: a start that ends before a picture has failed from here on. */
  readonly boot: Boot
  changeSettings(settings: Pick<SettingsSlice, 'theme'>): void
  /** Loads the language first; when that fails the page stays as it is and says so. */
  changeLocale(locale: SettingsSlice['locale']): Promise<void>
  /** What is drawn has failed: shows the crash screen, with the state that the session still holds. */
  reportMistake(error: unknown): Promise<void>
  /** A link to this very moment; null when the session cannot make one. */
  shareLink(): Promise<Link | null>
}

export function createApp(wiring: Wiring): App {
  const { lessons, address, storage } = wiring
  const frames = createFrameStore()
  const store = createStore(startSettings(wiring), skinOf(address.search()))
  const client = createClient({
    makePort: wiring.makePort,
    onNextFrame: wiring.onNextFrame,
    onFrame: frames.set,
    onCrash: (crash) => void showCrash(store, wiring.codec, crash),
  })
  const playback = createPlayback(client, frames, store)
  const answering = createLessonActions({ client, frames, store })
  const lab = createLabActions({ client, store, playback })
  const opening = createOpening({ ...wiring, client, frames, store, playback, address, lessons })
  const boot = createBoot(storage, address.search())
  const shareLink = async (): Promise<Link | null> => {
    const link = await client.link(viewOf(store.getState())).catch(() => null)
    return link === null || isProblem(link) ? null : link
  }
  const linkText = async (): Promise<string | null> => {
    const link = await shareLink()
    return link === null ? null : linkTextOf((await wiring.codec()).encodeLink(link))
  }
  let walk: Promise<Present> | null = null
  const present = (): Promise<Present> =>
    (walk ??= import('./present').then(({ createPresent }) =>
      createPresent({ client, frames, store, playback, answering, address, linkText }),
    ))
  if (store.getState().skin.ui === 'present') void present()
  address.onChange(() => void opening.followAddress())
  tellWhenShown(boot, frames, store)
  return {
    lessons,
    client,
    frames,
    store,
    playback,
    opening,
    answering,
    lab,
    present,
    shelf: wiring.shelf ?? laterShelf(async () => (await import('./shelf')).memoryShelf()),
    boot,
    interests: createInterests(client, frames),
    address,
    codec: wiring.codec,
    importer: wiring.importer,
    takeNewVersion: () => wiring.takeNewVersion?.(),
    start() {
      if (boot.safe) store.change('run', { status: 'safe' })
      else void opening.followAddress()
    },
    startAnyway() {
      address.replace(`./${queryWith(address.search(), { safe: null })}${address.hash()}`)
      boot.begin()
      store.change('run', { status: 'empty' })
      void opening.followAddress()
    },
    changeSettings(settings) {
      keepSettings(store, storage, settings)
    },
    async changeLocale(locale) {
      try {
        await wiring.loadTexts(locale)
        keepSettings(store, storage, { locale })
      } catch {
        addNotice(store, { tone: 'problem', text: 'problem.language', args: {}, place: '', action: null })
      }
    },
    async reportMistake(error) {
      const link = await shareLink()
      const message = error instanceof Error ? error.message : String(error)
      await showCrash(store, wiring.codec, { message, link })
    },
    shareLink,
  }
}

function keepSettings(store: Store, storage: KeptStorage, settings: Partial<SettingsSlice>): void {
  store.change('settings', settings)
  for (const [name, value] of Object.entries(settings)) storage.write(name, value)
}

/** The first frame, or a page that runs nothing, ends the start. */
function tellWhenShown(boot: Boot, frames: FrameStore, store: Store): void {
  const leave = frames.subscribe(() => {
    if (frames.current().rev >= 0) shown()
  })
  const ignore = store.subscribe(({ run }) => {
    if (isReading(run.route)) shown()
  })
  function shown(): void {
    leave()
    ignore()
    boot.shown()
  }
}

// A projector washes out what a screen shows well: a talk is light and of high contrast unless the address says else.
function startSettings({ address, storage, locale, motion }: Wiring): SettingsSlice {
  const asked = themeOf(new URLSearchParams(address.search()).get('theme'))
  const usual = skinOf(address.search()).ui === 'present' ? 'projector' : themeOf(storage.read('theme'))
  return { locale, motion, theme: asked ?? usual ?? 'system' }
}

// The link is shown as text, so that a crash can be reported and repeated.
async function showCrash(store: Store, codec: Wiring['codec'], crash: Crash): Promise<void> {
  const { message } = crash
  const { id, saved } = store.getState().run
  // A session that died without a word leaves what was saved of it last.
  const link = crash.link ?? (saved?.run === id ? saved.link : null)
  store.change('run', { status: 'crashed', crash: { message, linkText: null, link } })
  if (link === null) return
  const linkText = linkTextOf((await codec()).encodeLink(link))
  if (store.getState().run.status === 'crashed') store.change('run', { crash: { message, linkText, link } })
}
