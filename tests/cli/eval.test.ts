// `strata eval` and `strata models`: the laws with numbers from outside, whole or line by line, right or wrong.
import { describe, expect, test } from 'vitest'
import { laws } from '../../src/sim'
import { evaluateForgiving } from '../../src/cli/evaluate'
import { readJson, writeJson } from '../../src/cli/json'
import { folderWith, linesIn, printed, strata } from './support'

const quantity = 'units.kubernetes-quantity'

async function evaluated(id: string, input: unknown): Promise<unknown> {
  const { out } = await strata(['eval', id], {
    input: typeof input === 'string' ? input : JSON.stringify(input),
  })
  return JSON.parse(out)
}

describe('the worked examples of the contract, digit by digit', () => {
  test.each([
    [
      '{"quantity":"2.75Mi"}',
      '{"exact":"2883584","canonical":"2816Ki","value":"2883584","milliValue":"2883584000"}',
    ],
    [
      '{"quantity":"-31.2500u"}',
      '{"exact":"-0.00003125","canonical":"-31250n","value":"-1","milliValue":"-1"}',
    ],
  ])('units.kubernetes-quantity %s', async (input, output) => {
    expect(await printed(['eval', quantity], { input })).toBe(`${output}\n`)
  })
  test('units.kubernetes-quantity refuses 7Gb at its field', async () => {
    const { exit, out } = await strata(['eval', quantity], { input: '{"quantity":"7Gb"}' })
    expect(exit).toBe(1)
    expect(JSON.parse(out)).toEqual({ error: { path: 'quantity', message: expect.any(String) } })
  })
  test('cpu.fair-share', async () => {
    const input =
      '{"capacity":900,"root":{"name":"root","weight":1,"children":[{"name":"web","weight":200,"limit":350,' +
      '"children":[{"name":"w1","weight":1,"demand":400},{"name":"w2","weight":2,"demand":120}]},{"name":"batch",' +
      '"weight":50,"reservation":300,"demand":800},{"name":"idle","weight":100,"demand":40}]}}'
    expect(await evaluated('cpu.fair-share', input)).toEqual({
      allocation: { root: 900, web: 350, w1: 230, w2: 120, batch: 510, idle: 40 },
    })
  })
  test('the short forms of a Compose file', async () => {
    expect(await evaluated('import.compose-byte-size', { value: '1.5gb' })).toEqual({ bytes: 1610612736 })
    expect(await evaluated('import.compose-duration', { value: '3m2.25s' })).toEqual({ milliseconds: 182250 })
    const env = { PORT: '5433', ZONE: 'east' }
    expect(
      await evaluated('import.compose-interpolation', { template: '${HOST:-db.${ZONE-local}}:$PORT$$', env }),
    ).toEqual({ result: 'db.east:5433$' })
  })
})

describe.each([...laws.values()])('$id', (law) => {
  test('gives the outputs of its own examples', async () => {
    expect(law.examples.length).toBeGreaterThan(0)
    for (const { input, output } of law.examples) expectSame(await evaluated(law.id, input), output)
  })
})

/** Reals may differ by one part in a thousand million, everything else not at all. */
function expectSame(found: unknown, wanted: unknown): void {
  if (typeof wanted === 'number' && typeof found === 'number') {
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(found as object).sort()).toEqual(Object.keys(wanted).sort())
    for (const [name, value] of Object.entries(wanted))
      expectSame((found as Record<string, unknown>)[name], value)
  } else expect(found).toBe(wanted)
}

describe('errors', () => {
  test.each([
    ['unreadable JSON, of the whole', quantity, '{"quantity":', ''],
    ['nothing at all, of the whole', quantity, '', ''],
    ['a list for an object, of the first field', quantity, '[]', 'quantity'],
    ['a missing field', quantity, '{}', 'quantity'],
    ['null for a field that must be there', quantity, '{"quantity":null}', 'quantity'],
    ['a field of the wrong type', 'memory.fit', '{"usableMiB":"1","sharedMiB":0,"copyMiB":1}', 'usableMiB'],
    ['a number out of bounds', 'memory.fit', '{"usableMiB":1,"sharedMiB":0,"copyMiB":0}', 'copyMiB'],
    [
      'a field inside a list',
      'workload.stepped-demand',
      '{"at":1,"steps":[{"at":0,"millicores":1},{"at":-1}]}',
      'steps[1].at',
    ],
    ['a number beyond all numbers', 'cpu.fair-share', '{"capacity":1e999,"root":{}}', 'capacity'],
    [
      'a law’s own complaint',
      'cpu.fair-share',
      '{"capacity":1,"root":{"name":"r","weight":1,"children":[{}]}}',
      'root.children[0].name',
    ],
  ])('%s', async (_, id, input, path) => {
    const { exit, out } = await strata(['eval', id], { input })
    expect(exit).toBe(1)
    expect(JSON.parse(out)).toEqual({ error: { path, message: expect.stringMatching(/./) } })
  })
  test('null means missing wherever a field may be missing, and unknown fields are ignored', async () => {
    const input = { vcpus: 2, limitMillicores: null, colour: 'blue' }
    expect(await evaluated('cpu.topology-cap', input)).toEqual({ millicores: 2000 })
  })
  test('a file that is missing is no value, but a complaint', async () => {
    const { exit, out, err } = await strata(['eval', quantity, '--input', folderWith({})('none.json')])
    expect({ exit, out }).toEqual({ exit: 1, out: '' })
    expect(err).toContain('There is no such file')
  })
})

