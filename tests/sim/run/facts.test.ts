// Facts of a run: names that stay, a ring that forgets the oldest, causes up to the root, and explanations.
import { describe, expect, test } from 'vitest'
import type { NamedFact, Run } from '../../../src/sim'
import { done, fleet, group, scenario, second, startRun } from '../../support/builders'

const newest = (run: Run): NamedFact => run.facts(0, 1)[0] as NamedFact

const web = scenario([fleet('host', 2)], [group('web', 3), group('db', 2, { kind: 'vm' })])

describe('facts', () => {
  test('name what they are about, and go on naming it when it has left', () => {
    const filled = group('web', 'fill', { flavours: ['l'] })
    const run = startRun(scenario([fleet('host', 1)], [filled]))
    const before = run.facts(0, Infinity)
    expect(before[0]).toEqual({
      ordinal: 0,
      at: 0,
      name: 'placement.bound',
      cause: -1,
      args: { workload: 'web-1', host: 'host-1' },
    })
    done(run, 'workload.resize', { memoryMiB: 8000 })
    expect(run.facts(0, Infinity).slice(0, before.length)).toEqual(before)
  })

  test('are asked for from an ordinal on, the latest first to be kept when there are too many', () => {
    const run = startRun(web)
    const all = run.facts(0, Infinity)
    expect(run.facts(3, Infinity)).toEqual(all.slice(3))
    expect(run.facts(0, 2)).toEqual(all.slice(-2))
    expect(run.facts(all.length, 5)).toEqual([])
  })

  test('that have not happened any more after a step back are gone', () => {
    const run = startRun(web)
    run.advance(10 * second, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    expect(newest(run).at).toBe(10 * second)
    run.seek(5 * second, Infinity)
    expect(newest(run).at).toBe(0)
  })

  test('beyond 65,536 the oldest are forgotten, and can be had again by going back', () => {
    const demand = {
      law: 'diurnal',
      lowMillicores: 0,
      highMillicores: 10,
      period: 60 * second,
      peakAt: 0,
      cadence: second,
    } as const
    const run = startRun(
      scenario([fleet('host', 1)], [group('tick', 1, { demand })], { horizon: 70000 * second }),
    )
    run.advance(run.end, Infinity)
    // Two facts of the start, the reading at 0, then one reading each second.
    expect(run.facts(0, Infinity)).toHaveLength(65536)
    expect(run.facts(0, Infinity)[0]?.ordinal).toBe(70003 - 65536)
    run.seek(10 * second, Infinity)
    // All but the two that were stated before the copy of the world the run went back to.
    expect(run.facts(0, Infinity)).toHaveLength(11)
    run.seek(run.end, Infinity)
    expect(run.facts(0, Infinity)[0]?.ordinal).toBe(70003 - 65536)
  })
})

describe('why', () => {
  test('leads from a victim up to the command', () => {
    const run = startRun(web)
    done(run, 'host.fail', { host: 'host-1' })
    const lost = run
      .facts(0, Infinity)
      .find(({ name, args }) => name === 'workload.lost' && args['workload'] === 'db-1')
    expect(run.explain(lost?.ordinal ?? -1)?.causes.map(({ name }) => name)).toEqual([
      'vm.crashed',
      'host.failed',
    ])
  })

  test('shows each host and its verdict for a placement, and only for that one', () => {
    const tight = scenario(
      [fleet('small', 1, { machine: 'box' }), fleet('xen', 1, { kernel: 'xen' }), fleet('big', 2)],
      [
        group('first', 9, { on: 'xen' }),
        group('web', 1, { kind: 'vm', flavours: ['l'], place: { policy: 'best-fit' } }),
      ],
    )
    const run = startRun(tight)
    const bound = run.facts(0, Infinity).find(({ args }) => args['workload'] === 'web-1')
    // 2000 + 100 guest system + 132 VMM (131.3 rounded up) = 2232 MiB; free before: 3500 on small, 9000 on big.
    expect(run.explain(bound?.ordinal ?? -1)?.steps).toEqual([
      { step: 'score', subject: 'small-1', value: -(3500 - 2232), passed: true },
      { step: 'filter.kernel', subject: 'xen-1', value: 0, passed: false },
      { step: 'score', subject: 'big-1', value: -(9000 - 2232), passed: true },
      { step: 'score', subject: 'big-2', value: -(9000 - 2232), passed: true },
      { step: 'bind', subject: 'small-1', value: -(3500 - 2232), passed: true },
    ])
  })

  test('of a placement that failed shows why no host would do for the last of them', () => {
    const run = startRun(
      scenario([fleet('host', 2)], [group('web', 50, { flavours: ['l'], reservationMillicores: 1500 })]),
    )
    const failed = run.facts(0, Infinity).find(({ name }) => name === 'placement.failed')
    expect(failed?.args).toEqual({ group: 'web', count: 46 })
    expect(run.explain(failed?.ordinal ?? -1)?.steps).toEqual([
      { step: 'filter.cpu-reservation', subject: 'host-1', value: 0, passed: false },
      { step: 'filter.cpu-reservation', subject: 'host-2', value: 0, passed: false },
      { step: 'bind', subject: '', value: 0, passed: false },
    ])
  })

  test('of a fact that is not kept is not known', () => {
    expect(startRun(web).explain(9999)).toBeNull()
    expect(startRun(web).explain(-1)).toBeNull()
  })
})
