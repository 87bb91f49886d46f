// Links and files: what is written, that it is read back, and that there is one way to write it.
import { inflateSync, strFromU8 } from 'fflate'
import { expect, test } from 'vitest'
import type { Link } from '../../../src/sim'
import { fromBase64Url, toBase64Url } from '../../../src/sim/scenario/base64url'
import {
  decodeFile,
  decodeLink,
  encodeFile,
  encodeLink,
  encodeLinkWithinLimits,
  inflatedLimit,
  linkTextLimit,
} from '../../../src/sim/scenario/codec'
import { packJson, sampleLink } from './sample'

test('a link that uses every part of the schema comes back unchanged, Chinese and emoji included', () => {
  expect(decodeLink(encodeLink(sampleLink))).toStrictEqual({ link: sampleLink })
})

test('a link begins with the name of its codec and holds only characters that survive in addresses', () => {
  expect(encodeLink(sampleLink)).toMatch(/^s1\.[A-Za-z0-9_-]+$/)
})

test('a link may be pasted with its # and with white space around it', () => {
  expect(decodeLink(`\n #${encodeLink(sampleLink)} \t`)).toStrictEqual({ link: sampleLink })
})

test('the packed JSON has the schema’s order, names of free maps sorted, defaults left out', () => {
  const json = jsonIn(encodeLink(sampleLink))
  expect(json.startsWith('{"modelVersion":1,"lesson":"one-kernel","scenario":{"format":1,"title":')).toBe(
    true,
  )
  expect(json).toContain(
    '"flavours":{"narrow":{"vcpus":1,"memoryMiB":100},"wide":{"vcpus":8,"memoryMiB":100}}',
  )
  expect(json).toContain('"source":"a data sheet"')
  expect(json).not.toContain('assumed')
  expect(json).toContain('"rules":{"failure":{"on":"left","ratio":0.5},"memory":{"reclaim":true}}')
})

test('the order in which a link was put together does not show in its text', () => {
  const turned = JSON.parse(JSON.stringify(sampleLink), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as Link
  expect(JSON.stringify(turned)).not.toBe(JSON.stringify(sampleLink))
  expect(encodeLink(turned)).toBe(encodeLink(sampleLink))
  expect(encodeFile(turned)).toBe(encodeFile(sampleLink))
})

test('absent and undefined fields are written alike', () => {
  const { at: _, ...without } = sampleLink
  expect(encodeLink({ ...without, at: undefined })).toBe(encodeLink(without))
})

test('the text of a link never changes from one release to the next', () => {
  const small: Link = {
    modelVersion: 1,
    scenario: { format: 1, seed: 1, horizon: 60000000, fleet: [], workloads: [] },
    branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
    branch: 0,
  }
  // Also a message to whoever changes the schema: links that are out in the world look like this.
  expect(jsonIn(encodeLink(small))).toBe(
    '{"modelVersion":1,"scenario":{"format":1,"seed":1,"horizon":60000000,"fleet":[],"workloads":[]},' +
      '"branches":[{"name":"A","parent":-1,"at":0,"journal":[]}],"branch":0}',
  )
})

test('a small scenario fits a link short enough for a chat', () => {
  expect(encodeLink(sampleLink).length).toBeLessThan(2000)
})

test('a default is filled in when it is read', () => {
  const decoded = decodeLink(encodeLink(sampleLink))
  expect('link' in decoded && decoded.link.scenario.define?.apps?.['own']?.source).toBe('assumed')
})

test('-0 is read as 0, so that equal worlds have equal digests', () => {
  const decoded = decodeLink(packJson(JSON.stringify(sampleLink).replace('"at":300', '"at":-0')))
  expect('link' in decoded && Object.is(decoded.link.at, 0)).toBe(true)
})

test('a file is JSON for people, says what it is in its first field, and comes back unchanged', () => {
  const text = encodeFile(sampleLink)
  expect(text.startsWith('{\n  "strata": 1,\n  "modelVersion": 1,\n')).toBe(true)
  expect(text.endsWith('}\n')).toBe(true)
  expect(decodeFile(text)).toStrictEqual({ link: sampleLink })
  expect(decodeFile(`\uFEFF${text}`)).toStrictEqual({ link: sampleLink })
})

test('a run that is too large for a link is refused while writing, and kept by a file', () => {
  expect(encodeLinkWithinLimits(sampleLink)).toEqual({ text: encodeLink(sampleLink) })

  const repeated = withNotes(() => '-'.repeat(400), 8)
  expect(encodeLink(repeated).length).toBeLessThan(linkTextLimit)
  expect(encodeLinkWithinLimits(repeated)).toMatchObject({ problem: { problem: 'inflates-too-far' } })
  expect(decodeLink(encodeLink(repeated))).toMatchObject({ problem: { problem: 'inflates-too-far' } })
  expect(decodeFile(encodeFile(repeated))).toStrictEqual({ link: repeated })

  let state = 1
  const next = () => (state = (state * 48271) % 2147483647)
  const random = withNotes(
    () => Array.from({ length: 100 }, () => String.fromCharCode(33 + (next() % 90))).join(''),
    1,
  )
  expect(encodeLinkWithinLimits(random)).toMatchObject({ problem: { problem: 'too-large' } })
  expect(decodeLink(encodeLink(random))).toMatchObject({ problem: { problem: 'too-large' } })
  expect(decodeFile(encodeFile(random))).toStrictEqual({ link: random })
})

test.each([
  // RFC 4648 §10, with the alphabet for addresses.
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg'],
  ['fooba', 'Zm9vYmE'],
  ['foobar', 'Zm9vYmFy'],
])('the bytes of "%s" are written "%s"', (text, written) => {
  const bytes = new TextEncoder().encode(text)
  expect(toBase64Url(bytes)).toBe(written)
  expect(fromBase64Url(written)).toEqual(bytes)
})

test('the two characters that differ from ordinary base64 are those that addresses bear', () => {
  expect(toBase64Url(new Uint8Array([251, 255]))).toBe('-_8')
  expect(fromBase64Url('-_8')).toEqual(new Uint8Array([251, 255]))
  expect(fromBase64Url('+/8')).toBe(0)
  expect(fromBase64Url('-_8=')).toBe(3)
  expect(fromBase64Url('-_9')).toBe(3)
})

function jsonIn(text: string): string {
  const bytes = fromBase64Url(text.slice(3))
  if (typeof bytes === 'number') throw new Error('not base64url')
  expect(bytes.length).toBeLessThan(inflatedLimit)
  return strFromU8(inflateSync(bytes))
}

/** Many branches with full journals, each argument made by `words`. */
function withNotes(words: () => string, branches: number): Link {
  const entry = () => ({ at: 0, command: { name: 'host.fail', args: { host: words() } } })
  const journal = () => Array.from({ length: 1000 }, entry)
  const list = Array.from({ length: branches }, (_, at) => ({
    name: 'A',
    parent: at - 1,
    at: 0,
    journal: journal(),
  }))
  return { ...sampleLink, branches: list, branch: 0 }
}
