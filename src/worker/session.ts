/**
 * One run with its lesson, its gates and its knob: what the shell drives. Gates are the session's business,
 * never the world's.
 */
import {
  createRun,
  modelVersion,
  type Claim,
  type Command,
  type Counterfactuals,
  type Explanation,
  type InspectorField,
  type JournalEntry,
  type Link,
  type Look,
  type LookAnswer,
  type Micros,
  type Override,
  type Refusal,
  type Run,
  type SearchProgress,
} from '../sim'
import { frameOf } from './frames'
import { aim, barrierOf, isShut, mostOf, type Problem, type State } from './gates'
import { claimProblem, followKnob, openRequest, watchAll } from './opening'
import { readOutcomes, rootWithKnob, whatIf } from './outcomes'
import type { Interest, Opened, OpenRequest, RunStatus, SessionFrame, Varied, WhatIf } from './protocol'

export interface Session {
  open(request: OpenRequest): Opened | Problem
  /** Where the clock is going: a seek, or play towards the barrier. */
  readonly goal: Micros
  readonly now: Micros
  /** Rises with every change that a frame could show. */
  readonly rev: number
  readonly barrier: Micros
  setGoal(to: Micros): void
  /** The way to the next decision ends where the clock is. */
  stopHunting(): void
  /** Some instants towards the goal; true when it is reached. */
  work(maxInstants: number): boolean
  step(to: 'event' | 'back' | 'decision'): void
  turnKnob(index: number): void
  /** On the present branch, or on another one, which is then the present one. */
  perform(command: Command, branch?: number): Refusal | null
  could(command: Command): Refusal | null
  victims(command: Command, branch?: number): readonly string[]
  /** A branch whose scenario differs from t = 0 on; it becomes the present one. */
  vary(set: readonly Override[], name: string, journal?: readonly JournalEntry[]): Varied | Problem
  /** These branches go with the clock from now on; true when one of them has another time. */
  compare(branches: readonly number[]): boolean
  claim(claim: Claim): Problem | null
  whatIf(counterfactual: string): WhatIf | Problem
  explain(fact: number): Explanation | Problem
  counterfactuals(fact: number): Generator<SearchProgress, Counterfactuals> | Problem
  inspect(table: string, name: string): readonly InspectorField[]
  undo(): void
  redo(): void
  branch(to: number): void
  link(view: Link['view']): Link | Problem
  look(look: Look): LookAnswer | Problem
  frame(interest: Interest, status: RunStatus): SessionFrame
}

/** Facts looked at after each of them. */
const factsLookedAt = 2000
/** More facts than a run keeps. */
const allFacts = 100000

export function createSession(): Session {
  let state: State | null = null

  const opened = (): State => {
    if (state === null) throw new Error('nothing is open')
    return state
  }

  return {
    open(request) {
      const made = openRequest(request)
      if ('problem' in made) return made
      state = made.state
      return made.opened
    },
    get goal() {
      return opened().goal
    },
    get now() {
      return opened().run.now
    },
    get rev() {
      return opened().rev
    },
    get barrier() {
      return barrierOf(opened())
    },
    setGoal(to) {
      const present = opened()
      aim(present, Math.max(0, Math.min(to, barrierOf(present))))
    },
    stopHunting() {
      const present = opened()
      if (present.hunting) aim(present, present.run.now)
    },
    work(maxInstants) {
      const present = opened()
      const { run, goal } = present
      if (run.now !== goal || present.apart) present.rev++
      const found = !present.hunting || hunt(present, maxInstants)
      const reached = found && run.seekAlongside(present.compared, present.goal, maxInstants) === 'reached'
      present.apart = !reached
      followKnob(present)
      readOutcomes(present)
      return reached
    },
    step(to) {
      const present = opened()
      const { run } = present
      const barrier = barrierOf(present)
      if (to === 'back') aim(present, timeBefore(run))
      else aim(present, to === 'event' ? Math.min(run.nextInstant(), barrier) : barrier)
      present.hunting = to === 'decision'
      present.rev++
    },
    turnKnob(index) {
      turnKnob(opened(), index)
    },
    perform(command, branch) {
      const present = opened()
      if (isShut(present)) return gateShut
      if (branch !== undefined && branch !== present.run.branch) present.run.switchTo(branch)
      present.rev++
      const refusal = present.run.perform(command)
      aim(present, present.run.now)
      return refusal
    },
    could: (command) => (isShut(opened()) ? gateShut : opened().run.could(command)),
    victims: (command, branch) => (isShut(opened()) ? [] : opened().run.victims(command, branch)),
    vary: (set, name, journal) => vary(opened(), set, name, journal),
    compare(branches) {
      const present = opened()
      present.compared = branches
      present.apart ||= present.run.areApart(branches)
      return present.apart
    },
    claim(claim) {
      const present = opened()
      const problem = claimProblem(present.lesson, present.claims, claim)
      if (problem !== null) return problem
      const gate = present.lesson?.gates.find((candidate) => candidate.id === claim.gate)
      // With the claim in, the gate no longer holds the knob back.
      present.claims.push(claim)
      if (gate?.knobStop !== undefined) turnKnob(present, gate.knobStop)
      aim(present, present.run.now)
      present.rev++
      return null
    },
    whatIf: (counterfactual) => whatIf(opened(), counterfactual),
    explain: (fact) => opened().run.explain(fact) ?? { problem: 'fact-not-kept' },
    counterfactuals: (fact) =>
      isShut(opened())
        ? { problem: 'gate-shut' }
        : (opened().run.counterfactuals(fact) ?? { problem: 'fact-not-kept' }),
    inspect: (table, name) => opened().run.inspect(table, name),
    undo: () => change(opened(), (run) => run.undo()),
    redo: () => change(opened(), (run) => run.redo()),
    branch: (to) => change(opened(), (run) => run.switchTo(to)),
    link: (view) => linkOf(opened(), view),
    look: (look) =>
      isShut(opened()) && !ofTheMoment.has(look.look) ? { problem: 'gate-shut' } : opened().run.look(look),
    frame: (interest, status) => frameOf(opened(), interest, status),
  }
}

