// Plays a story (a scenario with a script) instant by instant and looks for broken laws; failures come with a link.
import { encodeLink, modelVersion, type Run, type Scenario } from '../../src/sim'
import { startRun } from './builders'
import { brokenLaw } from './laws'

/** The first broken law, with its time and the story as a link; null if there is none. */
export function breachOf(story: Scenario): string | null {
  const run = startRun(story)
  for (;;) {
    const broken = brokenLaw(run.engine.world)
    if (broken !== null) return `${broken} at ${run.now} µs\n${linkTo(run)}`
    if (run.now >= run.end) return null
    run.advance(run.nextInstant(), Infinity)
  }
}

export function linkTo(run: Run): string {
  const branches = [...run.data()]
  return encodeLink({ modelVersion, scenario: run.scenario, branches, branch: run.branch, at: run.now })
}
