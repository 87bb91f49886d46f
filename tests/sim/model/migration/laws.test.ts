// Laws of migration: their examples, the O-examples of the model book, and pre-copy worked out in another way.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInputError } from '../../../../src/sim'
import { stopAfter, type Standing } from '../../../../src/sim/model/migration/course'
import { StopRule } from '../../../../src/sim/model/migration/tables'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const ids = [
  'pre-copy',
  'closed-form',
  'auto-converge',
  'xbzrle',
  'post-copy',
  'rate-adaptation',
  'skip-rule',
  'zero-scan',
].map((name) => `migration.${name}`)
for (const id of ids) keepsItsExamples(id)

const good = {
  memoryMiB: 3000,
  bandwidthMiBps: 250,
  dirtyRateMiBps: 60,
  writableWorkingSetMiB: 500,
  stopThresholdMiB: 20,
  maxPrecopyRounds: 12,
  switchoverSeconds: 0.03,
}

complainsAbout('migration.pre-copy', good, [
  ['memoryMiB', { memoryMiB: undefined }],
  ['memoryMiB', { memoryMiB: -1 }],
  ['bandwidthMiBps', { bandwidthMiBps: 0 }],
  ['dirtyRateMiBps', { dirtyRateMiBps: -1 }],
  ['writableWorkingSetMiB', { writableWorkingSetMiB: 'all' }],
  ['stopThresholdMiB', { stopThresholdMiB: -0.5 }],
  ['maxPrecopyRounds', { maxPrecopyRounds: 0 }],
  ['maxPrecopyRounds', { maxPrecopyRounds: 1.5 }],
  ['switchoverSeconds', { switchoverSeconds: null }],
])

hasOutputs('migration.pre-copy', [
  [
    'nothing is written: one round and nothing more',
    { ...good, dirtyRateMiBps: 0, writableWorkingSetMiB: null, stopThresholdMiB: 0 },
    {
      precopyRounds: 1,
      stopReason: 'threshold',
      roundMiB: [3000],
      precopySeconds: 12,
      stopAndCopyMiB: 0,
      downtimeSeconds: 0.03,
      totalSeconds: 12.03,
      totalTransferredMiB: 3000,
    },
  ],
  [
    'exactly at the threshold is enough, though 0.1 has no double',
    { ...good, memoryMiB: 1, bandwidthMiBps: 10, dirtyRateMiBps: 1, stopThresholdMiB: 0.1 },
    {
      precopyRounds: 1,
      stopReason: 'threshold',
      roundMiB: [1],
      precopySeconds: 0.1,
      stopAndCopyMiB: 0.1,
      downtimeSeconds: 0.04,
      totalSeconds: 0.14,
      totalTransferredMiB: 1.1,
    },
  ],
])

test('pre-copy without a working set writes at most all memory anew', () => {
  const out = evaluated('migration.pre-copy', {
    ...good,
    dirtyRateMiBps: 500,
    writableWorkingSetMiB: null,
    maxPrecopyRounds: 4,
  })
  expect(out).toMatchObject({ roundMiB: [3000, 3000, 3000, 3000], stopReason: 'maxRounds' })
})

/** The same on quotients that are reduced after every step. */
function naive(input: typeof good): unknown {
  type Q = readonly [bigint, bigint]
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
  const reduce = ([top, bottom]: Q): Q => {
    const common = gcd(top, bottom)
    return common === 0n ? [0n, 1n] : [top / common, bottom / common]
  }
  const of = (value: number): Q => reduce([BigInt(Math.round(value * 1000)), 1000n])
  const times = (a: Q, b: Q): Q => reduce([a[0] * b[0], a[1] * b[1]])
  const over = (a: Q, b: Q): Q => reduce([a[0] * b[1], a[1] * b[0]])
  const plus = (a: Q, b: Q): Q => reduce([a[0] * b[1] + b[0] * a[1], a[1] * b[1]])
  const least = (a: Q, b: Q): Q => (a[0] * b[1] < b[0] * a[1] ? a : b)
  const told = ([top, bottom]: Q): number => Number((2n * top * 1000000n + bottom) / (2n * bottom)) / 1e6
  const [bandwidth, dirty] = [of(input.bandwidthMiBps), of(input.dirtyRateMiBps)]
  const rounds: Q[] = []
  let next = of(input.memoryMiB)
  let reason = ''
  while (reason === '') {
    rounds.push(next)
    next = least(times(dirty, over(next, bandwidth)), of(input.writableWorkingSetMiB))
    const limit = of(input.stopThresholdMiB)
    if (next[0] * limit[1] <= limit[0] * next[1]) reason = 'threshold'
    else if (rounds.length === input.maxPrecopyRounds) reason = 'maxRounds'
  }
  const sum = rounds.reduce(plus)
  const downtime = plus(over(next, bandwidth), of(input.switchoverSeconds))
  return {
    precopyRounds: rounds.length,
    stopReason: reason,
    roundMiB: rounds.map(told),
    precopySeconds: told(over(sum, bandwidth)),
    stopAndCopyMiB: told(next),
    downtimeSeconds: told(downtime),
    totalSeconds: told(plus(over(sum, bandwidth), downtime)),
    totalTransferredMiB: told(plus(sum, next)),
  }
}

