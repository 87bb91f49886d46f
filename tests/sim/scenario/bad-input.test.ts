// Bad links and files, one by one: each is answered with what is wrong and where, quickly, whatever it wants to cost.
import { strToU8 } from 'fflate'
import { is } from 'valibot'
import { expect, test } from 'vitest'
import { linkSchema } from '../../../src/sim'
import { fromBase64Url, toBase64Url } from '../../../src/sim/scenario/base64url'
import {
  decodeFile,
  decodeLink,
  encodeFile,
  encodeLink,
  fileTextLimit,
} from '../../../src/sim/scenario/codec'
import { limits } from '../../../src/sim/scenario/scenario'
import { changed, packBytes, packJson, sampleLink } from './sample'

const good = encodeLink(sampleLink)
const json = JSON.stringify(sampleLink)

const texts: readonly [string, string, object][] = [
  ['nothing', '', { problem: 'not-a-link' }],
  ['a # alone', '#', { problem: 'not-a-link' }],
  ['an anchor of the page', '#why', { problem: 'not-a-link' }],
  [
    'a codec that does not exist',
    good.replace('s1.', 's9.'),
    { problem: 'unknown-codec', args: { found: '9', known: 1 } },
  ],
  ['a codec without content', 's1.', { problem: 'truncated' }],
  ['the first half', good.slice(0, good.length / 2), { problem: 'truncated' }],
  ['all but the last character', good.slice(0, -1), { problem: 'truncated' }],
  [
    'a character of another alphabet',
    `${good.slice(0, 50)}+${good.slice(51)}`,
    { problem: 'damaged', args: { position: 51 } },
  ],
  [
    'a letter of another script',
    `${good.slice(0, 9)}文${good.slice(10)}`,
    { problem: 'damaged', args: { position: 10 } },
  ],
  ['a block of a kind deflate does not have', 's1.Bg', { problem: 'damaged' }],
  [
    '5 MB of text',
    's1.'.padEnd(5000000, 'A'),
    { problem: 'too-large', args: { limit: 65536, received: 5000000 } },
  ],
  ['5 MB of white space', ' '.repeat(5000000), { problem: 'too-large' }],
  ['bytes that are no text', packBytes(new Uint8Array([34, 255, 34])), { problem: 'damaged' }],
  ['an overlong encoding of /', packBytes(new Uint8Array([34, 0xc0, 0xaf, 34])), { problem: 'damaged' }],
  ['half a surrogate pair', packBytes(new Uint8Array([34, 0xed, 0xa0, 0x80, 34])), { problem: 'damaged' }],
  ['empty content', packJson(''), { problem: 'not-json' }],
  ['JSON that is cut', packJson(json.slice(0, -1)), { problem: 'not-json' }],
  ['JSON with a comment', packJson(`/**/${json}`), { problem: 'not-json' }],
  ['NaN', packJson(json.replace('"branch":1', '"branch":NaN')), { problem: 'not-json' }],
  [
    'a number beyond all numbers',
    packJson(json.replace('"ratio":0.5', '"ratio":1e999')),
    { problem: 'not-finite', path: 'scenario.rules.failure.ratio' },
  ],
  [
    'a camera at infinity',
    packJson(json.replace('[0.5,', '[-1e999,')),
    { problem: 'not-finite', path: 'view.camera[0]' },
  ],
  ['a list', packJson('[]'), { problem: 'missing-field', path: 'modelVersion' }],
  ['null', packJson('null'), { problem: 'wrong-type', path: '' }],
]

test.each(texts)('a link made of %s is refused', (_, text, expected) => {
  expect(decodeLink(text)).toMatchObject({ problem: expected })
})

test('whichever bit of a link is flipped, the answer is a problem or a valid link', () => {
  const bytes = fromBase64Url(good.slice(3))
  if (typeof bytes === 'number') throw new Error('not base64url')
  const problems = new Set<string>()
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = bytes.slice()
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const decoded = decodeLink(`s1.${toBase64Url(copy)}`)
    if ('problem' in decoded) problems.add(decoded.problem.problem)
    else expect(is(linkSchema, decoded.link)).toBe(true)
  }
  for (const problem of ['damaged', 'truncated', 'not-json', 'unknown-field'])
    expect(problems).toContain(problem)
})

const names: readonly [string, string, object][] = [
  ['__proto__', json.replace('{"modelVersion"', '{"__proto__":{},"modelVersion"'), { path: '' }],
  ['__proto__', json.replace('"narrow"', '"__proto__"'), { path: 'scenario.define.flavours' }],
  ['__proto__', json.replace('"narrow"', '"\\u005f_proto__"'), { path: 'scenario.define.flavours' }],
  [
    'constructor',
    json.replace('"host":"left-1"', '"constructor":"x"'),
    { path: 'branches[1].journal[0].command.args' },
  ],
  ['prototype', json.replace('"memory":{', '"prototype" \n\r\t: {'), { path: 'scenario.rules' }],
]

