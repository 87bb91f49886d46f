/** Kubernetes quantities: every rule of the law, with values worked out by hand from its tables. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuantity, unitsEquations, type Quantity } from '../../../src/sim/units'

function read(text: string): Quantity {
  const quantity = readQuantity(text)
  if (typeof quantity === 'string') throw new Error(`${text}: ${quantity}`)
  return quantity
}

describe('the worked examples of the law', () => {
  const [equation] = unitsEquations
  test('the law is listed under its name', () => {
    expect(equation?.id).toBe('units.kubernetes-quantity')
    expect(equation?.examples.length).toBe(2)
  })
  test.each(equation?.examples ?? [])('$input', ({ input, output }) => {
    expect(equation?.evaluate(input)).toEqual(output)
  })
  test('7Gb is an error of its field', () => {
    expect(equation?.evaluate({ quantity: '7Gb' })).toEqual({
      error: { path: 'quantity', message: expect.stringContaining('suffixes') },
    })
  })
})

describe('grammar', () => {
  test.each(['1', '+1', '-1', '1.', '.5', '0', '00', '1n', '1u', '1m', '1k', '1M', '1G', '1T', '1P', '1E'])(
    '%s is read',
    (text) => {
      expect(readQuantity(text)).toBeTypeOf('object')
    },
  )
  test.each(['1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei', '1e3', '1E3', '1e+3', '1E-3', '-.5Mi', '1.e2'])(
    '%s is read',
    (text) => {
      expect(readQuantity(text)).toBeTypeOf('object')
    },
  )
  test.each([
    '',
    '.',
    '+',
    '-',
    'K',
    '1K',
    '1KB',
    '1kB',
    '1mi',
    '1ki',
    '1e',
    '1E+',
    'e3',
    '0x10',
    '1,000',
    '1_000',
  ])('"%s" is no quantity', (text) => {
    expect(readQuantity(text)).toBeTypeOf('string')
  })
  test.each([
    ' 1',
    '1 ',
    '1 Ki',
    '1\n',
    '--1',
    '+-1',
    '1.2.3',
    '1Kii',
    '1KiB',
    '1e3k',
    '1e1.5',
    '1Ki3',
    '١',
    'NaN',
    'Infinity',
  ])('"%s" is no quantity', (text) => {
    expect(readQuantity(text)).toBeTypeOf('string')
  })
  test('1E is an exa, 1E0 an exponent', () => {
    expect(read('1E').exact).toBe('1000000000000000000')
    expect(read('1E0').exact).toBe('1')
  })
})

describe('exact', () => {
  test.each([
    ['1.50', '1.5'],
    ['+2', '2'],
    ['-2', '-2'],
    ['-0', '0'],
    ['0.0Ki', '0'],
    ['100m', '0.1'],
    ['1u', '0.000001'],
    ['1n', '0.000000001'],
    // 1.1 · 1024 = 1126.4
    ['1.1Ki', '1126.4'],
    ['.5Gi', '536870912'],
    ['12e6', '12000000'],
    ['12e-3', '0.012'],
    ['1e21', '1000000000000000000000'],
  ])('%s is %s', (text, exact) => {
    expect(read(text).exact).toBe(exact)
  })
  test.each([
    // Finer than a billionth: up to the next one, in magnitude.
    ['0.1n', '0.000000001'],
    ['1.0000000001', '1.000000001'],
    ['-1.0000000001', '-1.000000001'],
    ['1e-10', '0.000000001'],
    ['-3e-99999999999999999999', '-0.000000001'],
    // 0.0000000001 · 1024 = 0.0000001024, so 103 billionths
    ['0.0000000001Ki', '0.000000103'],
  ])('%s is rounded up to %s', (text, exact) => {
    expect(read(text).exact).toBe(exact)
  })
  test('values with a binary suffix stop at 2^63-1, others do not', () => {
    expect(read('8Ei').exact).toBe('9223372036854775807')
    expect(read('-9999Pi').exact).toBe('-9223372036854775807')
    expect(read('7Ei').exact).toBe('8070450532247928832')
    expect(read('10E').exact).toBe('10000000000000000000')
  })
})

describe('value and milliValue', () => {
  test.each([
    ['1m', '1', '1'],
    ['-1m', '-1', '-1'],
    ['1.5', '2', '1500'],
    ['1.0001', '2', '1001'],
    ['0.1n', '1', '1'],
    ['-1500m', '-2', '-1500'],
    ['0', '0', '0'],
    // 2^63-1 is the last value; a thousand of it is out of range.
    ['9223372036854775807', '9223372036854775807', undefined],
    ['-9223372036854775807', '-9223372036854775807', undefined],
    ['9223372036854775808', undefined, undefined],
    ['9223372036854775806.5', '9223372036854775807', undefined],
    ['9223372036854775807.5', undefined, undefined],
    ['9223372036854775807m', '9223372036854776', '9223372036854775807'],
    ['9223372036854775807.5m', '9223372036854776', undefined],
    ['8Ei', '9223372036854775807', undefined],
  ])('%s gives %s and %s', (text, value, milliValue) => {
    const quantity = read(text)
    expect([quantity.value, quantity.milliValue]).toEqual([value, milliValue])
    // Left out, not present as undefined: the output is printed as JSON.
    expect('value' in quantity).toBe(value !== undefined)
    expect('milliValue' in quantity).toBe(milliValue !== undefined)
  })
})

describe('canonical: texts kept as written', () => {
  test.each([
    '1',
    '+1',
    '-5m',
    // digits 1500 do not end in 000, power -3
    '1.500',
    '.500',
    '+.500k',
    '1.',
    '100m',
    '1e3',
    '1E3',
    '1e-9',
    '1.500e3',
    // 1200 · 10^-6: power 3 - 3 of 1.200k is 0
    '1.200k',
    // 18 digits are the most
    '123456789012345678',
    '1Ki',
    '+1Ki',
    '1.Mi',
    '1025Ki',
    '007Ki',
    // 14 - floor(30/10) = 11 digits for Ki
    '99999999999Ki',
    '12Ti',
  ])('%s', (text) => {
    expect(read(text).canonical).toBe(text)
  })
})

describe('canonical: texts written anew', () => {
  test.each([
    ['0', '0'],
    ['-0.00Mi', '0'],
    ['+0', '0'],
    // begins with 0
    ['0.5', '500m'],
    ['010', '10'],
    // ends in 000
    ['1000', '1k'],
    ['+1000m', '1'],
    ['1.000', '1'],
    ['-2000000', '-2M'],
    // power -1 and -2 are no multiples of 3
    ['1.5', '1500m'],
    ['1.25', '1250m'],
    ['1.5k', '1500'],
    ['1.2345', '1234500u'],
    // power 3 - 4 = -1
    ['1.0005k', '1000500m'],
    // 19 digits are too many, but nothing can be shortened
    ['1234567890123456789', '1234567890123456789'],
    ['+1234567890123456789', '1234567890123456789'],
    // finer than nano
    ['1.5n', '2n'],
    ['0.1n', '1n'],
    // beyond E there is no suffix left
    ['1000E', '1000E'],
    ['1000000P', '1000E'],
    // exponents
    ['10e3', '10e3'],
    ['1e4', '10e3'],
    ['10e2', '1e3'],
    ['100000e-3', '100'],
    ['1000e-3', '1'],
    ['1e-10', '1e-9'],
    ['1.5e0', '1500e-3'],
    ['1e20', '100e18'],
    ['10e20', '1e21'],
    ['+12E4', '120e3'],
    // binary: multiples of 8
    ['1024Ki', '1Mi'],
    ['8Ki', '8Ki'],
    ['+8Ki', '8Ki'],
    ['-2048Mi', '-2Gi'],
    ['1.5Gi', '1536Mi'],
    ['1Pi', '1Pi'],
    ['+1Ei', '1Ei'],
    ['+100000000001Ki', '100000000001Ki'],
    // 123 Ti has 3 digits, one too many to be kept with its sign
    ['+123Ti', '123Ti'],
    // below 1024, or no integer: the decimal family
    ['0.5Ki', '512'],
    ['-0.5Ki', '-512'],
    ['.9999Ki', '1023897600u'],
    ['1.1Ki', '1126400m'],
    ['1.0001Ki', '1024102400u'],
    // capped, and odd: nothing to divide by 1024
    ['8Ei', '9223372036854775807'],
  ])('%s becomes %s', (text, canonical) => {
    expect(read(text).canonical).toBe(canonical)
  })
})

describe('limits', () => {
  test('endless digits and powers are refused at once', () => {
    expect(readQuantity('1'.repeat(1001))).toBeTypeOf('string')
    expect(readQuantity('1e99999')).toBeTypeOf('string')
    expect(readQuantity('1e99999999999999999999999')).toBeTypeOf('string')
    expect(read('0e99999999999999999999999').exact).toBe('0')
    expect(read('1e10000').exact.length).toBe(10001)
  })
})

describe('laws for any quantity', () => {
  const suffixes = [
    '',
    'n',
    'u',
    'm',
    'k',
    'M',
    'G',
    'T',
    'P',
    'E',
    'Ki',
    'Mi',
    'Gi',
    'Ti',
    'Pi',
    'Ei',
    'e3',
    'E-4',
    'e+7',
    'e-12',
  ]
  const digits = fc.stringMatching(/^[0-9]{0,22}$/)
  const quantity = fc
    .tuple(
      fc.constantFrom('', '+', '-'),
      digits,
      fc.constantFrom('', '.'),
      digits,
      fc.constantFrom(...suffixes),
    )
    .filter(([, before, point, after]) => before + after !== '' && (point === '.' || after === ''))
    .map((parts) => parts.join(''))
  const billionths = (exact: string): bigint => {
    const [whole = '', fraction = ''] = exact.replace('-', '').split('.')
    return BigInt(whole + fraction.padEnd(9, '0')) * (exact.startsWith('-') ? -1n : 1n)
  }
  const magnitude = (value: bigint) => (value < 0n ? -value : value)

  test('the canonical form means the same, and is its own canonical form', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const once = read(text)
        const again = read(once.canonical)
        expect(again.exact).toBe(once.exact)
        expect(again.canonical).toBe(once.canonical)
      }),
      { numRuns: 2000 },
    )
  })
  test('value and milliValue are the next integers away from zero', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const { exact, value, milliValue } = read(text)
        const nanos = magnitude(billionths(exact))
        for (const [rounded, unit] of [
          [value, 1000000000n],
          [milliValue, 1000000n],
        ] as const) {
          const up = nanos % unit === 0n ? nanos / unit : nanos / unit + 1n
          expect(rounded === undefined ? null : magnitude(BigInt(rounded))).toBe(up < 2n ** 63n ? up : null)
        }
      }),
      { numRuns: 2000 },
    )
  })
  test('a minus sign only changes the sign', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const bare = text.replace(/^[+-]/, '')
        const [plus, minus] = [read(bare).exact, read(`-${bare}`).exact]
        expect(minus).toBe(plus === '0' ? '0' : `-${plus}`)
      }),
    )
  })
  test('any text gives a quantity or a reason, never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+-]?[0-9.eEinumkKMGTP+-]{0,12}$/)), (text) => {
        expect(['object', 'string']).toContain(typeof readQuantity(text))
      }),
      { numRuns: 2000 },
    )
  })
})
