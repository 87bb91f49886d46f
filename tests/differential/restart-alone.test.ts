// Found by the naive model: the rule of restarts had no effect unless processes also crashed by chance.
import { expect, test } from 'vitest'
import { command, done, fleet, group, scenario, second, startRun } from '../support/builders'

const world = scenario([fleet('host', 1)], [group('web', 1)], {
  rules: { failure: { processRestartSeconds: 3 } },
})

test('a crashed process comes back by the rule of restarts alone', () => {
  const run = startRun(world)
  done(run, 'process.crash', { workload: 'web-1' })
  run.advance(3 * second - 1, Infinity)
  expect(run.could(command('process.crash', { workload: 'web-1' }))?.reason).toBe('not-running')
  run.advance(3 * second, Infinity)
  expect(run.could(command('process.crash', { workload: 'web-1' }))).toBeNull()
})

test('without random failures nothing crashes by itself', () => {
  const run = startRun(world)
  run.advance(run.end, Infinity)
  expect(run.facts(0, 100).map((fact) => fact.name)).not.toContain('process.crashed')
})
