// Response times on real hosts, and the laws of the queue against sums that need no recursion.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Run, WorkloadGroup } from '../../../../src/sim'
import { erlangC } from '../../../../src/sim/model/cpu'
import { meanOf, p99Of } from '../../../../src/sim/model/response'
import {
  meanMillis,
  percentileCeiling,
  percentileMillis,
  queueOf,
} from '../../../../src/sim/model/response/equations'
import { crate, define, done, fleet, group, scenario, startRun } from '../../../support/builders'

/** Erlang C by its definition, with factorials. */
function byFactorials(servers: number, load: number): number {
  let term = 1
  let sum = 0
  for (let count = 0; count < servers; count++) {
    sum += term
    term = (term * load) / (count + 1)
  }
  const full = (term * servers) / (servers - load)
  return full / (sum + full)
}

describe('Erlang C', () => {
  test.each([
    [8, 0.009],
    [12, 0.2046],
    [14, 0.5085],
    [15.5, 0.859],
  ])('O-6: 16 CPUs with %d busy', (load, probability) => {
    expect(Math.abs(erlangC(16, load) - probability)).toBeLessThan(0.00005)
  })

  test('is what the sum of factorials gives, and stays a probability where that overflows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (c, rho) => {
          expect(Math.abs(erlangC(c, rho * c) - byFactorials(c, rho * c))).toBeLessThan(1e-9)
        },
      ),
    )
    expect(erlangC(5000, 4990)).toBeGreaterThan(0.5)
    expect(erlangC(5000, 4990)).toBeLessThan(1)
  })
})

describe('the queue of a workload', () => {
  const queueArbitrary = fc
    .record({
      servers: fc.integer({ min: 1, max: 64 }),
      rho: fc.double({ min: 0.001, max: 0.98, noNaN: true }),
      micros: fc.integer({ min: 1, max: 100000 }),
    })
    .map(({ servers, rho, micros }) => ({ servers, load: rho * servers, serviceMicros: micros }))

  test('one server: everything is exponential with the mean service / (1 - load)', () => {
    fc.assert(
      fc.property(queueArbitrary, ({ load, servers, serviceMicros }) => {
        const rho = load / servers
        const queue = { servers: 1, load: rho, serviceMicros }
        const mean = serviceMicros / 1000 / (1 - rho)
        expect(meanMillis(queue) / mean).toBeCloseTo(1, 9)
        expect(percentileMillis(queue, 99) / Math.min(60000, mean * Math.log(100))).toBeCloseTo(1, 9)
      }),
    )
  })

  test('percentiles rise with the share, lie below their bound and above service alone', () => {
    fc.assert(
      fc.property(queueArbitrary, (queue) => {
        const p50 = percentileMillis(queue, 50)
        const p99 = percentileMillis(queue, 99)
        expect(p99).toBeGreaterThanOrEqual(p50)
        expect(p99).toBeLessThanOrEqual(percentileCeiling(queue, 99))
        expect(p99).toBeGreaterThanOrEqual((queue.serviceMicros / 1000) * Math.log(100) * (1 - 1e-9))
      }),
    )
  })

  test('the mean is the integral of what is left over all percentiles', () => {
    // Trapezoids over a thousand percentiles; the last part of the tail is missing.
    const queue = { servers: 4, load: 3, serviceMicros: 1000 }
    const steps = 4000
    let sum = 0
    for (let at = 0; at < steps; at++) sum += percentileMillis(queue, (100 * (at + 0.5)) / steps) / steps
    expect(Math.abs(sum - meanMillis(queue))).toBeLessThan(0.005)
  })

  test('more of the host to reach never makes it slower', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 0, max: 1000 }),
        (demand, reach, more) => {
          const before = percentileMillis(queueOf(demand, 10000, 4, 1100000, reach), 99)
          const after = percentileMillis(queueOf(demand, 10000, 4, 1100000, reach + more), 99)
          expect(after).toBeLessThanOrEqual(before * (1 + 1e-12))
        },
      ),
    )
  })
})

describe('on a host', () => {
  const wants = (name: string, millicores: number, more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
    group(name, 1, { kind: 'process', flavours: ['s'], demand: { law: 'constant', millicores }, ...more })

  function host(workloads: readonly WorkloadGroup[]): Run {
    const machines = { crate: { ...crate, coresPerSocket: 2, memoryMiB: 100000 } }
    const run = startRun(
      scenario([fleet('host', 1, { kernel: 'linux' })], workloads, { define: { ...define, machines } }),
    )
    run.advance(0, Infinity)
    return run
  }

  test('half a vCPU at work: 20 ms, and 92.103 for the slowest hundredth', () => {
    const run = host([wants('a', 500)])
    expect([meanOf(run.engine.world, 0), p99Of(run.engine.world, 0)]).toEqual([20, 92.103])
    expect(run.metric('response.mean', 'host-1')).toBe(20)
    expect(run.metric('response.p99', '')).toBe(92.103)
    expect(run.metric('response.group-p99', 'a')).toBe(92.103)
    expect(run.metric('response.group-mean', 'a')).toBe(20)
  })

  test('a limit makes it slower, the slowest workload is told, and nothing at work takes no time', () => {
    const run = host([wants('a', 500), wants('b', 500, { limitMillicores: 800 }), wants('c', 0)])
    // 12.5 ms of service, 0.625 busy.
    expect(run.metric('response.mean', 'host-1')).toBe(33.333)
    expect(run.metric('response.mean', '')).toBe(33.333)
    expect(run.metric('response.group-mean', 'a')).toBe(20)
    expect(run.metric('response.group-p99', 'c')).toBe(0)
  })

  test('who cannot keep up is told the time-out', () => {
    const run = host([wants('a', 900), wants('b', 900), wants('c', 900)])
    expect(run.metric('response.p99', 'host-1')).toBe(60000)
    done(run, 'workload.demand', { group: 'c', millicores: 100 })
    // 100 millicores lie idle: each vCPU could have 1000 of 1000 that it wants 900 of.
    expect(run.metric('response.group-mean', 'a')).toBe(100)
  })

  test('the number comes with its law', () => {
    const run = host([wants('a', 500)])
    const known = run.engine.model.metrics.get('response.p99')
    const use = known?.explain?.(run.engine.world, 0)
    expect([use?.id, use?.value]).toEqual(['response.percentile', 92.103])
    expect(use?.terms.map(({ value }) => value)).toEqual([500, 10000, 1, 1000000, 0, 1000])
    done(run, 'workload.demand', { group: 'a', millicores: 0 })
    expect(known?.explain?.(run.engine.world, 0)).toBeNull()
  })
})
