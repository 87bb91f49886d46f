/** Finding an entry by what a reader types: words of either language, or the initials of the Chinese words. */

export interface Entry {
  readonly id: string
  /** What is shown, in the reader's language. */
  readonly title: string
  /** Everything it can be found by: both languages, ids, initials. */
  readonly words: readonly string[]
  readonly run: () => void
}

/** Entries that hold every word typed, best first; entries alike stay in their order. */
export function findEntries(entries: readonly Entry[], typed: string): readonly Entry[] {
  const asked = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found: { readonly entry: Entry; readonly score: number }[] = []
  for (const entry of entries) {
    const texts = entry.words.map((word) => word.toLowerCase())
    const scores = asked.map((word) => Math.max(...texts.map((text) => scoreOf(text, word))))
    if (scores.every((score) => score > 0)) found.push({ entry, score: scores.reduce((a, b) => a + b, 0) })
  }
  return found.sort((a, b) => b.score - a.score).map(({ entry }) => entry)
}

/** The whole text, its beginning, the beginning of one of its words, somewhere in it, or nowhere. */
function scoreOf(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return text.length === word.length ? 4 : 3
  return /[\s\-./·]/.test(text.charAt(at - 1)) ? 2 : 1
}
