/** Which language is spoken: the address wins over the stored choice, and that over what the browser asks for. */

export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

/** What a language calls itself; the same in every language. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '中文' }

interface LocaleWishes {
  /** The value of `?lang=`; null when the address has none. */
  readonly asked: string | null
  readonly stored: string | null
  /** The browser's languages, best first. */
  readonly spoken: readonly string[]
}

/** The first wish that is a language we have; English when there is none. */
export function chooseLocale({ asked, stored, spoken }: LocaleWishes): Locale {
  for (const wish of [asked, stored, ...spoken]) {
    const locale = wish === null ? null : localeOf(wish)
    if (locale !== null) return locale
  }
  return 'en'
}

/** The other of the two languages: what the language button offers. */
export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'zh-CN' : 'en'
}

// 'zh', 'zh-Hans' and 'zh-TW' all get Simplified Chinese: nearer to their readers than English.
function localeOf(tag: string): Locale | null {
  const language = tag.toLowerCase().split('-')[0]
  if (language === 'zh') return 'zh-CN'
  return language === 'en' ? 'en' : null
}
