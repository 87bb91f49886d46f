/** SHA-256 of texts, as image formats write it. */
import { sha256 } from '@noble/hashes/sha2.js'

/** UTF-8; half of a surrogate pair has no bytes of its own and becomes U+FFFD, as in every text encoder. */
export function utf8Of(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    addPoint(bytes, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
  }
  return Uint8Array.from(bytes)
}

function addPoint(bytes: number[], point: number): void {
  if (point < 0x80) bytes.push(point)
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point))
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point))
  else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point))
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f)

export function digestOf(text: string): string {
  return `sha256:${hexOf(sha256(utf8Of(text)))}`
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Entry i names the first i + 1 layers (OCI image specification). */
export function chainIds(diffIds: readonly string[]): readonly string[] {
  let below = ''
  return diffIds.map((diffId) => (below = below === '' ? diffId : digestOf(`${below} ${diffId}`)))
}
