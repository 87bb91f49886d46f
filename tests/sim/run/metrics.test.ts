// Metrics and series: read at fixed times whatever the run does in between, up to the time that is asked for.
import { expect, test } from 'vitest'
import { standardModel } from '../../../src/sim'
import { done, fleet, group, scenario, second, startRun } from '../../support/builders'

const world = scenario([fleet('host', 2)], [group('web', 4, { place: { policy: 'spread' } })], {
  horizon: 512 * second,
})

test('metrics are read for one host, one group, or all of them', () => {
  const run = startRun(world)
  // 100 millicores and 104 MiB (100 + 4 of runc) each; two on each host.
  expect(run.metric('cpu.used', 'host-1')).toBe(200)
  expect(run.metric('cpu.used', '')).toBe(400)
  expect(run.metric('memory.used', 'host-2')).toBe(208)
  expect(run.metric('workload.running', 'web')).toBe(4)
})

test('what nobody knows is no number', () => {
  const run = startRun(world)
  expect([
    run.metric('no.such', ''),
    run.metric('cpu.used', 'host-9'),
    run.metric('workload.running', 'db'),
  ]).toEqual([NaN, NaN, NaN])
})

test('every metric can be read for the whole of a world', () => {
  const run = startRun(world)
  for (const metric of standardModel.metrics.keys()) expect(run.metric(metric, '')).toBeGreaterThanOrEqual(0)
})

test('steal is the share of what was wanted and not given', () => {
  const demand = { law: 'constant', millicores: 8000 } as const
  const greedy = group('web', 2, { demand, flavours: ['l'] })
  const run = startRun(scenario([fleet('host', 1)], [greedy]))
  // Each is cut to its 4 vCPUs: 8000 wanted, 4000 there.
  expect(run.metric('cpu.steal', 'host-1')).toBe(500)
})

test('a series has one value for each step, as it was after everything of that time', () => {
  const run = startRun(world)
  run.watch('workload.running', 'web')
  run.advance(2 * second, Infinity)
  done(run, 'host.fail', { host: 'host-1' })
  run.advance(5 * second, Infinity)
  const { at, value, unit } = run.series('workload.running', 'web', run.end)
  expect([...at]).toEqual([0, 1, 2, 3, 4, 5].map((step) => step * second))
  expect([...value]).toEqual([4, 4, 2, 2, 2, 2])
  expect(unit).toBe('workloads')
})

test('a series ends where it is asked to, and at the farthest time visited', () => {
  const run = startRun(world)
  run.watch('cpu.used', '')
  run.advance(9 * second, Infinity)
  expect(run.series('cpu.used', '', 4 * second).at).toHaveLength(5)
  run.seek(3 * second, Infinity)
  expect(run.series('cpu.used', '', run.end).at).toHaveLength(10)
})

test('a whole run has at most 513 samples, and a short one no more than microseconds', () => {
  const whole = startRun(world)
  whole.watch('cpu.used', '')
  whole.advance(whole.end, Infinity)
  expect(whole.series('cpu.used', '', whole.end).at).toHaveLength(513)
  const short = startRun({ ...world, horizon: 3 })
  short.watch('cpu.used', '')
  short.advance(3, Infinity)
  expect([...short.series('cpu.used', '', 3).at]).toEqual([0, 1, 2, 3])
})

test('what nobody watched has no series', () => {
  const run = startRun(world)
  run.advance(second, Infinity)
  expect(run.series('cpu.used', '', run.end).at).toHaveLength(0)
})
