/** Language, theme and motion, as chosen in the address, in storage or by the system. */

export const themes = ['system', 'light', 'dark', 'projector'] as const
export type Theme = (typeof themes)[number]

export interface SettingsSlice {
  readonly locale: 'en' | 'zh-CN'
  readonly theme: Theme
  readonly motion: 'full' | 'reduced'
}

/** The theme an address or the storage names; null for anything else. */
export function themeOf(word: string | null): Theme | null {
  return themes.find((theme) => theme === word) ?? null
}
