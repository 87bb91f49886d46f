/** Every Chinese sentence of the project: the interface's own, and those beside mechanisms, scenarios and lessons. */
import { merge, type Texts } from './merge'
import messages from './messages/zh-CN.json'

const gathered = import.meta.glob<Texts>('/src/**/text.zh-CN.json', { eager: true, import: 'default' })

/** Sentences by file, for the tests that hold the two languages together. */
export const chineseFiles: Readonly<Record<string, Texts>> = {
  '/src/i18n/messages/zh-CN.json': messages,
  ...gathered,
}

export const chinese: Texts = /* @__PURE__ */ merge(chineseFiles)
