/** The sentences that are at hand, and how the built page gets those of one language: a reader needs only one. */
import { texts } from './gather'
import type { Locale } from './locale'
import type { Texts } from './merge'

// Decided while building: only the built page starts without sentences, so that the bundler leaves them out of it.
const startsEmpty = import.meta.env.PROD && !import.meta.env.SSR

const known: Partial<Record<Locale, Texts>> = startsEmpty ? {} : texts

/** Sentences of a language; empty until they are loaded. */
export function textsOf(locale: Locale): Texts {
  return known[locale] ?? {}
}

/** Loads a language if it is not there yet. Rejects when the network fails. */
export async function loadTexts(locale: Locale): Promise<void> {
  known[locale] ??=
    locale === 'en' ? (await import('./english')).english : (await import('./chinese')).chinese
}
