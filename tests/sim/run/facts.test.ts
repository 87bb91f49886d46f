// Facts: the latest of them are kept, by name, with their causes; and why each came about.
import { describe, expect, test } from 'vitest'
import type { Policy, Run } from '../../../src/sim'
import { command, done, factNames, fleet, group, scenario, second, startRun } from '../../support/builders'

const kept = 65536

/** Far more facts than are kept: 90 processes that crash every few seconds, for a long time. */
const noisy = scenario([fleet('host', 1)], [group('web', 90, { kind: 'process' })], {
  horizon: 3600 * second,
  rules: { failure: { processMeanSeconds: 10, processRestartSeconds: 1 } },
})

describe('more facts than are kept', () => {
  const run = startRun(noisy)
  run.advance(run.end, Infinity)
  const facts = run.facts(0, Infinity)

  test('are forgotten from the oldest on; the rest have no gap', () => {
    expect(facts).toHaveLength(kept)
    const first = facts[0]?.ordinal ?? NaN
    expect(first).toBeGreaterThan(0)
    expect(facts.every(({ ordinal }, at) => ordinal === first + at)).toBe(true)
    expect(facts.every(({ at }, index) => index === 0 || at >= (facts[index - 1]?.at ?? NaN))).toBe(true)
  })

  test('are not explained any more, and their causes end where they were forgotten', () => {
    const first = facts[0]?.ordinal ?? NaN
    expect(run.explain(first - 1)).toBeNull()
    expect(run.explain(first)?.fact).toEqual(facts[0])
    expect(run.explain((facts.at(-1)?.ordinal ?? NaN) + 1)).toBeNull()
  })

  test('can be had again by going back', () => {
    const early = startRun(noisy)
    early.advance(60 * second, Infinity)
    run.seek(60 * second, Infinity)
    const again = run.facts(0, Infinity)
    expect(again.at(-1)).toEqual(early.facts(0, Infinity).at(-1))
    expect(again.every(({ at }) => at <= 60 * second)).toBe(true)
  })
})

describe('some facts', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 3)]))
  run.advance(second, Infinity)
  const all = run.facts(0, Infinity)

  test('from an ordinal on, and the latest when there are more than are asked for', () => {
    expect(all.length).toBeGreaterThan(6)
    expect(run.facts(4, 100)).toEqual(all.slice(4))
    expect(run.facts(0, 3)).toEqual(all.slice(-3))
    expect(run.facts(all.length, 100)).toEqual([])
    expect(run.facts(0, 0)).toEqual([])
  })

  test('name their arguments, with amounts as numbers and things by name', () => {
    expect(all[0]).toEqual({
      ordinal: 0,
      at: 0,
      name: 'placement.bound',
      cause: -1,
      args: { workload: 'web-1', host: 'host-1' },
    })
    expect(all.find(({ name }) => name === 'demand.sampled')?.args).toEqual({ group: 'web', demand: 100 })
  })
})

