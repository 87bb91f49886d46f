/** The Chinese sentences of what is loaded when a reader goes there: the Lab, dialogs, laws, links, imports. */
import { merge, type Texts } from './merge'

/** Sentences by file, for the tests that hold the two languages together. */
export const chineseLaterFiles: Readonly<Record<string, Texts>> = import.meta.glob<Texts>(
  [
    '/src/ui/**/text.zh-CN.json',
    '!/src/ui/{header,notices,stage}/**',
    '/src/sim/import/text.zh-CN.json',
    '/src/sim/model/operations/text.zh-CN.json',
    '/src/sim/scenario/text.zh-CN.json',
  ],
  { eager: true, import: 'default' },
)

export const chineseLater: Texts = /* @__PURE__ */ merge(chineseLaterFiles)
