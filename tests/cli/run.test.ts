// `strata run`: reports of scenarios, links and files, and answers to sources that cannot be run.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeLink, encodeFile, encodeLink, library, modelVersion, type Link } from '../../src/sim'
import { goldenLibrary } from '../golden/library'
import { folderWith, linesIn, printed, strata } from './support'

interface Report {
  readonly digest: string
  readonly seed: number
  readonly atMicros: number
  readonly verified: boolean | null
  readonly groups: readonly { readonly name: string; readonly count: number; readonly lost: number }[]
  readonly hosts: readonly { readonly memoryUsedMiB: number; readonly memoryUsableMiB: number }[]
  readonly facts: Readonly<Record<string, number>>
  readonly refused: readonly { readonly fact: number; readonly text: string }[]
  readonly notes: readonly string[]
}

async function reportOf(...words: readonly string[]): Promise<Report> {
  return JSON.parse(await printed(['run', ...words, '--json'])) as Report
}

const linkOf = (more: Partial<Link> = {}): Link => {
  const scenario = library['one-kernel']
  if (scenario === undefined) throw new Error('the scenario is gone')
  return {
    modelVersion,
    scenario,
    branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
    branch: 0,
    ...more,
  }
}

describe('the report', () => {
  test('of every built-in scenario that is not large names its seed, digest, groups, hosts and facts', async () => {
    for (const id of Object.keys(goldenLibrary)) {
      const out = await printed(['run', id])
      expect(out).toMatch(new RegExp(`^scenario +${id}( \\(.+\\))?$`, 'm'))
      expect(out).toMatch(/^digest +[0-9a-f]{32}$/m)
      if (goldenLibrary[id]?.workloads.length !== 0) expect(out).toMatch(/^placement\.bound +[0-9]+$/m)
      for (const { name } of goldenLibrary[id]?.workloads ?? [])
        expect(out).toMatch(new RegExp(`^${name}( +[0-9]+){4}$`, 'm'))
      expect(out).not.toContain('⟦')
    }
  })
  test('can be had in Chinese', async () => {
    const out = await printed(['run', 'one-kernel', '--lang', 'zh-CN'])
    expect(out).toMatch(/^场景 +one-kernel$/m)
  })
  test('as JSON has the same keys for every scenario, in the same order', async () => {
    const keys = await Promise.all(
      Object.keys(goldenLibrary).map(async (id) => Object.keys(await reportOf(id))),
    )
    for (const one of keys) expect(one).toEqual(keys[0])
    expect(keys[0]).toEqual([
      ...['source', 'title', 'modelVersion', 'seed', 'atMicros', 'horizonMicros', 'digest', 'verified'],
      ...['groups', 'hosts', 'facts', 'unnamedFacts', 'refused', 'notes'],
    ])
  })
  test('counts what a panic takes: all containers of the shared kernel are lost only after it', async () => {
    const before = await reportOf('one-kernel', '--until', '15s')
    const after = await reportOf('one-kernel', '--until', '17s')
    expect(before.groups.map(({ lost }) => lost)).toEqual([0, 0])
    expect(before.facts['kernel.panicked']).toBeUndefined()
    // Two kernels panic: one with a single container, one with ten.
    expect(after.facts['kernel.panicked']).toBe(2)
    expect(after.groups.map(({ lost }) => lost)).toEqual([1, 10])
  })
  test('says of each refused command of the script which rule was against it, in both languages', async () => {
    const script = [{ at: 1000000, command: { name: 'group.shares', args: { group: 'web', shares: 0 } } }]
    const link = linkOf()
    const story = encodeFile({ ...link, scenario: { ...link.scenario, script } })
    const file = folderWith({ 'refused.strata.json': story })('refused.strata.json')
    const { refused } = await reportOf(file)
    const values = { argument: 'shares', received: 0, nearest: 1 }
    expect(refused).toMatchObject([{ entry: 1, atMicros: 1000000, command: 'group.shares', values }])
    const [{ fact, text } = { fact: -1, text: '' }] = refused
    expect(text).toContain('The nearest value that is allowed is 1.')
    expect(await printed(['run', file])).toContain(text)
    const chinese = await printed(['explain', file, '--fact', String(fact), '--lang', 'zh-CN'])
    expect(chinese).toContain('最接近的允许值是 1。')
    expect(chinese).toContain('{"group":"web","shares":0}')
  })
  test('never shows more memory used than there is', async () => {
    const { hosts } = await reportOf('seven-versus-seven')
    expect(hosts.length).toBe(2)
    for (const { memoryUsedMiB, memoryUsableMiB } of hosts)
      expect(memoryUsedMiB).toBeLessThanOrEqual(memoryUsableMiB)
  })
})

