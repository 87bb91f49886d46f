// Pairs of worlds that must behave alike: longer, larger, differently wrapped, differently travelled.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policies, type Kind, type NamedFact, type Run, type Scenario } from '../../src/sim'
import { cell, fleet, group, rowsOf, scenario, second, startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { life, storyArbitrary } from '../support/worlds'

const times = [0, 0.13, 0.5, 0.77, 1].map((part) => Math.floor(part * life))

/** What can be said of every workload by name: group, ordinal, state, demand, CPU. */
function workloadsOf(run: Run): readonly unknown[] {
  return rowsOf(run, 'workloads')
    .map((row) => [
      run.engine.world.groups[cell(run, 'workloads', 'group', row)],
      cell(run, 'workloads', 'ordinal', row),
      cell(run, 'workloads', 'state', row),
      cell(run, 'workloads', 'demandMillicores', row),
      cell(run, 'workloadCpu', 'grantedMillicores', row),
    ])
    .sort()
}

function historyOf(story: Scenario, look: (run: Run) => unknown): readonly unknown[] {
  const run = startRun(story)
  return times.map((at) => {
    run.advance(at, Infinity)
    return look(run)
  })
}

test('a longer run begins as the shorter one did', () => {
  forAll(storyArbitrary, 60, (story) => {
    const hash = (run: Run) => run.hash()
    expect(historyOf({ ...story, horizon: 10 * life }, hash)).toEqual(historyOf(story, hash))
  })
})

test('a zone that nobody uses changes nobody', () => {
  forAll(storyArbitrary, 60, (story) => {
    // Everybody is bound to a fleet of their own, so the new one stays empty.
    const bound = story.workloads.map((one) => ({ ...one, on: one.on ?? story.fleet[0]?.name ?? '' }))
    const world = { ...story, workloads: bound }
    const larger = { ...world, fleet: [...world.fleet, fleet('new', 3, { zone: 'north', rack: 'empty' })] }
    expect(historyOf(larger, workloadsOf)).toEqual(historyOf(world, workloadsOf))
  })
})

test('another title, or notes, change nothing', () => {
  forAll(storyArbitrary, 10, (story) => {
    const hash = (run: Run) => run.hash()
    expect(historyOf({ ...story, title: '过度分配', notes: ['x'] }, hash)).toEqual(historyOf(story, hash))
  })
})

test('twice the hosts for twice the workloads give everybody the same share', () => {
  const sizes = fc.record({
    hosts: fc.integer({ min: 1, max: 4 }),
    perHost: fc.integer({ min: 1, max: 6 }),
    millicores: fc.integer({ min: 0, max: 4000 }),
    shares: fc.constantFrom(1, 1000, 7),
    kind: fc.constantFrom<Kind>('process', 'container', 'vm'),
  })
  forAll(sizes, 60, ({ hosts, perHost, millicores, shares, kind }) => {
    const granted = (times: number): readonly number[] => {
      const demand = { law: 'constant', millicores } as const
      const many = group('web', times * hosts * perHost, {
        kind,
        demand,
        shares,
        flavours: ['m'],
        place: { policy: 'spread' },
      })
      const run = startRun(scenario([fleet('host', times * hosts)], [many]))
      return rowsOf(run, 'workloads')
        .map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))
        .sort((left, right) => left - right)
    }
    expect(granted(2)).toEqual(granted(1).flatMap((share) => [share, share]))
  })
})

describe('a workload has the same fate in any wrapping', () => {
  const demand = fc.record({
    law: fc.constant('diurnal' as const),
    lowMillicores: fc.integer({ min: 0, max: 300 }),
    highMillicores: fc.integer({ min: 300, max: 1000 }),
    period: fc.integer({ min: 10 * second, max: life }),
    peakAt: fc.integer({ min: 0, max: life }),
    cadence: fc.constantFrom(2 * second, 5 * second),
    jitterPercent: fc.integer({ min: 1, max: 100 }),
  })
  const worlds = fc.record({ demand, seed: fc.nat(), count: fc.integer({ min: 1, max: 6 }) })
  const wrapped = (
    kind: Kind,
    { demand, seed, count }: { demand: Scenario['workloads'][number]['demand']; seed: number; count: number },
  ) =>
    scenario([fleet('host', 2)], [group('web', count, { kind, demand })], {
      seed,
      horizon: life,
      rules: { failure: { processMeanSeconds: 20, processRestartSeconds: 1 } },
    })

  test('the same demand at every time', () => {
    forAll(worlds, 30, (world) => {
      const demands = (run: Run): readonly unknown[] =>
        rowsOf(run, 'workloads').map((row) => cell(run, 'workloads', 'demandMillicores', row))
      const [first, ...others] = (['process', 'container', 'vm', 'container-in-vm'] as const).map((kind) =>
        historyOf(wrapped(kind, world), demands),
      )
      for (const other of others) expect(other).toEqual(first)
    })
  })

  test('the same crashes at the same times', () => {
    forAll(worlds, 30, (world) => {
      const crashes = (kind: Kind): readonly unknown[] => {
        const run = startRun(wrapped(kind, world))
        run.advance(run.end, Infinity)
        return run
          .facts(0, Infinity)
          .filter(({ name }) => name === 'process.crashed')
          .map(({ at, args }) => [at, args])
      }
      const [first, ...others] = (['process', 'container', 'vm', 'container-in-vm'] as const).map(crashes)
      for (const other of others) expect(other).toEqual(first)
    })
  })
})

describe('why a host was chosen', () => {
  /** Facts of a whole run. */
  function factsOf(run: Run): readonly NamedFact[] {
    run.advance(run.end, Infinity)
    return run.facts(0, Infinity)
  }

  test.each(policies)(
    'the scan that explains a choice by %s makes the choice the tournament made',
    (policy) => {
      forAll(storyArbitrary, 12, (story) => {
        const workloads = story.workloads.map((one) => ({ ...one, place: { ...one.place, policy } }))
        const run = startRun({ ...story, workloads })
        const bound = factsOf(run).filter(({ name }) => name === 'placement.bound')
        for (const fact of bound.filter((_, at) => at % Math.ceil(bound.length / 6) === 0)) {
          const steps = run.explain(fact.ordinal)?.steps ?? []
          const scores = steps.filter(({ step }) => step === 'score')
          const best = Math.max(...scores.map(({ value }) => value))
          expect(steps.at(-1)).toEqual({
            step: 'bind',
            subject: fact.args['host'],
            value: best,
            passed: true,
          })
          expect(scores.find(({ value }) => value === best)?.subject).toBe(fact.args['host'])
          // Every host was looked at once.
          const judged = steps.filter(({ step, passed }) => step === 'score' || !passed)
          expect(judged.map(({ subject }) => subject)).toHaveLength(rowsOf(run, 'hosts').length)
        }
      })
    },
  )
})
