// ln, exp and pow from + - * / alone, against a table of 60-digit values; mulDiv against whole-number arithmetic.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp, ln, mulDiv, mulDivUp, pow } from '../../../src/sim/core'
import { expTable, lnTable, powTable } from './math-table'

/** Below this a double has fewer digits than usual, so the error is counted in its smallest steps. */
const smallestNormal = 2.2250738585072014e-308

function errorOf(value: number, exact: number): number {
  if (value === exact) return 0
  return Math.abs(exact) < smallestNormal
    ? Math.abs(value - exact) / Number.MIN_VALUE / 1e16
    : Math.abs(value / exact - 1)
}

describe('against a table', () => {
  test.each(lnTable)('ln(%d) is within 1e-15 of %d', (x, value) => {
    expect(errorOf(ln(x), value)).toBeLessThanOrEqual(1e-15)
  })

  test.each(expTable)('exp(%d) is within 1e-15 of %d', (x, value) => {
    expect(errorOf(exp(x), value)).toBeLessThanOrEqual(1e-15)
  })

  // exp turns an absolute error of its argument into a relative one, so the size of exponent * ln(base) counts too.
  test.each(powTable)('pow(%d, %d) is within a few rounding errors of %d', (base, exponent, value) => {
    const size = Math.max(1, Math.abs(exponent * Math.log(base)))
    expect(errorOf(pow(base, exponent), value)).toBeLessThanOrEqual(1e-15 * size)
  })
})

describe('at the edges', () => {
  test('ln of 0 is minus infinity, of less than 0 nothing, of infinity infinity', () => {
    expect([ln(0), ln(-0), ln(-1), ln(NaN), ln(Infinity)]).toEqual([-Infinity, -Infinity, NaN, NaN, Infinity])
  })

  test('exp overflows to infinity and underflows to 0', () => {
    expect([exp(710), exp(-746), exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([
      Infinity,
      0,
      Infinity,
      0,
      NaN,
    ])
  })

  test('exp(0) and ln(1) are exact', () => {
    expect([exp(0), exp(-0), ln(1)]).toEqual([1, 1, 0])
  })

  test('whole powers are the products as written', () => {
    expect([pow(3, 4), pow(2, 62), pow(2, -3), pow(5, 0), pow(10, 22)]).toEqual([81, 2 ** 62, 0.125, 1, 1e22])
  })
})

describe('everywhere', () => {
  test('exp undoes ln', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        // |ln x| < 700, and exp multiplies the rounding error of its argument by that.
        expect(Math.abs(exp(ln(x)) / x - 1)).toBeLessThan(2e-13)
      }),
    )
  })

  test('ln and exp rise', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 700, noNaN: true }), (x) => {
        expect(ln(x * 1.000001)).toBeGreaterThan(ln(x))
        expect(exp(x * 1.000001)).toBeGreaterThanOrEqual(exp(x))
      }),
    )
  })

  test('mulDiv rounds down and mulDivUp rounds up, as whole numbers of any size do', () => {
    const factor = fc.integer({ min: 0, max: 94906265 }) // the root of 2^53
    fc.assert(
      fc.property(factor, factor, fc.integer({ min: 1, max: 1000000 }), (a, b, c) => {
        const down = (BigInt(a) * BigInt(b)) / BigInt(c)
        const exact = down * BigInt(c) === BigInt(a) * BigInt(b)
        expect(mulDiv(a, b, c)).toBe(Number(down))
        expect(mulDivUp(a, b, c)).toBe(Number(exact ? down : down + 1n))
      }),
      { numRuns: 2000 },
    )
  })
})
