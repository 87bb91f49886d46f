/** The last runs, kept beside the page; where no database can be had, they last as long as the page. */

/** What the line of a saved run in a list says: the run as it was when it was last saved. */
export interface SavedLine {
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
}

export interface SavedRun extends SavedLine {
  /** The content of a '.strata.json' file: it has no limit of length, and old forms of it keep opening. */
  readonly text: string
}

/** As it is kept: texts are large, so they lie apart, and their digests tell which are the same. */
export interface KeptLine extends SavedLine {
  readonly digest: string
}

export interface RunShelf {
  /** Newest first. */
  list(): Promise<readonly SavedLine[]>
  /** The file of a run; null when it is gone. */
  text(id: string): Promise<string | null>
  /** Keeps a run under its id, drops others with the same text, and the oldest beyond the limit. */
  put(run: SavedRun): Promise<void>
  remove(id: string): Promise<void>
}

export const shelfLimit = 20

export function newestFirst<L extends SavedLine>(lines: readonly L[]): readonly L[] {
  return [...lines].sort((one, other) => other.savedAt - one.savedAt).slice(0, shelfLimit)
}

export function lineOf({ text, ...line }: SavedRun): KeptLine {
  return { ...line, digest: digestOf(text) }
}

/** The lines that stay when one is put among them. */
export function linesWith(lines: readonly KeptLine[], put: KeptLine): readonly KeptLine[] {
  return newestFirst([put, ...lines.filter(({ id, digest }) => id !== put.id && digest !== put.digest)])
}

/** Two sums of different bases and the length: enough to tell twenty texts apart. */
function digestOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9e3779b9]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13)
  }
  return [text.length, one >>> 0, other >>> 0].map((part) => part.toString(36)).join('-')
}

export function memoryShelf(): RunShelf {
  let lines: readonly KeptLine[] = []
  const texts = new Map<string, string>()
  const keep = (kept: readonly KeptLine[]): void => {
    lines = kept
    for (const id of [...texts.keys()]) if (!lines.some((line) => line.id === id)) texts.delete(id)
  }
  return {
    list: async () => lines,
    text: async (id) => texts.get(id) ?? null,
    async put(run) {
      texts.set(run.id, run.text)
      keep(linesWith(lines, lineOf(run)))
    },
    async remove(gone) {
      keep(lines.filter(({ id }) => id !== gone))
    },
  }
}

/** `open` is called at the first use, and may fail; so may every later call. What it refuses is kept in memory. */
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
      const refused = await memory.list()
      const kept = (await attempt((opened) => opened.list())) ?? []
      return newestFirst([...refused, ...kept.filter(({ id }) => !refused.some((run) => run.id === id))])
    },
    text: async (id) => (await memory.text(id)) ?? attempt((opened) => opened.text(id)),
    async put(run) {
      const kept = await attempt(async (opened) => {
        await opened.put(run)
        return true
      })
      if (kept === true) await memory.remove(run.id)
      else await memory.put(run)
    },
    async remove(id) {
      await memory.remove(id)
      await attempt((opened) => opened.remove(id))
    },
  }
}
