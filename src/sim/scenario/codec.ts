/** Link ⇄ canonical JSON ⇄ deflate ⇄ base64url, and link ⇄ file. Each limit is checked before the work it bounds. */
import { deflateSync, FlateErrorCode, Inflate, strFromU8, strToU8, type FlateError } from 'fflate'
import * as v from 'valibot'
import { fromBase64Url, toBase64Url } from './base64url'
import { canonical, type SchemaShape } from './canonical'
import { failed, failedSchema, type Failed } from './errors'
import { parseJson } from './json'
import { linkSchema, type Link } from './link'
import { migrate } from './migrate'

/**
 * Characters of a link, '#' included: what fits an address comfortably is far below, what browsers bear far
 * above.
 */
export const linkTextLimit = 64 * 1024
/** Bytes of JSON in a link. */
export const inflatedLimit = 1024 * 1024
/** Characters of a file. */
export const fileTextLimit = 5000000
/** The form of files, beside the format of the scenario inside. */
const fileForm = 1

const codec = 's1.'
/** Deflate grows at most 1032 times, so that a piece of this size never inflates to more than the limit at once. */
const pieceLength = 512

export type Decoded = { readonly link: Link } | Failed

/**
 * The text of a link, without '#'. The same link gives the same text everywhere. A large link may exceed what
 * `decodeLink` accepts; `encodeLinkWithinLimits` says so, and such a link is kept as a file.
 */
export function encodeLink(link: Link): string {
  return compress(canonicalJson(link))
}

/** As `encodeLink`, or the problem 'too-large' or 'inflates-too-far' for a link that could not be opened again. */
export function encodeLinkWithinLimits(link: Link): { readonly text: string } | Failed {
  const json = canonicalJson(link)
  if (strToU8(json).length > inflatedLimit) return failed('inflates-too-far', { limit: inflatedLimit })
  const text = compress(json)
  // One character is left for the '#'.
  return text.length < linkTextLimit
    ? { text }
    : failed('too-large', { limit: linkTextLimit, received: text.length })
}

/** Reads the text of a link, with or without '#' and white space around it. Never throws. */
export function decodeLink(text: string): Decoded {
  if (text.length > linkTextLimit) return failed('too-large', { limit: linkTextLimit, received: text.length })
  const bare = text.trim().replace(/^#/, '')
  if (!bare.startsWith(codec)) {
    const other = /^s([0-9]{1,6})\./.exec(bare)
    return other === null ? failed('not-a-link') : failed('unknown-codec', { found: other[1], known: 1 })
  }
  const bytes = fromBase64Url(bare.slice(codec.length))
  if (typeof bytes === 'number') return misplaced(bare.length - codec.length, bytes)
  if (bytes.length === 0) return failed('truncated')
  const inflated = inflate(bytes)
  if ('problem' in inflated) return inflated
  const json = parseJson(inflated.text)
  return 'problem' in json ? json : check(json.value)
}

/** The content of a '.strata.json' file: the link as JSON for people, in canonical order. */
export function encodeFile(link: Link): string {
  return `${JSON.stringify({ strata: fileForm, ...(canonical(shape, link) as object) }, null, 2)}\n`
}

/** Reads the content of a '.strata.json' file. Never throws. */
export function decodeFile(text: string): Decoded {
  if (text.length > fileTextLimit) return failed('too-large', { limit: fileTextLimit, received: text.length })
  const json = parseJson(text.replace(/^\uFEFF/, ''))
  if ('problem' in json) return json
  if (typeof json.value !== 'object' || json.value === null || !('strata' in json.value))
    return failed('not-a-file')
  const { strata, ...link } = json.value
  if (!Number.isSafeInteger(strata)) return failed('not-a-file')
  const form = strata as number
  if (form > fileForm) return failed('newer-format', { found: form, known: fileForm }, 'strata')
  return form === fileForm ? check(link) : failed('not-a-file')
}

// The library's types hide what a schema in general is made of; canonical.ts reads no more than this.
const shape = linkSchema as unknown as SchemaShape

function canonicalJson(link: Link): string {
  return JSON.stringify(canonical(shape, link))
}

function compress(json: string): string {
  // `mem` is given, because the library would else take a logarithm, which engines round differently.
  return codec + toBase64Url(deflateSync(strToU8(json), { level: 9, mem: 4 }))
}

function misplaced(length: number, at: number): Failed {
  return at === length ? failed('truncated') : failed('damaged', { position: codec.length + at + 1 })
}

/** Inflates piece by piece, and stops as soon as the limit is passed. */
function inflate(bytes: Uint8Array): { readonly text: string } | Failed {
  const parts: Uint8Array[] = []
  let length = 0
  const stream = new Inflate((part) => {
    parts.push(part)
    length += part.length
  })
  try {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      stream.push(bytes.subarray(at, at + pieceLength), at + pieceLength >= bytes.length)
      if (length > inflatedLimit) return failed('inflates-too-far', { limit: inflatedLimit })
    }
  } catch (error) {
    return (error as FlateError).code === FlateErrorCode.UnexpectedEOF
      ? failed('truncated')
      : failed('damaged')
  }
  return readText(joined(parts, length))
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Hosts disagree on what broken UTF-8 means, so only bytes that come back unchanged are text. */
function readText(bytes: Uint8Array): { readonly text: string } | Failed {
  let text: string
  try {
    text = strFromU8(bytes)
  } catch {
    return failed('damaged')
  }
  const back = strToU8(text)
  const same = back.length === bytes.length && back.every((byte, at) => byte === bytes[at])
  return same ? { text } : failed('damaged')
}

function check(data: unknown): Decoded {
  const migrated = migrate(data)
  if ('problem' in migrated) return migrated
  // A stranger's data may break every rule at once: the first broken one is enough, and bounds the work.
  const result = v.safeParse(linkSchema, migrated.data, { abortEarly: true })
  return result.success ? { link: result.output } : failedSchema(result.issues[0])
}
