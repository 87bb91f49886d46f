/** One animation frame of a session: everything the page watches, read from the run without touching it. */
import type { Lesson } from '../lessons'
import type { Micros, Run, Series } from '../sim'
import { barrierOf, mostOf, shutGate, type State } from './gates'
import type { GateView, Interest, KnobView, RunStatus, SeriesAsk, SessionFrame } from './protocol'

/** Worlds with more rows than this are not hashed for every frame. */
const rowsHashedPerFrame = 5000
/** Hosts in one frame with their units. */
const detailsPerFrame = 400
/** Facts in one frame. */
const factsPerFrame = 200

export function frameOf(state: State, interest: Interest, status: RunStatus): SessionFrame {
  const { run, lesson } = state
  const barrier = barrierOf(state)
  const shut = shutGate(state)
  const rows = Object.values(run.engine.world.tables).reduce(
    (sum, table) => Math.max(sum, table.rows.size),
    0,
  )
  const ask = interest.fleet
  // Behind a gate there is nothing to compare with.
  const compare = shut === null ? interest.compare : undefined
  const fleet = ask === undefined ? null : run.fleet(ask.lens, ask.details.slice(0, detailsPerFrame))
  const still = status !== 'running' && status !== 'seeking'
  return {
    rev: state.rev,
    now: run.now,
    end: run.end,
    barrier,
    status:
      still && shut !== null && run.now >= shut.at ? 'gated' : still && run.now >= run.end ? 'ended' : status,
    stacks: interest.stacks.map((host) => run.stack(host)).filter((stack) => stack !== null),
    series: interest.series.map((ask) => seriesFor(state, ask, barrier)),
    facts: run.facts(interest.factsFrom, factsPerFrame),
    branch: run.branch,
    branches: run.branches,
    canUndo: run.canUndo,
    canRedo: run.canRedo,
    knob: knobView(state),
    gates: gateViews(state, lesson),
    hash: still && rows <= rowsHashedPerFrame ? run.hash() : null,
    fleet,
    // The frame says which topology it is of: it is read only for a page that does not have it.
    topology: fleet === null || fleet.topology === ask?.topology ? null : run.topology(),
    tracks: interest.tracks === true ? run.tracks(barrier) : [],
    ...(compare === undefined ? {} : { sides: run.sides(compare.branches, compare.host, compare.metrics) }),
  }
}

/** What is asked for is recorded from then on: what lies before is a gap until the run goes over it again. */
function seriesFor(state: State, { metric, subject, branch }: SeriesAsk, barrier: Micros): Series {
  const { run } = state
  run.watch(metric, subject)
  if (branch === undefined) return run.series(metric, subject, barrier)
  const series = run.series(metric, subject, barrier, branch)
  return {
    ...(branch === run.branch || state.compared.includes(branch) ? upToNow(run, series, branch) : series),
    branch,
  }
}

/** Samples are taken at fixed times: what an edit between two of them changed is read from the world itself. */
function upToNow(run: Run, series: Series, branch: number): Series {
  const value = run.metric(series.metric, series.subject, branch)
  const last = series.at[series.at.length - 1] ?? -1
  if (last >= run.now || value !== value) return series
  return {
    ...series,
    at: Float64Array.of(...series.at, run.now),
    value: Float64Array.of(...series.value, value),
  }
}

function knobView(state: State): KnobView | null {
  const stop = state.lesson?.knob.stops[state.knob]
  return stop === undefined ? null : { index: state.knob, most: mostOf(state), value: stop.value }
}

function gateViews({ claims, outcomes }: State, lesson: Lesson | null): readonly GateView[] {
  return (lesson?.gates ?? []).map((gate) => {
    const claim = claims.find((made) => made.gate === gate.id) ?? null
    return { id: gate.id, at: gate.at, claim, shut: claim === null, outcome: outcomes.get(gate.id) ?? null }
  })
}
