/** The English sentences of the first screen: the interface and the first two lessons, up to the reader's answer. */
import { merge, type Texts } from './merge'
import messages from './messages/en.json'

// Resolved while building, for the page and the command line alike. Whatever is not listed is in english-later.ts.
const gathered = import.meta.glob<Texts>(
  [
    '/src/lessons/text.en.json',
    '/src/lessons/library/{one-kernel,seven-versus-seven}/text.en.json',
    '/src/ui/{header,notices,stage}/text.en.json',
  ],
  { eager: true, import: 'default' },
)

/** Sentences by file, for the tests that hold the two languages together. */
export const englishFiles: Readonly<Record<string, Texts>> = {
  '/src/i18n/messages/en.json': messages,
  ...gathered,
}

export const english: Texts = /* @__PURE__ */ merge(englishFiles)
