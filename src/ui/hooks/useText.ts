/** Sentences and numbers in React: whoever asks is drawn again when the language changes. */
import { createContext, useContext, useMemo } from 'react'
import { formatsOf, type Formats } from '../../i18n/format'
import type { Locale } from '../../i18n/locale'
import { text, type TextArguments } from '../../i18n/text'

export type { Formats } from '../../i18n/format'

export const LocaleContext = createContext<Locale>('en')

export type TextFunction = (key: string, args?: TextArguments) => string

function useLocale(): Locale {
  return useContext(LocaleContext)
}

/** `const t = useText()`, then `t('timeline.play')`. */
export function useText(): TextFunction {
  const locale = useLocale()
  return useMemo(() => (key, args) => text(locale, key, args), [locale])
}

export function useFormats(): Formats {
  const locale = useLocale()
  return useMemo(() => formatsOf(locale), [locale])
}