/** Looks into one host show what a lesson's stage draws: the moment itself, never what a search might lead to. */
const ofTheMoment: ReadonlySet<Look['look']> = new Set([
  'memory',
  'exits',
  'bottlenecks',
  'migrations',
  'images',
])

const gateShut: Refusal = { reason: 'gate-shut', args: {} }

/** Where a gate is shut nothing may be tried out: what another branch shows might give its future away. */
function vary(
  state: State,
  set: readonly Override[],
  name: string,
  journal?: readonly JournalEntry[],
): Varied | Problem {
  if (isShut(state)) return { problem: 'gate-shut' }
  const failed = state.run.branchWith(set, name, journal)
  if (failed !== null) return failed.problem
  aim(state, state.run.now)
  state.rev++
  return { branch: state.run.branch }
}

function change(state: State, work: (run: Run) => boolean): void {
  if (work(state.run)) state.rev++
  aim(state, state.run.now)
}

function turnKnob(state: State, wanted: number): void {
  const { lesson } = state
  if (lesson === null) return
  const index = Math.max(0, Math.min(Math.round(wanted), mostOf(state)))
  const stop = lesson.knob.stops[index]
  if (stop === undefined) return
  state.rev++
  if (lesson.knob.type === 'time') {
    aim(state, stop.at ?? 0)
    return
  }
  if (index === state.knob) return
  // The run is rebuilt at t = 0 and advanced to the same time: what was edited belonged to the other value.
  const { now } = state.run
  const made = createRun(state.run.scenario, { branches: [rootWithKnob(lesson, index)] })
  if ('problem' in made) return
  state.run = made.run
  state.knob = index
  watchAll(state)
  state.run.seek(now, Infinity)
  aim(state, now)
}

/** The latest time before now at which something happened, as far as the last facts tell. */
function timeBefore(run: Run): Micros {
  // What happens at one time may be very much, and then the time before lies behind all of it.
  for (let look = factsLookedAt; ; look *= 8) {
    const facts = run.facts(0, look)
    const before = facts.filter(({ at }) => at < run.now).at(-1)
    if (before !== undefined) return before.at
    if (facts.length < look || look > allFacts) return 0
  }
}

/** Some instants on, to the end of the first time at which something is decided; true when there, or at the goal. */
function hunt(state: State, maxInstants: number): boolean {
  const { run, goal } = state
  const { engine } = run
  for (let instants = 0; instants < maxInstants; instants++) {
    const { nextFact } = engine.world
    const reached = run.seek(Math.min(run.nextInstant(), goal), 1) === 'reached'
    if (run.decidedSince(nextFact)) {
      aim(state, run.now)
      return run.seek(run.now, maxInstants - instants) === 'reached'
    }
    if (!reached || (run.now < goal && engine.overrun === null)) continue
    aim(state, run.now)
    return true
  }
  return false
}

function linkOf(state: State, view: Link['view']): Link {
  const { run, lesson, claims } = state
  // The digest is that of the whole time, even if a seek is just in the middle of it.
  run.advance(run.now, Infinity)
  return {
    modelVersion,
    ...(lesson === null ? {} : { lesson: lesson.id }),
    scenario: run.scenario,
    branches: [...run.data()],
    branch: run.branch,
    at: run.now,
    ...(view === undefined ? {} : { view }),
    ...(claims.length === 0 ? {} : { claims: [...claims] }),
    hash: run.hash(),
  }
}
