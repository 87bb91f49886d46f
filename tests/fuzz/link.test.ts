// Whatever text arrives, the decoder answers with a link or a problem; what is written is read back unchanged.
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { is } from 'valibot'
import { expect, test } from 'vitest'
import { linkSchema } from '../../src/sim'
import { fromBase64Url, toBase64Url } from '../../src/sim/scenario/base64url'
import { decodeFile, decodeLink, encodeFile, encodeLink, type Decoded } from '../../src/sim/scenario/codec'
import { decodeProblems } from '../../src/sim/scenario/errors'
import { linkArbitrary } from '../support/arbitraries'

type Decode = (text: string) => Decoded

const links = linkArbitrary({ maxRows: 20 })
const texts = links.map(encodeLink)
const position = fc.nat({ max: 99999 })

/** Bits of the packed bytes flipped. */
const flipped = fc.tuple(texts, fc.array(position, { minLength: 1, maxLength: 8 })).map(([text, bits]) =>
  repacked(text, (bytes) => {
    for (const bit of bits) {
      const at = (bit >> 3) % bytes.length
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7))
    }
  }),
)
/** Characters replaced by any others. */
const replaced = fc
  .tuple(texts, position, fc.string({ unit: 'binary', maxLength: 4 }))
  .map(
    ([text, at, other]) =>
      text.slice(0, at % text.length) + other + text.slice((at % text.length) + other.length),
  )
const truncated = fc.tuple(texts, position).map(([text, at]) => text.slice(0, at % text.length))
const spliced = fc
  .tuple(texts, texts, position, position)
  .map(([one, other, at, from]) => one.slice(0, at % one.length) + other.slice(from % other.length))
/** A link with foreign bytes, or the beginning of itself, behind it. */
const lengthened = fc
  .tuple(texts, fc.uint8Array({ maxLength: 2000 }))
  .map(([text, more]) => text + toBase64Url(more))
/** Well packed, but any JSON at all; also with single values of a real link replaced. */
const foreign = fc.json({ maxDepth: 40 }).map(packed)
const inflatedNumbers = fc
  .tuple(
    links,
    position,
    fc.constantFrom('1e999', '-1', '4294967296', '0.5', '-0', '9007199254740993', 'null', '{}'),
  )
  .map(([link, at, other]) => {
    const json = JSON.stringify(link)
    const numbers = [...json.matchAll(/[0-9]+/g)]
    const found = numbers[at % numbers.length]
    return packed(
      json.slice(0, found?.index) + other + json.slice((found?.index ?? 0) + (found?.[0].length ?? 0)),
    )
  })
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.base64String({ maxLength: 300 }).map((text) => `s1.${text}`),
  fc.uint8Array({ maxLength: 3000 }).map((bytes) => `#s1.${toBase64Url(bytes)}`),
)

const broken = fc.oneof(anything, flipped, replaced, truncated, spliced, lengthened, foreign, inflatedNumbers)

test('every text gives a valid link or a known problem, and never an exception', () => {
  fc.assert(answersEverything(decodeLink), { numRuns: 2000 })
})

test('the same property catches a decoder that forgets one check', () => {
  for (const canary of [throwsAtTheEnd, trustsTheSchema, saysUndefined]) {
    expect(fc.check(answersEverything(canary), { numRuns: 2000, endOnFailure: true }).failed).toBe(true)
  }
})

test('every text gives a file’s link or a known problem, and never an exception', () => {
  const files = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json({ maxDepth: 40 }),
    fc.tuple(links.map(encodeFile), position, position).map(([text, from, to]) => cut(text, from, to)),
  )
  fc.assert(
    fc.property(files, (text) => isAnswer(decodeFile(text))),
    { numRuns: 500 },
  )
})

test('a link that was written is read back unchanged, as a link and as a file', () => {
  fc.assert(
    fc.property(links, (link) => {
      expect(decodeLink(encodeLink(link))).toStrictEqual({ link })
      expect(decodeLink(` #${encodeLink(link)}\n`)).toStrictEqual({ link })
      expect(decodeFile(encodeFile(link))).toStrictEqual({ link })
    }),
    { numRuns: 500 },
  )
})

test('what was read is written in one way only, however the text was made', () => {
  const shuffled = fc
    .tuple(links, fc.integer())
    .map(([link, turn]) => ({ link, text: packed(reordered(link, turn)) }))
  fc.assert(
    fc.property(shuffled, ({ link, text }) => {
      const decoded = decodeLink(text)
      if ('problem' in decoded) throw new Error(decoded.problem.problem)
      expect(encodeLink(decoded.link)).toBe(encodeLink(link))
    }),
    { numRuns: 300 },
  )
})

test('bytes survive the alphabet of addresses, and no two texts mean the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AQgw-_z9='), maxLength: 12 }), (text) => {
      const bytes = fromBase64Url(text)
      if (typeof bytes !== 'number') expect(toBase64Url(bytes)).toBe(text)
    }),
  )
})

function answersEverything(decode: Decode): fc.IProperty<[string]> {
  return fc.property(broken, (text) => isAnswer(decode(text)))
}

/**
 * A link is one only if the schema says so itself and no key reaches a prototype (a title may say what it
 * likes); a problem is of the list, with a path and short arguments.
 */
function isAnswer(answer: Decoded): boolean {
  if ('link' in answer)
    return is(linkSchema, answer.link) && !JSON.stringify(answer.link).includes('"__proto__":')
  const { problem, path, args } = answer.problem
  const values = Object.values(args)
  return (
    decodeProblems.includes(problem) &&
    path.length < 2500 &&
    values.every((value) => String(value).length < 200)
  )
}

function packed(json: string): string {
  return `s1.${toBase64Url(deflateSync(new TextEncoder().encode(json)))}`
}

function repacked(text: string, change: (bytes: Uint8Array) => void): string {
  const bytes = fromBase64Url(text.slice(3))
  if (typeof bytes === 'number') throw new Error('not a text of the encoder')
  change(bytes)
  return `s1.${toBase64Url(bytes)}`
}

function cut(text: string, from: number, to: number): string {
  return text.slice(0, from % text.length) + text.slice(to % text.length)
}

/** The same JSON with the keys of every object rotated. */
function reordered(value: unknown, turn: number): string {
  return JSON.stringify(value, (_, child: unknown) => {
    if (typeof child !== 'object' || child === null || Array.isArray(child)) return child
    const fields = Object.entries(child)
    const start = Math.abs(turn % Math.max(1, fields.length))
    return Object.fromEntries([...fields.slice(start), ...fields.slice(0, start)])
  })
}

// Decoders with one planted mistake each, as a careless change could make.

function throwsAtTheEnd(text: string): Decoded {
  const answer = decodeLink(text)
  if ('problem' in answer && answer.problem.problem === 'truncated') throw new RangeError('unexpected end')
  return answer
}

function trustsTheSchema(text: string): Decoded {
  const answer = decodeLink(text)
  if ('link' in answer || answer.problem.problem !== 'too-small') return answer
  return { link: { modelVersion: 0 } } as unknown as Decoded
}

function saysUndefined(text: string): Decoded {
  const answer = decodeLink(text)
  if ('link' in answer || answer.problem.problem !== 'damaged') return answer
  return { problem: { ...answer.problem, problem: undefined } } as unknown as Decoded
}
