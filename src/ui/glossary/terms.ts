/** The terms of the glossary, and where they stand in a sentence. */
import glossary from '../../i18n/glossary.json'
import type { Locale } from '../../i18n/locale'

export interface Term {
  readonly code: string
  readonly en: readonly string[]
  readonly 'zh-CN': string
}

export const terms: readonly Term[] = glossary

/** Terms whose words also mean something in everyday speech: they are listed, but not marked in sentences. */
const everyday: readonly string[] = [
  'run',
  'instant',
  'command',
  'fact',
  'frame',
  'limit',
  'flow',
  'layer',
  'profile',
  'scenario',
  'mechanism',
  'image',
  'volume',
  'node',
  'flavour',
]

/** A piece of a sentence: plain words, or words that name a term. */
export interface Piece {
  readonly words: string
  readonly term: Term | null
}

/** Words of a language that name a term, longest first, so that 'nested paging' is not cut by a shorter one. */
function namesOf(locale: Locale): readonly (readonly [name: string, term: Term])[] {
  const marked = terms.filter(({ code }) => !everyday.includes(code))
  const names = marked.flatMap((term) =>
    (locale === 'en' ? term.en : [term['zh-CN']]).map((name) => [name, term] as const),
  )
  return names.filter(([name]) => name.length > 1).sort(([a], [b]) => b.length - a.length)
}

const patterns = new Map<Locale, RegExp>()

function patternOf(locale: Locale): RegExp {
  const known = patterns.get(locale)
  if (known !== undefined) return known
  const words = namesOf(locale).map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  // English words may stand in the plural; Chinese has no spaces around its words.
  const made =
    locale === 'en' ? new RegExp(`\\b(?:${words.join('|')})s?\\b`, 'gi') : new RegExp(words.join('|'), 'g')
  patterns.set(locale, made)
  return made
}

/** Cuts a sentence at its terms; each term is marked the first time it is used. */
export function piecesOf(sentence: string, locale: Locale): readonly Piece[] {
  const pieces: Piece[] = []
  const seen = new Set<Term>()
  let from = 0
  for (const match of sentence.matchAll(patternOf(locale))) {
    const term = termNamed(match[0], locale)
    if (term === null || seen.has(term)) continue
    seen.add(term)
    if (match.index > from) pieces.push({ words: sentence.slice(from, match.index), term: null })
    pieces.push({ words: match[0], term })
    from = match.index + match[0].length
  }
  if (from < sentence.length) pieces.push({ words: sentence.slice(from), term: null })
  return pieces
}

function termNamed(words: string, locale: Locale): Term | null {
  const asked = words.toLowerCase()
  const found = namesOf(locale).find(([name]) => {
    const known = name.toLowerCase()
    return known === asked || `${known}s` === asked
  })
  return found?.[1] ?? null
}

/** Terms whose names in either language, or whose meaning, hold the text. */
export function findTerms(text: string, meaning: (code: string) => string): readonly Term[] {
  const asked = text.trim().toLowerCase()
  return terms.filter((term) =>
    [...term.en, term['zh-CN'], meaning(term.code)].some((words) => words.toLowerCase().includes(asked)),
  )
}
