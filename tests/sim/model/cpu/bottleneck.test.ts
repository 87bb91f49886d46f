// The bar of a workload adds up exactly, whatever the numbers are.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bottleneckOf } from '../../../../src/sim/model/cpu'

const whole = (most: number) => fc.integer({ min: 0, max: most })

const inputArbitrary = fc.record({
  demand: whole(1000000),
  vcpus: fc.integer({ min: 1, max: 200 }),
  limit: fc.oneof(fc.constant(0), whole(200000)),
  eventsPpm: fc.integer({ min: -900000, max: 50000000 }),
  walkPpm: fc.integer({ min: -900000, max: 5000000 }),
  costPpm: fc.integer({ min: 1, max: 4000000000 }),
  waitPpm: fc.oneof(fc.constant(0), whole(4000000000)),
  wanted: whole(200000),
  granted: whole(200000),
})

test('received and lost are the demand, and no loss is below 0', () => {
  fc.assert(
    fc.property(inputArbitrary, (input) => {
      const { received, lost } = bottleneckOf(input)
      expect(lost).toHaveLength(7)
      expect(Math.min(received, ...lost)).toBeGreaterThanOrEqual(0)
      expect([received, ...lost].every(Number.isSafeInteger)).toBe(true)
      expect(lost.reduce((sum, one) => sum + one, received)).toBe(input.demand)
    }),
  )
})

test('with more granted never less is received', () => {
  fc.assert(
    fc.property(inputArbitrary, whole(1000), (input, more) => {
      const better = bottleneckOf({ ...input, granted: input.granted + more })
      expect(better.received).toBeGreaterThanOrEqual(bottleneckOf(input).received)
    }),
  )
})
