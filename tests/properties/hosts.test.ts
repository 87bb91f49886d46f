// Whatever hosts are like and whatever is changed about them: every law holds, and a replay ends in the same world.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { anyCommandArbitrary, hostStoryArbitrary } from '../support/host-worlds'
import { brokenLaw } from '../support/laws'
import { breachOf } from '../support/story'
import { life } from '../support/worlds'

test('every law holds at every instant', () => {
  forAll(hostStoryArbitrary, 160, (story) => expect(breachOf(story)).toBeNull())
})

test('a replay from the start, from keyframes and with observers ends in the same world', () => {
  forAll(hostStoryArbitrary, 60, (story) => {
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
    story: hostStoryArbitrary,
    at: fc.integer({ min: 0, max: life }),
    commands: fc.array(anyCommandArbitrary, { minLength: 1, maxLength: 10 }),
  })
  forAll(moments, 80, ({ story, at, commands }) => {
    const run = startRun(story)
    run.advance(at, Infinity)
    for (const command of commands) {
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