describe('what a decision is explained by', () => {
  const policies: readonly Policy[] = ['block', 'first-fit', 'best-fit', 'worst-fit', 'spread', 'pack']

  /** Decisions at the build and later, on hosts of two sizes that fill, fail and come back. */
  function decisions(policy: Policy): Run {
    const place = { policy, per: 7 } as const
    const run = startRun(
      scenario(
        [fleet('large', 4), fleet('small', 5, { machine: 'box' })],
        [
          group('web', 30, { app: 'fat', flavours: ['m', 's'], place }),
          group('db', 6, { kind: 'vm', flavours: ['l'], place, reservationMillicores: 900 }),
        ],
      ),
    )
    run.advance(5 * second, Infinity)
    done(run, 'host.fail', { host: 'large-2' })
    run.advance(10 * second, Infinity)
    done(run, 'workload.resize', { group: 'web', memoryMiB: 1400 })
    run.advance(15 * second, Infinity)
    done(run, 'host.repair', { host: 'large-2' })
    run.advance(20 * second, Infinity)
    done(run, 'workload.resize', { memoryMiB: 300 })
    run.advance(25 * second, Infinity)
    done(run, 'workload.resize', { memoryMiB: 2500 })
    return run
  }

  // The explanation looks at every host; the decision itself was made by a tournament that does not.
  test.each(policies)(
    'is what happened: %s, host by host',
    (policy) => {
      const run = decisions(policy)
      const before = run.hash()
      const bound = run.facts(0, Infinity).filter(({ name }) => name === 'placement.bound')
      expect(bound.length).toBeGreaterThan(30)
      for (const { ordinal, args } of bound.filter((_, at) => at % 3 === 0)) {
        const steps = run.explain(ordinal)?.steps ?? []
        const chosen = steps.at(-1)
        expect([ordinal, chosen?.step, chosen?.subject, chosen?.passed]).toEqual([
          ordinal,
          'bind',
          args['host'],
          true,
        ])
        // Every host is judged once: by its first failing filter, or by its score.
        const judged = steps.filter(({ step, passed }) => step === 'score' || !passed)
        expect(new Set(judged.map(({ subject }) => subject)).size).toBe(9)
        expect(judged).toHaveLength(9)
        const scores = steps.filter(({ step }) => step === 'score')
        const best = Math.max(...scores.map(({ value }) => value))
        expect(scores.find(({ value }) => value === best)?.subject).toBe(args['host'])
        // The filters before the first that fails are passed, and told as well.
        const powers = steps.filter(({ step }) => step === 'filter.power')
        expect(powers).toHaveLength(9)
      }
      expect(run.hash()).toBe(before)
    },
    20000,
  )

  test('is the same after going back and forth, and from keyframes close by', () => {
    const run = decisions('best-fit')
    const near = startRun(run.scenario, { branches: run.data(), workPerKeyframe: 1 })
    near.seek(run.now, Infinity)
    const bound = run.facts(0, Infinity).filter(({ name }) => name === 'placement.bound')
    for (const { ordinal } of bound.filter((_, at) => at % 5 === 0)) {
      expect(near.explain(ordinal)).toEqual(run.explain(ordinal))
    }
  })

  test('is nothing for what was not decided', () => {
    const run = decisions('pack')
    const repaired = run.facts(0, Infinity).find(({ name }) => name === 'host.repaired')
    expect(run.explain(repaired?.ordinal ?? -1)).toMatchObject({ causes: [], steps: [] })
  })
})

describe('causes', () => {
  test('lead from a fact up to its root', () => {
    const run = startRun(scenario([fleet('host', 1)], [group('db', 2, { kind: 'vm' })]))
    run.advance(second, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    const lost = run.facts(0, Infinity).filter(({ name }) => name === 'workload.lost')
    expect(lost.map(({ ordinal }) => run.explain(ordinal)?.causes.map(({ name }) => name))).toEqual([
      ['vm.crashed', 'host.failed'],
      ['vm.crashed', 'host.failed'],
    ])
  })
})

test('a command of a script that cannot be done is stated as a fact, and changes nothing else', () => {
  const script = [
    { at: 5 * second, command: { name: 'host.repair', args: { host: 'host-1' } } },
    { at: 6 * second, command: { name: 'host.melt', args: {} } },
    { at: 7 * second, command: { name: 'host.fail', args: { host: 'host-7' } } },
    { at: 8 * second, command: { name: 'host.fail', args: { machine: 1 } } },
  ]
  const run = startRun(scenario([fleet('host', 1)], [group('web', 1)], { script }))
  run.advance(run.end, Infinity)
  expect(factNames(run).filter((name) => name === 'command.refused')).toHaveLength(4)
  expect(run.metric('workload.running', '')).toBe(1)
  expect(run.could(command('host.melt'))).toEqual({ reason: 'unknown-command', args: { name: 'host.melt' } })
})
