// What holds for every world and whatever is done to it, as tests over the stories and commands of a kind.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, Scenario } from '../../src/sim'
import { startRun } from './builders'
import { forAll } from './for-all'
import { brokenLaw } from './laws'
import { breachOf } from './story'
import { life } from './worlds'

export function testHeldLaws(stories: fc.Arbitrary<Scenario>, commands: fc.Arbitrary<Command>): void {
  test('every law holds at every instant', () => {
    forAll(stories, 160, (story) => expect(breachOf(story)).toBeNull())
  })

  test('a replay from the start, from keyframes and with observers ends in the same world', () => {
    forAll(stories, 60, (story) => {
      const run = startRun(story)
      run.advance(run.end, Infinity)
      const digest = run.hash()
      const again = startRun(story, { workPerKeyframe: 1 })
      for (const part of [0.7, 0.2, 1, 0.4, 1]) {
        again.seek(Math.floor(part * life), Infinity)
        const last = again.facts(0, Infinity).at(-1)
        if (last !== undefined) again.explain(last.ordinal)
      }
      expect(again.hash()).toBe(digest)
    })
  })

  test('a command is done exactly when it could be, and every law still holds afterwards', () => {
    const moments = fc.record({
      story: stories,
      at: fc.integer({ min: 0, max: life }),
      asked: fc.array(commands, { minLength: 1, maxLength: 10 }),
    })
    forAll(moments, 80, ({ story, at, asked }) => {
      const run = startRun(story)
      run.advance(at, Infinity)
      for (const command of asked) {
        const before = run.hash()
        const answer = run.could(command)
        run.victims(command)
        expect(run.hash()).toBe(before)
        expect(run.perform(command)).toEqual(answer)
        if (answer !== null) expect(run.hash()).toBe(before)
        expect(brokenLaw(run.engine.world)).toBeNull()
      }
    })
  })
}
