// Noisy neighbours: who loses what to whom, under which wrapping, and what partitioning does about it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audit, evaluateLaw, type Run, type Scenario, type WorkloadGroup } from '../../../../src/sim'
import { shareCache } from '../../../../src/sim/model/neighbours'
import { allAtOnce, cell, command, done, fleet, group, scenario, startRun } from '../../../support/builders'
import { forAll } from '../../../support/for-all'
import { lawOf } from '../law'

const source = 'made up for a test'
const cacheHungry = { source, cacheKiloAccesses: 60000, cacheMissPermille: 100, cacheMiB: 32 }
const greedy = { ...cacheHungry, cacheKiloAccesses: 200000, cacheMissPermille: 400 }
const streaming = { source, bandwidthMBps: 40000 }
const modest = { source, bandwidthMBps: 10000 }
const locking = { source, kernelPermille: 200, lockPermille: 100, crosstalkPpm: 200 }
const mixes = { cacheHungry, greedy, streaming, modest, locking }

function running(workloads: readonly WorkloadGroup[], rules: Scenario['rules'] = {}): Run {
  const from = scenario([fleet('host', 1)], workloads, { rules })
  const run = startRun({ ...from, define: { ...from.define, mixes: named } })
  run.advance(0, allAtOnce)
  return run
}

/** Ids as scenarios write them. */
const named = {
  'cache-hungry': mixes.cacheHungry,
  greedy: mixes.greedy,
  streaming: mixes.streaming,
  modest: mixes.modest,
  locking: mixes.locking,
}

const app = (name: string, mix: keyof typeof named, more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group(name, 1, { mix, demand: { law: 'constant', millicores: 1000 }, ...more })

/** What each unit loses, ppm, in the order of the units. */
function lost(run: Run): readonly number[] {
  const units = run.engine.world.tables['units']
  return Array.from({ length: units?.rows.size ?? 0 }, (_, unit) => cell(run, 'unitCrowding', 'ppm', unit))
}

describe('a shared cache', () => {
  test('hurts two who need it alike, in VMs as in containers', () => {
    const [containers, vms] = (['container', 'vm'] as const).map((kind) =>
      lost(running([app('a', 'cache-hungry', { kind }), app('b', 'cache-hungry', { kind })])),
    )
    const [first = 0, second = 0] = containers ?? []
    // Half of the cache: misses root 2 times 10 % of 60 million a second, 66.7 ns each.
    expect(first).toBe(Math.round(60e6 * 0.1 * (Math.SQRT2 - 1) * (200 / 3000) * 1e-6 * 1e6))
    expect(second).toBe(first)
    expect(vms).toEqual(containers)
  })

  test('hurts nobody who is alone, nor who works beside one that needs no cache', () => {
    expect(lost(running([app('a', 'cache-hungry')]))).toEqual([0])
    const idle = group('b', 1, { demand: { law: 'constant', millicores: 2000 } })
    expect(lost(running([app('a', 'cache-hungry'), idle]))).toEqual([0, 0])
  })

  test('that is partitioned protects the victim', () => {
    const pair = [app('victim', 'cache-hungry'), app('bully', 'greedy')]
    const run = running(pair)
    const [before = 0] = lost(run)
    done(run, 'neighbours.partition', { mode: 'cache' })
    const [after = 0] = lost(run)
    expect(after).toBeGreaterThan(0)
    expect(after).toBeLessThan(before)
    expect(lost(running(pair, { neighbours: { partition: 'cache' } }))).toEqual(lost(run))
    expect(audit(run.engine.world, run.engine.model)).toBeNull()
  })

  test('is left again when the neighbour stops asking', () => {
    const run = running([app('a', 'cache-hungry'), app('b', 'cache-hungry')])
    done(run, 'group.demand', { group: 'b', millicores: 0 })
    expect(lost(run)).toEqual([0, 0])
    expect(run.metric('neighbours.lost', 'host-1')).toBe(0)
  })
})

describe('memory bandwidth', () => {
  test('is divided by cores where it does not suffice, and stretches the time of both', () => {
    // 3 cores that want 40 GB/s each and one that wants 10, of 100: 25 GB/s a core, so only the three wait.
    const three = app('stream', 'streaming', {
      flavours: ['l'],
      demand: { law: 'constant', millicores: 3000 },
    })
    expect(lost(running([app('a', 'modest'), three]))).toEqual([0, Math.round((120 / 90 - 1.2) * 1e6)])
    // Of 30 GB/s, 7.5 a core: now the modest one waits, too.
    const rules = { neighbours: { memoryMBps: 30000 } }
    expect(lost(running([app('a', 'modest'), three], rules))).toEqual([
      Math.round((10 / 7.5 - 1) * 1e6),
      Math.round((120 / 22.5 - 4) * 1e6),
    ])
  })

  test('that is capped evenly protects the modest one, at the cost of the other', () => {
    const three = app('stream', 'streaming', {
      flavours: ['l'],
      demand: { law: 'constant', millicores: 3000 },
    })
    const run = running([app('a', 'modest'), three], { neighbours: { memoryMBps: 30000 } })
    const [, bully = 0] = lost(run)
    done(run, 'neighbours.partition', { mode: 'even' })
    expect(lost(run)[0]).toBe(0)
    expect(lost(run)[1]).toBeGreaterThan(bully)
  })
})

describe('locks of a kernel', () => {
  const four = (kind: WorkloadGroup['kind']): WorkloadGroup =>
    group('db', 4, {
      kind: kind ?? 'container',
      mix: 'locking',
      demand: { law: 'constant', millicores: 1000 },
    })

  test('are met by containers of one kernel and not by VMs with kernels of their own', () => {
    // 2 % under locks, 3 others: 0.02 * 3 + 0.0002 * 4 * 3.
    expect(lost(running([four('container')]))).toEqual(Array.from({ length: 4 }, () => 62400))
    expect(lost(running([four('vm')]))).toEqual([0, 0, 0, 0])
  })

  test('are met again by containers inside one VM', () => {
    const inside = group('db', 4, {
      wrap: [{ profile: 'kvm-qemu', per: 4 }, { profile: 'runc' }],
      mix: 'locking',
      demand: { law: 'constant', millicores: 1000 },
    })
    expect(lost(running([inside]))).toEqual([62400])
  })

  test('give the speed-ups of O-36', () => {
    const law = lawOf('neighbours.universal-scalability')
    const speedup = (sharedKernels: number): number =>
      (
        evaluateLaw(law, { activeThreads: 64, serialShare: 0.02, crosstalk: 0.0002, sharedKernels }) as {
          speedup: number
        }
      ).speedup
    expect(speedup(1)).toBeCloseTo(20.87, 2)
    expect(speedup(4)).toBeCloseTo(47.48, 2)
  })
})

test('the metric is the lost part of what is asked for, on a host and in the fleet', () => {
  const run = running([app('a', 'cache-hungry'), app('b', 'cache-hungry')])
  const [each = 0] = lost(run)
  expect(run.metric('neighbours.lost', 'host-1')).toBeCloseTo(each / 1000, 9)
  expect(run.metric('neighbours.lost', '')).toBeCloseTo(each / 1000, 9)
})

test('the same partitioning again is refused, and it is stated once', () => {
  const run = running([app('a', 'cache-hungry')])
  expect(run.perform(command('neighbours.partition', { mode: 'none' }))).toEqual({
    reason: 'partition-already',
    args: { mode: 'none' },
  })
  done(run, 'neighbours.partition', { mode: 'even' })
  expect(run.facts(0, 65536).at(-1)?.name).toBe('neighbours.partitioned')
})

test('occupancies fill the cache, agree with what they bring in, and are equal for equal ones', () => {
  const user = fc.record({
    accesses: fc.integer({ min: 1, max: 1000000 }),
    missRatio: fc.integer({ min: 1, max: 1000 }).map((permille) => permille / 1000),
    knownMiB: fc.integer({ min: 1, max: 64 }),
  })
  forAll(
    fc.tuple(fc.array(user, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 256 })),
    200,
    ([some, total]) => {
      const users = [...some, ...some.slice(0, 1)]
      const out = new Float64Array(users.length)
      const known = {
        count: users.length,
        accesses: users.map(({ accesses }) => accesses),
        missRatio: users.map(({ missRatio }) => missRatio),
        knownMiB: users.map(({ knownMiB }) => knownMiB),
      }
      shareCache(known, total, 0.01, out)
      expect(out.reduce((sum, holds) => sum + holds, 0)).toBeCloseTo(total, 6)
      expect(out[users.length - 1]).toBe(out[0])
      for (const holds of out) expect(holds).toBeGreaterThan(0)
      // One more round changes nothing: it is the fixed point.
      const again = new Float64Array(out)
      const brought = users.map(({ accesses, missRatio, knownMiB }, at) => {
        const ratio = missRatio * Math.sqrt(knownMiB / (again[at] ?? 1))
        return accesses * Math.min(1, Math.max(ratio, Math.min(0.01, missRatio)))
      })
      const all = brought.reduce((sum, part) => sum + part, 0)
      brought.forEach((part, at) => expect(((part / all) * total) / (out[at] ?? 1)).toBeCloseTo(1, 6))
    },
  )
})

