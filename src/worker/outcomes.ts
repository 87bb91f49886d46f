/** What came of a lesson's question, and what would have come of another: read from runs, never typed in. */
import { applyOverrides, createRun, type Link, type Run } from '../sim'
import { checkDoubling, checkOutcome, settingsAt, type Gate, type Lesson, type Sweep } from '../lessons'
import { isShut, type Problem, type State } from './gates'
import type { WhatIf } from './protocol'

/** The first branch of a lesson whose knob is a parameter of the scenario. */
export function rootWithKnob(lesson: Lesson, index: number): Link['branches'][number] {
  return { name: 'A', parent: -1, at: 0, set: [...settingsAt(lesson, index)], journal: [] }
}

/** Outcomes are read the first time the run is at its end with the claim in. */
export function readOutcomes(state: State): void {
  if (state.run.now >= state.run.end) readOutcomesAhead(state)
}

/**
 * The outcome belongs to the question, not to what was done since: where commands were given or the knob was
 * turned away, and for a shared moment before the end, it is read on a run of its own.
 */
export function readOutcomesAhead({ lesson, run, claims, outcomes, knob }: State): void {
  for (const gate of lesson?.gates ?? []) {
    if (lesson === null || outcomes.has(gate.id) || !claims.some((claim) => claim.gate === gate.id)) continue
    if (gate.outcome.doubles === true) {
      const sweep = sweepOf(run.scenario, lesson, gate)
      if (sweep !== null) outcomes.set(gate.id, checkDoubling(gate, sweep))
      continue
    }
    const asAsked =
      run.now >= run.end &&
      run.branch === 0 &&
      !run.canUndo &&
      (gate.knobStop === undefined || gate.knobStop === knob)
    const read = asAsked ? run : questionRun(run.scenario, lesson, gate.knobStop ?? knob)
    if (read === null) continue
    outcomes.set(
      gate.id,
      checkOutcome(gate, lesson.sides, (metric, group) => read.metric(metric, group)),
    )
  }
}

/** The metric of both sides at the end of a run at every stop of the knob; null when one takes too long. */
function sweepOf(scenario: Run['scenario'], lesson: Lesson, gate: Gate): Sweep | null {
  const { stops } = lesson.knob
  const A: number[] = []
  const B: number[] = []
  for (let stop = 0; stop < stops.length; stop++) {
    const run = questionRun(scenario, lesson, stop)
    if (run === null) return null
    const read = checkOutcome(gate, lesson.sides, (metric, group) => run.metric(metric, group))
    A.push(read.A)
    B.push(read.B)
  }
  return { values: stops.map(({ value }) => value), A, B }
}

/** A link may put any world behind a lesson's question: one that takes longer to answer than this has none. */
const questionWork = 300000

function questionRun(scenario: Run['scenario'], lesson: Lesson, knob: number): Run | null {
  const made = createRun(scenario, { branches: [rootWithKnob(lesson, knob)] })
  if ('problem' in made) return null
  const { run } = made
  const until = run.engine.work + questionWork
  while (run.seek(run.end, 64) === 'paused') if (run.engine.work > until) return null
  return run
}

/**
 * A counterfactual's outcome, on a run of its own. Problems: an unknown id, a shut gate, and what cannot be
 * built.
 */
export function whatIf(state: State, id: string): WhatIf | Problem {
  const { lesson, run } = state
  const found = lesson?.counterfactuals.find((candidate) => candidate.id === id)
  const gate = lesson?.gates[0]
  if (lesson === null || found === undefined || gate === undefined)
    return { problem: 'no-such-counterfactual' }
  if (isShut(state)) return { problem: 'gate-shut' }
  const root = rootWithKnob(lesson, gate.knobStop ?? 0)
  const applied = applyOverrides(run.scenario, [...(root.set ?? []), ...(found.set ?? [])])
  if ('problem' in applied) return { problem: applied.problem.problem }
  const made = createRun(applied.scenario)
  if ('problem' in made) return { problem: made.problem.problem }
  if (gate.outcome.doubles === true) return doublingWith(applied.scenario, lesson, gate)
  made.run.seek(found.at ?? made.run.end, Infinity)
  const { A, B } = checkOutcome(gate, lesson.sides, (metric, group) => made.run.metric(metric, group))
  return { A, B, use: null }
}

/** Where both sides double in a changed scenario. */
function doublingWith(scenario: Run['scenario'], lesson: Lesson, gate: Gate): WhatIf | Problem {
  const sweep = sweepOf(scenario, lesson, gate)
  if (sweep === null) return { problem: 'takes-too-long' }
  const { A, B } = checkDoubling(gate, sweep)
  return { A, B, use: null }
}
