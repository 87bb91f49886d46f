/** The Chinese sentences of the first screen: the interface and the first two lessons, up to the reader's answer. */
import { merge, type Texts } from './merge'
import messages from './messages/zh-CN.json'

// Resolved while building, for the page and the command line alike. Whatever is not listed is in chinese-later.ts.
const gathered = import.meta.glob<Texts>(
  [
    '/src/lessons/text.zh-CN.json',
    '/src/lessons/library/{one-kernel,seven-versus-seven}/text.zh-CN.json',
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
