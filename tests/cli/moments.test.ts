// `strata hash`, `explain` and `link`: digests, causes and links of moments; and times, names and cells.
import { describe, expect, test } from 'vitest'
import { standardModel } from '../../src/sim'
import { csvLine } from '../../src/cli/csv'
import { nearest } from '../../src/cli/nearest'
import { tableText } from '../../src/cli/table'
import { parseTime } from '../../src/cli/time'
import { folderWith, linesIn, printed, strata } from './support'

describe('hash', () => {
  test('prints ten digests at equal distances, the last one that of the run', async () => {
    const lines = linesIn(await printed(['hash', 'one-kernel'])).map((line) => line.trim().split(/ +/))
    expect(lines.map(([at]) => Number(at))).toEqual(
      Array.from({ length: 10 }, (_, part) => 3200000 * (part + 1)),
    )
    expect(new Set(lines.map(([, , digest]) => digest)).size).toBe(10)
    expect(await printed(['run', 'one-kernel'])).toContain(String(lines[9]?.[2]))
  })
  test('prints the times that are asked for, in that order, also backwards', async () => {
    const out = linesIn(await printed(['hash', 'one-kernel', '--at', '20s', '--at', '3s']))
    const alone = await Promise.all(['20s', '3s'].map((at) => printed(['hash', 'one-kernel', '--at', at])))
    expect(out.map((line) => `${line}\n`)).toEqual(alone)
  })
})

describe('explain', () => {
  test('lists the facts with their numbers', async () => {
    const lines = linesIn(await printed(['explain', 'one-kernel']))
    expect(lines.map((line) => /^#([0-9]+) /.exec(line)?.[1])).toEqual(lines.map((_, at) => String(at)))
  })
  test('shows filters and scores of every host for a placement', async () => {
    const listed = linesIn(await printed(['explain', 'one-kernel']))
    const fact = listed.findIndex((line) => line.includes('placement.bound'))
    const out = await printed(['explain', 'one-kernel', '--fact', String(fact)])
    expect(out).toMatch(/host-a-1 +score +[-0-9]+ +passed/)
    expect(out).toMatch(/host-b-1 +filter\.fleet +[0-9]+ +failed/)
    expect(out).toMatch(/host-a-1 +bind/)
  })
  test('shows the causes of a loss up to the panic', async () => {
    const listed = linesIn(await printed(['explain', 'one-kernel']))
    const losses = listed.flatMap((line, at) =>
      / (workload\.lost|container\.killed) /.test(line) ? [at] : [],
    )
    const fact = losses[losses.length - 1]
    const out = await printed(['explain', 'one-kernel', '--fact', String(fact)])
    expect(out).toMatch(/^Because of:\n(.*\n)* {2}#[0-9]+ .*kernel\.panicked/m)
  })
  test('says how far the facts go', async () => {
    const { exit, err } = await strata(['explain', 'one-kernel', '--fact', '100000'])
    const last = linesIn(await printed(['explain', 'one-kernel'])).length - 1
    expect(exit).toBe(1)
    expect(err).toContain(`ends with fact ${last}`)
  })
  test('--wiring names who states and who reacts to each fact', async () => {
    const out = await printed(['explain', '--wiring'])
    for (const { name, mechanism } of standardModel.facts) {
      expect(out).toMatch(new RegExp(`^${name.replace(/\./g, '\\.')} +${mechanism} `, 'm'))
    }
    expect(out).toMatch(/^vm\.started +vm +container, restart, saves, migration$/m)
  })
})

describe('link', () => {
  test('goes there and back: the decoded file gives the same link', async () => {
    const { out: link, err } = await strata(['link', 'one-kernel', '--at', '17s'])
    expect(link).toMatch(/^#s1\.[A-Za-z0-9_-]+\n$/)
    expect(err).toContain(String(link.length - 1))
    const file = await printed(['link', '--decode', link.trim()])
    expect(JSON.parse(file)).toMatchObject({
      strata: 1,
      at: 17000000,
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    const path = folderWith({ 'a.strata.json': file })('a.strata.json')
    expect(await printed(['link', path])).toBe(link)
    expect(await printed(['link', path, '--at', '17s'])).toBe(link)
  })
  test('of a Compose file is run like the file', async () => {
    const path = folderWith({ 'web.yaml': 'services: {web: {image: nginx}}\n' })('web.yaml')
    const link = (await printed(['link', path, '--kind', 'vm'])).trim()
    expect(await printed(['hash', link])).toBe(await printed(['hash', path, '--kind', 'vm']))
  })
  test('that is none is not decoded', async () => {
    expect((await strata(['link', '--decode', 'hello'])).exit).toBe(1)
    expect((await strata(['link', '--decode', '#s9.AAAA'])).err).toContain('s9')
  })
  test('of something too large is refused with what to do', async () => {
    const path = folderWith({ 'a.strata.json': await largeFile() })('a.strata.json')
    const { exit, err } = await strata(['link', path])
    expect(exit).toBe(1)
    expect(err).toContain('file')
  })
})

/** A scenario whose notes no deflate makes small. */
async function largeFile(): Promise<string> {
  const file = JSON.parse(
    await printed(['link', '--decode', (await printed(['link', 'one-kernel'])).trim()]),
  ) as {
    scenario: { notes?: string[] }
  }
  let state = 1
  const noise = () => String.fromCharCode(33 + ((state = (state * 48271) % 2147483647) % 90))
  file.scenario.notes = Array.from({ length: 200 }, () => Array.from({ length: 390 }, noise).join(''))
  return JSON.stringify(file)
}

describe('times', () => {
  test.each([
    ['0', 0],
    ['15', 15],
    ['15s', 15000000],
    ['2m', 120000000],
    ['1h30m', 5400000000],
    ['500ms', 500000],
    ['1.5s', 1500000],
    ['0.001ms', 1],
    ['1d', 86400000000],
    ['7us', 7],
  ])('%s is %i µs', (text, micros) => {
    expect(parseTime(text)).toBe(micros)
  })
  test.each([
    '',
    's',
    '-1s',
    '1 s',
    '1S',
    '1.s',
    '.5s',
    '1e3',
    '0.0001ms',
    '99999999999999999',
    '1s2',
    'noon',
  ])('“%s” is none', (text) => {
    expect(parseTime(text)).toBeNull()
  })
})

test('the nearest word has few other letters, or contains the one given', () => {
  const words = ['run', 'hash', 'explain', 'cpu.fair-share', 'memory.fit']
  expect(nearest('rnu', words)).toBe('run')
  expect(nearest('Explian', words)).toBe('explain')
  expect(nearest('share', words)).toBe('cpu.fair-share')
  expect(nearest('xylophone', words)).toBeNull()
  expect(nearest('x'.repeat(100000), words)).toBeNull()
})

test('cells of a CSV file are guarded against formulas and quoted where needed; numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+a', '-b', '@c', 'd', -5, 0.5, NaN])).toBe("'=1+1,'+a,'-b,'@c,d,-5,0.5,\n")
  expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\n')
})

test('tables line up, also where a character is two columns wide', () => {
  const rows = [
    ['宿主机', 'n'],
    ['host-1', '12'],
  ]
  expect(tableText(rows, { right: [1] })).toBe('宿主机   n\nhost-1  12\n')
})