describe('--lines', () => {
  test('answers each line in order, goes on after an error, and ends with 1', async () => {
    const input = '{"quantity":"1k"}\nnonsense\n\n{"quantity":"KB"}\r\n{"quantity":"2"}'
    const { exit, out } = await strata(['eval', quantity, '--lines'], { input })
    const answers = linesIn(out).map(
      (line) => JSON.parse(line) as { value?: string; error?: { path: string } },
    )
    expect(answers.map(({ value, error }) => value ?? error?.path)).toEqual(['1000', '', '', 'quantity', '2'])
    expect(exit).toBe(1)
  })
  test('does not care where the pieces of the input are cut', async () => {
    const input = '\uFEFF{"quantity":"1k"}\n{"quantity":"2k"}\n{"quantity":"3k"}\n'
    const whole = await printed(['eval', quantity, '--lines'], { input })
    expect(await printed(['eval', quantity, '--lines'], { input: [...input] })).toBe(whole)
    expect(linesIn(whole).length).toBe(3)
  })
  test('of nothing are nothing', async () => {
    expect(await strata(['eval', quantity, '--lines'], { input: '' })).toEqual({ exit: 0, out: '', err: '' })
  })
  test('are read from a file, too: a hundred thousand of them', async () => {
    const path = folderWith({ 'in.jsonl': '{"quantity":"1500m"}\n'.repeat(100000) })('in.jsonl')
    const lines = linesIn(await printed(['eval', quantity, '--lines', '--input', path]))
    expect(lines.length).toBe(100000)
    expect(new Set(lines)).toEqual(
      new Set(['{"exact":"1.5","canonical":"1500m","value":"2","milliValue":"1500"}']),
    )
  })
})

describe('numbers without a lost digit', () => {
  test('whole numbers that no double holds are kept beside the value, with their path', () => {
    const read = readJson(
      '{"a":[1,{"b c":-9007199254740993}],"s":"9007199254740993","r":0.12345678901234567890}',
    )
    if ('unreadable' in read) throw new Error(read.unreadable.message)
    expect(read.value).toEqual({
      a: [1, { 'b c': -9007199254740992 }],
      s: '9007199254740993',
      r: 0.12345678901234568,
    })
    expect([...read.exact]).toEqual([['a[1]["b c"]', -9007199254740993n]])
  })
  test('are written in full', () => {
    expect(writeJson({ a: 18446744073709551615n, b: [1] })).toBe('{"a":18446744073709551615,"b":[1]}')
  })
  test('reach a law that takes them', () => {
    // Stands for a law with a schema of numbers or exact whole numbers, which refuses numbers that are not safe.
    const law = laws.get('memory.usable')
    if (law === undefined) throw new Error('the law is gone')
    const read = readJson('{"memoryMiB":9007199254740993,"hostReserveMiB":1}')
    if ('unreadable' in read) throw new Error(read.unreadable.message)
    const seen: unknown[] = []
    const output = evaluateForgiving(
      { ...law, evaluate: (input) => seen.push(input) },
      read.value,
      read.exact,
    )
    // This law takes only safe numbers, so the exact one was offered and refused in its place.
    expect(output).toEqual({
      error: { path: 'memoryMiB', message: expect.stringContaining('9007199254740993') },
    })
    expect(seen).toEqual([])
  })
})

describe('models', () => {
  test('lists every law with formula, shapes, sources and examples worked out', async () => {
    const out = await printed(['models'])
    for (const [id, { tex, examples }] of laws) {
      expect(out).toMatch(new RegExp(`^${id.replace(/\./g, '\\.')}(  |$)`, 'm'))
      expect(out).toContain(tex)
      for (const { input } of examples) expect(out).toContain(JSON.stringify(input))
    }
    expect(out).not.toContain('"error"')
    expect(out).not.toContain('⟦')
  })
  test('of one law shows bounds and kinds of sources', async () => {
    const out = await printed(['models', 'memory.fit'])
    expect(out).toContain('{ usableMiB: integer ≥ 0, sharedMiB: integer ≥ 0, copyMiB: integer ≥ 1 }')
    expect(out).toContain('specification')
    expect(await printed(['models', 'memory.fit', '--lang', 'zh-CN'])).toMatch(/公式.*[^]*规范/)
  })
  test('of a law shows bounds that are built on bounds', async () => {
    expect(await printed(['models', 'failure.lifetime'])).toContain('drawn: integer ≥ 0 ≤ 4294967295')
  })
  test('of a mechanism are its laws alone', async () => {
    const listed = JSON.parse(await printed(['models', 'cpu', '--json'])) as { id: string }[]
    expect(listed.map(({ id }) => id)).toEqual([...laws.keys()].filter((id) => id.startsWith('cpu.')))
  })
  test('as JSON carry sources with title and kind, and examples that come out as they say', async () => {
    interface Listed {
      readonly sources: readonly { readonly title: string; readonly kind: string }[]
      readonly examples: readonly { readonly output: unknown; readonly evaluated: unknown }[]
    }
    for (const { sources, examples } of JSON.parse(await printed(['models', '--json'])) as Listed[]) {
      for (const { title, kind } of sources) expect([title, kind]).not.toContain('unknown')
      for (const { output, evaluated: found } of examples) expectSame(found, output)
    }
  })
})
