/**
 * What would have changed a fact? The branch is run again, each time with one thing different, and the value nearest to
 * the present one is looked for. One step of the generator is one slice of a run, on engines of its own: the open run
 * is not touched.
 */
import type { Model } from '../../core'
import { applyOverrides } from '../../scenario/override'
import type { Scenario } from '../../scenario/scenario'
import type { Branch } from '../branch'
import { causesOf, factAt } from '../facts'
import type { Knob, Scene, Turn } from './knob'
import { knobsFor } from './knobs'
import { rerun, sameThingAs, type SameThing } from './rerun'
import { placeOf, turn, type Place } from './search'
import type { Counterfactuals, OtherWorld, SearchProgress, Turned, WouldChange } from './types'

const mostRuns = 12

/** About as many events as one world may take before it is given up, and as all of them together may. */
const workPerRun = 4000000

export function counterfactuals(
  branch: Branch,
  ordinal: number,
): Generator<SearchProgress, Counterfactuals> | null {
  const { log, engine, scenario } = branch
  const { world, model } = engine
  const fact = factAt(log, world, model, ordinal)
  const same = sameThingAs(branch, ordinal)
  if (fact === null || same === null) return null
  const journal = [...branch.inherited, ...branch.journal]
  const counts = new Map<string, number>()
  const groups = world.tables['workloadGroups']
  for (let row = 0; row < groups.rows.size; row++) {
    if (groups.rows.alive[row] === 1)
      counts.set(world.groups[groups.columns['group'][row]], groups.columns['count'][row])
  }
  const scene: Scene = {
    fact,
    causes: causesOf(log, world, model, fact),
    scenario,
    journal,
    countOf: (group) => counts.get(group) ?? 0,
  }
  return search(scene, same, model, branch.set)
}

/** What is known of a knob's positions that were tried. */
interface Tried {
  readonly knob: Knob
  readonly place: Place
  /** Facts of the same name about others, by position. */
  readonly others: Map<number, number>
}

function* search(
  scene: Scene,
  same: SameThing,
  model: Model,
  already: OtherWorld['set'],
): Generator<SearchProgress, Counterfactuals> {
  const all = knobsFor(scene).map((knob): Tried => ({ knob, place: placeOf(), others: new Map() }))
  const used = { runs: 0, givenUp: false }
  const ask = (tried: Tried) =>
    function* (position: number): Generator<void, boolean | null> {
      if (used.runs >= mostRuns || used.givenUp) return null
      used.runs++
      const { scenario, journal } = worldAt(scene, tried.knob.turn(position))
      if (scenario === null) return false
      const verdict = yield* rerun(scenario, journal, model, same, workPerRun)
      if (verdict.verdict === 'too-long') {
        // The others would take as long.
        used.givenUp = true
        return null
      }
      if (verdict.verdict !== 'spared') return false
      tried.others.set(position, verdict.others)
      return true
    }
  for (let open = all; open.length > 0; open = open.filter(({ place }) => !place.done)) {
    let asked = false
    for (const tried of open) {
      const steps = turn(tried.knob, tried.place, ask(tried))
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) {
          asked = asked || step.value
          break
        }
        yield { runs: used.runs, most: mostRuns }
      }
    }
    if (!asked) break
  }
  return resultOf(scene, all, used.runs, already)
}

function worldAt(
  { scenario, journal }: Scene,
  { set, journal: edits = journal }: Turn,
): { readonly scenario: Scenario | null; readonly journal: Scene['journal'] } {
  const applied = applyOverrides(scenario, set)
  return { scenario: 'problem' in applied ? null : applied.scenario, journal: edits }
}

function resultOf(
  scene: Scene,
  all: readonly Tried[],
  runs: number,
  already: OtherWorld['set'],
): Counterfactuals {
  const found = all.filter(({ place }) => place.changesAt > 0)
  const vain = all.filter(({ place }) => place.asked && place.changesAt === 0)
  const changes = found.map((tried) => changeOf(scene, tried, already))
  // Sorting keeps the order of equals: the most telling first.
  changes.sort((one, other) => Number(one.others > 0) - Number(other.others > 0))
  return {
    fact: scene.fact,
    changes,
    inVain: vain.map(({ knob, place }) => turnedTo(knob, place.keepsAt)),
    runs,
    left: all.filter(({ place }) => !place.asked).length,
  }
}

function turnedTo(
  { knob, direction, subject, argument, at, present, turn: turnKnob }: Knob,
  position: number,
): Turned {
  return { knob, direction, subject, argument, at, present, value: turnKnob(position).value }
}

function changeOf(scene: Scene, { knob, place, others }: Tried, already: OtherWorld['set']): WouldChange {
  const position = place.changesAt
  const { set, journal = scene.journal } = knob.turn(position)
  return {
    ...turnedTo(knob, position),
    nearest: place.done,
    others: others.get(position) ?? 0,
    // Edits after the fact stay, too: the other world is the same story with one thing changed.
    world: { set: [...already, ...set], journal },
  }
}
