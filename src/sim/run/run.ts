/**
 * The run: the object everyone drives. Time travel, branches that keep the old future, undo that keeps the
 * clock, and why.
 */
import {
  hashWorld,
  refuse,
  nextDue,
  none,
  type Command,
  type Engine,
  type Micros,
  type Model,
  type Refusal,
} from '../core'
import { standardModel } from '../model'
import { failed, type Failed } from '../scenario/errors'
import type { BranchData, Override } from '../scenario/link'
import { limits, type JournalEntry, type Scenario } from '../scenario/scenario'
import { apply, check, finderOf } from './advance'
import { seekAlongside, standsApart } from './alongside'
import { dataOf, makeBranch } from './branch-data'
import { advanceBranch, forkBranch, keepIfDue, rewind, seekBranch, timelineOf, type Branch } from './branch'
import { decidedSince } from './decisions'
import { factsAbout, factsFrom } from './facts'
import {
  createKeyframes,
  createRoom,
  dropKeyframesAfter,
  type KeyframeOptions,
  type Keyframes,
} from './keyframes'
import { readMetric, resampleFrom, seriesOf, watch } from './metrics'
import type { FleetFrame, FleetTopology, Lens, Look, LookAnswer, TrackView } from './fleet-views'
import { inspect } from './inspect'
import { labViews, type SearchOf } from './late'
import { branchViewOf } from './branch-view'
import { stackOf } from './stack'
import type {
  BranchView,
  Explanation,
  InspectorField,
  NamedFact,
  RefusedCommand,
  Series,
  SideView,
  StackView,
} from './views'
import { explain, victims } from './why'

export interface Run {
  readonly now: Micros
  readonly end: Micros
  readonly scenario: Scenario
  /** The present branch's engine, for tests and the shells that measure. */
  readonly engine: Engine
  /** The farthest time visited in this branch. */
  readonly reached: Micros
  could(command: Command): Refusal | null
  /** Checks, journals at the present time, and does it; in the past it starts a branch and the old future stays. */
  perform(command: Command): Refusal | null
  advance(to: Micros, maxInstants: number): 'reached' | 'paused'
  seek(to: Micros, maxInstants: number): 'reached' | 'paused'
  /** As `seek`, with other branches going to the same time: the present clock stands until they are there. */
  seekAlongside(branches: readonly number[], to: Micros, maxInstants: number): 'reached' | 'paused'
  /** Whether one of these branches has yet to come to the present time, or back to it. */
  areApart(branches: readonly number[]): boolean
  /** What those of these branches that exist have come to, with the stack of one host each. */
  sides(branches: readonly number[], host: string | null, metrics: readonly string[]): readonly SideView[]
  /** Time of the next event or command, or the end. */
  nextInstant(): Micros
  /** Whether anything from this fact on was a decision or a failure: what the timeline marks. */
  decidedSince(fact: number): boolean
  explain(fact: number): Explanation | null
  /**
   * The search for what would have changed a fact, slice by slice: worlds of its own, the run may go on meanwhile.
   * Null when the fact is no longer kept.
   */
  counterfactuals(fact: number): ReturnType<SearchOf>
  /** The workloads that would be lost by a command, by name (at most 1,000); the run itself is not touched. */
  victims(command: Command, branch?: number): readonly string[]
  facts(from: number, limit: number): readonly NamedFact[]
  /** Commands of the script and the journal that were refused up to now, in order. */
  refused(): readonly RefusedCommand[]
  /** Records a metric from now on; what is recorded already goes on. */
  watch(metric: string, subject: string): void
  /** Samples of the present branch, or of another one. */
  series(metric: string, subject: string, to: Micros, branch?: number): Series
  metric(metric: string, subject: string, branch?: number): number
  stack(host: string): StackView | null
  /** The shape of the fleet at the present moment. */
  topology(): FleetTopology
  /** One byte per host and lens, with the units of some hosts (places in the topology). */
  fleet(lens: Lens, details: readonly number[]): FleetFrame
  /** Answers a question about the present moment; the run itself is not touched. */
  look(look: Look): LookAnswer
  /** How the timeline draws every branch, up to a time: what lies behind a gate is left out. */
  tracks(to: Micros): readonly TrackView[]
  /** What the inspector shows of a row, by table and name. */
  inspect(table: string, name: string): readonly InspectorField[]
  hash(): string
  readonly branch: number
  readonly branches: readonly BranchView[]
  switchTo(branch: number): boolean
  /**
   * A branch from t = 0 whose scenario differs, or whose edits do; becomes the present one, at the same time as
   * before.
   */
  branchWith(set: readonly Override[], name: string, journal?: readonly JournalEntry[]): Failed | null
  undo(): boolean
  redo(): boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** The tree as links carry it. */
  data(): readonly BranchData[]
}

