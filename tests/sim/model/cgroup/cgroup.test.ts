// Control groups: the laws of the model book with their oracles, and the two commands that change the controls.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audit, evaluateLaw, type Run } from '../../../../src/sim'
import {
  claimedProtection,
  effectiveProtection,
  linearWeight,
  logWeight,
  quotaCompletion,
} from '../../../../src/sim/model/cgroup'
import {
  allAtOnce,
  cell,
  command,
  crate,
  define,
  done,
  factNames,
  fleet,
  group,
  scenario,
  startRun,
} from '../../../support/builders'
import { forAll } from '../../../support/for-all'
import { lawOf } from '../law'

/** Crates of 4 cores and one box of 2; sizes of 500 MiB. */
function running(): Run {
  const run = startRun(
    scenario(
      [fleet('host', 2, { kernel: 'linux' }), fleet('small', 1, { kernel: 'linux', machine: 'box' })],
      [
        group('app', 2, { flavours: ['m'], on: 'host' }),
        group('any', 1, { flavours: ['m'], cgroup: { cpus: '0-1' } }),
      ],
    ),
  )
  run.advance(0, allAtOnce)
  return run
}

function refusalOf(run: Run, name: string, args: Record<string, string | number>): unknown {
  return run.perform(command(name, args))
}

function cpusOf(run: Run, row: number): readonly number[] {
  const first = cell(run, 'groupCgroup', 'firstCpu', row)
  const count = cell(run, 'groupCgroup', 'cpuCount', row)
  return Array.from({ length: count }, (_, at) => cell(run, 'cpusetCpus', 'cpu', first + at))
}

describe('weights', () => {
  test('of the linear conversion are those of O-9', () => {
    expect([1024, 512, 2048, 256, 2, 262144].map(linearWeight)).toEqual([39, 20, 79, 10, 1, 10000])
  })

  test('of the newer conversion are those of O-10, and the default is exactly the default', () => {
    expect([1024, 512, 2048, 2, 262144].map(logWeight)).toEqual([100, 59, 174, 1, 10000])
  })

  test('never fall when the shares rise, in either conversion', () => {
    const shares = fc.integer({ min: 2, max: 262143 })
    forAll(shares, 200, (some) => {
      expect(logWeight(some + 1)).toBeGreaterThanOrEqual(logWeight(some))
      expect(linearWeight(some + 1)).toBeGreaterThanOrEqual(linearWeight(some))
    })
  })

  test('of a pod with one CPU lose against a neighbour that nobody configured, by the older conversion only', () => {
    const request = evaluateLaw(lawOf('cgroup.kubernetes-shares'), { requestMillicores: 1000 })
    const { cpuShares } = request as { cpuShares: number }
    expect([linearWeight(cpuShares) < 100, logWeight(cpuShares) < 100]).toEqual([true, false])
  })
})

describe('a quota', () => {
  test('finishes work when O-11 and O-12 say', () => {
    expect([quotaCompletion(50, 20, 100, 1), quotaCompletion(40, 20, 100, 4)]).toEqual([210, 105])
  })

  test('never makes work faster than its threads, nor slower than the quota in the long run', () => {
    const millis = fc.integer({ min: 1, max: 1000 })
    forAll(
      fc.tuple(millis, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 8 })),
      200,
      ([work, quota, threads]) => {
        const took = quotaCompletion(work, quota, 100, threads)
        expect(took).toBeGreaterThanOrEqual(work / threads - 1e-9)
        expect(took).toBeLessThanOrEqual((Math.ceil(work / quota) - 1) * 100 + work + 1e-9)
      },
    )
  })
})

test('protection among siblings never exceeds what each uses, nor together what the parent has', () => {
  const size = fc.integer({ min: 0, max: 100000 })
  forAll(
    fc.tuple(fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 8 }), size),
    200,
    ([siblings, parent]) => {
      const claims = siblings.map(([usage, setting]) => claimedProtection(usage, setting))
      const sum = claims.reduce((total, claim) => total + claim, 0)
      const effective = claims.map((claim) => effectiveProtection(claim, sum, parent))
      effective.forEach((kept, at) => expect(kept).toBeLessThanOrEqual(siblings[at]?.[0] ?? 0))
      expect(effective.reduce((total, kept) => total + kept, 0)).toBeLessThanOrEqual(Math.min(sum, parent))
    },
  )
})

