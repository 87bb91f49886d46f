// A large world as it runs: events, copies, digests, shares and time travel.
import { createRun, type Run } from '../../src/sim'
import {
  addNode,
  adopt,
  copyWorld,
  createDivider,
  createShareTree,
  hashWorld,
  nextDue,
  restoreWorld,
  shareTree,
  stepInstant,
  type Engine,
  type Snapshot,
  type World,
} from '../../src/sim/core'
import type { Bench } from './bench'
import { bytesInUse, milliseconds, samplesOf, samplesOfMany } from './measure'
import { eventsHandled, failingEngine, failingScenario, second } from './worlds'

const measuredTime = 60 * second
const eventsBudget = 250000

/** The engine alone, without anything that watches it. */
function stepUntil(engine: Engine, to: number): void {
  while (nextDue(engine) >= 0 && nextDue(engine) <= to) stepInstant(engine)
}

/** Events per second of a piece of work that takes an engine to `measuredTime`. */
function eventRates<T>(
  repeats: number,
  prepare: () => T,
  engineOf: (on: T) => Engine,
  work: (on: T) => void,
): readonly number[] {
  return Array.from({ length: repeats }, () => {
    let handled = 0
    const [spent = NaN] = samplesOf(1, prepare, (on) => {
      const before = eventsHandled(engineOf(on))
      work(on)
      handled = eventsHandled(engineOf(on)) - before
    })
    return (handled / spent) * 1000
  })
}

function failingRun(): Run {
  const made = createRun(failingScenario)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  return made.run
}

const engineEvents: Bench = {
  name: 'events-engine',
  unit: 'events/s',
  budget: eventsBudget,
  bound: 'least',
  measure: (repeats) =>
    eventRates(
      repeats,
      failingEngine,
      (engine) => engine,
      (engine) => {
        stepUntil(engine, measuredTime)
      },
    ),
}

/** As the page runs it: with facts, samples and keyframes. */
const runEvents: Bench = {
  name: 'events-run',
  unit: 'events/s',
  budget: eventsBudget,
  bound: 'least',
  measure: (repeats) =>
    eventRates(
      repeats,
      failingRun,
      (run) => run.engine,
      (run) => {
        run.advance(measuredTime, Infinity)
      },
    ),
}

/** What stays in memory after events, the queue's room aside: it is filled before. */
const heapGrowth: Bench = {
  name: 'heap-growth',
  unit: 'B/event',
  budget: 1,
  bound: 'most',
  measure: (repeats) => {
    const engine = failingEngine()
    stepUntil(engine, measuredTime)
    return Array.from({ length: repeats }, (_, repeat) => {
      const events = eventsHandled(engine)
      const bytes = bytesInUse()
      stepUntil(engine, measuredTime * (1 + (repeat + 1) / 4))
      return Math.max(0, bytesInUse() - bytes) / (eventsHandled(engine) - events)
    })
  },
}

/** The slowest of eight jumps over what has been visited. */
const seek: Bench = {
  name: 'seek',
  unit: 'ms',
  budget: 300,
  bound: 'most',
  measure: (repeats) => {
    const run = failingRun()
    run.advance(measuredTime, Infinity)
    const targets = [59, 30, 45, 10, 55, 20, 3, 50].map((at) => at * second)
    return Array.from({ length: repeats }, () =>
      Math.max(
        ...targets.map((to) => {
          run.seek(measuredTime, Infinity)
          return milliseconds(() => {
            run.seek(to, Infinity)
          })
        }),
      ),
    )
  },
}

/** Something done with a whole world, or with a world and a copy of it. */
function worldBench(name: string, budget: number, work: (world: World, copy: Snapshot) => void): Bench {
  return {
    name,
    unit: 'ms',
    budget,
    bound: 'most',
    measure: (repeats) => {
      const { world } = failingEngine()
      const copy = copyWorld(world)
      return samplesOf(
        repeats,
        () => null,
        () => {
          work(world, copy)
        },
      )
    },
  }
}

/** The division of a host's cores among ten workloads that want more than there is. */
const shareOfTen: Bench = {
  name: 'share-of-ten',
  unit: 'ns',
  budget: 1000,
  bound: 'most',
  measure: (repeats) => {
    const tree = createShareTree(16)
    addNode(tree, 1, Infinity, 0, 0)
    adopt(tree, 0, 1, 10)
    for (let leaf = 0; leaf < 10; leaf++)
      addNode(tree, 1000 + 500 * (leaf % 4), 4000, 200 * (leaf % 3), 900 + 300 * leaf)
    const divider = createDivider()
    return samplesOfMany(repeats, 200000, (round) => {
      shareTree(divider, tree, 12000 + (round % 7) * 500, true)
    }).map((spent) => spent * 1000000)
  },
}

export const runBenches: readonly Bench[] = [
  worldBench('snapshot', 20, (world) => void copyWorld(world)),
  worldBench('restore', 20, restoreWorld),
  worldBench('hash', 100, (world) => void hashWorld(world)),
  engineEvents,
  runEvents,
  heapGrowth,
  shareOfTen,
  seek,
]
