/** Why something happened, and what would be lost: answered on engines of their own, the run is not touched. */
import { createEngine, nameOf, none, restoreWorld, type Command, type Engine } from '../core'
import { WorkloadState } from '../model/workload'
import { buildEngine } from '../scenario/build'
import { advance, apply } from './advance'
import { copyEngine, type Branch } from './branch'
import { causesOf, factAt, timeOfFact } from './facts'
import { keyframeBefore } from './keyframes'
import type { Explanation, ExplanationStep } from './views'

/** Names of victims that are told; nobody reads more. */
const victimsNamed = 1000

/** Re-runs the instant of a fact with its decision noted, on an engine of its own: the run is not touched. */
export function explain(branch: Branch, ordinal: number): Explanation | null {
  const { world, model, setup } = branch.engine
  const fact = factAt(branch.log, world, model, ordinal)
  if (fact === null) return null
  const steps: ExplanationStep[] = []
  const at = timeOfFact(branch.log, ordinal)
  const listen = (engine: Engine): void => {
    engine.explainAt = ordinal
    engine.note = (step, subject, value, passed) => {
      // A binding ends a decision; the one that led to the fact is the last before it.
      if (steps[steps.length - 1]?.step === 'bind') steps.length = 0
      steps.push({
        step,
        subject: subject === none ? '' : nameOf(engine.world, 'hosts', subject),
        value,
        passed,
      })
    }
  }
  const keyframe = keyframeBefore(branch.keyframes, ordinal)
  if (keyframe === undefined) {
    buildEngine(branch.scenario, model, undefined, listen)
  } else {
    const engine = createEngine(model, world.seed, undefined, setup)
    restoreWorld(engine.world, keyframe.snapshot)
    listen(engine)
    const position = { cursor: keyframe.cursor }
    // Nothing that comes after the fact has anything to do with it, be it at the same time.
    while (engine.world.nextFact <= ordinal)
      if (advance(engine, branch.timeline, position, at, 1) === 'reached') break
  }
  return { fact, causes: causesOf(branch.log, world, model, fact), steps }
}

/** The workloads that a command would stop, by name; the first thousand of them. */
export function victims(branch: Branch, command: Command): readonly string[] {
  const engine = copyEngine(branch.engine)
  const before = runningRows(branch.engine)
  if (apply(engine, command) !== null) return []
  const after = runningRows(engine)
  // A workload that left and came back in another row is none.
  const come = new Set<string>()
  after.forEach((generation, row) => {
    if (generation >= 0 && before[row] !== generation) come.add(nameOf(engine.world, 'workloads', row))
  })
  const lost: string[] = []
  for (let row = 0; row < before.length && lost.length < victimsNamed; row++) {
    if (before[row] < 0 || after[row] === before[row]) continue
    const name = nameOf(branch.engine.world, 'workloads', row)
    if (!come.has(name)) lost.push(name)
  }
  return lost
}

/** Generation of each row with a running workload; -1 for the others. */
function runningRows({ world }: Engine): Float64Array {
  const { rows, columns } = world.tables['workloads']
  const running = new Float64Array(rows.size).fill(none)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 1 && columns['state'][row] === WorkloadState.running)
      running[row] = rows.generation[row]
  }
  return running
}
