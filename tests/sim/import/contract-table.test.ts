/** The laws of short forms and quantities against a table worked out by hand from the contract alone. */
import { describe, expect, test } from 'vitest'
import { evaluateLaw, isInputError, laws } from '../../../src/sim'

function evaluate(id: string, input: unknown): unknown {
  const law = laws.get(id)
  if (law === undefined) throw new Error(`no law ${id}`)
  const output = evaluateLaw(law, input)
  return isInputError(output) ? `error ${output.error.path}` : output
}

/** 'exact canonical value milliValue'; '-' for what is left out. */
function quantity(text: string): string {
  const read = evaluate('units.kubernetes-quantity', { quantity: text })
  if (typeof read === 'string') return read
  const { exact, canonical, value = '-', milliValue = '-' } = read as Record<string, string | undefined>
  return `${exact} ${canonical} ${value} ${milliValue}`
}

describe('units.kubernetes-quantity', () => {
  test.each([
    // Zero in every dress.
    ['0', '0 0 0 0'],
    ['-0', '0 0 0 0'],
    ['0.000Ki', '0 0 0 0'],
    ['0e5', '0 0 0 0'],
    ['00', '0 0 0 0'],
    // Kept as written: 18 digits, no zero in front, no three zeros behind, a scale of three.
    ['+5', '5 +5 5 5000'],
    ['1.', '1 1. 1 1000'],
    ['1.500', '1.5 1.500 2 1500'],
    ['1.5', '1.5 1500m 2 1500'],
    ['.5', '0.5 500m 1 500'],
    ['.500', '0.5 .500 1 500'],
    ['0.500', '0.5 500m 1 500'],
    ['1000', '1000 1k 1000 1000000'],
    ['1500', '1500 1500 1500 1500000'],
    ['1000k', '1000000 1M 1000000 1000000000'],
    ['123456789012345678', '123456789012345678 123456789012345678 123456789012345678 -'],
    ['1234567890123456789', '1234567890123456789 1234567890123456789 1234567890123456789 -'],
    ['05', '5 5 5 5000'],
    // Families.
    ['1E', '1000000000000000000 1E 1000000000000000000 -'],
    ['1E3', '1000 1E3 1000 1000000'],
    ['1e3', '1000 1e3 1000 1000000'],
    ['10e2', '1000 1e3 1000 1000000'],
    ['1e0', '1 1e0 1 1000'],
    ['100e-2', '1 1 1 1000'],
    ['1e-3', '0.001 1e-3 1 1'],
    ['-1.5e3', '-1500 -1500 -1500 -1500000'],
    ['12e6', '12000000 12e6 12000000 12000000000'],
    ['1e30', '1000000000000000000000000000000 1e30 - -'],
    ['1000E', '1000000000000000000000 1000E - -'],
    // Below a billionth: up in magnitude.
    ['1n', '0.000000001 1n 1 1'],
    ['0.1n', '0.000000001 1n 1 1'],
    ['-1.1n', '-0.000000002 -2n -1 -1'],
    ['1e-30', '0.000000001 1e-9 1 1'],
    // Binary.
    ['1Ki', '1024 1Ki 1024 1024000'],
    ['8Ki', '8192 8Ki 8192 8192000'],
    ['1024Ki', '1048576 1Mi 1048576 1048576000'],
    ['1.5Gi', '1610612736 1536Mi 1610612736 1610612736000'],
    ['0.5Ki', '512 512 512 512000'],
    ['0.1Ki', '102.4 102400m 103 102400'],
    ['1.0001Ki', '1024.1024 1024102400u 1025 1024103'],
    ['8Ei', '9223372036854775807 9223372036854775807 9223372036854775807 -'],
    ['-100Ei', '-9223372036854775807 -9223372036854775807 -9223372036854775807 -'],
    ['7Ei', '8070450532247928832 7Ei 8070450532247928832 -'],
    // No quantities.
    ['', 'error quantity'],
    ['.', 'error quantity'],
    ['+', 'error quantity'],
    ['K', 'error quantity'],
    ['1K', 'error quantity'],
    ['1KB', 'error quantity'],
    ['1mi', 'error quantity'],
    ['1ki', 'error quantity'],
    ['1e', 'error quantity'],
    ['1e1.5', 'error quantity'],
    ['1e3Ki', 'error quantity'],
    ['0x10', 'error quantity'],
    ['1,000', 'error quantity'],
    ['1 Gi', 'error quantity'],
    ['1Gi ', 'error quantity'],
    ['--1', 'error quantity'],
    ['1.2.3', 'error quantity'],
    ['１', 'error quantity'],
    ['1\n', 'error quantity'],
  ])('%j', (text, expected) => {
    expect(quantity(text)).toBe(expected)
  })
})

/** 'host>published>target/protocol' of each port. */
function ports(value: string): string {
  const read = evaluate('import.compose-port', { value })
  if (typeof read === 'string') return read
  const { ports: list } = read as {
    ports: { hostIp: string; published: string; target: number; protocol: string }[]
  }
  return list.map((port) => `${port.hostIp}>${port.published}>${port.target}/${port.protocol}`).join(' ')
}

