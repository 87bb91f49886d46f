/** The English sentences of what is loaded when a reader goes there: the Lab, dialogs, laws, links, imports. */
import { merge, type Texts } from './merge'

/** Sentences by file, for the tests that hold the two languages together. */
export const englishLaterFiles: Readonly<Record<string, Texts>> = import.meta.glob<Texts>(
  [
    '/src/ui/**/text.en.json',
    '!/src/ui/{header,notices,stage}/**',
    '/src/sim/import/text.en.json',
    '/src/sim/model/operations/text.en.json',
    '/src/sim/scenario/text.en.json',
  ],
  { eager: true, import: 'default' },
)

export const englishLater: Texts = /* @__PURE__ */ merge(englishLaterFiles)
