// Queues against tables of textbooks, sums over states, and one model against another where they meet.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { erlangB, erlangC, queue } from '../../../../src/sim/model/workload/queue'
import { forAll } from '../../../support/for-all'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const id = 'workload.queue'

keepsItsExamples(id)

hasOutputs(id, [
  [
    'nobody comes',
    { model: 'M/M/1', lambda: 0, mu: 4 },
    { rho: 0, meanResponse: 0.25, meanWait: 0, meanInSystem: 0, meanQueue: 0 },
  ],
  [
    'near the limit',
    { model: 'M/M/1', lambda: 99, mu: 100 },
    { rho: 0.99, meanResponse: 1, meanWait: 0.99, meanInSystem: 99, meanQueue: 98.01 },
  ],
  [
    // 1 / 0.6 has no end; 0.4 / 0.6 neither.
    'six decimals, rounded to the nearest',
    { model: 'M/M/1', lambda: 0.4, mu: 1 },
    { rho: 0.4, meanResponse: 1.666667, meanWait: 0.666667, meanInSystem: 0.666667, meanQueue: 0.266667 },
  ],
  [
    // 1 / (mu - lambda) = 1 / 800000 = 0.00000125; rho = 0.0000005 exactly: halves away from zero.
    'halves are decided on the exact quotient',
    { model: 'M/M/1', lambda: 0.5, mu: 1000000 },
    { rho: 0.000001, meanResponse: 0.000001, meanWait: 0, meanInSystem: 0.000001, meanQueue: 0 },
  ],
  [
    'one server of many is M/M/1',
    { model: 'M/M/c', lambda: 3, mu: 4, c: 1 },
    { rho: 0.75, probWait: 0.75, meanWait: 0.75, meanResponse: 1, meanInSystem: 3 },
  ],
  [
    // Erlang C for a load of 1 on 2 servers is 1/3.
    'two servers',
    { model: 'M/M/c', lambda: 1, mu: 1, c: 2 },
    { rho: 0.5, probWait: 0.333333, meanWait: 0.333333, meanResponse: 1.333333, meanInSystem: 1.333333 },
  ],
  [
    'room for one is Erlang’s loss with one line',
    { model: 'M/M/1/K', lambda: 3, mu: 1, K: 1 },
    { probBlock: 0.75, meanInSystem: 0.75, meanResponse: 1, throughput: 0.75 },
  ],
  [
    // rho = 1/2: 8/15, 4/15, 2/15, 1/15.
    'room for three at half load',
    { model: 'M/M/1/K', lambda: 1, mu: 2, K: 3 },
    { probBlock: 0.066667, meanInSystem: 0.733333, meanResponse: 0.785714, throughput: 0.933333 },
  ],
  [
    // rho = 2: 1/15, 2/15, 4/15, 8/15.
    'more comes than can be served',
    { model: 'M/M/1/K', lambda: 2, mu: 1, K: 3 },
    { probBlock: 0.533333, meanInSystem: 2.266667, meanResponse: 2.428571, throughput: 0.933333 },
  ],
  [
    'far too much, with a long queue: full for nearly all the time',
    { model: 'M/M/1/K', lambda: 1000, mu: 1, K: 1000 },
    { probBlock: 0.999, meanInSystem: 999.998999, meanResponse: 999.998999, throughput: 1 },
  ],
  [
    'sizes are written shortest',
    { model: 'M/G/1-PS', lambda: 0.5, meanService: 1, jobSizes: [2, 0.5, 10] },
    {
      rho: 0.5,
      meanResponse: 2,
      meanInSystem: 1,
      responseOfSize_2: 4,
      'responseOfSize_0.5': 1,
      responseOfSize_10: 20,
    },
  ],
  [
    'with exponential service FCFS is M/M/1',
    { model: 'M/G/1-FCFS', lambda: 3, meanService: 0.25, scv: 1 },
    { rho: 0.75, meanWait: 0.75, meanResponse: 1, meanInSystem: 3 },
  ],
  [
    'fields of other models are ignored',
    { model: 'M/M/1', lambda: 3, mu: 4, c: -1, scv: 'much' },
    { rho: 0.75, meanResponse: 1, meanWait: 0.75, meanInSystem: 3, meanQueue: 2.25 },
  ],
])

