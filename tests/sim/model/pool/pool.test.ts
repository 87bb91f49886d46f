// Pools on real hosts, against shares worked out by hand, and what an operator may change about them.
import { describe, expect, test } from 'vitest'
import type { Run, Scenario, WorkloadGroup } from '../../../../src/sim'
import { audit, standardModel } from '../../../../src/sim'
import {
  cell,
  command,
  crate,
  define,
  done,
  factNames,
  fleet,
  group,
  rowsOf,
  scenario,
  startRun,
} from '../../../support/builders'

type Pools = NonNullable<Scenario['pools']>

function host(cores: number, pools: Pools, workloads: readonly WorkloadGroup[], hosts = 1): Run {
  const machines = { crate: { ...crate, coresPerSocket: cores, memoryMiB: 100000 } }
  const run = startRun(
    scenario([fleet('host', hosts, { kernel: 'linux' })], workloads, {
      define: { ...define, machines },
      pools,
    }),
  )
  run.advance(0, Infinity)
  return run
}

const wants = (name: string, millicores: number, more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group(name, 1, { kind: 'process', flavours: ['xlarge'], demand: { law: 'constant', millicores }, ...more })

const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

describe('a pool', () => {
  test('weighs as much as its shares say, however many are in it', () => {
    const run = host(
      4,
      [{ name: 'many', shares: 1000 }],
      [
        wants('a', 4000, { pool: 'many', shares: 1000 }),
        wants('b', 4000, { pool: 'many', shares: 3000 }),
        wants('c', 4000, { shares: 1000 }),
      ],
    )
    expect(granted(run)).toEqual([500, 1500, 2000])
    expect(run.metric('cpu.used', 'host-1')).toBe(4000)
  })

  test('stands within another: each level is shared for itself', () => {
    const pools = [
      { name: 'outer', shares: 3000 },
      { name: 'inner', parent: 'outer', shares: 1000 },
    ]
    // Outer against d 3 : 1 of 8 cores; in it inner against c 1 : 1; in that a against b 1 : 2.
    const run = host(8, pools, [
      wants('a', 8000, { pool: 'inner', shares: 1000 }),
      wants('b', 8000, { pool: 'inner', shares: 2000 }),
      wants('c', 8000, { pool: 'outer', shares: 1000 }),
      wants('d', 8000, { shares: 1000 }),
    ])
    expect(granted(run)).toEqual([1000, 2000, 3000, 2000])
  })

  test('gets no more than its limit, even when the rest lies idle', () => {
    const run = host(
      8,
      [{ name: 'capped', shares: 1000, limitMillicores: 1500 }],
      [wants('a', 3000, { pool: 'capped' }), wants('b', 3000, { pool: 'capped' }), wants('c', 1000)],
    )
    expect(granted(run)).toEqual([750, 750, 1000])
  })

  test('gets its reservation first, as far as it wants it', () => {
    const pools = [{ name: 'safe', shares: 1, reservationMillicores: 3000 }]
    const others = wants('c', 4000, { shares: 1000 })
    expect(granted(host(4, pools, [wants('a', 4000, { pool: 'safe' }), others]))).toEqual([3000, 1000])
    expect(granted(host(4, pools, [wants('a', 500, { pool: 'safe' }), others]))).toEqual([500, 3500])
  })

  test('promises what its children are promised only if it is expandable', () => {
    const inside = wants('a', 4000, { pool: 'p', reservationMillicores: 3000, shares: 1 })
    const others = wants('c', 4000, { shares: 3000 })
    const fixed = host(4, [{ name: 'p', shares: 1000, reservationMillicores: 0 }], [inside, others])
    expect(granted(fixed)).toEqual([1000, 3000])
    const wide = host(4, [{ name: 'p', shares: 1000, expandable: true }], [inside, others])
    expect(granted(wide)).toEqual([3000, 1000])
  })

  test('is on each host anew', () => {
    const run = host(
      2,
      [{ name: 'capped', shares: 1000, limitMillicores: 500 }],
      [
        group('a', 2, {
          kind: 'process',
          pool: 'capped',
          place: { policy: 'spread' },
          demand: { law: 'constant', millicores: 900 },
        }),
      ],
      2,
    )
    expect(granted(run)).toEqual([500, 500])
  })
})

describe('an operator', () => {
  const pools = [{ name: 'p', shares: 1000, reservationMillicores: 100, limitMillicores: 3000 }]
  const made = (): Run =>
    host(4, pools, [wants('a', 4000, { pool: 'p' }), wants('b', 4000, { shares: 1000 })])

  test('changes shares, reservation and limit, and the hosts share anew', () => {
    const run = made()
    expect(granted(run)).toEqual([2000, 2000])
    done(run, 'pool.shares', { pool: 'p', shares: 3000 })
    expect(granted(run)).toEqual([3000, 1000])
    done(run, 'pool.limit', { pool: 'p', millicores: 1200 })
    expect(granted(run)).toEqual([1200, 2800])
    done(run, 'pool.limit', { pool: 'p', millicores: 0 })
    done(run, 'pool.shares', { pool: 'p', shares: 1 })
    done(run, 'pool.reservation', { pool: 'p', millicores: 3500 })
    expect(granted(run)).toEqual([3500, 500])
    expect(factNames(run).filter((name) => name.startsWith('pool.'))).toEqual([
      'pool.shares-set',
      'pool.limit-set',
      'pool.limit-removed',
      'pool.shares-set',
      'pool.reservation-set',
    ])
    expect(audit(run.engine.world, standardModel)).toBeNull()
  })

  test.each([
    ['pool.reservation', { millicores: 3001 }, 'pool-reservation-limit', 3000],
    ['pool.limit', { millicores: 99 }, 'pool-limit-reservation', 100],
    ['pool.shares', { shares: 0 }, 'pool-range', 1],
    ['pool.shares', { shares: 2000000 }, 'pool-range', 1000000],
    ['pool.reservation', { millicores: -5 }, 'pool-range', 0],
    ['pool.limit', { millicores: 200000000 }, 'pool-range', 100000000],
    ['pool.shares', { shares: 1000 }, 'pool-already-so', undefined],
  ])('%s %j is refused: %s', (name, args, reason, nearest) => {
    const run = made()
    const refusal = run.perform(command(name, { pool: 'p', ...args }))
    expect([refusal?.reason, refusal?.args['nearest']]).toEqual([reason, nearest])
  })
})
