/** The last runs, kept beside the page; where no database can be had, they last as long as the page. */

/** A run as it was when it was last saved, with what its line in a list says. */
export interface SavedRun {
  readonly id: string
  /** The scenario's own title; empty when it has none. */
  readonly title: string
  readonly lesson: string | null
  /** Wall clock in ms. */
  readonly savedAt: number
  /** Virtual time in µs. */
  readonly at: number
  readonly edits: number
  readonly branches: number
  /** The content of a '.strata.json' file: it has no limit of length, and old forms of it keep opening. */
  readonly text: string
}

export interface RunShelf {
  /** Newest first. */
  list(): Promise<readonly SavedRun[]>
  /** Keeps a run under its id, and drops the oldest beyond the limit. */
  put(run: SavedRun): Promise<void>
  remove(id: string): Promise<void>
}

export const shelfLimit = 20

export function newestFirst(runs: readonly SavedRun[]): readonly SavedRun[] {
  return [...runs].sort((one, other) => other.savedAt - one.savedAt).slice(0, shelfLimit)
}

export function memoryShelf(): RunShelf {
  let runs: readonly SavedRun[] = []
  return {
    list: async () => runs,
    async put(run) {
      runs = newestFirst([run, ...runs.filter(({ id }) => id !== run.id)])
    },
    async remove(gone) {
      runs = runs.filter(({ id }) => id !== gone)
    },
  }
}

/** `open` is called at the first use, and may fail; so may every later call. What was saved here is listed anyway. */
export function guardedShelf(open: () => Promise<RunShelf>): RunShelf {
  const memory = memoryShelf()
  let opening: Promise<RunShelf | null> | null = null
  const shelf = () => (opening ??= open().catch(() => null))
  const attempt = async <T>(ask: (shelf: RunShelf) => Promise<T>): Promise<T | null> => {
    const opened = await shelf()
    return opened === null ? null : ask(opened).catch(() => null)
  }
  return {
    async list() {
      const kept = (await attempt((opened) => opened.list())) ?? []
      const unkept = (await memory.list()).filter(({ id }) => !kept.some((run) => run.id === id))
      return newestFirst([...unkept, ...kept])
    },
    async put(run) {
      await memory.put(run)
      await attempt((opened) => opened.put(run))
    },
    async remove(id) {
      await memory.remove(id)
      await attempt((opened) => opened.remove(id))
    },
  }
}
