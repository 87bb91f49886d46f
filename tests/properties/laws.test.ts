// Every law of tests/support/laws.ts at every instant of random small worlds with random commands.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeLink, modelVersion, type Run, type Scenario } from '../../src/sim'
import { startRun } from '../support/builders'
import { brokenLaw } from '../support/laws'
import { storyArbitrary } from '../support/worlds'

/** Goes through a story instant by instant; the first broken law, with its time and the story as a link. */
export function breachOf(story: Scenario): string | null {
  const run = startRun(story)
  for (;;) {
    const broken = brokenLaw(run.engine.world)
    if (broken !== null) return `${broken} at ${run.now} µs\n${linkTo(story, run)}`
    if (run.now >= run.end) return null
    run.advance(run.nextInstant(), Infinity)
  }
}

function linkTo(scenario: Scenario, run: Run): string {
  return encodeLink({ modelVersion, scenario, branches: [...run.data()], branch: 0, at: run.now })
}

test('every law holds at every instant, whatever is done', () => {
  fc.assert(
    fc.property(storyArbitrary, (story) => {
      expect(breachOf(story)).toBeNull()
    }),
    { numRuns: 150 },
  )
})
