/**
 * One branch of a run: its own engine, journal, keyframes, facts and series. The past it shares with its
 * parent is shared as copies.
 */
import {
  copyWorld,
  createEngine,
  forgetDerived,
  restoreWorld,
  type Engine,
  type Micros,
  type Model,
} from '../core'
import { buildEngine } from '../scenario/build'
import type { Failed } from '../scenario/errors'
import type { Override } from '../scenario/link'
import type { JournalEntry, Scenario } from '../scenario/scenario'
import { advance, finderOf, type Position } from './advance'
import { createFactLog, cutFacts, sinkInto, type FactLog } from './facts'
import { addKeyframe, createKeyframes, keyframeFor, spacingOf, type Keyframes } from './keyframes'
import { createRecorder, resampleFrom, sampleUntil, type Recorder } from './metrics'

export interface Branch {
  readonly id: number
  readonly parent: number
  /** Where it left its parent. */
  readonly at: Micros
  name: string
  readonly set: readonly Override[]
  readonly scenario: Scenario
  /** Commands of the ancestors up to `at`, in order. */
  readonly inherited: readonly JournalEntry[]
  journal: JournalEntry[]
  redo: JournalEntry[]
  /** Script, inherited and own commands in the order they are applied. */
  timeline: readonly JournalEntry[]
  readonly engine: Engine
  readonly position: Position
  readonly keyframes: Keyframes
  readonly log: FactLog
  /** Facts below this ordinal tell how the world was built. */
  readonly builtFacts: number
  readonly recorder: Recorder
  /** The farthest time visited. */
  reached: Micros
  /** Work done at the last keyframe. */
  workAtKeyframe: number
}

export function timelineOf(
  scenario: Scenario,
  inherited: readonly JournalEntry[],
  own: readonly JournalEntry[],
): readonly JournalEntry[] {
  const all = [...(scenario.script ?? []), ...inherited, ...own]
  const order = all.map((_, at) => at)
  order.sort((left, right) => all[left].at - all[right].at || left - right)
  return order.map((at) => all[at])
}

/** The first branch of a scenario, or a branch that differs from t = 0 on. */
export function rootBranch(
  scenario: Scenario,
  model: Model,
  identity: Pick<Branch, 'id' | 'parent' | 'name' | 'set'>,
  journal: readonly JournalEntry[],
  keyframes: Keyframes,
): Branch | Failed {
  const log = createFactLog()
  const built = buildEngine(scenario, model, sinkInto(log, model), ({ world }) => {
    log.world = world
  })
  if ('problem' in built) return built
  const branch: Branch = {
    ...identity,
    at: 0,
    scenario,
    inherited: [],
    journal: [...journal],
    redo: [],
    timeline: timelineOf(scenario, [], journal),
    engine: built.engine,
    position: { cursor: 0 },
    keyframes,
    log,
    builtFacts: built.engine.world.nextFact,
    recorder: createRecorder(scenario.horizon),
    reached: 0,
    workAtKeyframe: 0,
  }
  keep(branch)
  return branch
}

/** A branch that leaves `parent` at its present time with an empty journal of its own. */
export function forkBranch(parent: Branch, id: number, name: string): Branch {
  const at = parent.engine.world.now
  const log = copyLog(parent.log)
  const engine = copyEngine(parent.engine, sinkInto(log, parent.engine.model))
  log.world = engine.world
  const inherited = inheritedFrom(parent, at)
  const { room, every, list } = parent.keyframes
  const keyframes = createKeyframes(room, { workPerKeyframe: every })
  const shared = list.filter(({ snapshot, cursor }) => snapshot.at <= at && cursor <= parent.position.cursor)
  for (const keyframe of shared) addKeyframe(keyframes, keyframe)
  const recorder: Recorder = {
    step: parent.recorder.step,
    taken: parent.recorder.taken,
    watched: parent.recorder.watched.map((one) => ({
      ...one,
      values: one.values.slice().fill(NaN, parent.recorder.taken),
    })),
  }
  return {
    id,
    parent: parent.id,
    at,
    name,
    set: parent.set,
    scenario: parent.scenario,
    inherited,
    journal: [],
    redo: [],
    timeline: timelineOf(parent.scenario, inherited, []),
    engine,
    position: { cursor: parent.position.cursor },
    keyframes,
    log,
    builtFacts: parent.builtFacts,
    recorder,
    reached: at,
    workAtKeyframe: 0,
  }
}

/** The commands that a branch which leaves `parent` at this time has in common with it. */
export function inheritedFrom(parent: Branch, at: Micros): readonly JournalEntry[] {
  return [...parent.inherited, ...parent.journal.filter((entry) => entry.at <= at)]
}

export function copyEngine(from: Engine, sink?: Engine['sink']): Engine {
  const engine = createEngine(from.model, from.world.seed, sink, from.setup)
  restoreWorld(engine.world, copyWorld(from.world))
  return engine
}

function copyLog(log: FactLog): FactLog {
  return {
    first: log.first,
    next: log.next,
    world: null,
    at: log.at.slice(),
    code: log.code.slice(),
    cause: log.cause.slice(),
    a: log.a.slice(),
    b: log.b.slice(),
    c: log.c.slice(),
    refused: new Map(log.refused),
  }
}

/** A keyframe of the present, if enough work has been done since the last one. */
export function keepIfDue(branch: Branch): void {
  if (branch.engine.work - branch.workAtKeyframe >= spacingOf(branch.keyframes)) keep(branch)
}

function keep(branch: Branch): void {
  const { engine, keyframes, position } = branch
  branch.workAtKeyframe = engine.work
  const before = keyframes.list[keyframes.list.length - 1]?.snapshot
  addKeyframe(keyframes, { snapshot: copyWorld(engine.world, before), cursor: position.cursor })
}

/** Forward from where the branch is. */
export function advanceBranch(branch: Branch, to: Micros, maxInstants: number): 'reached' | 'paused' {
  const { engine, recorder } = branch
  const outcome = advance(engine, branch.timeline, branch.position, to, maxInstants, {
    beforeMovingTo(until, inclusive) {
      sampleUntil(recorder, engine.world, engine.model, finderOf(engine), until, inclusive)
    },
    refused({ at, command }, refusal) {
      const fact = engine.world.nextFact
      branch.log.refused.set(fact, { fact, entry: branch.position.cursor, at, command, refusal })
    },
    afterInstant() {
      keepIfDue(branch)
    },
  })
  branch.reached = Math.max(branch.reached, engine.world.now)
  return outcome
}

/** To any time: back to the nearest keyframe when the time lies behind, then forward. */
export function seekBranch(branch: Branch, to: Micros, maxInstants: number): 'reached' | 'paused' {
  if (to < branch.engine.world.now) rewind(branch, to)
  return advanceBranch(branch, to, maxInstants)
}

/** Puts the branch back to its last keyframe at or before a time. */
export function rewind(branch: Branch, to: Micros): void {
  const keyframe = keyframeFor(branch.keyframes, to)
  if (keyframe === undefined) return
  restoreWorld(branch.engine.world, keyframe.snapshot)
  forgetDerived(branch.engine)
  branch.position.cursor = keyframe.cursor
  branch.workAtKeyframe = branch.engine.work
  cutFacts(branch.log, keyframe.snapshot.nextFact)
  resampleFrom(branch.recorder, keyframe.snapshot.at)
}
