/** A key and arguments → a sentence, which holds {name}, {name, mib} or {n, plural, one {# copy} other {# copies}}. */
import { formatClock, formatMiB, formatNumber, formatPercent, formatRatio } from './format'
import { textsOf } from './load'
import { locales, type Locale } from './locale'

export type TextArguments = Readonly<Record<string, string | number>>

/** How a number may be written inside a sentence: {at, time}. */
const argumentFormats = ['number', 'decimal', 'mib', 'percent', 'ratio', 'time'] as const
type ArgumentFormat = (typeof argumentFormats)[number]

type Part =
  | { readonly type: 'words'; readonly words: string }
  | { readonly type: 'value'; readonly name: string; readonly format: ArgumentFormat | null }
  | {
      readonly type: 'plural'
      readonly name: string
      readonly forms: Readonly<Record<string, readonly Part[]>>
    }

const parsed = new Map<string, readonly Part[]>()
const plurals = new Map<Locale, Intl.PluralRules>()

/** The sentence of a key. A key without a sentence shows itself and is reported: a hole must be seen, never hidden. */
export function text(locale: Locale, key: string, args: TextArguments = {}): string {
  const sentence = textsOf(locale)[key]
  if (sentence === undefined) {
    // eslint-disable-next-line no-console -- a hole in the texts is ours to see, in every test and every browser
    console.error(`no text "${key}" in ${locale}`)
    return `⟦${key}⟧`
  }
  return fill(locale, sentence, args)
}

/** Whether a key has a sentence; asked of the languages at hand, which all have the same keys. */
export function hasText(key: string): boolean {
  return locales.some((locale) => key in textsOf(locale))
}

/** Whether a key has a sentence, and it asks for nothing that is not given. */
export function canSay(key: string, args: TextArguments): boolean {
  return locales.some((locale) => {
    const sentence = textsOf(locale)[key]
    return sentence !== undefined && argumentsOf(sentence).every((name) => args[name] !== undefined)
  })
}

/** Puts arguments into a sentence; exported for the tests of the sentences themselves. */
export function fill(locale: Locale, sentence: string, args: TextArguments): string {
  return write(partsOf(sentence), { locale, args, count: '' })
}

/** Names of the arguments a sentence asks for, sorted. */
export function argumentsOf(sentence: string): readonly string[] {
  const names = new Set<string>()
  const pending = [...partsOf(sentence)]
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.type !== 'words') names.add(part.name)
    if (part.type === 'plural') pending.push(...Object.values(part.forms).flat())
  }
  return [...names].sort()
}

/** Cuts a sentence at its one link, written [words]: what stands before, in and after it. */
export function cutLink(sentence: string): readonly [before: string, link: string, after: string] {
  const found = /^([^[]*)\[([^\]]*)\](.*)$/s.exec(sentence)
  return found === null ? [sentence, '', ''] : [found[1] ?? '', found[2] ?? '', found[3] ?? '']
}

interface Writing {
  readonly locale: Locale
  readonly args: TextArguments
  /** What '#' stands for inside a plural form. */
  readonly count: string
}

function write(parts: readonly Part[], writing: Writing): string {
  return parts.map((part) => writePart(part, writing)).join('')
}

function writePart(part: Part, writing: Writing): string {
  if (part.type === 'words')
    return writing.count === '' ? part.words : part.words.split('#').join(writing.count)
  const value = writing.args[part.name]
  if (value === undefined) {
    // eslint-disable-next-line no-console -- as above
    console.error(`no argument "${part.name}"`)
    return `{${part.name}}`
  }
  if (part.type === 'value') return writeValue(writing.locale, value, part.format)
  const count = typeof value === 'number' ? formatNumber(writing.locale, value) : value
  const form = part.forms[pluralForm(writing.locale, Number(value))] ?? part.forms['other'] ?? []
  return write(form, { ...writing, count })
}

function writeValue(locale: Locale, value: string | number, format: ArgumentFormat | null): string {
  if (typeof value === 'string') return value
  switch (format) {
    case 'mib':
      return formatMiB(locale, value)
    case 'percent':
      return formatPercent(locale, value)
    case 'ratio':
      return formatRatio(locale, value)
    case 'time':
      return formatClock(value)
    case 'decimal':
      return formatNumber(locale, value, { digits: 2 })
    case 'number':
    case null:
      return formatNumber(locale, value, { digits: 1 })
  }
}

function pluralForm(locale: Locale, count: number): string {
  const known = plurals.get(locale) ?? new Intl.PluralRules(locale)
  plurals.set(locale, known)
  return known.select(count)
}

function partsOf(sentence: string): readonly Part[] {
  const known = parsed.get(sentence)
  if (known !== undefined) return known
  const parts = parse(sentence)
  parsed.set(sentence, parts)
  return parts
}

function parse(sentence: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (let open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', from)) {
    const close = closingBrace(sentence, open)
    if (open > from) parts.push({ type: 'words', words: sentence.slice(from, open) })
    parts.push(parseArgument(sentence.slice(open + 1, close)))
    from = close + 1
  }
  if (from < sentence.length) parts.push({ type: 'words', words: sentence.slice(from) })
  return parts
}

function parseArgument(inside: string): Part {
  const [name = '', format, ...rest] = inside.split(',')
  if (format?.trim() !== 'plural') return { type: 'value', name: name.trim(), format: formatOf(format) }
  return { type: 'plural', name: name.trim(), forms: parseForms(rest.join(',')) }
}

function formatOf(word: string | undefined): ArgumentFormat | null {
  if (word === undefined) return null
  const format = argumentFormats.find((known) => known === word.trim())
  if (format === undefined) throw new Error(`"${word}" is no format of an argument`)
  return format
}

function parseForms(forms: string): Readonly<Record<string, readonly Part[]>> {
  const found: Record<string, readonly Part[]> = {}
  let from = 0
  for (let open = forms.indexOf('{'); open >= 0; open = forms.indexOf('{', from)) {
    const close = closingBrace(forms, open)
    found[forms.slice(from, open).trim()] = parse(forms.slice(open + 1, close))
    from = close + 1
  }
  return found
}

function closingBrace(sentence: string, open: number): number {
  let depth = 0
  for (let at = open; at < sentence.length; at++) {
    if (sentence[at] === '{') depth++
    if (sentence[at] === '}' && --depth === 0) return at
  }
  throw new Error(`a brace is not closed in "${sentence}"`)
}
