/** Both languages at once, for the command line, development and tests. The built page loads one at a time: load.ts. */
import { chinese, chineseFiles } from './chinese'
import { english, englishFiles } from './english'
import type { Locale } from './locale'
import type { Texts } from './merge'

export type { Texts } from './merge'

export const texts: Readonly<Record<Locale, Texts>> = { en: english, 'zh-CN': chinese }

/** Sentences by file, for the tests that hold the two languages together. */
export const textFiles: Readonly<Record<string, Texts>> = { ...englishFiles, ...chineseFiles }
