// Commands: asking changes nothing, and what is allowed can be done.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, Scenario } from '../../src/sim'
import { startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { brokenLaw } from '../support/laws'
import { commandArbitrary, life, storyArbitrary } from '../support/worlds'

interface Moment {
  readonly story: Scenario
  readonly at: number
  readonly commands: readonly Command[]
}

const momentArbitrary: fc.Arbitrary<Moment> = fc.record({
  story: storyArbitrary,
  at: fc.integer({ min: 0, max: life }),
  commands: fc.array(commandArbitrary, { minLength: 1, maxLength: 12 }),
})

test('asking whether a command could be done, and whom it would stop, leaves the digest alone', () => {
  forAll(momentArbitrary, 120, ({ story, at, commands }) => {
    const run = startRun(story)
    run.advance(at, Infinity)
    const before = run.hash()
    for (const command of commands) {
      run.could(command)
      run.victims(command)
    }
    expect(run.hash()).toBe(before)
  })
})

test('a command is done exactly when it could be, and every law still holds afterwards', () => {
  forAll(momentArbitrary, 120, ({ story, at, commands }) => {
    const run = startRun(story)
    run.advance(at, Infinity)
    for (const command of commands) {
      const answer = run.could(command)
      const before = run.hash()
      expect(run.perform(command)).toEqual(answer)
      if (answer !== null) expect(run.hash()).toBe(before)
      expect(brokenLaw(run.engine.world)).toBeNull()
    }
  })
})

test('the victims of a command are those that run before it and do not run after it', () => {
  forAll(momentArbitrary, 80, ({ story, at, commands }) => {
    const run = startRun(story)
    run.advance(at, Infinity)
    for (const command of commands) {
      const foretold = run.victims(command)
      const before = running(run)
      if (run.perform(command) !== null) expect(foretold).toEqual([])
      else {
        const after = new Set(running(run))
        expect(foretold).toEqual(before.filter((name) => !after.has(name)))
      }
    }
  })
})

function running(run: ReturnType<typeof startRun>): readonly string[] {
  const { tables, groups } = run.engine.world
  const workloads = tables['workloads']
  if (workloads === undefined) throw new Error('no workloads')
  const { rows, columns } = workloads
  const names: string[] = []
  for (let row = 0; row < rows.size; row++)
    if (rows.alive[row] === 1 && columns['state']?.[row] === 1)
      names.push(`${groups[columns['group']?.[row] ?? -1]}-${columns['ordinal']?.[row]}`)
  return names
}
