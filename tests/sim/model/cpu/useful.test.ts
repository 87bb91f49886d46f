// Useful work of a group: what its workloads were given, without what makes it dearer.
import { expect, test } from 'vitest'
import { createRun, type Run, type Scenario } from '../../../../src/sim'
import { define, fleet, group, second } from '../../../support/builders'

function runOf(more: Partial<Scenario>): Run {
  const made = createRun({
    format: 1,
    seed: 1,
    horizon: second,
    define,
    fleet: [fleet('host', 1)],
    workloads: [],
    ...more,
  })
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  made.run.seek(second, Infinity)
  return made.run
}

test('natively all of it is useful, and groups add up to the whole', () => {
  const run = runOf({
    workloads: [group('a', 2, { kind: 'process' }), group('b', 3, { kind: 'process' })],
  })
  expect(run.metric('cpu.group-useful', 'a')).toBe(200)
  expect(run.metric('cpu.group-useful', 'b')).toBe(300)
  expect(run.metric('cpu.group-useful', '')).toBe(500)
})

test('a workload that gets less than its demand made dearer delivers what it got, over the factor', () => {
  const full = group('vm', 1, {
    kind: 'vm',
    mix: 'fork-heavy',
    technique: 'hvm-shadow',
    demand: { law: 'constant', millicores: 1000 },
  })
  const run = runOf({ workloads: [full] })
  const { tables } = run.engine.world
  const cost = tables['unitCpu']?.columns['costPpm']?.[0] ?? NaN
  expect(cost).toBeGreaterThan(1100000)
  expect(run.metric('cpu.used', 'host-1')).toBeGreaterThan(run.metric('cpu.group-useful', 'vm'))
  expect(run.metric('cpu.group-useful', 'vm')).toBe(Math.floor((1000 * 1000000) / cost))
})

test('nothing runs, nothing is delivered', () => {
  const idle = group('idle', 2, { demand: { law: 'constant', millicores: 0 } })
  expect(runOf({ workloads: [idle] }).metric('cpu.group-useful', 'idle')).toBe(0)
})
