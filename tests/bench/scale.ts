// The sizes that are promised: workload S from nothing to the end of its day, and what the fleet map is shown of it.
import { createRun, lenses, library, workloadS, type Lens, type Run, type Scenario } from '../../src/sim'
import type { Bench } from './bench'
import { samplesOf, samplesOfMany } from './measure'

function built(scenario: Scenario): Run {
  const made = createRun(scenario)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  return made.run
}

/** Answers that another program must give too, so that nobody is fast by doing less. */
const answers: Readonly<Record<number, number>> = { 1000: 1078214859000, 10000: 10781661282000 }

/** Building included, with facts, samples and keyframes, as the page and the command line run it. */
function workloadBench(hosts: number, budget: number): Bench {
  return {
    name: `workload-s-${hosts}`,
    unit: 'ms',
    budget,
    bound: 'most',
    measure: (repeats) =>
      samplesOf(
        repeats,
        () => workloadS(hosts, 16),
        (scenario) => {
          const run = built(scenario)
          run.advance(run.end, Infinity)
          if (run.metric('cpu.delivered', '') !== answers[hosts]) throw new Error('the answers are wrong')
        },
      ),
  }
}

/** What the worker copies of ten thousand hosts for one frame of the map. */
function frameBench(lens: Lens): Bench {
  return {
    name: `frame-fleet-${lens}`,
    unit: 'ms',
    budget: 2,
    bound: 'most',
    measure: (repeats) => {
      const run = tenThousand()
      return samplesOfMany(repeats, 50, () => run.fleet(lens, []))
    },
  }
}

function tenThousand(): Run {
  const scenario = library['ten-thousand-hosts']
  if (scenario === undefined) throw new Error('there is no scenario ten-thousand-hosts')
  const run = built(scenario)
  run.advance(600 * 1000000, Infinity)
  return run
}

/** The largest scenario of the Lab: what a visitor waits for. */
const labBuild: Bench = {
  name: 'lab-build',
  unit: 'ms',
  budget: 500,
  bound: 'most',
  measure: (repeats) =>
    samplesOf(
      repeats,
      () => library['ten-thousand-hosts'],
      (scenario) => scenario !== undefined && built(scenario),
    ),
}

/** The slowest of some jumps over six hours that have been visited. */
const labSeek: Bench = {
  name: 'lab-seek',
  unit: 'ms',
  budget: 300,
  bound: 'most',
  measure: (repeats) => {
    const run = tenThousand()
    run.advance(run.end, Infinity)
    const targets = [0.9, 0.2, 0.55, 0.05].map((share) => Math.floor(run.end * share))
    return Array.from({ length: repeats }, () =>
      Math.max(
        ...targets.flatMap((to) => {
          run.seek(run.end, Infinity)
          return samplesOf(
            1,
            () => to,
            (time) => void run.seek(time, Infinity),
          )
        }),
      ),
    )
  },
}

export const scaleBenches: readonly Bench[] = [
  workloadBench(1000, 500),
  workloadBench(10000, 4000),
  labBuild,
  labSeek,
  ...lenses.map(frameBench),
]
