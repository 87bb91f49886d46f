// Whatever is done to a fleet by command, every law holds, and whoever plays it again gets the same world.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { brokenLaw } from '../support/laws'
import { operatedStoryArbitrary, operationArbitrary } from '../support/operations'
import { breachOf } from '../support/story'
import { life } from '../support/worlds'

test('every law holds at every instant', () => {
  forAll(operatedStoryArbitrary, 160, (story) => expect(breachOf(story)).toBeNull())
})

test('a replay from the start, from keyframes and with observers ends in the same world', () => {
  forAll(operatedStoryArbitrary, 60, (story) => {
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
    story: operatedStoryArbitrary,
    at: fc.integer({ min: 0, max: life }),
    commands: fc.array(operationArbitrary, { minLength: 1, maxLength: 10 }),
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

test('the choice by tournament is the one that a look at every host makes', () => {
  forAll(operatedStoryArbitrary, 40, (story) => {
    const run = startRun(story)
    run.advance(run.end, Infinity)
    const facts = run.facts(0, Infinity)
    // A move by hand is not a choice.
    const moved = new Set(facts.filter(({ name }) => name === 'workload.moved').map(({ ordinal }) => ordinal))
    const bound = facts.filter(({ name, cause }) => name === 'placement.bound' && !moved.has(cause))
    for (const { ordinal, args } of bound.filter((_, at) => at % Math.ceil(bound.length / 8) === 0)) {
      const last = run.explain(ordinal)?.steps.at(-1)
      expect([last?.step, last?.subject]).toEqual(['bind', args['host']])
    }
  })
})
