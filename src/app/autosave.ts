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
    const { id } = store.getState().run
    const moment = momentOf()
    if (moment === saved || !isWork(store.getState(), frames.current())) return
    const link = await client.link(viewOf(store.getState())).catch(() => null)
    if (link === null || isProblem(link) || store.getState().run.id !== id) return
    store.change('run', { saved: { run: id, link } })
    await save(link, id)
    saved = moment
  }

  function keepLatest({ run }: State): void {
    const work = run.kept[run.kept.length - 1]
    // The list is as long as before where it is full, and shorter when the latest has been brought back.
    const isNew = work !== undefined && !kept.includes(work)
    kept = run.kept
    if (isNew) void save(work.link, work.run)
  }

  async function save(link: Link, run: number): Promise<void> {
    const text = (await parts.codec()).encodeFile(link)
    await shelf.put({
      id: `${session}-${run}`,
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
