/**
 * One run with its lesson, its gates and its knob: what the shell drives. Gates are the session's business,
 * never the world's.
 */
import {
  createRun,
  library,
  modelVersion,
  type Claim,
  type Command,
  type DecodeError,
  type Explanation,
  type InspectorField,
  type Link,
  type Look,
  type LookAnswer,
  type Micros,
  type Override,
  type Refusal,
  type Run,
} from '../sim'
import { findLesson, settingsAt, type Lesson } from '../lessons'
import { frameOf } from './frames'
import { aim, barrierOf, isShut, mostOf, type Problem, type State } from './gates'
import { readOutcomes, readOutcomesAhead, rootWithKnob, whatIf } from './outcomes'
import type { Interest, Opened, OpenRequest, RunStatus, SessionFrame, WhatIf } from './protocol'

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
  perform(command: Command): Refusal | null
  could(command: Command): Refusal | null
  victims(command: Command): readonly string[]
  claim(claim: Claim): Problem | null
  whatIf(counterfactual: string): WhatIf | Problem
  explain(fact: number): Explanation | Problem
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
      if (run.now !== goal) present.rev++
      const reached = present.hunting ? hunt(present, maxInstants) : run.seek(goal, maxInstants) === 'reached'
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
    perform(command) {
      const present = opened()
      if (isShut(present)) return gateShut
      present.rev++
      const refusal = present.run.perform(command)
      aim(present, present.run.now)
      return refusal
    },
    could: (command) => (isShut(opened()) ? gateShut : opened().run.could(command)),
    victims: (command) => (isShut(opened()) ? [] : opened().run.victims(command)),
    claim(claim) {
      const present = opened()
      const problem = claimProblem(present.lesson, present.claims, claim)
      if (problem !== null) return problem
      const gate = present.lesson?.gates.find((candidate) => candidate.id === claim.gate)
      if (gate?.knobStop !== undefined) turnKnob(present, gate.knobStop)
      present.claims.push(claim)
      aim(present, present.run.now)
      present.rev++
      return null
    },
    whatIf: (counterfactual) => whatIf(opened(), counterfactual),
    explain: (fact) => opened().run.explain(fact) ?? { problem: 'fact-not-kept' },
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
const ofTheMoment: ReadonlySet<Look['look']> = new Set(['memory', 'exits', 'bottlenecks'])

const gateShut: Refusal = { reason: 'gate-shut', args: {} }

function claimProblem(lesson: Lesson | null, claims: readonly Claim[], claim: Claim): Problem | null {
  const gate = lesson?.gates.find((candidate) => candidate.id === claim.gate)
  if (gate === undefined) return { problem: 'no-such-gate' }
  if (!gate.choices.some((choice) => choice.id === claim.choice)) return { problem: 'no-such-choice' }
  return claims.some((made) => made.gate === gate.id) ? { problem: 'already-claimed' } : null
}

function change(state: State, work: (run: Run) => boolean): void {
  if (work(state.run)) state.rev++
  aim(state, state.run.now)
}

interface Made {
  readonly state: State
  readonly opened: Opened
}

function openRequest(request: OpenRequest): Made | Problem {
  if ('lesson' in request) return openLesson(request.lesson)
  return 'library' in request ? openLibrary(request.library) : openLink(request.link)
}

/** Worded like what is wrong with a link: see `decodeProblems`. */
function unknown(problem: DecodeError['problem'], path: string, id: string): DecodeError {
  return { problem, path, args: { id } }
}

function openLibrary(id: string): Made | Problem {
  const scenario = Object.keys(library).includes(id) ? library[id] : undefined
  if (scenario === undefined) return unknown('no-such-scenario', 'library', id)
  const made = createRun(scenario)
  return 'problem' in made ? made.problem : start(made.run, null, [], 0, null)
}

/** Whether a lesson can be opened with what is loaded: its scenario is there from the start. */
export function opensAtOnce(id: string): boolean {
  const lesson = findLesson(id)
  return lesson !== undefined && Object.keys(library).includes(lesson.scenario)
}

function openLesson(id: string): Made | Problem {
  const lesson = findLesson(id)
  const scenario = lesson === undefined ? undefined : library[lesson.scenario]
  if (lesson === undefined || scenario === undefined) return unknown('no-such-lesson', 'lesson', id)
  const knob = lesson.knob
  const made = createRun(
    scenario,
    knob.type === 'parameter' ? { branches: [rootWithKnob(lesson, knob.start)] } : {},
  )
  if ('problem' in made) return made.problem
  return start(made.run, lesson, [], knob.start, null)
}

