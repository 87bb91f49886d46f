// Found by random operations: where the clock had been stopped showed in the digest of what came in the same second.
import { expect, test } from 'vitest'
import { fleet, group, scenario, second, startRun } from '../../support/builders'

test('a stop just before an event of the same second leaves no trace', () => {
  const steps = [{ at: 24 * second + 1, millicores: 300 }]
  const world = scenario([fleet('host', 1)], [group('web', 1, { demand: { law: 'stepped', steps } })])
  const straight = startRun(world)
  straight.advance(straight.end, Infinity)
  const stopped = startRun(world)
  for (const at of [10 * second, 24 * second, 24 * second + 1, 24 * second + 9]) stopped.advance(at, Infinity)
  stopped.advance(stopped.end, Infinity)
  expect(stopped.hash()).toBe(straight.hash())
})