test.each(names)('the name %s is refused where it stands', (name, text, expected) => {
  expect(decodeLink(packJson(text))).toMatchObject({
    problem: { problem: 'reserved-name', args: { name }, ...expected },
  })
  expect(decodeFile(`{"strata":1,${text.slice(1)}`)).toMatchObject({ problem: { problem: 'reserved-name' } })
  expect(({} as Record<string, unknown>)['vcpus']).toBeUndefined()
})

test('the reserved words are allowed where they are only words', () => {
  const link = { ...sampleLink, scenario: { ...sampleLink.scenario, title: '"__proto__": {}' } }
  expect(decodeLink(encodeLink(link))).toEqual({ link })
})

test('a field given twice is refused, also when it is written in two ways', () => {
  for (const twin of ['"seed":1,', '"s\\u0065ed":1,']) {
    const text = packJson(json.replace('"seed":', `${twin}"seed":`))
    const problem = { problem: 'duplicate-key', path: 'scenario', args: { name: 'seed' } }
    expect(decodeLink(text)).toEqual({ problem })
  }
})

test.each([
  ['arrays', '['.repeat(100000), 'a[0][0]'],
  ['objects', '{"a":'.repeat(100000), 'a.a.a'],
])('%s nested a hundred thousand deep are refused at the limit', (_, text, path) => {
  expect(decodeLink(packJson(`{"a":${text}`))).toMatchObject({
    problem: { problem: 'too-deep', args: { limit: 32 }, path: expect.stringContaining(path) as string },
  })
})

test('brackets inside strings do not count as depth', () => {
  const link = { ...sampleLink, scenario: { ...sampleLink.scenario, title: '[{"\\'.repeat(90) } }
  expect(decodeLink(encodeLink(link))).toEqual({ link })
})

test.each([
  ['zeros', new Uint8Array(50000000)],
  ['nested brackets', strToU8('['.repeat(50000000), true)],
])('a bomb of 50 MB of %s is given up at the limit', (_, bytes) => {
  const text = packBytes(bytes)
  expect(text.length).toBeLessThan(70000)
  // The whole bomb is a little too long for a link; its first part inflates to tens of megabytes all the same.
  for (const bomb of [text.slice(0, 65535), text.slice(0, 5003)]) {
    expect(decodeLink(bomb)).toEqual({
      problem: { problem: 'inflates-too-far', path: '', args: { limit: 1048576 } },
    })
  }
})

test('one string as long as a link may inflate is read without exhausting any stack', () => {
  expect(decodeLink(packJson(`"${'a'.repeat(1000000)}"`))).toMatchObject({
    problem: { problem: 'wrong-type' },
  })
  expect(decodeLink(packJson(`"${'\\n'.repeat(500000)}`))).toMatchObject({ problem: { problem: 'not-json' } })
})

