/** The English sentences of what is loaded when a reader goes there, or when the first screen has come to rest. */
import { merge, type Texts } from './merge'

/** Sentences by file, for the tests that hold the two languages together. */
export const englishLaterFiles: Readonly<Record<string, Texts>> = import.meta.glob<Texts>(
  [
    '/src/i18n/messages/later.en.json',
    '/src/{lessons,sim,ui}/**/text.en.json',
    '/src/{lessons,sim,ui}/**/text-later.en.json',
    // These are on the first screen.
    '!/src/lessons/text.en.json',
    '!/src/lessons/library/{one-kernel,seven-versus-seven}/text.en.json',
    '!/src/ui/{header,notices,stage}/text.en.json',
  ],
  { eager: true, import: 'default' },
)

export const englishLater: Texts = /* @__PURE__ */ merge(englishLaterFiles)
