// Runs a scenario and reads its digests and its transcript; knows no host, so that it runs in every engine.
import { createRun, type NamedFact, type Run, type Scenario } from '../../src/sim'
import { copyWorld } from '../../src/sim/core'

/** Digests are read at so many equally spaced times, the last one the end. */
const looks = 10

export interface Digests {
  readonly at: readonly number[]
  readonly digest: readonly string[]
  /** Size of the world at the end, in bytes of its columns. */
  readonly bytes: number
}

export function timesOf(horizon: number): readonly number[] {
  return Array.from({ length: looks }, (_, look) => Math.floor((horizon * (look + 1)) / looks))
}

export function openRun(scenario: Scenario): Run {
  const made = createRun(scenario)
  if ('problem' in made) throw new Error(`${made.problem.problem} at ${made.problem.path}`)
  return made.run
}

/** Digests of a straight run; `move` says how it gets from one time to the next. */
export function digestsOf(
  scenario: Scenario,
  move: (run: Run, to: number) => void = (run, to) => void run.advance(to, Infinity),
): Digests {
  const run = openRun(scenario)
  const at = timesOf(run.end)
  const digest = at.map((to) => {
    move(run, to)
    return run.hash()
  })
  return { at, digest, bytes: copyWorld(run.engine.world).bytes }
}

/** Every fact as a line, read at its own instant, while everything that it names is still there. */
export function transcriptOf(scenario: Scenario): readonly string[] {
  const run = openRun(scenario)
  const lines = run.facts(0, Infinity).map(line)
  while (run.now < run.end) {
    run.advance(run.nextInstant(), 1)
    lines.push(...run.facts(lines.length, Infinity).map(line))
  }
  return lines
}

/** '12 16000000 vm.crashed vm=alone-vm-1 <- 11': ordinal, time in µs, name, arguments, cause. */
function line({ ordinal, at, name, args, cause }: NamedFact): string {
  const words = Object.entries(args).map(([argument, value]) => `${argument}=${value}`)
  return [ordinal, at, name, ...words, ...(cause < 0 ? [] : ['<-', cause])].join(' ')
}