export interface RunOptions extends KeyframeOptions {
  readonly model?: Model
  readonly branches?: readonly BranchData[]
  readonly branch?: number
}

const noLimit = Infinity

/** Builds the run of a scenario at t = 0 (with the branches of a link, if given), or says what cannot be built. */
export function createRun(scenario: Scenario, options: RunOptions = {}): { readonly run: Run } | Failed {
  const model = options.model ?? standardModel
  const branches: Branch[] = []
  const room = createRoom(options)
  const keyframesFor = (): Keyframes => createKeyframes(room, options)
  for (const data of options.branches ?? [{ name: 'A', parent: -1, at: 0, journal: [] }]) {
    const made = makeBranch(scenario, model, branches, data, keyframesFor)
    if ('problem' in made) return made
    // Edits that came along are a future that exists: who does something before them starts a branch.
    const lastEdit = made.journal.reduce((last, entry) => Math.max(last, entry.at), 0)
    made.reached = Math.max(made.reached, Math.min(lastEdit, made.scenario.horizon))
    branches.push(made)
  }
  const present = options.branch ?? 0
  if (branches[present] === undefined) return failed('no-such-path', { path: 'branch' }, 'branch')
  return { run: runOf(scenario, model, branches, present, keyframesFor) }
}

function runOf(
  scenario: Scenario,
  model: Model,
  branches: Branch[],
  first: number,
  keyframesFor: () => Keyframes,
): Run {
  let current = first
  const present = (): Branch => branches[current]
  const some = (ids: readonly number[]): readonly Branch[] => ids.flatMap((id) => branches[id] ?? [])
  const watched: { metric: string; subject: string }[] = []
  const watchAll = (branch: Branch): void => {
    for (const { metric, subject } of watched) watch(branch.recorder, metric, subject)
    resampleFrom(branch.recorder, branch.engine.world.now)
  }

  /** After the journal changed behind the present: back before the change, and forward to the same time again. */
  const rerun = (changedAt: Micros): void => {
    const branch = present()
    const { now } = branch.engine.world
    branch.timeline = timelineOf(branch.scenario, branch.inherited, branch.journal)
    const kept = branch.timeline.filter((entry) => entry.at < changedAt).length
    dropKeyframesAfter(branch.keyframes, changedAt, kept)
    // A change that lies ahead is met when the clock gets there.
    if (changedAt <= now) rewind(branch, changedAt)
    // Edits that still lie ahead are a future too, and are kept when the past is changed.
    branch.reached = Math.max(now, branch.journal[branch.journal.length - 1]?.at ?? 0)
    advanceBranch(branch, now, noLimit)
  }

  const run: Run = {
    get now() {
      return present().engine.world.now
    },
    get end() {
      return present().scenario.horizon
    },
    scenario,
    get engine() {
      return present().engine
    },
    get reached() {
      return present().reached
    },
    could: (command) => check(present().engine, command),
    perform(command) {
      // The run may have been stopped between two instants of one time; an edit comes after both.
      advanceBranch(present(), run.now, noLimit)
      const refusal = check(present().engine, command)
      if (refusal !== null) return refusal
      if (present().reached > run.now) {
        if (branches.length >= limits.branches) return refuse('too-many-branches', { limit: limits.branches })
        const branch = forkBranch(present(), branches.length, branchName(branches.length))
        branches.push(branch)
        current = branch.id
      }
      const branch = present()
      // Copies of a future that an undo has taken back must not be found again.
      dropKeyframesAfter(branch.keyframes, run.now, branch.position.cursor)
      if (branch.journal.length >= limits.journalEntries)
        return refuse('journal-full', { limit: limits.journalEntries })
      branch.journal.push({ at: run.now, command: command as Branch['journal'][number]['command'] })
      branch.redo = []
      branch.timeline = timelineOf(branch.scenario, branch.inherited, branch.journal)
      branch.position.cursor++
      const late = apply(branch.engine, command)
      keepIfDue(branch)
      resampleFrom(branch.recorder, run.now)
      advanceBranch(branch, run.now, noLimit)
      return late
    },
    advance: (to, maxInstants) => advanceBranch(present(), Math.min(to, run.end), maxInstants),
    seek: (to, maxInstants) => seekBranch(present(), Math.max(0, Math.min(to, run.end)), maxInstants),
    seekAlongside: (ids, to, maxInstants) =>
      seekAlongside(
        present(),
        some(ids).filter(({ id }) => id !== current),
        to,
        maxInstants,
      ),
    areApart: (ids) => some(ids).some((branch) => standsApart(branch, run.now)),
    sides: (ids, host, metrics) => some(ids).map((branch) => labViews().sideOf(branch, host, metrics)),
    nextInstant() {
      const { engine, timeline, position } = present()
      const event = nextDue(engine)
      const command = timeline[position.cursor]?.at ?? Infinity
      return Math.min(run.end, command, event === none ? Infinity : event)
    },
    decidedSince: (fact) => decidedSince(present().log, model, fact),
    explain: (fact) => explain(present(), fact),
    counterfactuals: (fact) => labViews().searchFor(present(), fact),
    victims: (command, branch = current) => victims(branches[branch] ?? present(), command),
    facts(from, limit) {
      const { log, engine } = present()
      return factsFrom(log, engine.world, model, from, limit)
    },
    refused: () => [...present().log.refused.values()],
    watch(metric, subject) {
      if (watched.some((one) => one.metric === metric && one.subject === subject)) return
      watched.push({ metric, subject })
      for (const branch of branches) watchAll(branch)
    },
    series(metric, subject, to, branch = current) {
      const { recorder, reached } = branches[branch] ?? present()
      return seriesOf(recorder, model, metric, subject, Math.min(to, reached))
    },
    metric(metric, subject, branch = current) {
      const { engine } = branches[branch] ?? present()
      return readMetric(engine.world, model, finderOf(engine), metric, subject)
    },
    stack: (host) => stackOf(run.engine, host),
    topology: () => labViews().topologyOf(run.engine),
    fleet: (lens, details) => labViews().fleetFrameOf(run.engine, lens, details),
    look(look) {
      if (look.look !== 'about') return labViews().lookAt(run.engine, look)
      const { log, engine } = present()
      return { look: 'about', facts: factsAbout(log, engine.world, model, look.name, look.count) }
    },
    tracks: (to) => labViews().tracksOf(branches, model, to),
    inspect: (table, name) => inspect(run.engine, table, name),
    hash: () => hashWorld(run.engine.world),
    get branch() {
      return current
    },
    get branches() {
      return branches.map((branch) => branchViewOf(branch, branches[branch.parent]))
    },
    switchTo(branch) {
      if (branches[branch] === undefined) return false
      const { now } = run
      current = branch
      watchAll(present())
      seekBranch(present(), Math.min(now, run.end), noLimit)
      return true
    },
    branchWith(set, name, journal = []) {
      if (branches.length >= limits.branches)
        return failed('too-long', { limit: limits.branches, received: branches.length + 1 }, 'branches')
      const { now } = run
      const made = makeBranch(
        scenario,
        model,
        branches,
        // With nothing set, a parent would be a past that it shares.
        { name, parent: set.length > 0 ? current : none, at: 0, set: [...set], journal: [...journal] },
        keyframesFor,
      )
      if ('problem' in made) return made
      branches.push(made)
      current = made.id
      watchAll(made)
      seekBranch(made, Math.min(now, run.end), noLimit)
      return null
    },
    undo() {
      const branch = present()
      const entry = branch.journal.pop()
      if (entry === undefined) return false
      branch.redo.push(entry)
      rerun(entry.at)
      return true
    },
    redo() {
      const branch = present()
      const entry = branch.redo.pop()
      if (entry === undefined) return false
      branch.journal.push(entry)
      rerun(entry.at)
      return true
    },
    get canUndo() {
      return present().journal.length > 0
    },
    get canRedo() {
      return present().redo.length > 0
    },
    data: () => branches.map((branch) => dataOf(branch, branches[branch.parent])),
  }
  return run
}

/** A, B, C … */
function branchName(id: number): string {
  return String.fromCharCode(65 + id)
}
