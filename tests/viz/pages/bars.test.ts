// A bar of CPU time: parts that follow each other and reach exactly as far as was wanted.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { losses } from '../../../src/sim'
import { barParts, largestLosses } from '../../../src/viz/bars'
import { forAll } from '../../support/for-all'

test('the parts of a bar follow each other and reach what was wanted', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 5000 }), {
    minLength: losses.length,
    maxLength: losses.length,
  })
  forAll(
    fc.record({ received: fc.integer({ min: 0, max: 9000 }), lost: amounts }),
    200,
    ({ received, lost }) => {
      const wanted = received + lost.reduce((sum, one) => sum + one, 0)
      const parts = barParts(received, lost, 50_000)
      let reached = 0
      for (const { left, width } of parts) {
        expect(left).toBeCloseTo(reached, 12)
        reached = left + width
      }
      expect(reached).toBeCloseTo(wanted / 50_000, 12)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(wanted)
      expect(parts.every(({ amount }) => amount > 0)).toBe(true)
    },
  )
})

test('a bar of nothing has no parts', () => {
  expect(barParts(0, [0, 0], 0)).toEqual([])
})

test('causes are named by what they took, the largest first', () => {
  expect(largestLosses([0, 5, 40, 5])).toEqual([
    { loss: 2, amount: 40 },
    { loss: 1, amount: 5 },
    { loss: 3, amount: 5 },
  ])
})
