/** The Chinese sentences of the first screen: the interface, and what lies beside mechanisms, scenarios and lessons. */
import { merge, type Texts } from './merge'
import messages from './messages/zh-CN.json'

// Resolved while building, for the page and the command line alike. What a reader meets later is in chinese-later.ts.
const gathered = import.meta.glob<Texts>(
  [
    '/src/lessons/**/text.zh-CN.json',
    '/src/sim/**/text.zh-CN.json',
    '!/src/sim/import/**',
    '!/src/sim/model/operations/**',
    '!/src/sim/scenario/text.*',
    '/src/ui/{header,notices,stage}/text.zh-CN.json',
  ],
  { eager: true, import: 'default' },
)

/** Sentences by file, for the tests that hold the two languages together. */
export const chineseFiles: Readonly<Record<string, Texts>> = {
  '/src/i18n/messages/zh-CN.json': messages,
  ...gathered,
}

export const chinese: Texts = /* @__PURE__ */ merge(chineseFiles)
