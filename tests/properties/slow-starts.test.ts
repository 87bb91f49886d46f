// Worlds of all kinds in which starts take their time and images must come first: every law holds whatever is done.
import fc from 'fast-check'
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { testHeldLaws } from '../support/held-laws'
import { anyCommandArbitrary, hostWorldArbitrary } from '../support/host-worlds'
import { timeArbitrary } from '../support/worlds'

const named = (name: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${name}-${number}`)

/** Commands of containers that the other stories do without. */
const containerCommand: fc.Arbitrary<Command> = fc
  .tuple(
    fc.constantFrom('container.stop', 'container.restart', 'container.start'),
    fc.constantFrom('alpha', 'beta', 'gamma').chain((group) => fc.constantFrom(...named(group, [1, 2, 3]))),
  )
  .map(([name, container]) => ({ name, args: { container } }))

const commands = fc.oneof({ arbitrary: anyCommandArbitrary, weight: 3 }, containerCommand)

const startRules = fc.record({
  timed: fc.constant(true),
  disk: fc.constantFrom('overlay', 'clone'),
  images: fc.constantFrom('cached', 'cold'),
  diskMBps: fc.constantFrom(20, 500),
  overlayMillis: fc.constantFrom(0, 200),
})

const policies = fc.array(fc.constantFrom(undefined, 'no', 'on-failure', 'always', 'unless-stopped'), {
  minLength: 1,
  maxLength: 4,
})

const stories: fc.Arbitrary<Scenario> = fc
  .record({
    world: hostWorldArbitrary,
    start: startRules,
    backoff: fc.constantFrom('kubelet', 'docker'),
    cold: fc.boolean(),
    restarts: policies,
    script: fc.array(fc.record({ at: timeArbitrary, command: commands }), { maxLength: 16 }),
  })
  .map(({ world, start, backoff, cold, restarts, script }) => ({
    ...world,
    workloads: world.workloads.map((group, at) => {
      const restart = restarts[at % restarts.length]
      return restart === undefined ? group : { ...group, restart }
    }),
    rules: { ...world.rules, start, restart: { backoff }, image: { cold } } as Scenario['rules'],
    script: script.sort((left, right) => left.at - right.at) as JournalEntry[],
  })) as fc.Arbitrary<Scenario>

testHeldLaws(stories, commands)
