// Plays a story (a scenario with a script) instant by instant and looks for broken laws; failures come with a link.
import { encodeLink, modelVersion, type Run, type Scenario } from '../../src/sim'
import { startRun } from './builders'
import { brokenLaw } from './laws'

/** Up to so many workloads every instant is looked at, with twice as many every second one. */
const crowd = 200

/** The first broken law, with its time and the story as a link; null if there is none. */
export function breachOf(story: Scenario): string | null {
  const run = startRun(story)
  let unseen = Infinity
  for (;;) {
    const atEnd = run.now >= run.end
    // A group that fills its hosts with tiny workloads has twenty thousand of them and as many instants: with each
    // looked at in full the story would take hours, so that crowds are looked at less often.
    if (atEnd || unseen >= (run.engine.world.tables['workloads']?.rows.live ?? 0) / crowd) {
      unseen = 0
      const broken = brokenLaw(run.engine.world)
      if (broken !== null) return `${broken} at ${run.now} µs\n${linkTo(run)}`
    }
    if (atEnd) return null
    run.advance(run.nextInstant(), Infinity)
    unseen++
  }
}

export function linkTo(run: Run): string {
  const branches = [...run.data()]
  return encodeLink({ modelVersion, scenario: run.scenario, branches, branch: run.branch, at: run.now })
}
