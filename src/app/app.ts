/** Puts the page's parts together. Everything outside the page (worker, address, storage, clock) is handed in. */
import type { Link } from '../sim'
import { createClient, isProblem, type Client, type Crash, type SessionPort } from './client'
import type { Importer } from './files'
import { createFrameStore, type FrameStore } from './frame'
import { createInterests, type Interests } from './interest'
import type { Lessons } from './lessons'
import { linkTextOf, type Codec } from './link'
import { createOpening, type Opening } from './opening'
import { createPlayback, type Playback } from './playback'
import type { AddressBar } from './router'
import { themeOf, type SettingsSlice } from './slices/settings'
import type { KeptStorage } from './storage'
import { addNotice, createStore, type Store } from './store'
import { createLabActions, type LabActions } from './lab'
import { skinOf } from './slices/skin'
import { emptyView } from './slices/view'
import { createLessonActions, type LessonActions } from './answering'

interface Wiring {
  readonly lessons: Lessons
  readonly address: AddressBar
  readonly storage: KeptStorage
  /** The language that was chosen, and whether the system asks for little motion. */
  readonly locale: SettingsSlice['locale']
  readonly motion: SettingsSlice['motion']
  makePort(): Promise<SessionPort>
  codec(): Promise<Codec>
  importer(): Promise<Importer>
  /** Gets the sentences of a language; rejects when the network fails. */
  loadTexts(locale: SettingsSlice['locale']): Promise<void>
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
  readonly interests: Interests
  readonly address: AddressBar
  codec(): Promise<Codec>
  importer(): Promise<Importer>
  changeSettings(settings: Pick<SettingsSlice, 'theme'>): void
  /** Loads the language first; when that fails the page stays as it is and says so. */
  changeLocale(locale: SettingsSlice['locale']): Promise<void>
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
  address.onChange(() => void opening.followAddress())
  return {
    lessons,
    client,
    frames,
    store,
    playback,
    opening,
    answering,
    lab,
    interests: createInterests(client, frames),
    address,
    codec: wiring.codec,
    importer: wiring.importer,
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
    async shareLink() {
      const link = await client.link(viewOf(store)).catch(() => null)
      return link === null || isProblem(link) ? null : link
    },
  }
}

/** The stage as it is seen now; what is as it always starts is left out, to keep links short. */
function viewOf(store: Store): Link['view'] {
  const { view, selection, skin } = store.getState()
  const { camera, lens, stage, why } = view
  const [selected] = selection.selected
  const made: NonNullable<Link['view']> = {
    ...(selected === undefined ? {} : { selected }),
    ...(lens === emptyView.lens ? {} : { lens }),
    ...(stage === emptyView.stage ? {} : { stage }),
    ...(camera === null ? {} : { camera: [camera.x, camera.y, camera.k] }),
    ...(why === null ? {} : { why }),
    ...(skin.beats.length === 0 ? {} : { beats: [...skin.beats] }),
  }
  return Object.keys(made).length === 0 ? undefined : made
}

function keepSettings(store: Store, storage: KeptStorage, settings: Partial<SettingsSlice>): void {
  store.change('settings', settings)
  for (const [name, value] of Object.entries(settings)) storage.write(name, value)
}

function startSettings({ address, storage, locale, motion }: Wiring): SettingsSlice {
  const asked = themeOf(new URLSearchParams(address.search()).get('theme'))
  return { locale, motion, theme: asked ?? themeOf(storage.read('theme')) ?? 'system' }
}

// The link is shown as text, so that a crash can be reported and repeated.
async function showCrash(store: Store, codec: Wiring['codec'], { message, link }: Crash): Promise<void> {
  store.change('run', { status: 'crashed', crash: { message, linkText: null } })
  if (link === null) return
  const linkText = linkTextOf((await codec()).encodeLink(link))
  if (store.getState().run.status === 'crashed') store.change('run', { crash: { message, linkText } })
}
