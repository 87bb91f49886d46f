// Small links that ask for much: what a command makes, drops or tries in vain is counted, and the start is bounded.
import { expect, test } from 'vitest'
import { createRun, type Scenario } from '../../../src/sim'
import { done, fleet, group, scenario, startRun } from '../../support/builders'

const crowd = { name: 'crowd', kind: 'vm', flavour: 'l', app: 'plain', millicores: 1 } as const
const small = scenario([fleet('host', 1)], [group('web', 1)])

function workOf(count: number, name: string, args: Readonly<Record<string, string | number>>): number {
  const run = startRun(small)
  if (name !== 'group.add') done(run, 'group.add', { ...crowd, count })
  const before = run.engine.work
  done(run, name, args)
  return run.engine.work - before
}

test.each([
  ['makes', 'group.add', { ...crowd, count: 3000 }],
  ['drops', 'group.remove', { group: 'crowd' }],
  ['drops some of', 'group.scale', { group: 'crowd', count: 1 }],
  ['resizes', 'workload.resize', { group: 'crowd', memoryMiB: 90000 }],
  ['tries again', 'host.add', { group: 'host', count: 1 }],
])('a command that %s 3,000 units is as much work', (_, name, args) => {
  expect(workOf(3000, name, args)).toBeGreaterThan(2900)
})

test('taking workloads out of one large unit is counted by what has to be measured again', () => {
  const run = startRun(scenario([fleet('host', 1)], []))
  done(run, 'group.add', { ...crowd, kind: 'container-in-vm', per: 3000, count: 3000 })
  const before = run.engine.work
  done(run, 'group.scale', { group: 'crowd', count: 1000 })
  expect(run.engine.work - before).toBeGreaterThan((2000 * 1000) / 4)
})

const come = { name: 'group.add', args: { ...crowd, count: 200000 } }
const go = { name: 'group.remove', args: { group: 'crowd' } }
const pairs = Array.from({ length: 1000 }, (_, at) => ({ at: 0, command: at % 2 === 0 ? come : go }))

test.each([
  ['a script', { ...small, script: pairs } satisfies Scenario, [], 'script'],
  ['the edits of a link', small, pairs, 'branches[0].journal'],
])(
  '%s that would take for ever at the start is refused with its place',
  (_, from, journal, path) => {
    const made = createRun(from, { branches: [{ name: 'A', parent: -1, at: 0, journal }] })
    if (!('problem' in made)) throw new Error('it has been built')
    expect(made.problem).toMatchObject({ problem: 'too-big', path, args: { received: 1000 } })
    expect(made.problem.args['limit']).toBeLessThan(20)
  },
  60000,
)
