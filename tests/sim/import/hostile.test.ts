/** Files that are broken or meant to do harm: a clear problem, soon, and never a throw. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeFacts, composeToScenario, readCompose, type ComposeResult } from '../../../src/sim/import'
import { problemsOf, web } from './support'

const codesOf = (result: ComposeResult) =>
  'problems' in result ? [...new Set(result.problems.map(({ code }) => code))] : []

/** Reads and, if that works, converts: what a dropped file goes through. */
function go(text: string): ComposeResult {
  const result = readCompose(text)
  if ('problems' in result) {
    expect(result.problems.length).toBeGreaterThan(0)
    expect(result.problems.length).toBeLessThanOrEqual(20)
    for (const { line, column } of result.problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
  } else {
    composeFacts(result.project)
    composeToScenario(result.project, { kind: 'vm' })
  }
  return result
}

const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n')
const million = 1048576

describe('known attacks', () => {
  test.each([
    ['five megabytes', 'a'.repeat(5 * million), 'too-large'],
    [
      'a bomb of aliases',
      `x0: &x0 [1,1,1,1,1,1,1,1,1,1]\n${lines(9, (n) => `x${n + 1}: &x${n + 1} [${`*x${n},`.repeat(10)}]`)}`,
      'expands-too-far',
    ],
    [
      'a bomb of merged maps',
      `x0: &x0 {a0: 1}\n${lines(400, (n) => `x${n + 1}: &x${n + 1} {<<: [*x${n}, *x${n}], a${n + 1}: 1}`)}`,
      'expands-too-far',
    ],
    ['a chain of aliases', `x0: &x0 [1]\n${lines(200, (n) => `x${n + 1}: &x${n + 1} [*x${n}]`)}`, 'too-deep'],
    ['a million brackets', '['.repeat(million), 'too-deep'],
    ['a million braces', '{a: '.repeat(million / 4), 'too-deep'],
    ['half a million dashes', '- '.repeat(million / 2), 'too-deep'],
    ['deep indentation', lines(1400, (n) => `${' '.repeat(n)}a:`), 'too-deep'],
    ['a million lines', '\n'.repeat(million), 'too-many-parts'],
    ['a million commas', `services: [${','.repeat(million - 20)}]`, 'too-many-parts'],
    ['a hundred thousand services', `services:\n${lines(100000, (n) => ` s${n}:`)}`, 'too-many-parts'],
    [
      'more services than a scenario holds',
      `services:\n${lines(101, (n) => ` s${n}: {image: a}`)}`,
      'too-many-services',
    ],
    ['a service without a replica to spare', web('image: a\nscale: 999999999999999'), 'too-many-replicas'],
    ['ranges of ports without end', web(`image: a\nports: [${'1-65535,'.repeat(5000)}]`), 'too-many-ports'],
    ['null bytes', `services: {a: {image: "\u0000"}}`, 'control-character'],
    ['a binary file', '\u007fELF\u0002\u0001\u0001', 'control-character'],
    ['tabs', 'services:\n\tweb:\n\t\timage: a', 'yaml-tab'],
    ['the same key a thousand times', `services:\n${lines(1000, () => '  a: {image: b}')}`, 'key-twice'],
    ['closing brackets', ']'.repeat(50000), 'yaml-syntax'],
    ['anchors without end', '&a '.repeat(30000), 'yaml-syntax'],
    [
      'a circle of extends',
      `services:\n${lines(90, (n) => `  s${n}: {extends: s${(n + 1) % 90}}`)}`,
      'extends-loop',
    ],
    [
      'a circle of dependencies',
      `services:\n${lines(90, (n) => `  s${n}: {image: a, depends_on: [s${(n + 1) % 90}]}`)}`,
      'dependency-loop',
    ],
    ['a page of the web', '<!doctype html><html><body class="a">hello</body></html>', 'not-a-map'],
  ])('%s', (_, text, code) => {
    expect(codesOf(go(text))).toEqual([code])
  })
  test('variables that multiply', () => {
    const text = `services: {a: {image: a, labels: [${'"$A$A$A$A",'.repeat(5000)}]}}`
    expect(codesOf(readCompose(text, { env: { A: 'x'.repeat(10000) } }))).toEqual(['expands-too-far'])
  })
  test('names that reach for an object’s own making', () => {
    const text = `services:
  __proto__: {image: a, environment: {__proto__: 1, polluted: 1}, depends_on: {constructor: {condition: x}},
    deploy: {__proto__: {replicas: 9}}}
  constructor: {image: b, labels: {__proto__: {polluted: true}}}
__proto__: {polluted: true}
`
    const result = go(text)
    expect(
      'project' in result && result.project.services.map(({ name, replicas }) => [name, replicas]),
    ).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('anything at all', () => {
  const valid = `
x-base: &base {image: "a:\${TAG:-1}", restart: always}
services:
  web:
    <<: *base
    ports: ["80:80", {target: 1, published: "2"}]
    volumes: [data:/data, ./a:/b:ro]
    depends_on: {db: {condition: service_healthy}}
    deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 1g}}}
  db: {extends: {service: other}, networks: [n]}
  other: {build: ., environment: [A=1, B]}
volumes: {data: }
networks: {n: }
`
  test('any text gives a project or problems', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 100 })),
        (text) => void go(text),
      ),
      { numRuns: 1000 },
    )
  })
  test('any heap of YAML’s own signs gives a project or problems', () => {
    const signs = fc.array(
      fc.constantFrom(
        ...'[]{}:,-?&*!|>\'"%@`#$<~ \n',
        '\t',
        '  ',
        'a',
        'services',
        '<<',
        '---\n',
        '\n- ',
        ': ',
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(signs, (parts) => void go(parts.join(''))),
      { numRuns: 2000 },
    )
  })
  test('a valid file with parts cut out, doubled and put elsewhere gives a project or problems', () => {
    const place = fc.nat(valid.length)
    const edit = fc.tuple(
      place,
      place,
      place,
      fc.constantFrom('cut', 'double', 'move', 'null', '1', '[]', '{}', '"', '*base', '\n', '$'),
    )
    const edited = (text: string, [from, length, to, what]: readonly [number, number, number, string]) => {
      const end = Math.min(text.length, from + (length % 12))
      const part = text.slice(from, end)
      const left = text.slice(0, from) + text.slice(end)
      if (what === 'cut') return left
      if (what === 'double') return text.slice(0, end) + part + text.slice(end)
      if (what === 'move') return left.slice(0, to) + part + left.slice(to)
      return text.slice(0, from) + what + text.slice(end)
    }
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const result = go(edits.reduce(edited, valid))
        expect(problemsOf(result).length > 0 || 'project' in result).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
  test('any value in any place of a service gives a project or problems', () => {
    const value = fc.json({ maxDepth: 3 })
    const key = fc.constantFrom(
      'image',
      'ports',
      'volumes',
      'networks',
      'depends_on',
      'environment',
      'deploy',
      'scale',
      'cpus',
      'mem_limit',
      'restart',
      'healthcheck',
      'profiles',
      'extends',
      'build',
      'network_mode',
      '<<',
    )
    fc.assert(
      fc.property(
        key,
        value,
        (name, json) => void go(`services: {"web": {"image": "a", ${JSON.stringify(name)}: ${json}}}`),
      ),
      { numRuns: 1500 },
    )
  })
})