/** The moment a link shares. A lesson's gates hold again unless the link carries the claims. */
function openLink(link: Link): Made | Problem {
  const made = createRun(link.scenario, { branches: link.branches, branch: link.branch })
  if ('problem' in made) return made.problem
  const { run } = made
  const lesson = link.lesson === undefined ? null : findLesson(link.lesson)
  // Without its lesson the link would have no gates.
  if (lesson === undefined) return unknown('no-such-lesson', 'lesson', link.lesson ?? '')
  const result = start(run, lesson, claimsOf(link, lesson), knobOf(link, lesson), link)
  const { state } = result
  const barrier = barrierOf(state)
  const at = Math.min(link.at ?? 0, barrier)
  const there = seekAtOnce(run, at)
  aim(state, at)
  followKnob(state)
  if (state.claims.length > 0) readOutcomesAhead(state)
  return { state, opened: { ...result.opened, verified: there ? verify(link, run) : 'unstated' } }
}

/** Work that a moment may take before it is shown; a longer way is gone in slices, with the page looking on. */
const workAtOnce = 300000

function seekAtOnce(run: Run, at: Micros): boolean {
  const until = run.engine.work + workAtOnce
  while (run.seek(at, 1) === 'paused') if (run.engine.work > until) return false
  return true
}

/** A stranger's claims open a gate only where the page's own would: on one of its choices, once. */
function claimsOf(link: Link, lesson: Lesson | null): readonly Claim[] {
  const claims: Claim[] = []
  for (const claim of link.claims ?? []) {
    if (lesson === null || claimProblem(lesson, claims, claim) === null) claims.push(claim)
  }
  return claims
}

/** Where the knob stands in a shared moment: a parameter is set on its branch, or on one that it grew from. */
function knobOf(link: Link, lesson: Lesson | null): number {
  if (lesson?.knob.type !== 'parameter') return 0
  const { knob } = lesson
  let branch = link.branches[link.branch]
  for (let steps = 0; branch !== undefined && steps < link.branches.length; steps++) {
    const { set } = branch
    if (set?.some(({ path }) => path === knob.path) === true)
      return Math.max(
        0,
        knob.stops.findIndex((_, stop) => settingsAt(lesson, stop).every((one) => includes(set, one))),
      )
    branch = link.branches[branch.parent]
  }
  return knob.start
}

function includes(set: readonly Override[], { path, value }: Override): boolean {
  return set.some((one) => one.path === path && one.value === value)
}

function verify(link: Link, run: Run): Opened['verified'] {
  if (link.modelVersion !== modelVersion) return 'older'
  // A gate that holds again keeps the run from the moment whose digest the link states.
  if (link.hash === undefined || run.now !== (link.at ?? 0)) return 'unstated'
  return run.hash() === link.hash ? 'same' : 'differs'
}

function start(
  run: Run,
  lesson: Lesson | null,
  claims: readonly Claim[],
  knob: number,
  link: Link | null,
): Made {
  const state: State = {
    run,
    lesson,
    knob,
    goal: 0,
    hunting: false,
    claims: [...claims],
    outcomes: new Map(),
    rev: 1,
  }
  watchAll(state)
  run.seek(0, Infinity)
  return {
    state,
    opened: {
      lesson: lesson?.id ?? null,
      title: run.scenario.title ?? '',
      modelVersion,
      verified: 'unstated',
      end: run.end,
      view: link?.view ?? null,
      scenario: lesson === null ? run.scenario : null,
    },
  }
}

/** Series are recorded from the start, whether somebody looks or not: looking changes nothing. */
function watchAll({ run, lesson }: State): void {
  for (const { name, costly } of run.engine.model.metrics.values()) if (costly !== true) run.watch(name, '')
  for (const side of lesson?.sides ?? []) {
    run.watch(lesson?.metric ?? '', side.group)
  }
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

/** A time knob shows the last value that has come into force. */
function followKnob(state: State): void {
  const knob = state.lesson?.knob
  if (knob?.type !== 'time') return
  knob.stops.forEach((stop, index) => {
    if (stop.at <= state.run.now) state.knob = index
  })
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