describe('options', () => {
  test('the same run twice has the same digest; another seed has another', async () => {
    const [first, second, other] = [
      await reportOf('one-kernel'),
      await reportOf('one-kernel'),
      await reportOf('one-kernel', '--seed', '99'),
    ]
    expect(second.digest).toBe(first.digest)
    expect(other.digest).not.toBe(first.digest)
    expect(other.seed).toBe(99)
  })
  test('--until takes times in several forms', async () => {
    for (const text of ['16s', '16000ms', '16000000', '0m16s', '16.0s'])
      expect((await reportOf('one-kernel', '--until', text)).atMicros).toBe(16000000)
  })
  test('--until beyond the end says how to make the run longer', async () => {
    const { exit, err } = await strata(['run', 'one-kernel', '--until', '1h'])
    expect(exit).toBe(1)
    expect(err).toContain('--set horizon=')
    expect((await reportOf('one-kernel', '--set', 'horizon=3600000000')).atMicros).toBe(3600000000)
  })
  test('--set changes numbers and texts of the scenario', async () => {
    const { groups } = await reportOf(
      'one-kernel',
      '--set',
      'workloads.0.count=5',
      '--set',
      'workloads.0.name=few',
    )
    expect(groups[0]).toMatchObject({ name: 'few', count: 5 })
  })
  test.each([
    ['a path that leads nowhere', 'workloads.9.count=5', 'workloads.9.count'],
    ['a value that is none', 'workloads.0.count=-5', 'workloads[0].count'],
    ['an id nobody knows', 'fleet.0.machine=abacus', 'fleet[0].machine'],
  ])('--set with %s names the place', async (_, word, place) => {
    const { exit, out, err } = await strata(['run', 'one-kernel', '--set', word])
    expect({ exit, out }).toEqual({ exit: 1, out: '' })
    expect(err).toContain(`where: one-kernel (${place})`)
  })
  test('progress is drawn for whoever watches a long run, and taken away again', async () => {
    const long = ['run', 'seven-versus-seven', '--set', 'horizon=32000000']
    const watched = await strata(long, { millisPerLook: 5000 })
    expect(watched.err).toMatch(/\r\u001b\[K *[0-9]+%.*\r\u001b\[K$/s)
    expect((await strata(long)).err).toBe('')
    expect(watched.out).toBe((await strata(long)).out)
  })
})

describe('--csv', () => {
  test('writes each metric of fleet, groups and hosts over time, and changes nothing in the run', async () => {
    const path = folderWith({})('series.csv')
    const plain = await printed(['run', 'one-kernel'])
    expect(await printed(['run', 'one-kernel', '--csv', path])).toBe(plain)
    const [head, ...rows] = linesIn(readFileSync(path, 'utf8')).map((line) => line.split(','))
    expect(head).toEqual(['at_us', 'scope', 'subject', 'metric', 'unit', 'value'])
    const lost = rows.filter(
      ([, scope, subject, metric]) => scope === 'group' && subject === 'app-b' && metric === 'workload.lost',
    )
    // The panic comes at 16 s: none is lost before, ten from then on.
    for (const [at, , , , , value] of lost)
      expect([at, value]).toEqual([at, Number(at) < 16000000 ? '0' : '10'])
    expect(lost[0]?.[0]).toBe('0')
    expect(lost.at(-1)?.[0]).toBe('32000000')
    expect(new Set(rows.map(([, scope]) => scope))).toEqual(new Set(['fleet', 'group', 'host']))
  })
  test('that cannot be written is said with the path', async () => {
    const path = folderWith({})('no/such/folder.csv')
    const { exit, err } = await strata(['run', 'one-kernel', '--csv', path])
    expect(exit).toBe(1)
    expect(err).toContain(`where: ${path}`)
  })
})

describe('a link', () => {
  test.each(['', '#', 'https://example.org/strata/#'])('is read with "%s" before it', async (before) => {
    const { digest } = await reportOf(before + encodeLink(linkOf()))
    expect(digest).toBe((await reportOf('one-kernel')).digest)
  })
  test('with a digest is verified', async () => {
    const text = (await printed(['link', 'one-kernel', '--at', '20s'])).trim()
    expect((await reportOf(text)).verified).toBe(true)
  })
  test('with a digest that this run does not have is refused after the report', async () => {
    const { exit, out } = await strata(['run', encodeLink(linkOf({ at: 5, hash: '0'.repeat(32) }))])
    expect(exit).toBe(1)
    expect(out).toContain('NOT verified')
  })
  test('promises nothing once its scenario has been changed', async () => {
    const text = (await printed(['link', 'one-kernel', '--at', '20s'])).trim()
    expect((await reportOf(text, '--seed', '5')).verified).toBeNull()
  })
  test('of another model is run, with a warning', async () => {
    const { exit, err } = await strata(['run', encodeLink(linkOf({ modelVersion: modelVersion + 1 }))])
    expect(exit).toBe(0)
    expect(err).toContain(`model ${modelVersion + 1}`)
  })
  test('with a branch is run in that branch', async () => {
    const journal = [{ at: 10000000, command: { name: 'host.fail', args: { host: 'host-a-1' } } }]
    const branches = [...linkOf().branches, { name: 'B', parent: 0, at: 10000000, journal }]
    const { facts } = await reportOf(encodeLink(linkOf({ branches, branch: 1 })))
    expect(facts['host.failed']).toBe(1)
  })
  test('that is damaged says so', async () => {
    const { exit, err } = await strata(['run', '#s1.AAAA'])
    expect(exit).toBe(1)
    expect(err).toMatch(/^strata: The (link is damaged|end of the link is missing)/)
  })
})

describe('a file', () => {
  test('of Strata is run like its scenario', async () => {
    const path = folderWith({ 'a.strata.json': encodeFile(linkOf()) })('a.strata.json')
    expect((await reportOf(path)).digest).toBe((await reportOf('one-kernel')).digest)
  })
  test('with the text of a link is run like the link', async () => {
    const path = folderWith({ 'link.txt': `#${encodeLink(linkOf())}\n` })('link.txt')
    expect((await reportOf(path)).digest).toBe((await reportOf('one-kernel')).digest)
  })
  test.each([
    ['that is missing', {}, 'x.strata.json', 'There is no such file'],
    ['that is a folder', {}, '', 'This is a folder'],
    ['that is binary', { 'x.yaml': new Uint8Array([0x89, 0x50, 0, 1]) }, 'x.yaml', 'The file is not text'],
    ['that is no UTF-8', { 'x.yaml': new Uint8Array([0x61, 0xff, 0xfe]) }, 'x.yaml', 'The file is not text'],
    ['that is too large', { 'x.yaml': 'a'.repeat(5000001) }, 'x.yaml', 'The file is too large'],
    ['that is other JSON', { 'x.json': '{"name":"x"}' }, 'x.json', 'This is not a Strata file'],
    ['that is broken', { 'x.json': '{"strata":1,' }, 'x.json', 'The content is not valid JSON'],
    ['without services', { 'x.yaml': 'name: x\n' }, 'x.yaml', 'The file names no services'],
  ])('%s is answered with what, where, why and what to do', async (_, files, name, what) => {
    const path = folderWith(files)(name)
    const { exit, out, err } = await strata(['run', path])
    expect({ exit, out }).toEqual({ exit: 1, out: '' })
    expect(err).toContain(`strata: ${what}`)
    expect(err).toContain(`where: ${path}`)
    expect(err).toMatch(/\n {2}why: .+\n {2}do: .+\n$/)
  })
  test('a misspelt scenario is answered with the nearest', async () => {
    const { exit, err } = await strata(['run', 'seven-vs-seven'])
    expect(exit).toBe(1)
    expect(err).toContain('Give seven-versus-seven')
  })
})

test('the links of the tests are links', () => {
  expect(decodeLink(encodeLink(linkOf()))).toEqual({ link: linkOf() })
})
