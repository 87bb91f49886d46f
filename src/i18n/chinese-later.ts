/** The Chinese sentences of what is loaded when a reader goes there, or when the first screen has come to rest. */
import { merge, type Texts } from './merge'

/** Sentences by file, for the tests that hold the two languages together. */
export const chineseLaterFiles: Readonly<Record<string, Texts>> = import.meta.glob<Texts>(
  [
    '/src/i18n/messages/later.zh-CN.json',
    '/src/{lessons,sim,ui}/**/text.zh-CN.json',
    '/src/{lessons,sim,ui}/**/text-later.zh-CN.json',
    // These are on the first screen.
    '!/src/lessons/text.zh-CN.json',
    '!/src/lessons/library/{one-kernel,seven-versus-seven}/text.zh-CN.json',
    '!/src/ui/{header,notices,stage}/text.zh-CN.json',
  ],
  { eager: true, import: 'default' },
)

export const chineseLater: Texts = /* @__PURE__ */ merge(chineseLaterFiles)