test('pre-copy gives what another way of reckoning gives', () => {
  const thousandths = (most: number, least = 0) =>
    fc.integer({ min: least, max: most * 1000 }).map((value) => value / 1000)
  const inputs = fc.record({
    memoryMiB: thousandths(20000, 1),
    bandwidthMiBps: thousandths(2000, 1),
    dirtyRateMiBps: thousandths(2500),
    writableWorkingSetMiB: thousandths(4000),
    stopThresholdMiB: thousandths(200),
    maxPrecopyRounds: fc.integer({ min: 1, max: 40 }),
    switchoverSeconds: thousandths(2),
  })
  fc.assert(
    fc.property(inputs, (input) => {
      expect(evaluated('migration.pre-copy', input)).toEqual(naive(input))
    }),
    { numRuns: 300 },
  )
})

test('a thousand rounds of odd numbers are still exact', () => {
  const input = {
    ...good,
    bandwidthMiBps: 250.123457,
    dirtyRateMiBps: 249.987653,
    writableWorkingSetMiB: null,
    stopThresholdMiB: 0,
    maxPrecopyRounds: 1000,
  }
  const out = evaluated('migration.pre-copy', input)
  expect(out).toMatchObject({ precopyRounds: 1000, stopReason: 'maxRounds' })
  expect(isInputError(out)).toBe(false)
})

// O-32: more is written than the link takes, within 512 MiB.
hasOutputs('migration.closed-form', [
  [
    'O-32: rounds that never shrink',
    {
      memoryMiB: 4096,
      dirtyMBps: 200,
      bandwidthMBps: 125,
      workingSetMiB: 512,
      thresholdSeconds: 0.3,
      maxRounds: 30,
    },
    {
      rounds: 30,
      roundSeconds: [34.359738, ...Array.from({ length: 29 }, () => 4.294967)],
      lastMB: 536.870912,
      downtimeSeconds: 4.294967,
      totalSeconds: 163.208757,
      sentGiB: 19,
    },
  ],
])

/** HG41: the rates of Clark’s rule, from 100 to 500 Mbit/s. */
hasOutputs('migration.rate-adaptation', [
  [
    'HG41: 100, then what was written and 50 more',
    { dirtyMbps: [0, 200, 449.5] },
    { rateMbps: [100, 100, 250, 499.5], stops: false },
  ],
  ['HG41: more than 500 stops', { dirtyMbps: [450.1] }, { rateMbps: [100], stops: true }],
])

describe('the last round', () => {
  const now: Standing = {
    rule: StopRule.qemu,
    adapts: false,
    rounds: 3,
    maxRounds: 30,
    nextBytes: 37500001,
    sentBytes: 5000000000,
    memoryBytes: 2000000000,
    bytesPerSecond: 125000000,
    dirtyBytesPerSecond: 10000000,
    downtimeMicros: 300000,
  }
  test.each([
    ['QEMU: what is left takes longer than it may', {}, 'none'],
    ['QEMU: what is left can be sent in time', { nextBytes: 37500000 }, 'threshold'],
    ['QEMU: enough rounds', { rounds: 30 }, 'max-rounds'],
    ['QEMU does not mind how much was sent', { sentBytes: 1e12 }, 'none'],
    ['Xen: fifty pages are worth a round', { rule: StopRule.xen, nextBytes: 204800 }, 'none'],
    ['Xen: fewer are not', { rule: StopRule.xen, nextBytes: 204799 }, 'threshold'],
    ['Xen: five rounds', { rule: StopRule.xen, rounds: 5 }, 'max-rounds'],
    ['classic Xen goes on after five', { rule: StopRule.xenClassic, rounds: 5 }, 'none'],
    ['classic Xen: three times the memory', { rule: StopRule.xenClassic, sentBytes: 6000000001 }, 'max-sent'],
    ['Clark: little is left', { adapts: true, nextBytes: 262143 }, 'threshold'],
    [
      'Clark: the next round would need more than 500 Mbit/s',
      { adapts: true, dirtyBytesPerSecond: 56250001 },
      'rate',
    ],
    ['Clark: it would need just that', { adapts: true, dirtyBytesPerSecond: 56250000 }, 'none'],
  ] as const)('%s', (_, change, reason) => {
    expect(stopAfter({ ...now, ...change })).toBe(reason)
  })
})