describe('import.compose-port', () => {
  test.each([
    ['80', 'null>null>80/tcp'],
    ['80/udp', 'null>null>80/udp'],
    ['80-82', 'null>null>80/tcp null>null>81/tcp null>null>82/tcp'],
    ['8080:80', 'null>8080>80/tcp'],
    ['80-90:80', 'null>80-90>80/tcp'],
    ['80-80:80', 'null>80>80/tcp'],
    ['80-81:90-91/sctp', 'null>80>90/sctp null>81>91/sctp'],
    ['127.0.0.1::80', '127.0.0.1>null>80/tcp'],
    ['127.0.0.1::80-81', '127.0.0.1>null>80/tcp 127.0.0.1>null>81/tcp'],
    ['[::1]:8080:80', '::1>8080>80/tcp'],
    ['[::ffff:10.0.0.1]::80', '::ffff:10.0.0.1>null>80/tcp'],
    ['0.0.0.0:65535:1', '0.0.0.0>65535>1/tcp'],
    ['80-82:80-81', 'error value'],
    ['80:90-91', 'error value'],
    ['82-80', 'error value'],
    ['0', 'error value'],
    ['65536', 'error value'],
    ['80:', 'error value'],
    [':80', 'error value'],
    ['127.0.0.1:80', 'error value'],
    ['::1:80:80', 'error value'],
    ['256.0.0.1:80:80', 'error value'],
    ['host:80:80', 'error value'],
    ['80/http', 'error value'],
    ['80/', 'error value'],
    ['80 ', 'error value'],
    ['', 'error value'],
    ['-1', 'error value'],
  ])('%j', (value, expected) => {
    expect(ports(value)).toBe(expected)
  })
})

const env = { A: 'a', EMPTY: '', DOLLAR: '$A ${A}', _x1: 'x', a: 'low' }

describe('import.compose-interpolation', () => {
  test.each([
    ['$A-${A}-$a', 'a-a-low'],
    ['$AB${NONE}|', '|'],
    ['$_x1$A.b', 'xa.b'],
    ['${EMPTY:-w}${EMPTY-w}${NONE-w}', 'ww'],
    ['${A:+w}${EMPTY:+w}${EMPTY+w}${NONE+w}|', 'ww|'],
    ['${EMPTY?w}|', '|'],
    ['${DOLLAR}', '$A ${A}'],
    ['${NONE:-$DOLLAR}', '$A ${A}'],
    ['$$A $${A} $$$A $$$$', '$A ${A} $a $$'],
    ['$ $1 $- a$', '$ $1 $- a$'],
    ['${NONE:-{"x": {"y": 1}}}', '{"x": {"y": 1}}'],
    ['${NONE:-${NONE:-${A}}}', 'a'],
    ['${NONE:-a:b-c?d+e}', 'a:b-c?d+e'],
    ['${NONE:-}|', '|'],
    ['{$A}', '{a}'],
    ['}', '}'],
    ['${A:?w}', 'a'],
    ['${EMPTY:?w}', 'error template'],
    ['${NONE?w}', 'error template'],
    ['${NONE:?}', 'error template'],
    ['${}', 'error template'],
    ['${A', 'error template'],
    ['${A:-x', 'error template'],
    ['${ A}', 'error template'],
    ['${A }', 'error template'],
    ['${A!}', 'error template'],
    ['${A:=x}', 'error template'],
    ['${1A}', 'error template'],
    ['${A:-${B}', 'error template'],
  ])('%j', (template, expected) => {
    const read = evaluate('import.compose-interpolation', { template, env })
    expect(typeof read === 'string' ? read : (read as { result: string }).result).toBe(expected)
  })
})

describe('import.compose-byte-size', () => {
  test.each<[number | string, number | null]>([
    [0, 0],
    [1024, 1024],
    ['1024', 1024],
    ['1b', 1],
    ['1k', 1024],
    ['1KB', 1024],
    ['1Mb', 1048576],
    ['2g', 2147483648],
    ['1T', 1099511627776],
    ['.5k', 512],
    ['1.5', 1],
    ['0.0001k', 0],
    ['1.9999999999g', 2147483647],
    ['', null],
    ['k', null],
    ['1p', null],
    ['1Mi', null],
    ['1 k', null],
    ['-1', null],
    ['1e3', null],
    ['1kk', null],
    [-1, null],
    [1.5, null],
  ])('%j is %j', (value, bytes) => {
    const read = evaluate('import.compose-byte-size', { value })
    expect(bytes === null ? read : (read as { bytes: number }).bytes).toBe(bytes ?? 'error value')
  })
})

describe('import.compose-duration', () => {
  test.each<[string, number | null]>([
    ['10s', 10000],
    ['1h2m3s4ms', 3723004],
    ['1.5h', 5400000],
    ['999us', 0],
    ['1999us', 1],
    ['0.6ms500us', 1],
    ['0s', 0],
    ['1m1m', 120000],
    ['.5m', 30000],
    ['', null],
    ['10', null],
    ['s', null],
    ['1d', null],
    ['1ns', null],
    ['1 s', null],
    ['-1s', null],
    ['1S', null],
    ['1s2', null],
  ])('%j is %j', (value, milliseconds) => {
    const read = evaluate('import.compose-duration', { value })
    const expected = milliseconds ?? 'error value'
    expect(milliseconds === null ? read : (read as { milliseconds: number }).milliseconds).toBe(expected)
  })
})
