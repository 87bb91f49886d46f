// A command that is refused when its time comes keeps its reason: beside the facts, never in the world.
import { expect, test } from 'vitest'
import { fleet, group, scenario, second, startRun } from '../../support/builders'

const script = [
  { at: 5 * second, command: { name: 'host.repair', args: { host: 'host-1' } } },
  { at: 6 * second, command: { name: 'group.scale', args: { group: 'web', count: 3 } } },
  { at: 7 * second, command: { name: 'group.shares', args: { group: 'web', shares: 0 } } },
]
const story = scenario([fleet('host', 1)], [group('web', 1)], { script })

test('each with its fact, its entry, what was asked and the rule against it', () => {
  const run = startRun(story)
  expect(run.refused()).toEqual([])
  run.advance(run.end, Infinity)
  expect(run.refused().map(({ entry, at, refusal }) => [entry, at, refusal.reason])).toEqual([
    [1, 5 * second, 'host-on'],
    [3, 7 * second, 'argument-range'],
  ])
  const [, last] = run.refused()
  expect(last?.refusal.args).toMatchObject({ argument: 'shares', received: 0, nearest: 1 })
  const why = run.explain(last?.fact ?? -1)
  expect(why?.fact.name).toBe('command.refused')
  expect(why?.fact.refused).toEqual(last)
})

test('going back forgets what lies ahead, and coming again finds the same; a branch has its own', () => {
  const run = startRun(story)
  const straight = startRun(story)
  straight.advance(straight.end, Infinity)
  run.advance(run.end, Infinity)
  run.seek(6 * second, Infinity)
  expect(run.refused().map(({ entry }) => entry)).toEqual([1])
  run.perform({ name: 'group.remove', args: { group: 'web' } })
  run.advance(run.end, Infinity)
  expect(run.refused().map(({ refusal }) => refusal.reason)).toEqual(['host-on', 'argument-range'])
  run.switchTo(0)
  run.seek(run.end, Infinity)
  expect(run.refused()).toEqual(straight.refused())
  expect(run.hash()).toBe(straight.hash())
})
