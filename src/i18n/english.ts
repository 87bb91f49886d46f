/** The English sentences of the first screen: the interface, and what lies beside mechanisms, scenarios and lessons. */
import { merge, type Texts } from './merge'
import messages from './messages/en.json'

// Resolved while building, for the page and the command line alike. What a reader meets later is in english-later.ts.
const gathered = import.meta.glob<Texts>(
  [
    '/src/lessons/**/text.en.json',
    '/src/sim/**/text.en.json',
    '!/src/sim/import/**',
    '!/src/sim/model/operations/**',
    '!/src/sim/scenario/text.*',
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
