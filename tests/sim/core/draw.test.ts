// Randomness as a function: uniform by chi-square, independent between entities, streams and numbers, and pure.
import { describe, expect, test } from 'vitest'
import { chance, draw, hashText, identityOf, pick } from '../../../src/sim/core'

const draws = 20000
const bins = 64

/** Chi-square of counts against equal expectations. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

function histogram(values: readonly number[], size = bins): readonly number[] {
  const counts = new Array<number>(size).fill(0)
  for (const value of values) counts[Math.floor((value * size) / 4294967296)]!++
  return counts
}

/** With 63 degrees of freedom chi-square is above 120 once in 50,000 tries and below 22 as rarely (tables). */
function expectUniform(values: readonly number[]): void {
  const found = chiSquare(histogram(values))
  expect(found).toBeGreaterThan(22)
  expect(found).toBeLessThan(120)
}

const numbers = Array.from({ length: draws }, (_, at) => at)
const web = hashText('web')

describe('draws are uniform', () => {
  test('along the sequence of one entity', () => {
    expectUniform(numbers.map((n) => draw(1, 'demand', identityOf(web, 1), n)))
  })

  test('over the entities of a group', () => {
    expectUniform(numbers.map((ordinal) => draw(1, 'demand', identityOf(web, ordinal), 0)))
  })

  test('over seeds', () => {
    expectUniform(numbers.map((seed) => draw(seed, 'demand', identityOf(web, 1), 0)))
  })

  test('over groups', () => {
    expectUniform(numbers.map((at) => draw(1, 'demand', identityOf(hashText(`group-${at}`), 1), 0)))
  })

  test('in their low bits as well', () => {
    const low = numbers.map((n) => (draw(1, 'demand', identityOf(web, 1), n) & 63) * 67108864)
    expectUniform(low)
  })
})

describe('draws are independent', () => {
  // Pairs fall into 8 x 8 cells equally often when neither tells anything about the other.
  function expectIndependent(left: (n: number) => number, right: (n: number) => number): void {
    const cells = numbers.map(
      (n) => (Math.floor(left(n) / 536870912) * 8 + Math.floor(right(n) / 536870912)) * 67108864,
    )
    expectUniform(cells)
  }
  const of = (seed: number, stream: string, ordinal: number) => (n: number) =>
    draw(seed, stream, identityOf(web, ordinal), n)

  test('between neighbours of a group', () => {
    expectIndependent(of(1, 'demand', 1), of(1, 'demand', 2))
  })

  test('between streams of one entity', () => {
    expectIndependent(of(1, 'demand', 1), of(1, 'process-failure', 1))
  })

  test('between seeds that differ by one', () => {
    expectIndependent(of(1, 'demand', 1), of(2, 'demand', 1))
  })

  test('between one number and the next', () => {
    expectIndependent(of(1, 'demand', 1), (n) => of(1, 'demand', 1)(n + 1))
  })
})

describe('draws are a function', () => {
  test('the same arguments give the same number, whatever was drawn before', () => {
    const first = draw(7, 'host-failure', 99, 3)
    for (let n = 0; n < 100; n++) draw(7, 'host-failure', 99, n)
    expect(draw(7, 'host-failure', 99, 3)).toBe(first)
  })

  test('these numbers never change: links depend on them', () => {
    expect([
      draw(0, '', 0, 0),
      draw(1, 'demand', identityOf(web, 1), 0),
      draw(4294967295, 'x', 4294967295, 2 ** 40),
    ]).toEqual([3242102901, 2538789728, 2404248490])
  })

  test('numbers beyond 32 bits are told apart', () => {
    expect(draw(1, 'demand', 5, 2 ** 32 + 7)).not.toBe(draw(1, 'demand', 5, 7))
  })

  test('every draw is a whole number of 32 bits', () => {
    for (const n of numbers.slice(0, 1000)) {
      const drawn = draw(1, 'demand', 5, n)
      expect(drawn >>> 0).toBe(drawn)
    }
  })
})

describe('what is made of a draw', () => {
  test('a chance of 1 in 4 comes true a quarter of the time, of 0 never, of 1 always', () => {
    const times = numbers.filter((n) => chance(draw(1, 'chance', 5, n), 1, 4)).length
    // Five standard deviations of a binomial: 5 * sqrt(20000 * 1/4 * 3/4) = 306.
    expect(Math.abs(times - draws / 4)).toBeLessThan(306)
    expect([chance(0, 0, 1), chance(4294967295, 1, 1)]).toEqual([false, true])
  })

  test('pick reaches every place and none beyond', () => {
    const picked = new Set(numbers.map((n) => pick(draw(1, 'pick', 5, n), 7)))
    expect([...picked].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(pick(4294967295, 7)).toBe(6)
  })

  test('members of one group have identities of their own', () => {
    expect(new Set(numbers.map((ordinal) => identityOf(web, ordinal))).size).toBe(draws)
  })
})
