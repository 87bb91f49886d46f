/** What came of a lesson's question, and what would have come of another: read from runs, never typed in. */
import { applyOverrides, createRun, type Link, type Run } from '../sim'
import { checkOutcome, type Lesson } from '../lessons'
import { isShut, type Problem, type State } from './gates'
import type { WhatIf } from './protocol'

/** The first branch of a lesson whose knob is a parameter of the scenario. */
export function rootWithKnob(lesson: Lesson, index: number): Link['branches'][number] {
  const { knob } = lesson
  const value = knob.stops[index]?.value ?? 0
  const set = knob.type === 'parameter' ? [{ path: knob.path, value }] : []
  return { name: 'A', parent: -1, at: 0, set, journal: [] }
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
  made.run.seek(found.at ?? made.run.end, Infinity)
  const { A, B } = checkOutcome(gate, lesson.sides, (metric, group) => made.run.metric(metric, group))
  return { A, B, use: null }
}
