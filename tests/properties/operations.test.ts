// Whatever is done to a fleet by command, every law holds, and whoever plays it again gets the same world.
import { expect, test } from 'vitest'
import { startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { testHeldLaws } from '../support/held-laws'
import { operatedStoryArbitrary, operationArbitrary } from '../support/operations'

testHeldLaws(operatedStoryArbitrary, operationArbitrary)

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
