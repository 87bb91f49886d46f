// Files that are broken or meant to do harm, each with the answer it must get: what, where, why, and what to do.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { text, type TextArguments } from '../../src/i18n/text'
import { locales } from '../../src/i18n/locale'
import { decodeFile } from '../../src/sim'
import { importFiles, kindOfFiles, readCompose, readKubernetes } from '../../src/sim/import'

const folder = fileURLToPath(new URL('../fixtures/hostile-files', import.meta.url))
/** As the page reads a file: bytes that are no UTF-8 become U+FFFD. */
const readFixture = (name: string) => readFileSync(`${folder}/${name}`).toString('utf8')
const names = readdirSync(folder)
  .filter((name) => !name.startsWith('.'))
  .sort()

/** File → the problem that is told first: 'code line:column path', or 'code path' for a saved run. */
const expected: Readonly<Record<string, string>> = {
  'alias-of-itself.yaml': 'alias-loop 4:13 services.web.labels',
  'alias-of-nothing.yaml': 'alias-unknown 2:8 services.web',
  'anchor-bomb.yaml': 'expands-too-far 6:9 x4',
  'binary.yaml': 'control-character 1:1',
  'bom-and-windows-lines.yaml': 'bad-port 4:13 services.web.ports[0]',
  'complex-keys.yaml': 'key-not-text 2:5 services',
  'control-characters.yaml': 'control-character 3:14',
  'deep-indentation.yaml': 'too-deep 120:121',
  'deep-nesting.yaml': 'too-deep 1:130',
  'dependency-circle.yaml': 'dependency-loop 2:6 services',
  'duplicate-keys.yaml': 'key-twice 4:5 services.web',
  'empty.yaml': 'empty 1:1',
  'extends-circle-2.yaml': 'extends-loop 2:6 services.c',
  'extends-circle.yaml': 'extends-loop 2:6 services.a',
  'huge-numbers.yaml': 'bad-count 4:12 services.web.scale',
  'include-circle.yaml': 'file-loop 2:5 include[0]',
  'include-outside.yaml': 'file-missing 2:5 include[0]',
  'k8s-half-json.json': 'yaml-open 1:61',
  'k8s-huge-quantity.yaml': 'bad-quantity 5:31 spec.containers[0].resources.limits.cpu',
  'k8s-list-of-lists.yaml': 'alias-loop 4:41 items[0].items',
  'k8s-no-kind.yaml': 'not-an-object 1:1',
  'k8s-wrong-types.yaml': 'not-a-map 3:11 metadata',
  'latin-1.yaml': 'not-utf-8 3:15',
  'many-services.yaml': 'too-many-services 2:3 services',
  'merge-bomb.yaml': 'expands-too-far 16:16 x15["<<"]',
  'open-brace.yaml': 'bad-variable 3:12 services.web.image',
  'port-flood.yaml': 'too-many-ports 6:9 services.web.ports[1]',
  'prototype-keys.yaml': 'dependency-unknown 3:39 services.constructor.depends_on',
  'required-variable.yaml': 'variable-required 3:12 services.web.image',
  'strata-cut-off.strata.json': 'not-json',
  'strata-deep.strata.json': 'too-deep a[0][0][0]…',
  'strata-duplicate.strata.json': 'duplicate-key',
  'strata-huge-number.strata.json': 'not-whole scenario.seed',
  'strata-no-run.strata.json': 'not-a-file',
  'strata-prototype.strata.json': 'reserved-name',
  'tabs.yaml': 'yaml-tab 2:1',
  'unclosed-quote.yaml': 'yaml-open 5:1',
  'unknown-tags.yaml': 'not-a-text 3:44 services.web.image',
  'utf-16.yaml': 'not-utf-8 1:1',
  'web-page.yaml': 'not-a-map 1:1',
  'wrong-types.yaml': 'not-a-text 3:12 services.web.image',
}

interface Answer {
  readonly words: string
  /** What a person is told, in every language. */
  readonly key: string
  readonly args: TextArguments
}

function answerOf(name: string): Answer {
  const content = readFixture(name)
  if (name.endsWith('.strata.json')) {
    const decoded = decodeFile(content)
    if (!('problem' in decoded)) return { words: 'fine', key: '', args: {} }
    const { problem, path, args } = decoded.problem
    // A place forty levels deep says no more than its beginning.
    const place = path.replace(/^(a(\[0\]){3}).*$/, '$1…')
    return { words: `${problem} ${place}`.trim(), key: `decode.${problem}`, args: { ...args, path } }
  }
  const others = (path: string) => (names.includes(path) ? readFixture(path) : undefined)
  const result = name.startsWith('k8s-')
    ? readKubernetes([{ name, text: content }])
    : readCompose(content, { fileName: name, file: others })
  const [first] = 'problems' in result ? result.problems : []
  if (first === undefined)
    return { words: 'problems' in result ? 'no problem told' : 'fine', key: '', args: {} }
  const { code, line, column, path, args } = first
  return { words: `${code} ${line}:${column} ${path}`.trim(), key: `import.${code}`, args }
}

test('every file has its expectation, and there are enough of them', () => {
  expect(names.length).toBeGreaterThanOrEqual(20)
  expect(Object.keys(expected).sort()).toEqual(names)
})

describe.each(names)('%s', (name) => {
  const answer = answerOf(name)
  test('is answered with its problem and place', () => {
    expect(answer.words).toBe(expected[name])
  })
  test.runIf(answer.key !== '')('is explained in every language', () => {
    for (const locale of locales) {
      for (const part of ['what', 'why', 'do']) {
        const sentence = text(locale, `${answer.key}.${part}`, answer.args)
        expect(sentence.trim()).not.toBe('')
        expect(sentence).not.toMatch(/⟦|undefined|\{[a-z]+\}/)
      }
    }
  })
  test('harms nothing on its way from a drop to a scenario', () => {
    const files = [{ name, text: readFixture(name) }]
    expect(['compose', 'kubernetes', 'planetlab']).toContain(kindOfFiles(files))
    importFiles(files, { kind: 'vm' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('five megabytes', () => {
  const million = 1000000
  test.each<[string, string, string]>([
    ['of one letter', 'a'.repeat(5 * million), 'too-large'],
    ['of services', 'services:\n' + '  a: {image: b}\n'.repeat(312500), 'too-large'],
    ['of brackets', '['.repeat(5 * million), 'too-large'],
  ])('%s are refused unread', (_, content, code) => {
    const result = readCompose(content)
    expect('problems' in result && result.problems.map((problem) => problem.code)).toEqual([code])
    expect('problems' in readKubernetes([{ name: 'a', text: content }])).toBe(true)
    expect('problem' in decodeFile(content)).toBe(true)
    expect(kindOfFiles([{ name: 'a', text: content }])).toBe('compose')
  })
})