complainsAbout(id, { model: 'M/M/c', lambda: 5, mu: 2, c: 4 }, [
  ['model', { model: 'G/G/1' }],
  ['model', { model: null }],
  ['lambda', { lambda: 8 }],
  ['lambda', { lambda: 9 }],
  ['lambda', { lambda: -1 }],
  ['lambda', { lambda: '5' }],
  ['mu', { mu: 0 }],
  ['mu', { mu: null }],
  ['c', { c: 2.5 }],
  ['c', { c: 0 }],
])
complainsAbout(id, { model: 'M/M/1', lambda: 0.1, mu: 0.3 }, [
  ['lambda', { lambda: 0.3 }],
  ['mu', { mu: undefined }],
])
complainsAbout(id, { model: 'M/M/1/K', lambda: 5, mu: 2, K: 4 }, [
  ['K', { K: 0 }],
  ['K', { K: 1.5 }],
])
complainsAbout(id, { model: 'M/G/1-PS', lambda: 0.25, meanService: 2, jobSizes: [1] }, [
  ['lambda', { lambda: 0.5 }],
  ['meanService', { meanService: 0 }],
  ['jobSizes[1]', { jobSizes: [1, -1] }],
  ['jobSizes', { jobSizes: null }],
])
complainsAbout(id, { model: 'M/G/1-FCFS', lambda: 0.25, meanService: 2, scv: 1 }, [
  ['scv', { scv: -0.5 }],
  ['lambda', { meanService: 4 }],
])

/** Σ load^n / n! up to c servers, term by term. */
function terms(load: number, c: number): readonly number[] {
  const found = [1]
  for (let n = 1; n <= c; n++) found.push(((found[n - 1] ?? 0) * load) / n)
  return found
}

describe('against sums over all states', () => {
  const servers = fc.integer({ min: 1, max: 12 })
  const rho = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100)

  test('Erlang B and C', () => {
    forAll(fc.tuple(servers, rho), 300, ([c, busy]) => {
      const load = busy * c
      const states = terms(load, c)
      const last = states[c] ?? 0
      const below = states.slice(0, c).reduce((sum, one) => sum + one, 0)
      expect(erlangB(load, c)).toBeCloseTo(last / (below + last), 12)
      const waiting = last / (1 - busy)
      expect(erlangC(load, c)).toBeCloseTo(waiting / (below + waiting), 12)
    })
  })

  test('a finite room, state by state', () => {
    const input = fc.record({ lambda: fc.integer({ min: 1, max: 40 }), mu: fc.integer({ min: 1, max: 40 }) })
    forAll(fc.tuple(input, fc.integer({ min: 1, max: 12 })), 300, ([{ lambda, mu }, K]) => {
      const weights = Array.from({ length: K + 1 }, (_, n) => (lambda / mu) ** n)
      const sum = weights.reduce((all, one) => all + one, 0)
      const L = weights.reduce((all, one, n) => all + n * one, 0) / sum
      const blocked = (weights[K] ?? 0) / sum
      const found = queue({ model: 'M/M/1/K', lambda, mu, K })
      expect(found['probBlock']).toBeCloseTo(blocked, 6)
      expect(found['meanInSystem']).toBeCloseTo(L, 5)
      expect(found['meanResponse']).toBeCloseTo(L / (lambda * (1 - blocked)), 5)
      expect(found['throughput']).toBeCloseTo(lambda * (1 - blocked), 5)
    })
  })

  test('hundreds of servers neither overflow nor vanish', () => {
    const found = evaluated(id, { model: 'M/M/c', lambda: 950, mu: 1, c: 1000 }) as Record<string, number>
    expect(found['probWait']).toBeGreaterThan(0.05)
    expect(found['probWait']).toBeLessThan(0.15)
    // Halfin and Whitt: with 1000 + beta √1000 servers, to within a few percent.
    expect(erlangC(5000, 5100)).toBeGreaterThan(0)
  })

  test('more servers of the same total speed never wait longer in line', () => {
    forAll(fc.tuple(servers, rho), 200, ([c, busy]) => {
      expect(erlangC(busy * (c + 1), c + 1)).toBeLessThanOrEqual(erlangC(busy * c, c) + 1e-12)
    })
  })
})
