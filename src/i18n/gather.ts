/** Both languages at once, for the command line, development and tests. The built page loads parts of one: load.ts. */
import { chinese, chineseFiles } from './chinese'
import { chineseLater, chineseLaterFiles } from './chinese-later'
import { english, englishFiles } from './english'
import { englishLater, englishLaterFiles } from './english-later'
import type { Locale } from './locale'
import { merge, type Texts } from './merge'

export type { Texts } from './merge'

/** The terminal's own sentences; no page says them. */
const terminalFiles = import.meta.glob<Texts>('/src/cli/text.*.json', { eager: true, import: 'default' })

function terminal(locale: Locale): Texts {
  return terminalFiles[`/src/cli/text.${locale}.json`] ?? {}
}

export const texts: Readonly<Record<Locale, Texts>> = {
  en: merge({ english, englishLater, terminal: terminal('en') }),
  'zh-CN': merge({ chinese, chineseLater, terminal: terminal('zh-CN') }),
}

/** Sentences by file, for the tests that hold the two languages together. */
export const textFiles: Readonly<Record<string, Texts>> = {
  ...englishFiles,
  ...englishLaterFiles,
  ...chineseFiles,
  ...chineseLaterFiles,
  ...terminalFiles,
}