const changes: readonly [string, (string | number)[], unknown, object][] = [
  [
    'a field nobody knows',
    ['scenario', 'fleet', 1, 'colour'],
    'red',
    { problem: 'unknown-field', path: 'scenario.fleet[1].colour', args: { field: 'colour' } },
  ],
  [
    'a missing field',
    ['scenario', 'fleet', 1, 'kernel'],
    undefined,
    { problem: 'missing-field', path: 'scenario.fleet[1].kernel', args: { field: 'kernel' } },
  ],
  [
    'a text for a number',
    ['scenario', 'seed'],
    '1',
    { problem: 'wrong-type', path: 'scenario.seed', args: { expected: 'number', received: '"1"' } },
  ],
  [
    'half a host',
    ['scenario', 'fleet', 0, 'count'],
    1.5,
    { problem: 'not-whole', path: 'scenario.fleet[0].count' },
  ],
  [
    'no host',
    ['scenario', 'fleet', 0, 'count'],
    0,
    { problem: 'too-small', path: 'scenario.fleet[0].count', args: { limit: 1, received: '0' } },
  ],
  [
    'one host too many in a group',
    ['scenario', 'fleet', 0, 'count'],
    limits.hosts + 1,
    { problem: 'too-big', path: 'scenario.fleet[0].count' },
  ],
  [
    'too many hosts in sum',
    ['scenario', 'fleet', 0, 'count'],
    limits.hosts,
    {
      problem: 'too-many-hosts',
      path: 'scenario.fleet',
      args: { received: limits.hosts + 1, limit: limits.hosts },
    },
  ],
  [
    'too many workloads in sum',
    ['scenario', 'workloads', 0, 'count'],
    limits.workloads,
    { problem: 'too-many-workloads', path: 'scenario.workloads' },
  ],
  [
    'no fleet',
    ['scenario', 'fleet'],
    [],
    { problem: 'too-short', path: 'scenario.fleet', args: { limit: 1, received: '0' } },
  ],
  ['a camera of two numbers', ['view', 'camera'], [0, 0], { problem: 'too-short', path: 'view.camera' }],
  [
    'a camera of four numbers',
    ['view', 'camera'],
    [0, 0, 0, 0],
    { problem: 'too-long', path: 'view.camera' },
  ],
  [
    'too many branches',
    ['branches'],
    Array.from({ length: 9 }, () => sampleLink.branches[0]),
    { problem: 'too-long', path: 'branches' },
  ],
  [
    'a name of capitals',
    ['scenario', 'fleet', 0, 'name'],
    'LEFT',
    { problem: 'wrong-form', path: 'scenario.fleet[0].name' },
  ],
  [
    'a name that is too long',
    ['scenario', 'fleet', 0, 'name'],
    'a'.repeat(41),
    { problem: 'too-long', path: 'scenario.fleet[0].name' },
  ],
  [
    'one name for two groups',
    ['scenario', 'workloads', 1, 'name'],
    'web',
    { problem: 'duplicate-name', path: 'scenario.workloads[1].name', args: { name: 'web' } },
  ],
  [
    'a law that does not exist',
    ['scenario', 'workloads', 1, 'demand', 'law'],
    'chaos',
    { problem: 'not-one-of', path: 'scenario.workloads[1].demand.law' },
  ],
  [
    'a kind that does not exist',
    ['scenario', 'workloads', 1, 'kind'],
    'robot',
    { problem: 'not-one-of', path: 'scenario.workloads[1].kind' },
  ],
  [
    'a count in words',
    ['scenario', 'workloads', 1, 'count'],
    'many',
    { problem: 'not-one-of', path: 'scenario.workloads[1].count' },
  ],
  [
    'steps that go back in time',
    ['scenario', 'workloads', 0, 'demand', 'steps', 1, 'at'],
    0,
    { problem: 'wrong-order', path: 'scenario.workloads[0].demand.steps' },
  ],
  [
    'a future format',
    ['scenario', 'format'],
    2,
    { problem: 'newer-format', path: 'scenario.format', args: { found: 2, known: 1 } },
  ],
  ['a format that never was', ['scenario', 'format'], 0, { problem: 'not-one-of', path: 'scenario.format' }],
  ['a digest that is none', ['hash'], 'xyz', { problem: 'wrong-form', path: 'hash' }],
]

test.each(changes)('%s is refused at its place, in a link and in a file', (_, path, to, expected) => {
  const bad = changed(sampleLink, path, to)
  expect(decodeLink(packJson(JSON.stringify(bad)))).toMatchObject({ problem: expected })
  expect(decodeFile(JSON.stringify({ strata: 1, ...bad }))).toMatchObject({ problem: expected })
})

test('only the first of a million problems is looked for', () => {
  const link = changed(
    sampleLink,
    ['branches', 0, 'journal'],
    Array.from({ length: 200000 }, () => 0),
  )
  const problem = { problem: 'wrong-type', path: 'branches[0].journal[0]' }
  expect(decodeFile(JSON.stringify({ strata: 1, ...link }))).toMatchObject({ problem })
})

test.each([
  ['more characters than a file may have', ' '.repeat(fileTextLimit + 1), { problem: 'too-large' }],
  ['no JSON', 'services:\n  web: {}\n', { problem: 'not-json' }],
  ['JSON of another program', '{"name":"strata"}', { problem: 'not-a-file' }],
  ['a list', '[1]', { problem: 'not-a-file' }],
  [
    'a version that is no number',
    encodeFile(sampleLink).replace('"strata": 1', '"strata": "1"'),
    { problem: 'not-a-file' },
  ],
  [
    'a version that never was',
    encodeFile(sampleLink).replace('"strata": 1', '"strata": 0'),
    { problem: 'not-a-file' },
  ],
  [
    'a version of the future',
    encodeFile(sampleLink).replace('"strata": 1', '"strata": 3'),
    { problem: 'newer-format', path: 'strata', args: { found: 3, known: 1 } },
  ],
])('a file with %s is refused', (_, text, expected) => {
  expect(decodeFile(text)).toMatchObject({ problem: expected })
})

test('foreign text in a problem is cut short', () => {
  const link = changed(sampleLink, ['scenario', 'x'.repeat(300)], 1)
  const decoded = decodeLink(packJson(JSON.stringify(link)))
  expect('problem' in decoded && decoded.problem.path.length).toBeLessThan(80)
  expect(decoded).toMatchObject({
    problem: { problem: 'unknown-field', args: { field: `${'x'.repeat(59)}…` } },
  })
})
