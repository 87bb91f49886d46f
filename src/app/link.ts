/** Links between the address bar and the session: '#s1.…' in, '#s1.…' out. */
import type { Link } from '../sim'

/** Why a link cannot be read: the code of its sentences, where in it, and their values. */
export interface LinkProblem {
  readonly problem: string
  readonly path: string
  readonly args: Readonly<Record<string, string | number>>
}

export type Decoded = { readonly link: Link } | { readonly problem: LinkProblem }

/** The simulator's reader and writer of links, loaded only when a link is read or made. */
export interface Codec {
  encodeLink(link: Link): string
  decodeLink(text: string): Decoded
  /** The content of a '.strata.json' file. */
  encodeFile(link: Link): string
  decodeFile(text: string): Decoded
}

/** Longer links are not put into the address, because no browser would open them again. */
export const longestLink = 64 * 1024
/** To here a link survives chats, shorteners and QR codes; to `tightLink` most of them; then a file is better. */
const comfortableLink = 400
export const tightLink = 2000
/** What a QR code of 97 by 97 modules holds: finer ones are hard to read from a screen. */
export const qrLink = 858

/** The text of a link in an address's hash, or null when the hash is something else. */
export function linkTextOf(hash: string): string | null {
  const text = hash.replace(/^#/, '')
  return text === '' ? null : text
}

type LinkComfort = 'comfortable' | 'tight' | 'long'

export function comfortOf(length: number): LinkComfort {
  if (length <= comfortableLink) return 'comfortable'
  return length <= tightLink ? 'tight' : 'long'
}

/** A text code for chats that cut addresses at '#': the link's text alone. Accepts whole addresses, too. */
export function linkTextIn(pasted: string): string {
  const text = pasted.trim()
  const hash = text.lastIndexOf('#')
  return hash < 0 ? text : text.slice(hash + 1)
}
