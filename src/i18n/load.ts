/** The sentences that are at hand, and how the built page gets those of one language, first screen first. */
import { texts } from './gather'
import { locales, type Locale } from './locale'
import { merge, type Texts } from './merge'

// Decided while building: only the built page starts without sentences, so that the bundler leaves them out of it.
const startsEmpty = import.meta.env.PROD && !import.meta.env.SSR

const known: Partial<Record<Locale, Texts>> = startsEmpty ? {} : texts
const complete = new Set<Locale>(startsEmpty ? [] : locales)
/** The reader has gone beyond the first screen: another language is then loaded as a whole. */
let wantsAll = false

/** Sentences of a language; empty until they are loaded. */
export function textsOf(locale: Locale): Texts {
  return known[locale] ?? {}
}

/** Loads a language if it is not there yet. Rejects when the network fails. */
export async function loadTexts(locale: Locale): Promise<void> {
  known[locale] ??=
    locale === 'en' ? (await import('./english')).english : (await import('./chinese')).chinese
  if (wantsAll) await completeTexts(locale)
}

/** Whether every language at hand is there as a whole. */
export function hasAllTexts(): boolean {
  return locales.every((locale) => known[locale] === undefined || complete.has(locale))
}

/** Loads what the first screen does not say, in every language at hand. Rejects when the network fails. */
export async function loadAllTexts(): Promise<void> {
  wantsAll = true
  await Promise.all(locales.filter((locale) => known[locale] !== undefined).map(completeTexts))
}

async function completeTexts(locale: Locale): Promise<void> {
  if (complete.has(locale)) return
  const later =
    locale === 'en'
      ? (await import('./english-later')).englishLater
      : (await import('./chinese-later')).chineseLater
  known[locale] = merge({ first: textsOf(locale), later })
  complete.add(locale)
}
