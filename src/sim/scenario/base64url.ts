/** Base64 with the alphabet of addresses, without padding (RFC 4648 §5): not every host of the simulator has it. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Value of each character code; 64 for characters outside the alphabet. */
const values = new Uint8Array(128).fill(64)
for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value

export function toBase64Url(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const triple = (bytes[at] << 16) | ((left > 1 ? bytes[at + 1] : 0) << 8) | (left > 2 ? bytes[at + 2] : 0)
    const four =
      alphabet[triple >> 18] +
      alphabet[(triple >> 12) & 63] +
      alphabet[(triple >> 6) & 63] +
      alphabet[triple & 63]
    parts.push(left > 2 ? four : four.slice(0, left + 1))
  }
  return parts.join('')
}

/** The bytes of a text, or the index of the first character that cannot stand there (its length when it is cut). */
export function fromBase64Url(text: string): Uint8Array | number {
  const rest = text.length % 4
  if (rest === 1) return text.length
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let write = 0
  let bits = 0
  let held = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const value = code < 128 ? values[code] : 64
    if (value === 64) return at
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[write++] = held >> bits
  }
  // Whole bytes leave only zeros over: anything else is the begin of a byte that was cut off.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : text.length
}
