// Exact quotients, and the sentences that say what is wrong with an input.
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  add,
  compareRational,
  complaint,
  complaints,
  listOf,
  numberOf,
  objectByChoice,
  objectOf,
  over,
  ratio,
  rationalOf,
  readComplaint,
  roundedTo,
  subtract,
  times,
  wholeNumber,
  type ComplaintName,
} from '../../../src/sim/core'
import { forAll } from '../../support/for-all'

test('numbers are read as they are written', () => {
  expect(rationalOf(0.1)).toEqual({ top: 1n, bottom: 10n })
  expect(rationalOf(1.25e-7)).toEqual({ top: 1n, bottom: 8000000n })
  expect(rationalOf(1e21)).toEqual({ top: 10n ** 21n, bottom: 1n })
  expect(rationalOf(-2.5)).toEqual({ top: -5n, bottom: 2n })
})

test('three tenths are three times one tenth', () => {
  const tenth = rationalOf(0.1)
  expect(compareRational(add(tenth, add(tenth, tenth)), rationalOf(0.3))).toBe(0)
})

test('what is read comes back as the same number', () => {
  forAll(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true, max: 1e300 }), 300, (value) => {
    const back = numberOf(rationalOf(value))
    if (value < 1e-290) return // Smaller ones lose bits, as they have fewer.
    expect(Math.abs(back - value)).toBeLessThanOrEqual(value * 3e-16)
  })
})

test('sums, differences, products and quotients of whole parts', () => {
  const part = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 }))
  forAll(fc.tuple(part, part), 200, ([[a, b], [c, d]]) => {
    const [x, y] = [ratio(BigInt(a), BigInt(b)), ratio(BigInt(c), BigInt(d))]
    expect(subtract(add(x, y), y)).toEqual(x)
    if (c !== 0) expect(over(times(x, y), y)).toEqual(x)
    expect(Math.sign(compareRational(x, y))).toBe(Math.sign(a * d - c * b))
  })
})

test('halves round up', () => {
  expect(roundedTo(ratio(5n, 10000000n), 6)).toBe(0.000001)
  expect(roundedTo(ratio(4999999n, 10000000000000n), 6)).toBe(0)
  expect(roundedTo(ratio(2n, 3n), 6)).toBe(0.666667)
})

test('every complaint can be told from its sentence, with what filled it', () => {
  for (const name of Object.keys(complaints) as ComplaintName[]) {
    const holes = [...complaints[name].matchAll(/\{(\w+)\}/g)].map(([, hole = '']) => hole)
    const args = Object.fromEntries(holes.map((hole, at) => [hole, String(at + 3)]))
    expect(readComplaint(complaint(name, args))).toEqual({ name, args })
  }
  expect(readComplaint('Invalid type')).toBeNull()
})

test('a schema names the field, and tells missing from wrong', () => {
  const schema = objectOf({
    list: listOf(objectOf({ size: wholeNumber(1, 9) }), 1, 2),
    one: objectByChoice(
      'kind',
      { a: objectOf({ kind: v.literal('a'), x: wholeNumber(0, 1) }), b: objectOf({ kind: v.literal('b') }) },
      { x: v.optional(v.unknown()) },
    ),
  })
  const first = (input: unknown): unknown => {
    const read = v.safeParse(schema, input)
    if (read.success) return 'fits'
    const [issue] = read.issues
    return [issue.path?.map(({ key }) => key).join('.') ?? '', issue.message]
  }
  const good = { list: [{ size: 3 }], one: { kind: 'a', x: 1 } }
  expect(first(good)).toBe('fits')
  expect(first({ ...good, one: { kind: 'b', x: 'ignored' } })).toBe('fits')
  expect(first({ ...good, list: [] })).toEqual(['list', 'must be a list of 1 to 2 entries'])
  expect(first({ ...good, list: [{ size: 10 }] })).toEqual([
    'list.0.size',
    'must be a whole number from 1 to 9',
  ])
  expect(first({ ...good, list: [{}] })).toEqual(['list.0.size', 'is missing'])
  expect(first({ ...good, one: { kind: 'a', x: 5 } })).toEqual([
    'one.x',
    'must be a whole number from 0 to 1',
  ])
  expect(first({ ...good, one: { kind: 'c' } })).toEqual(['one.kind', 'must be one of a, b'])
  expect(first(7)).toEqual(['', 'must be an object'])
})
