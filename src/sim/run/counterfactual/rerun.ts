/** Another world, run to the time of a fact on an engine of its own: does the same thing happen there? */
import { nameOf, none, rowOfRef, type FactSink, type Micros, type Model, type World } from '../../core'
import { buildEngine } from '../../scenario/build'
import type { JournalEntry, Scenario } from '../../scenario/scenario'
import { advance } from '../advance'
import { timelineOf, type Branch } from '../branch'
import { factAt, factSlot, type FactLog } from '../facts'
import type { NamedFact } from '../views'

/** What would be the same thing: a fact of this name about this thing, after `since` and up to `until`. */
export interface SameThing {
  readonly code: number
  /** Which argument names the thing, and in which table; null when the fact names none. */
  readonly thing: { readonly place: 0 | 1 | 2; readonly table: string; readonly name: string } | null
  /** Of a refused command, what was asked for. */
  readonly command: string | null
  readonly since: Micros
  readonly until: Micros
}

export type Verdict =
  | { readonly verdict: 'happens' | 'impossible' | 'too-long' }
  /** It does not; so many others of its kind do. */
  | { readonly verdict: 'spared'; readonly others: number }

/** Instants between two looks at the clock. */
const instantsPerSlice = 32

/** The same thing as a fact of a branch, or null when the fact is no longer kept. */
export function sameThingAs(branch: Branch, ordinal: number): SameThing | null {
  const { log, engine } = branch
  const fact = factAt(log, engine.world, engine.model, ordinal)
  if (fact === null) return null
  const code = log.code[factSlot(ordinal)]
  const thing = thingOf(engine.model, fact)
  const command = fact.refused === undefined ? null : JSON.stringify(fact.refused.command)
  const since = lastBefore(log, code, thing?.place ?? null, ordinal)
  return { code, thing, command, since, until: fact.at }
}

function thingOf(model: Model, fact: NamedFact): SameThing['thing'] {
  const spec = model.facts.find(({ name }) => name === fact.name)
  for (const place of [0, 1, 2] as const) {
    const argument = spec?.args[place]
    if (argument?.table === undefined) continue
    return { place, table: argument.table, name: String(fact.args[argument.name]) }
  }
  return null
}

/** When the same thing happened last before the time of a fact; -1 when it did not, as far as facts are kept. */
function lastBefore(log: FactLog, code: number, place: 0 | 1 | 2 | null, ordinal: number): Micros {
  const columns = [log.a, log.b, log.c]
  const slot = factSlot(ordinal)
  for (let other = ordinal - 1; other >= log.first; other--) {
    const at = factSlot(other)
    if (log.code[at] !== code || log.at[at] === log.at[slot]) continue
    if (place === null || columns[place][at] === columns[place][slot]) return log.at[at]
  }
  return none
}

/**
 * Runs a world up to the time of the fact, or to where the same thing happens; pauses after every slice. More work
 * than `mostWork` is given up.
 */
export function* rerun(
  scenario: Scenario,
  journal: readonly JournalEntry[],
  model: Model,
  same: SameThing,
  mostWork: number,
): Generator<void, Verdict> {
  const seen = { same: 0, others: 0 }
  let world: World | null = null
  const built = buildEngine(
    scenario,
    model,
    watchFor(same, seen, () => world),
    (engine) => {
      world = engine.world
    },
  )
  if ('problem' in built) return { verdict: 'impossible' }
  const { engine } = built
  const timeline = timelineOf(scenario, [], journal)
  const position = { cursor: 0 }
  const refused = ({ at, command }: JournalEntry): void => {
    if (same.command === null || at <= same.since) return
    if (JSON.stringify(command) === same.command) seen.same++
    else seen.others++
  }
  for (;;) {
    yield
    if (seen.same > 0) return { verdict: 'happens' }
    if (engine.work > mostWork) return { verdict: 'too-long' }
    const outcome = advance(engine, timeline, position, same.until, instantsPerSlice, { refused })
    if (outcome === 'paused') continue
    if (seen.same > 0) return { verdict: 'happens' }
    // A world that went round in circles tells nothing.
    return engine.overrun === null ? { verdict: 'spared', others: seen.others } : { verdict: 'impossible' }
  }
}

function watchFor(
  same: SameThing,
  seen: { same: number; others: number },
  worldNow: () => World | null,
): FactSink {
  return (_, at, code, __, a, b, c) => {
    if (code !== same.code || at <= same.since || same.command !== null) return
    const world = worldNow()
    if (same.thing === null || world === null) seen.same++
    else if (nameOfThing(world, same.thing.table, [a, b, c][same.thing.place]) === same.thing.name)
      seen.same++
    else seen.others++
  }
}

function nameOfThing(world: World, table: string, value: number): string {
  return value < 0 ? '' : nameOf(world, table, rowOfRef(value))
}
