// What must hold for every golden scenario: the way through a run, and who looks on, change nothing.
import { describe, expect, test } from 'vitest'
import { decodeLink, encodeLink, modelVersion, standardModel, type Command, type Run } from '../../src/sim'
import { copyEngine } from '../../src/sim/run/branch'
import { advance } from '../../src/sim/run/advance'
import { hashWorld } from '../../src/sim/core'
import { startRun } from '../support/builders'
import { brokenLaw } from '../support/laws'
import { journey } from './journey'
import { digestsOf } from './runner'
import { goldenScenarios } from './scenarios'

const all = Object.entries(goldenScenarios)

/** So many stops at most are looked at by the tests that re-run for each of them. */
const few = 12
const someOf = <T>(list: readonly T[], most: number): readonly T[] =>
  list.filter((_, at) => at % Math.ceil(list.length / most) === 0)

describe.each(all)('%s', (_, scenario) => {
  const straight = journey(scenario)
  const { stops } = straight

  test('is small enough to be golden', () => {
    const rows = Object.values(straight.run.engine.world.tables).map(({ rows }) => rows.size)
    expect(Math.max(...rows)).toBeLessThanOrEqual(200)
    expect(stops.length).toBeLessThanOrEqual(2000)
  })

  test('keeps every law at every instant', () => {
    journey(scenario, {}, (run) => expect(brokenLaw(run.engine.world)).toBeNull())
  })

  test.each([1, 3, 7])('in slices of %d instants ends up the same', (slice) => {
    const sliced = digestsOf(scenario, (run, to) => {
      while (run.advance(to, slice) === 'paused');
    })
    expect(sliced).toEqual(digestsOf(scenario))
  })

  test('is the same in a copy made half-way', () => {
    for (const { at } of someOf(stops, few)) {
      const run = startRun(scenario)
      run.advance(at, Infinity)
      const copy = copyEngine(run.engine)
      const script = scenario.script ?? []
      advance(copy, script, { cursor: script.filter((entry) => entry.at <= at).length }, run.end, Infinity)
      expect(hashWorld(copy.world)).toBe(stops.at(-1)?.digest)
    }
  })

  test('is the same whoever looks on', () => {
    const hosts = scenario.fleet.map(({ name }) => `${name}-1`)
    const commands = (scenario.script ?? []).map(({ command }) => command) as readonly Command[]
    let facts = 0
    let looks = 0
    const observed = journey(scenario, {}, (run) => {
      for (const metric of standardModel.metrics.keys()) {
        run.watch(metric, '')
        run.series(metric, '', run.end)
        run.metric(metric, hosts[0] ?? '')
      }
      for (const host of hosts) run.stack(host)
      for (const command of commands.slice(0, 5)) run.could(command)
      const fresh = run.facts(facts, Infinity)
      facts += fresh.length
      // Explaining and trying out re-run or copy the world, so they are done now and then.
      if (looks++ % Math.ceil(stops.length / few) > 0) return
      for (const fact of someOf(fresh, 3)) expect(run.explain(fact.ordinal)?.fact).toEqual(fact)
      for (const command of commands.slice(0, 2)) run.victims(command)
    })
    expect(observed.stops).toEqual(stops)
  })

  test.each([
    ['with keyframes at hand', { workPerKeyframe: 1 }],
    ['with room for hardly any keyframe', { workPerKeyframe: 1, keyframeBudget: 50000 }],
  ])('backwards to every instant finds what was there, %s', (__, options) => {
    const run = startRun(scenario, options)
    run.advance(run.end, Infinity)
    for (const { at, digest } of [...stops].reverse()) {
      run.seek(at, Infinity)
      expect([run.now, run.hash()]).toEqual([at, digest])
    }
  })

  test('series read the same however the run got there', () => {
    const read = (run: Run) => run.series('workload.running', '', run.end)
    const whole = startRun(scenario)
    whole.watch('workload.running', '')
    whole.advance(whole.end, Infinity)
    const travelled = startRun(scenario, { workPerKeyframe: 1 })
    travelled.watch('workload.running', '')
    for (const part of [0.5, 0.1, 1, 0.7, 0.3, 1]) travelled.seek(Math.floor(part * travelled.end), 5)
    travelled.seek(travelled.end, Infinity)
    expect(read(travelled)).toEqual(read(whole))
  })

  /** Three commands that can be done in any of these worlds. */
  const edits = (): readonly Command[] => [
    { name: 'workload.demand', args: { group: scenario.workloads[0]?.name ?? '', millicores: 123 } },
    { name: 'workload.resize', args: { group: scenario.workloads[1]?.name ?? '', memoryMiB: 222 } },
    { name: 'kernel.panic', args: { kernel: `${scenario.fleet[0]?.name}-1` } },
  ]

  test('undo keeps the clock and restores the digest, redo brings the edit back', () => {
    const run = startRun(scenario, { workPerKeyframe: 1 })
    run.advance(Math.floor(run.end * 0.42), Infinity)
    const before = run.hash()
    const after: string[] = []
    for (const command of edits()) {
      if (run.perform(command) !== null) continue
      after.push(run.hash())
    }
    expect(after.length).toBeGreaterThan(0)
    run.advance(Math.floor(run.end * 0.6), Infinity)
    const edited = run.hash()
    for (const __ of after) expect(run.undo()).toBe(true)
    expect([run.now, run.hash()]).toEqual([Math.floor(run.end * 0.6), digestAt(Math.floor(run.end * 0.6))])
    for (const __ of after) expect(run.redo()).toBe(true)
    expect([run.now, run.hash()]).toEqual([Math.floor(run.end * 0.6), edited])
    expect([run.undo(), run.redo(), run.redo()]).toEqual([true, true, false])
    run.seek(Math.floor(run.end * 0.42), Infinity)
    expect(run.hash()).toBe(after.at(-1))
    expect(before).not.toBe(after.at(-1))
  })

  /** Digest of the straight run at a time at which perhaps nothing happens. */
  function digestAt(at: number): string {
    const run = startRun(scenario)
    run.advance(at, Infinity)
    return run.hash()
  }

  test('an edit in the past starts a branch, and the old future stays', () => {
    const run = startRun(scenario)
    run.advance(run.end, Infinity)
    run.seek(Math.floor(run.end / 3), Infinity)
    const [command = { name: '', args: {} }] = edits()
    expect(run.perform(command)).toBeNull()
    expect([run.branch, run.branches.length]).toEqual([1, 2])
    run.advance(run.end, Infinity)
    const other = run.hash()
    run.switchTo(0)
    expect([run.now, run.hash()]).toEqual([run.end, stops.at(-1)?.digest])
    run.switchTo(1)
    expect([run.now, run.hash()]).toEqual([run.end, other])
  })

  test('a link carries the whole tree of branches', () => {
    const run = startRun(scenario)
    run.advance(Math.floor(run.end / 2), Infinity)
    for (const command of edits()) run.perform(command)
    run.advance(run.end, Infinity)
    run.seek(Math.floor(run.end / 4), Infinity)
    for (const command of edits()) run.perform(command)
    run.advance(Math.floor(run.end * 0.8), Infinity)
    const text = encodeLink({
      modelVersion,
      scenario,
      branches: [...run.data()],
      branch: run.branch,
      at: run.now,
    })
    const read = decodeLink(text)
    if ('problem' in read) throw new Error(read.problem.problem)
    const { link } = read
    const again = startRun(link.scenario, { branches: link.branches, branch: link.branch })
    for (let branch = 0; branch < run.branches.length; branch++) {
      for (const one of [run, again]) {
        one.switchTo(branch)
        one.seek(link.at ?? 0, Infinity)
      }
      expect(again.hash()).toBe(run.hash())
    }
  })
})
