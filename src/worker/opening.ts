/** Opening a lesson, a built-in scenario or a link: the run that it names, with its gates and its knob. */
import {
  createRun,
  library,
  modelVersion,
  openings,
  type Claim,
  type DecodeError,
  type Link,
  type Micros,
  type Override,
  type Run,
} from '../sim'
import { settingsAt, type Lesson } from '../lessons'
import { knownLesson } from '../lessons/known'
import { aim, barrierOf, mostOf, type Problem, type State } from './gates'
import { readOutcomesAhead, rootWithKnob } from './outcomes'
import type { Opened, OpenRequest } from './protocol'

interface Made {
  readonly state: State
  readonly opened: Opened
}

export function openRequest(request: OpenRequest): Made | Problem {
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
  const opening = Object.keys(openings).includes(id) ? openings[id] : undefined
  const made = createRun(scenario, opening === undefined ? {} : { branches: opening.branches })
  return 'problem' in made ? made.problem : start(made.run, null, [], 0, opening ?? null)
}

/** Whether a lesson can be opened with what is loaded: its scenario is there from the start. */
export function opensAtOnce(id: string): boolean {
  const lesson = knownLesson(id)
  return lesson !== undefined && Object.keys(library).includes(lesson.scenario)
}

function openLesson(id: string): Made | Problem {
  const lesson = knownLesson(id)
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
  const lesson = link.lesson === undefined ? null : knownLesson(link.lesson)
  // Without its lesson the link would have no gates.
  if (lesson === undefined) return unknown('no-such-lesson', 'lesson', link.lesson ?? '')
  const result = start(run, lesson, claimsOf(link, lesson), knobOf(link, lesson), link)
  const { state } = result
  if (lesson !== null && state.knob > mostOf(state)) return openLink(heldBack(link, lesson, mostOf(state)))
  const barrier = barrierOf(state)
  const at = Math.min(link.at ?? 0, barrier)
  const there = seekAtOnce(run, at)
  aim(state, at)
  followKnob(state)
  if (state.claims.length > 0) readOutcomesAhead(state)
  return { state, opened: { ...result.opened, verified: there ? verify(link, run) : 'unstated' } }
}

/** Without its claims a moment may stand at a stop that tells what is asked: it is shown at the last one before. */
function heldBack({ hash: _, ...link }: Link, lesson: Lesson, most: number): Link {
  return { ...link, branches: [rootWithKnob(lesson, most)], branch: 0 }
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
  shown: Pick<Link, 'view'> | null,
): Made {
  const state: State = {
    run,
    lesson,
    knob,
    goal: 0,
    hunting: false,
    compared: [],
    apart: false,
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
      view: shown?.view ?? null,
      scenario: lesson === null ? run.scenario : null,
    },
  }
}

export function claimProblem(lesson: Lesson | null, claims: readonly Claim[], claim: Claim): Problem | null {
  const gate = lesson?.gates.find((candidate) => candidate.id === claim.gate)
  if (gate === undefined) return { problem: 'no-such-gate' }
  if (!gate.choices.some((choice) => choice.id === claim.choice)) return { problem: 'no-such-choice' }
  return claims.some((made) => made.gate === gate.id) ? { problem: 'already-claimed' } : null
}

/** Series are recorded from the start, whether somebody looks or not: looking changes nothing. */
export function watchAll({ run, lesson }: State): void {
  for (const { name, costly } of run.engine.model.metrics.values()) if (costly !== true) run.watch(name, '')
  for (const side of lesson?.sides ?? []) {
    run.watch(lesson?.metric ?? '', side.group)
  }
}

/** A time knob shows the last value that has come into force. */
export function followKnob(state: State): void {
  const knob = state.lesson?.knob
  if (knob?.type !== 'time') return
  knob.stops.forEach((stop, index) => {
    if (stop.at <= state.run.now) state.knob = index
  })
}
