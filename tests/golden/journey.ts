// A straight run, looked at whenever something happens: what any other way through the run must agree with.
import type { Run, RunOptions, Scenario } from '../../src/sim'
import { startRun } from '../support/builders'

export interface Stop {
  readonly at: number
  readonly digest: string
}

export interface Journey {
  readonly run: Run
  /** The beginning, every time with an instant, and the end. */
  readonly stops: readonly Stop[]
}

/** Goes to the end, one time after another; `look` is called at each stop. */
export function journey(
  scenario: Scenario,
  options: RunOptions = {},
  look: (run: Run) => void = () => undefined,
): Journey {
  const run = startRun(scenario, options)
  const stops: Stop[] = []
  const stop = (): void => {
    look(run)
    stops.push({ at: run.now, digest: run.hash() })
  }
  stop()
  while (run.now < run.end) {
    run.advance(run.nextInstant(), Infinity)
    stop()
  }
  return { run, stops }
}
