// The tracks of the timeline: marks of what happened and was done, never too many, never beyond the end asked for.
import { expect, test } from 'vitest'
import type { Run, TrackView } from '../../../src/sim'
import { done, fleet, group, scenario, second, startRun } from '../../support/builders'

const script = Array.from({ length: 190 }, (_, at) => ({
  at: Math.floor((at + 2) / 2) * second,
  command:
    at % 2 === 0
      ? { name: 'host.fail', args: { host: 'host-1' } }
      : { name: 'host.repair', args: { host: 'host-1' } },
}))
const busy = scenario([fleet('host', 2)], [group('web', 4)], { script })
const quiet = scenario([fleet('host', 2)], [group('web', 4)])

function track(run: Run, to = run.end, branch = 0): TrackView {
  const found = run.tracks(to)[branch]
  if (found === undefined) throw new Error('no such track')
  return found
}

test('a build that went well leaves no mark', () => {
  expect(track(startRun(quiet)).marks).toEqual([])
})

test('what found no place at the start is marked', () => {
  const run = startRun(scenario([fleet('host', 1)], [group('web', 9, { flavours: ['l'] })]))
  expect(track(run).marks.map(({ name, tone }) => [name, tone])).toEqual([['placement.failed', 'warn']])
})

test('never more than 120 marks, in order of time, none beyond the end asked for', () => {
  const run = startRun(busy)
  run.seek(run.end, Infinity)
  const all = track(run)
  expect(all.marks.length).toBeGreaterThan(20)
  expect(all.marks.length).toBeLessThanOrEqual(120)
  expect(all.marks.map(({ at }) => at)).toEqual(all.marks.map(({ at }) => at).sort((a, b) => a - b))
  const part = track(run, 40 * second)
  for (const { at } of part.marks) expect(at).toBeLessThanOrEqual(40 * second)
  for (const at of part.keyframes) expect(at).toBeLessThanOrEqual(40 * second)
  expect(part.reached).toBe(40 * second)
})

test('marks that stand for several count every failure once', () => {
  const run = startRun(busy)
  for (let at = 0; at <= 100; at += 7) {
    run.seek(at * second, Infinity)
    track(run)
  }
  run.seek(run.end, Infinity)
  const failures = track(run).marks.filter(({ tone }) => tone === 'critical')
  const counted = failures.reduce((sum, { count }) => sum + count, 0)
  const happened = run.facts(0, 65536).filter(({ name }) => name === 'host.failed')
  expect(counted).toBe(happened.length)
})

test('a seek back keeps the marks of what will happen', () => {
  const run = startRun(busy)
  run.seek(50 * second, Infinity)
  const { marks } = track(run)
  run.seek(10 * second, Infinity)
  expect(track(run).marks).toEqual(marks)
})

test('edits are marked on their own branch, and go with undo', () => {
  const run = startRun(quiet)
  run.seek(50 * second, Infinity)
  run.seek(20 * second, Infinity)
  done(run, 'host.fail', { host: 'host-1' })
  expect(track(run).marks).toEqual([])
  const own = track(run, run.end, 1).marks
  expect(own.map(({ name, tone }) => [name, tone])).toEqual([
    ['host.fail', 'edit'],
    ['host.failed', 'critical'],
  ])
  run.undo()
  expect(track(run, run.end, 1).marks).toEqual([])
})

/** So many workloads fail and come back that the ring of facts soon holds nothing of the first failures. */
const crowded = scenario([fleet('host', 2)], [group('web', 40)], {
  horizon: 30000 * second,
  script: [{ at: 3 * second, command: { name: 'kernel.panic', args: { kernel: 'host-2' } } }],
  rules: { failure: { processMeanSeconds: 10, processRestartSeconds: 1 } },
})

test('what happened before an edit stays marked, though its facts are no longer kept', () => {
  const run = startRun(crowded)
  for (let at = 0; at <= 10; at++) {
    run.seek(at * 2500 * second, Infinity)
    track(run)
  }
  expect(run.facts(0, 65536)[0]?.at).toBeGreaterThan(10000 * second)
  const panics = (): number => track(run).marks.filter(({ tone }) => tone === 'critical').length
  const early = (): readonly TrackView['marks'][number][] =>
    track(run).marks.filter(({ at, tone }) => at < 20000 * second && tone !== 'edit')
  const before = [panics(), early()]
  expect(panics()).toBe(1)
  done(run, 'host.fail', { host: 'host-2' })
  expect([panics(), early()]).toEqual([2, before[1]])
  run.undo()
  expect([panics(), early()]).toEqual(before)
  run.redo()
  expect([panics(), early()]).toEqual([2, before[1]])
}, 60000)

test('an edit in the midst of what is marked counts nothing twice', () => {
  const run = startRun(busy)
  run.seek(50 * second, Infinity)
  track(run)
  run.seek(run.end, Infinity)
  track(run)
  const counted = (): number =>
    track(run).marks.reduce((sum, { tone, count }) => sum + (tone === 'critical' ? count : 0), 0)
  const happened = (): number => run.facts(0, 65536).filter(({ name }) => name === 'host.failed').length
  expect(counted()).toBe(happened())
  done(run, 'host.add', { group: 'host', count: 1 })
  expect(counted()).toBe(happened())
  run.undo()
  expect(counted()).toBe(happened())
})
