// What would have changed a fact: other worlds, run again, with answers that are known by hand.
import { describe, expect, test } from 'vitest'
import type { Counterfactuals, Run, Scenario, WouldChange } from '../../../src/sim'
import { done, fleet, group, scenario, second, startRun } from '../../support/builders'

function factOf(run: Run, name: string, args: Readonly<Record<string, string>> = {}): number {
  const found = run
    .facts(0, 65536)
    .filter((fact) => fact.name === name)
    .find((fact) => Object.entries(args).every(([key, value]) => fact.args[key] === value))
  if (found === undefined) throw new Error(`no ${name}`)
  return found.ordinal
}

/** All of the search at once. */
function searched(run: Run, fact: number): Counterfactuals {
  const steps = run.counterfactuals(fact)
  if (steps === null) throw new Error('the fact is not kept')
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

const values = ({ changes }: Counterfactuals): readonly (readonly [string, WouldChange['value']])[] =>
  changes.map(({ knob, value }) => [knob, value])

/** 9,000 MiB may be given away on each crate: four containers of 2,004 MiB fit on one (runc takes 4 MiB of them). */
const tight = (count: number, more: Partial<Scenario> = {}): Scenario =>
  scenario([fleet('host', 2)], [group('web', count, { flavours: ['l'] })], more)

describe('a placement in vain', () => {
  const run = startRun(tight(10))
  run.seek(second, Infinity)
  const result = searched(run, factOf(run, 'placement.failed'))
  const change = (knob: string) => result.changes.find((one) => one.knob === knob)

  test('would have found room on one more host, with two workloads less, or with smaller ones', () => {
    // Five on a host: 5 × (size + 4) ≤ 9,000 means a size of at most 1,796 MiB.
    expect(change('hosts')).toMatchObject({ subject: 'host', value: 3, present: 2, nearest: true, others: 0 })
    expect(change('count')).toMatchObject({ subject: 'web', value: 8, present: 10, nearest: true })
    expect(change('memory')).toMatchObject({ subject: 'l', direction: 'less', others: 0 })
    expect(change('memory')?.value).toBeLessThanOrEqual(1796)
  })

  test('and with as much overcommit as it takes, as near as the runs allow', () => {
    // 5 × 2,004 of 9,000: 112 % are enough; at 111 % a host may promise 9,990.
    const overcommit = change('overcommit')
    expect(overcommit).toMatchObject({ present: 100, direction: 'more' })
    expect(overcommit?.value).toBeGreaterThanOrEqual(112)
    expect(result.runs).toBe(12)
  })

  test('every world that is named spares the fact, and the next one does not where that is said', () => {
    for (const { world, knob } of result.changes) {
      const other = startRun(run.scenario)
      expect(other.branchWith(world.set, 'B', world.journal)).toBeNull()
      const names = other.facts(0, 65536).map(({ name }) => name)
      expect([knob, names.includes('placement.failed')]).toEqual([knob, false])
    }
    const nearer = change('count')?.world.set.map((one) => ({ ...one, value: 9 })) ?? []
    const other = startRun(run.scenario)
    expect(nearer).toHaveLength(1)
    expect(other.branchWith(nearer, 'B', [])).toBeNull()
    expect(other.facts(0, 65536).map(({ name }) => name)).toContain('placement.failed')
  })

  test('the search is the same again, and the run is not touched', () => {
    const before = run.hash()
    expect(searched(run, factOf(run, 'placement.failed'))).toEqual(result)
    expect([run.hash(), run.branches.length]).toEqual([before, 1])
  })
})

describe('an edit', () => {
  test('left out is the first to be tried, and less of it the second', () => {
    const run = startRun(tight(8))
    run.seek(10 * second, Infinity)
    done(run, 'group.scale', { group: 'web', count: 10 })
    run.seek(20 * second, Infinity)
    const result = searched(run, factOf(run, 'placement.failed'))
    expect(result.changes[0]).toMatchObject({
      knob: 'edit',
      subject: 'group.scale',
      at: 10 * second,
      world: { set: [], journal: [] },
    })
    // Eight fit, and no more.
    const less = result.changes.find(({ knob }) => knob === 'edit-value')
    expect(less).toMatchObject({ argument: 'count', present: 10, value: 8, nearest: true })
    expect(less?.world.journal[0]?.command.args).toEqual({ group: 'web', count: 8 })
  })

  test('left out opens as a branch of its own, which travels in a link', () => {
    const run = startRun(tight(8))
    run.seek(10 * second, Infinity)
    done(run, 'group.scale', { group: 'web', count: 10 })
    done(run, 'host.fail', { host: 'host-2' })
    run.seek(20 * second, Infinity)
    const [first] = searched(run, factOf(run, 'host.failed')).changes
    expect(run.branchWith(first?.world.set ?? [], 'B', first?.world.journal)).toBeNull()
    expect([run.branch, run.now, run.metric('workload.running', '')]).toEqual([1, 20 * second, 8])
    expect(run.facts(0, 65536).map(({ name }) => name)).not.toContain('host.failed')
    const again = startRun(run.scenario, { branches: run.data(), branch: 1 })
    again.seek(20 * second, Infinity)
    expect(again.hash()).toBe(run.hash())
  })

  test('that has nothing to do with it is named among what was turned in vain', () => {
    const run = startRun(tight(8))
    run.seek(5 * second, Infinity)
    done(run, 'group.policy', { group: 'web', policy: 'spread' })
    run.seek(10 * second, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    run.seek(20 * second, Infinity)
    const result = searched(run, factOf(run, 'host.failed'))
    expect(values(result).filter(([knob]) => knob === 'edit')).toEqual([['edit', false]])
    expect(result.changes[0]).toMatchObject({ subject: 'host.fail' })
    expect(result.inVain.map(({ knob, subject }) => [knob, subject])).toContainEqual(['edit', 'group.policy'])
    // The other edit is kept in the world without this one.
    expect(result.changes[0]?.world.journal.map(({ command }) => command.name)).toEqual(['group.policy'])
  })

  test('a fact that happened before is told apart from the same one later', () => {
    const run = startRun(tight(10))
    run.seek(10 * second, Infinity)
    done(run, 'host.fail', { host: 'host-2' })
    run.seek(20 * second, Infinity)
    done(run, 'host.repair', { host: 'host-2' })
    run.seek(30 * second, Infinity)
    done(run, 'host.fail', { host: 'host-2' })
    run.seek(40 * second, Infinity)
    const second2 = run.facts(0, 65536).filter(({ name }) => name === 'host.failed')
    const result = searched(run, second2[1]?.ordinal ?? -1)
    // Without the first failure the second one happens all the same.
    expect(result.changes.map(({ knob, at }) => [knob, at])).toEqual([
      ['edit', 30 * second],
      // A host that was never repaired cannot fail again.
      ['edit', 20 * second],
    ])
  })
})

describe('nothing', () => {
  const script = [{ at: 5 * second, command: { name: 'host.fail', args: { host: 'host-1' } } }]

  test('helps against what the script does at its time: said so, with what was tried', () => {
    const run = startRun(tight(4, { script }))
    run.seek(10 * second, Infinity)
    const result = searched(run, factOf(run, 'host.failed'))
    expect(result.changes).toEqual([])
    expect(result.inVain.map(({ knob }) => knob)).toEqual(['hosts'])
    expect([result.runs, result.left]).toEqual([2, 0])
  })

  test('is searched for a fact that is no longer kept', () => {
    expect(startRun(tight(4)).counterfactuals(123456)).toBeNull()
  })
})

describe('memory that ran out', () => {
  const heavy = { activePercent: 100, touchedPercent: 100, touchesPerSecond: 1000000 }
  // Five VMs of 2,100 MiB and QEMU around each on a host that can give 9,000: they use all of it.
  const run = startRun(
    scenario([fleet('host', 1)], [group('db', 5, { kind: 'vm', flavours: ['l'], memory: heavy })], {
      rules: {
        memory: { overcommitPercent: 150 },
        reclaim: { swap: 'none', balloon: false, compression: false, touchMiBps: 1024 },
      },
    }),
  )
  run.seek(90 * second, Infinity)
  const result = searched(run, factOf(run, 'memory.oom-killed'))

  test('would not have with less overcommit, or with one VM less', () => {
    const knobs = result.changes.map(({ knob }) => knob)
    expect(knobs).toContain('overcommit')
    const count = result.changes.find(({ knob }) => knob === 'count')
    expect(count).toMatchObject({ present: 5, value: 4, others: 0 })
    expect(result.runs).toBeLessThanOrEqual(12)
  })

  test('worlds that only hit another are named after those that spare all', () => {
    // The second victim could be spared by smaller VMs, but then the first one still is not.
    const { changes } = searched(run, factOf(run, 'memory.oom-killed', { workload: 'db-2' }))
    expect(changes.length).toBeGreaterThan(1)
    expect(changes.map(({ others }) => others)).toEqual(
      changes.map((_, at) => (at < changes.length - 1 ? 0 : 1)),
    )
    expect(changes.at(-1)?.knob).toBe('memory')
  })
})
