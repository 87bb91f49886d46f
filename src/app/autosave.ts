/** Saves what the reader works on: when the clock stops, after edits, when the page is left. Never while playing. */
import type { Link } from '../sim'
import { viewOf } from './beats'
import { isProblem, type Client } from './client'
import type { FrameStore } from './frame'
import type { Codec } from './link'
import type { RunShelf } from './shelf'
import type { State, Store } from './store'
import { isWork } from './work'

interface AutosaveParts {
  readonly client: Pick<Client, 'link'>
  readonly frames: FrameStore
  readonly store: Store
  readonly shelf: RunShelf
  codec(): Promise<Codec>
  /** Wall clock in ms. */
  clock(): number
  /** Calls back after a moment; what is asked for meanwhile takes its place. */
  later(callback: () => void): void
}

export interface Autosave {
  /** Saves now what has not been saved: the page is about to be left. */
  flush(): Promise<void>
}

export function startAutosave(parts: AutosaveParts): Autosave {
  const { client, frames, store, shelf } = parts
  // Two pages that save at the same time keep their runs apart.
  const session = parts.clock().toString(36)
  let saved = ''
  let { kept } = store.getState().run
  let { beats } = store.getState().skin
  let beatChanges = 0

  frames.subscribe(() => {
    const { status } = frames.current()
    if (status !== 'running' && status !== 'seeking' && momentOf() !== saved) parts.later(() => void flush())
  })
  store.subscribe((state) => {
    if (state.run.kept !== kept) keepLatest(state)
    if (state.skin.beats !== beats) {
      beats = state.skin.beats
      beatChanges++
      parts.later(() => void flush())
    }
  })

  /** Names the moment by everything that saving would write. */
  function momentOf(): string {
    const { rev, now } = frames.current()
    return `${store.getState().run.epoch} ${rev} ${now} ${beatChanges}`
  }

  async function flush(): Promise<void> {
    const { epoch } = store.getState().run
    const moment = momentOf()
    if (moment === saved || !isWork(store.getState(), frames.current())) return
    saved = moment
    const link = await client.link(viewOf(store.getState())).catch(() => null)
    if (link === null || isProblem(link) || store.getState().run.epoch !== epoch) return
    await save(link, epoch)
  }

  function keepLatest({ run }: State): void {
    const grew = run.kept.length > kept.length
    kept = run.kept
    const work = kept[kept.length - 1]
    if (grew && work !== undefined) void save(work.link, work.epoch)
  }

  async function save(link: Link, epoch: number): Promise<void> {
    const text = (await parts.codec()).encodeFile(link)
    const id = `${session}-${epoch}`
    for (const run of await shelf.list()) if (run.text === text && run.id !== id) await shelf.remove(run.id)
    await shelf.put({
      id,
      title: link.scenario.title ?? '',
      lesson: link.lesson ?? null,
      savedAt: parts.clock(),
      at: link.at ?? 0,
      edits: link.branches.reduce((sum, { journal }) => sum + journal.length, 0),
      branches: link.branches.length,
      text,
    })
  }

  return { flush }
}
