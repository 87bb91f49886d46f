/** Every English sentence of the project: the interface's own, and those beside mechanisms, scenarios and lessons. */
import { merge, type Texts } from './merge'
import messages from './messages/en.json'

// Resolved while building, for the page and the command line alike.
const gathered = import.meta.glob<Texts>('/src/**/text.en.json', { eager: true, import: 'default' })

/** Sentences by file, for the tests that hold the two languages together. */
export const englishFiles: Readonly<Record<string, Texts>> = {
  '/src/i18n/messages/en.json': messages,
  ...gathered,
}

export const english: Texts = /* @__PURE__ */ merge(englishFiles)
