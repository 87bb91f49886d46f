// Sharing among workloads that may run on some CPUs only, against a division found by lifting everybody step by step.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Run, WorkloadGroup } from '../../../../src/sim'
import { cell, crate, define, fleet, group, rowsOf, scenario, startRun } from '../../../support/builders'

interface Want {
  readonly millicores: number
  readonly shares: number
  /** Empty: all. */
  readonly cpus: readonly number[]
}

function hostOf(cores: number, wants: readonly Want[]): Run {
  // A wider host elsewhere, so that a list may name CPUs that this one does not have.
  const one = { ...crate, coresPerSocket: cores, memoryMiB: 100000 }
  const machines = { crate: one, wide: { ...crate, coresPerSocket: 64 } }
  const workloads = wants.map(({ millicores, shares, cpus }, at): WorkloadGroup =>
    group(`w${at}`, 1, {
      kind: 'process',
      flavours: ['l'],
      demand: { law: 'constant', millicores },
      shares,
      ...(cpus.length === 0 ? {} : { cgroup: { cpus: cpus.join(',') } }),
    }),
  )
  const run = startRun(
    scenario(
      [fleet('host', 1, { kernel: 'linux' }), fleet('wide', 1, { kernel: 'linux', machine: 'wide' })],
      workloads,
      { define: { ...define, machines } },
    ),
  )
  run.advance(0, Infinity)
  return run
}

const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

describe('worked examples', () => {
  test('lists that do not touch are shared each for itself', () => {
    const run = hostOf(4, [
      { millicores: 4000, shares: 1000, cpus: [0] },
      { millicores: 4000, shares: 3000, cpus: [0] },
      { millicores: 4000, shares: 1000, cpus: [1, 2] },
    ])
    expect(granted(run)).toEqual([250, 750, 2000])
    expect(run.metric('cpu.used', 'host-1')).toBe(3000)
  })

  test('who may run anywhere goes where the others cannot', () => {
    // Alike would be 1000 for each of three on 3 cores, and the first two have only one core.
    const run = hostOf(3, [
      { millicores: 4000, shares: 1000, cpus: [0] },
      { millicores: 4000, shares: 1000, cpus: [0] },
      { millicores: 4000, shares: 1000, cpus: [] },
    ])
    expect(granted(run)).toEqual([500, 500, 2000])
  })

  test('lists that overlap: the level is lowest where most want the fewest CPUs', () => {
    // CPU 0 for two of them alone, CPUs 0 and 1 for the third, which has 1 for itself.
    const run = hostOf(2, [
      { millicores: 4000, shares: 1000, cpus: [0] },
      { millicores: 4000, shares: 2000, cpus: [0] },
      { millicores: 700, shares: 1000, cpus: [0, 1] },
    ])
    expect(granted(run)).toEqual([334, 666, 700])
  })

  test('a list without a CPU of this host means all of them', () => {
    expect(granted(hostOf(2, [{ millicores: 1500, shares: 1000, cpus: [9] }]))).toEqual([1500])
  })
})

/**
 * Everybody rises by weight until he has what he wants or a set of those who share CPUs has all of them: then these
 * stay, and the others go on.
 */
function lifted(wants: readonly Want[], cores: number): readonly number[] {
  const all = Array.from({ length: cores }, (_, cpu) => cpu)
  const lists = wants.map(({ cpus }) => (cpus.length === 0 ? all : cpus))
  const sets = Array.from({ length: 1 << wants.length }, (_, set) => set).slice(1)
  const inSet = (set: number): readonly number[] => wants.map((_, at) => at).filter((at) => set & (1 << at))
  const has = (set: number): number => new Set(inSet(set).flatMap((at) => lists[at] ?? [])).size * 1000
  const stopped = wants.map(() => false)
  const got = wants.map(() => 0)
  const weight = (at: number): number => wants[at]?.shares ?? 0
  const sum = (set: number): number => inSet(set).reduce((total, at) => total + (got[at] ?? 0), 0)
  while (stopped.includes(false)) {
    const rise = Math.min(
      ...wants.map((want, at) => (stopped[at] ? Infinity : (want.millicores - (got[at] ?? 0)) / want.shares)),
      ...sets.map((set) => {
        const speed = inSet(set).reduce((total, at) => total + (stopped[at] ? 0 : weight(at)), 0)
        return speed === 0 ? Infinity : Math.max(0, has(set) - sum(set)) / speed
      }),
    )
    wants.forEach((_, at) => {
      if (!stopped[at]) got[at] = (got[at] ?? 0) + rise * weight(at)
    })
    wants.forEach(({ millicores }, at) => {
      if ((got[at] ?? 0) >= millicores - 1e-6) stopped[at] = true
    })
    for (const set of sets) if (sum(set) >= has(set) - 1e-6) for (const at of inSet(set)) stopped[at] = true
  }
  return got
}

test('the division is that of everybody rising together, to the millicore of each level', () => {
  const wantArbitrary: fc.Arbitrary<Want> = fc.record({
    millicores: fc.integer({ min: 1, max: 4000 }),
    shares: fc.constantFrom(1000, 1000, 2000, 3500),
    cpus: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }).map((cpus) => cpus.sort()),
  })
  fc.assert(
    fc.property(
      fc.array(wantArbitrary, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 4, max: 5 }),
      (wants, cores) => {
        const run = hostOf(cores, wants)
        const parts = granted(run)
        const real = lifted(wants, cores)
        parts.forEach((part, at) => expect(Math.abs(part - (real[at] ?? 0))).toBeLessThan(4))
        const sum = real.reduce((total, part) => total + part, 0)
        expect(Math.abs(run.metric('cpu.used', 'host-1') - sum)).toBeLessThan(1)
      },
    ),
    { numRuns: 60 },
  )
})