describe('group.cgroup', () => {
  test('changes what it names and leaves the rest, with a fact for each', () => {
    const run = running()
    const before = run.facts(0, 65536).length
    done(run, 'group.cgroup', { group: 'app', memoryMinMiB: 100, memoryHighMiB: 400, oomScoreAdj: -500 })
    done(run, 'group.cgroup', { group: 'app', swapMaxMiB: 0 })
    const read = (column: string) => cell(run, 'groupCgroup', column, 0)
    expect(['memoryMinMiB', 'memoryLowMiB', 'memoryHighMiB', 'swapMaxMiB', 'oomScoreAdj'].map(read)).toEqual([
      100, 0, 400, 0, -500,
    ])
    expect(factNames(run, before)).toEqual([
      'cgroup.memory-set',
      'cgroup.memory-set',
      'cgroup.oom-score-set',
      'cgroup.swap-set',
    ])
    done(run, 'group.cgroup', { group: 'app', memoryHighMiB: 0, swapMaxMiB: -1 })
    expect(factNames(run, before + 4)).toEqual(['cgroup.memory-unset', 'cgroup.swap-unlimited'])
    expect([read('memoryHighMiB'), read('swapMaxMiB')]).toEqual([0, -1])
  })

  test('refuses an order that would keep what the next control takes, with the nearest that would do', () => {
    const run = running()
    expect(refusalOf(run, 'group.cgroup', { group: 'app', memoryMinMiB: 300, memoryLowMiB: 200 })).toEqual({
      reason: 'cgroup-order',
      args: { lower: 'memory.min', upper: 'memory.low', value: 300, nearest: 200 },
    })
    expect(refusalOf(run, 'group.cgroup', { group: 'app', memoryLowMiB: 501 })).toEqual({
      reason: 'cgroup-order',
      args: { lower: 'memory.low', upper: 'memory.max', value: 501, nearest: 500 },
    })
    expect(refusalOf(run, 'group.cgroup', { group: 'app', swapMaxMiB: -1 })).toEqual({
      reason: 'nothing-to-change',
      args: { group: 'app' },
    })
    expect(cell(run, 'groupCgroup', 'memoryMinMiB', 0)).toBe(0)
  })
})

describe('group.cpuset', () => {
  test('reads lists and ranges, and an empty one as all CPUs', () => {
    const run = running()
    done(run, 'group.cpuset', { group: 'app', cpus: '3,0-1,1' })
    expect(cpusOf(run, 0)).toEqual([0, 1, 3])
    done(run, 'group.cpuset', { group: 'app', cpus: '' })
    expect(cpusOf(run, 0)).toEqual([])
    expect(factNames(run).slice(-2)).toEqual(['group.cpuset-set', 'group.cpuset-cleared'])
  })

  test('refuses a CPU that the smallest host of the group does not have', () => {
    const run = running()
    expect(refusalOf(run, 'group.cpuset', { group: 'app', cpus: '2-4' })).toEqual({
      reason: 'cpuset-missing',
      args: { group: 'app', cpu: 4, nearest: '0-3' },
    })
    expect(refusalOf(run, 'group.cpuset', { group: 'any', cpus: '3' })).toEqual({
      reason: 'cpuset-missing',
      args: { group: 'any', cpu: 3, nearest: '0-1' },
    })
    expect(refusalOf(run, 'group.cpuset', { group: 'app', cpus: '3-1' })).toMatchObject({
      reason: 'cpuset-empty',
    })
    expect(refusalOf(run, 'group.cpuset', { group: 'any', cpus: '0,1' })).toMatchObject({
      reason: 'nothing-to-change',
    })
  })

  test('counts threads: two to a core are twice the CPUs', () => {
    const machines = { ...define.machines, crate: { ...crate, threadsPerCore: 2 } }
    const run = startRun(scenario([fleet('twin', 1)], [group('app', 1)], { define: { ...define, machines } }))
    expect(refusalOf(run, 'group.cpuset', { group: 'app', cpus: '8' })).toEqual({
      reason: 'cpuset-missing',
      args: { group: 'app', cpu: 8, nearest: '0-7' },
    })
    done(run, 'group.cpuset', { group: 'app', cpus: '7' })
    expect(cpusOf(run, 0)).toEqual([7])
  })

  test('keeps every list whole, however often lists grow and shrink and groups leave', () => {
    const run = running()
    const lists = ['0', '0-3', '1,3', '0-2', '', '0-3', '2']
    for (const cpus of lists) {
      done(run, 'group.cpuset', { group: 'app', cpus })
      expect(audit(run.engine.world, run.engine.model)).toBeNull()
    }
    expect([cpusOf(run, 0), cpusOf(run, 1)]).toEqual([[2], [0, 1]])
    done(run, 'group.remove', { group: 'any' })
    expect(run.engine.world.tables['cpusetCpus']?.rows.live).toBe(1)
    expect(audit(run.engine.world, run.engine.model)).toBeNull()
  })
})
