/**
 * The short forms of a Compose file: ports, variables, byte sizes and durations, checked against the written
 * rules.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importEquations } from '../../../src/sim/import/equations'
import { readByteSize, readDuration, readMillicores } from '../../../src/sim/import/amounts'
import { interpolate } from '../../../src/sim/import/interpolation'
import { isAddress, readPort } from '../../../src/sim/import/port'

describe('the worked examples of the laws', () => {
  const examples = importEquations.flatMap((equation) =>
    equation.examples.map((example) => ({ equation, ...example })),
  )
  test('each of the four laws has one', () => {
    expect(examples.map(({ equation }) => equation.id)).toEqual([
      'import.compose-port',
      'import.compose-interpolation',
      'import.compose-byte-size',
      'import.compose-duration',
    ])
  })
  test.each(examples)('$equation.id: $input', ({ equation, input, output }) => {
    expect(equation.evaluate(input)).toEqual(output)
  })
  test.each([
    ['import.compose-port', { value: '0:80' }, 'value'],
    ['import.compose-interpolation', { template: '${', env: {} }, 'template'],
    ['import.compose-interpolation', { template: '${A:?}', env: {} }, 'template'],
    ['import.compose-byte-size', { value: '1x' }, 'value'],
    ['import.compose-duration', { value: '' }, 'value'],
  ])('%s of %j is an error of %s', (id, input, path) => {
    const equation = importEquations.find((known) => known.id === id)
    expect(equation?.evaluate(input)).toEqual({ error: { path, message: expect.stringMatching(/\w/) } })
  })
})

describe('ports', () => {
  const tcp = (published: string | null, target: number, hostIp: string | null = null) => ({
    hostIp,
    published,
    target,
    protocol: 'tcp',
  })
  test.each([
    ['80', [tcp(null, 80)]],
    ['80:8080', [tcp('80', 8080)]],
    ['80:8080/udp', [{ ...tcp('80', 8080), protocol: 'udp' }]],
    ['5/sctp', [{ ...tcp(null, 5), protocol: 'sctp' }]],
    ['1-3', [tcp(null, 1), tcp(null, 2), tcp(null, 3)]],
    ['10-11:20-21', [tcp('10', 20), tcp('11', 21)]],
    ['80-90:8080', [tcp('80-90', 8080)]],
    ['80-80:8080', [tcp('80', 8080)]],
    ['80:8080-8080', [tcp('80', 8080)]],
    ['127.0.0.1::80', [tcp(null, 80, '127.0.0.1')]],
    ['127.0.0.1:1:80', [tcp('1', 80, '127.0.0.1')]],
    ['127.0.0.1::80-81', [tcp(null, 80, '127.0.0.1'), tcp(null, 81, '127.0.0.1')]],
    ['[::1]:1:80', [tcp('1', 80, '::1')]],
    ['[2001:db8::7]::80', [tcp(null, 80, '2001:db8::7')]],
    ['1:65535', [tcp('1', 65535)]],
  ])('%s', (text, ports) => {
    expect(readPort(text)).toEqual(ports)
  })
  test.each([
    '',
    '0',
    '65536',
    '80:0',
    '0:80',
    ':80',
    '80:',
    '::80',
    'a',
    '80/',
    '80/http',
    '80/TCP',
    '80/tcp/udp',
    '-80',
    '80-',
    '90-80',
  ])('"%s" is no port', (text) => {
    expect(readPort(text)).toBeTypeOf('string')
  })
  test.each([
    '80-82:90-91',
    '80:90-91',
    '127.0.0.1:80',
    '[::1]:80',
    '::1:1:80',
    '256.0.0.1:1:80',
    '1.2.3:1:80',
    '01.2.3.4:1:80',
    '[127.0.0.1]:1:80',
    'host:1:80',
    '[::1:1:80',
    '1.2.3.4:1:2:3',
    ' 80',
    '80:80 ',
    '8 0',
    '80-65536',
    '1.5',
    '٨٠',
  ])('"%s" is no port', (text) => {
    expect(readPort(text)).toBeTypeOf('string')
  })
  test('addresses of both families', () => {
    for (const address of ['::', '1::', '::1', '1:2:3:4:5:6:7:8', '::ffff:192.0.2.1', 'fe80::a:B'])
      expect(isAddress(address)).toBe(true)
    for (const address of [
      '',
      ':',
      ':::',
      '1:2',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7:8:9',
      '192.0.2.1::',
      '::g',
      'fe80::1%eth0',
    ]) {
      expect(isAddress(address)).toBe(false)
    }
  })
  test('ranges of equal length pair up, one entry for each port', () => {
    const range = fc.tuple(
      fc.integer({ min: 1, max: 60000 }),
      fc.integer({ min: 1, max: 60000 }),
      fc.integer({ min: 1, max: 5000 }),
    )
    fc.assert(
      fc.property(range, ([published, target, more]) => {
        const ports = readPort(`${published}-${published + more}:${target}-${target + more}`)
        expect(ports.length).toBe(more + 1)
        expect(ports[more]).toEqual(tcp(`${published + more}`, target + more))
      }),
    )
  })
})

describe('variables', () => {
  const env = { SET: 'v', EMPTY: '', DOLLAR: '$SET', _a1: 'x', A: '1' }
  const result = (template: string) => {
    const read = interpolate(template, env)
    return 'wrong' in read ? read.wrong : read.result
  }
  test.each([
    ['', ''],
    ['plain } { text', 'plain } { text'],
    ['$SET', 'v'],
    ['${SET}', 'v'],
    ['$SET-$EMPTY-$UNSET.', 'v--.'],
    ['$SETX', ''],
    ['${SET}X', 'vX'],
    ['$_a1', 'x'],
    // names differ by case
    ['$set', ''],
    // a value is not read again
    ['$DOLLAR ${UNSET:-$DOLLAR}', '$SET $SET'],
    ['${UNSET:-w}', 'w'],
    ['${EMPTY:-w}', 'w'],
    ['${SET:-w}', 'v'],
    ['${UNSET-w}', 'w'],
    ['${EMPTY-w}', ''],
    ['${SET-w}', 'v'],
    ['${UNSET:+w}', ''],
    ['${EMPTY:+w}', ''],
    ['${SET:+w}', 'w'],
    ['${UNSET+w}', ''],
    ['${EMPTY+w}', 'w'],
    ['${SET+w}', 'w'],
    ['${SET:?w}', 'v'],
    ['${SET?w}', 'v'],
    ['${EMPTY?w}', ''],
    ['${UNSET:-}', ''],
    ['${UNSET:--}', '-'],
    ['${UNSET-:-}', ':-'],
    ['${UNSET:-a ${SET} $A}', 'a v 1'],
    ['${UNSET:-${ALSO-${SET}}}', 'v'],
    // plain braces nest as well
    ['${UNSET:-{"a":{}}}!', '{"a":{}}!'],
    ['${SET:-{"a":{}}}!', 'v!'],
    ['$$', '$'],
    ['$$SET', '$SET'],
    ['$${SET}', '${SET}'],
    ['$$$SET', '$v'],
    ['${UNSET:-$$SET}', '$SET'],
    ['${UNSET:-$${SET}}', '${SET}'],
    ['cost: 5$', 'cost: 5$'],
    ['$1 $- $(x) $ ', '$1 $- $(x) $ '],
    ['$é', '$é'],
  ])('%s gives %s', (template, expected) => {
    expect(result(template)).toBe(expected)
  })
  test.each([
    '${',
    '${}',
    '${SET',
    '${SET ',
    '${ SET}',
    '${SET }',
    '${1}',
    '${SET:}',
    '${SET:x}',
    '${SET/x}',
    '${SET:-',
    '${SET:-{}',
    '${A:-${}}',
    '${é}',
  ])('%s is malformed', (template) => {
    expect(result(template)).toBe('malformed')
  })
  test('a required variable names itself and its message', () => {
    expect(interpolate('${UNSET:?set $A}', env)).toEqual({
      wrong: 'required',
      name: 'UNSET',
      message: 'set 1',
    })
    expect(interpolate('${EMPTY:?}', env)).toEqual({ wrong: 'required', name: 'EMPTY', message: '' })
    expect(interpolate('${UNSET?no}', env)).toEqual({ wrong: 'required', name: 'UNSET', message: 'no' })
  })
  test('a word that is not used asks for nothing', () => {
    expect(interpolate('${SET:-${UNSET:?no} $ALSO}', env)).toEqual({ result: 'v', unset: [] })
    expect(interpolate('${UNSET:+${ALSO?no}}', env)).toEqual({ result: '', unset: [] })
  })
  test('variables asked for plainly and not set are named', () => {
    expect(interpolate('$B ${C} ${D:-} $SET', env)).toEqual({ result: '   v', unset: ['B', 'C'] })
  })
  test('names of an object’s own making are not variables', () => {
    expect(interpolate('$constructor$__proto__$toString', {})).toMatchObject({ result: '' })
  })
  test('nesting of any depth and values of any length come to an end', () => {
    const depth = 100000
    expect(result(`${'${U:-'.repeat(depth)}x${'}'.repeat(depth)}`)).toBe('x')
    expect(interpolate('$A'.repeat(1000), { A: 'x'.repeat(10000) })).toEqual({ wrong: 'too-long' })
  })
  test('a text without dollar signs is itself, and doubled dollar signs are single ones', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(interpolate(text.replace(/\$/g, '$$$$'), env)).toEqual({ result: text, unset: [] })
      }),
    )
  })
})

describe('amounts', () => {
  test.each([
    ['0', 0],
    ['1024', 1024],
    ['1b', 1],
    ['1k', 1024],
    ['1kb', 1024],
    ['1K', 1024],
    ['2M', 2097152],
    ['2mB', 2097152],
    ['1.5gb', 1610612736],
    ['.5g', 536870912],
    ['1t', 1099511627776],
    // 0.3 · 1024 = 307.2
    ['0.3k', 307],
    // exact where floating point is not: 0.1 · 10 · 2^40 / 10
    ['0.1t', 109951162777],
  ])('%s is %d bytes', (text, bytes) => {
    expect(readByteSize(text)).toBe(bytes)
  })
  test.each([
    '',
    'b',
    'k',
    '.',
    '1 k',
    '-1',
    '+1',
    '1kib',
    '1Mi',
    '1p',
    '1.2.3m',
    '1kk',
    '1e3',
    '0x10',
    '1'.repeat(300),
    '9007199254740993',
  ])('"%s" is no byte size', (text) => {
    expect(readByteSize(text)).toBeNull()
  })
  test.each([
    ['10s', 10000],
    ['1h', 3600000],
    ['1m30s', 90000],
    ['3m2.25s', 182250],
    ['1.5h', 5400000],
    ['100ms', 100],
    ['999us', 0],
    ['1500us', 1],
    // truncated once, after adding: 0.6 + 0.6 = 1.2
    ['600us600us', 1],
    ['1s1s', 2000],
    ['1ms1m', 60001],
    ['.5s', 500],
    ['0s', 0],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds)
  })
  test.each([
    '',
    '10',
    '0',
    's',
    '1 s',
    '1s ',
    '-1s',
    '+1s',
    '1d',
    '1S',
    '1ns',
    '1µs',
    '1.2.3s',
    '.s',
    '1s2',
  ])('"%s" is no duration', (text) => {
    expect(readDuration(text)).toBeNull()
  })
  test.each([
    ['0.5', 500],
    ['2', 2000],
    ['.25', 250],
    ['0.0005', 1],
    ['0.0004', 0],
    ['1.005', 1005],
  ])('%s CPUs are %d millicores', (text, millicores) => {
    expect(readMillicores(text)).toBe(millicores)
  })
  test('whole sizes are exact for every unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8191 }), fc.integer({ min: 0, max: 4 }), (count, step) => {
        expect(readByteSize(`${count}${'bkmgt'[step]}`)).toBe(count * 1024 ** step)
      }),
    )
  })
})