test('losses are bounded, whole, and equal for equal units, in any crowd and under any partitioning', () => {
  const amount = fc.integer({ min: 0, max: 1000 })
  const mode = fc.constantFrom('none', 'cache', 'bandwidth', 'even')
  forAll(
    fc.tuple(amount, amount, amount, fc.integer({ min: 1, max: 6 }), mode),
    100,
    ([cache, bandwidth, locks, count, how]) => {
      const mix = {
        source,
        cacheKiloAccesses: cache * 1000,
        cacheMissPermille: 300,
        cacheMiB: 16,
        bandwidthMBps: bandwidth * 100,
        kernelPermille: 500,
        lockPermille: locks,
        crosstalkPpm: locks,
      }
      const from = scenario(
        [fleet('host', 1)],
        [
          group('a', count, { mix: 'any', demand: { law: 'constant', millicores: 700 } }),
          group('b', 1, { mix: 'any', flavours: ['l'], demand: { law: 'constant', millicores: 4000 } }),
        ],
        { rules: { neighbours: { partition: how } } },
      )
      const run = startRun({ ...from, define: { ...from.define, mixes: { any: mix } } })
      run.advance(0, allAtOnce)
      const all = lost(run)
      expect(new Set(all.slice(0, count)).size).toBe(1)
      for (const ppm of all) {
        expect(Number.isInteger(ppm)).toBe(true)
        expect(ppm).toBeGreaterThanOrEqual(0)
        expect(ppm).toBeLessThanOrEqual(50000000)
      }
      expect(audit(run.engine.world, run.engine.model)).toBeNull()
    },
  )
})
