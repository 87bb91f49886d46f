/** Addresses for slides and course pages: what they show, leave out and look like, and the frame that holds one. */
import { queryWith, addressOf, type Route } from './router'
import type { Theme } from './slices/settings'
import type { Hideable, Skin } from './slices/skin'

export interface AddressChoices {
  readonly ui: Skin
  readonly hide: readonly Hideable[]
  readonly theme: Theme
  /** Empty for the reader's own. */
  readonly lang: string
  /** False leaves unmodified keys to the page around. */
  readonly keys: boolean
}

/** Heights of a frame that course platforms give room to. */
export const frameHeights = [400, 600, 800] as const

/** The query of what is open, when its address alone brings it back from its start; null when only a link does. */
export function plainAddress(route: Route): string | null {
  if ((route.page !== 'lesson' && route.page !== 'lab') || (route.page === 'lab' && route.id === null))
    return null
  return addressOf(route, '').replace('./', '')
}

/** What is at its usual value is left out. */
export function addressFor(
  base: string,
  { ui, hide, theme, lang, keys }: AddressChoices,
  opens: { readonly query: string } | { readonly text: string },
): string {
  const query = queryWith('query' in opens ? opens.query : '', {
    ui: ui === 'full' ? null : ui,
    hide: hide.length === 0 ? null : hide.join(','),
    theme: theme === 'system' ? null : theme,
    lang: lang === '' ? null : lang,
    keys: keys ? null : '0',
  })
  return base + query + ('text' in opens ? `#${opens.text}` : '')
}

/** HTML that shows the address in another page, with a way out for readers without frames. */
export function frameSnippet(address: string, title: string, height: number): string {
  const [src, name] = [escaped(address), escaped(title)]
  return (
    `<iframe src="${src}" title="${name}" width="100%" height="${height}" loading="lazy"` +
    ` style="border:0" allow="clipboard-write; fullscreen"></iframe>\n` +
    `<p><a href="${src}">${name}</a></p>\n`
  )
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
