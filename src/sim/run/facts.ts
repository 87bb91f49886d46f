/**
 * The facts of a run: a bounded ring of columns, so that a hundred thousand facts cost no objects until
 * somebody reads them.
 */
import { none, rowOfRef, type FactSink, type Micros, type Model, type World } from '../core'
import type { NamedFact, RefusedCommand } from './views'

export interface FactLog {
  /** First ordinal that is still kept, and the next one to come. */
  first: number
  next: number
  /** The world the facts come from: names are taken down as they happen, for their rows may leave later. */
  world: World | null
  readonly at: Float64Array
  readonly code: Uint16Array
  readonly cause: Float64Array
  /** Amounts, or names as group * 2^26 + ordinal. */
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
  /** Beside the facts of refused commands, by ordinal: no more than the script and the journal have entries. */
  readonly refused: Map<number, RefusedCommand>
}

/** Facts kept at a time; older ones can be had again by seeking back. A power of two. */
const kept = 65536

/** Where the columns of a log hold a fact. */
export function factSlot(ordinal: number): number {
  return ordinal & (kept - 1)
}

export function createFactLog(): FactLog {
  const reals = (): Float64Array => new Float64Array(kept)
  return {
    first: 0,
    next: 0,
    world: null,
    at: reals(),
    code: new Uint16Array(kept),
    cause: reals(),
    a: reals(),
    b: reals(),
    c: reals(),
    refused: new Map(),
  }
}

/** Ordinals stay below this; 0 means a name without one. */
const ordinalRange = 67108864

export function sinkInto(log: FactLog, model: Model): FactSink {
  return (ordinal, at, code, cause, a, b, c) => {
    const slot = factSlot(ordinal)
    const { args } = model.facts[code]
    log.at[slot] = at
    log.code[slot] = code
    log.cause[slot] = cause
    log.a[slot] = noted(log, args[0]?.table, a)
    log.b[slot] = noted(log, args[1]?.table, b)
    log.c[slot] = noted(log, args[2]?.table, c)
    log.next = ordinal + 1
    if (log.next - log.first > kept) log.first = log.next - kept
  }
}

/** An amount as it is; what points into a table as the name it has now. */
function noted(log: FactLog, table: string | undefined, value: number): number {
  if (table === undefined || value < 0 || log.world === null) return value
  const { group, ordinal } = log.world.tables[table].columns
  const row = rowOfRef(value)
  return group[row] * ordinalRange + (ordinal === undefined ? 0 : ordinal[row])
}

/** The world went back: facts from here on have not happened (in this branch) yet. */
export function cutFacts(log: FactLog, next: number): void {
  if (next < log.next) log.next = next
  if (next < log.first) log.first = next
  for (const ordinal of log.refused.keys()) if (ordinal >= next) log.refused.delete(ordinal)
}

/** One fact with its arguments by name, or null when it is no longer kept. */
export function factAt(log: FactLog, world: World, model: Model, ordinal: number): NamedFact | null {
  if (ordinal < log.first || ordinal >= log.next) return null
  const slot = factSlot(ordinal)
  const spec = model.facts[log.code[slot]]
  const values = [log.a[slot], log.b[slot], log.c[slot]]
  const args: Record<string, string | number> = {}
  spec.args.forEach((arg, at) => {
    const value = values[at]
    args[arg.name] = arg.table === undefined ? (arg.names?.[value] ?? value) : nameNoted(world, value)
  })
  const named = { ordinal, at: log.at[slot], name: spec.name, cause: log.cause[slot], args }
  const refused = log.refused.get(ordinal)
  return refused === undefined ? named : { ...named, refused }
}

function nameNoted(world: World, note: number): string {
  if (note === none) return ''
  const ordinal = note % ordinalRange
  const group = world.groups[(note - ordinal) / ordinalRange]
  return ordinal === 0 ? group : `${group}-${ordinal}`
}

/** More facts about one thing than this are never read at once. */
const mostAbout = 50

/** The latest facts that name a thing, or a member of a group of that name; newest first. */
export function factsAbout(
  log: FactLog,
  world: World,
  model: Model,
  name: string,
  count: number,
): readonly NamedFact[] {
  const dash = name.lastIndexOf('-')
  const group = world.groups.indexOf(name)
  const owner = world.groups.indexOf(name.slice(0, Math.max(0, dash)))
  // Not a number where the name has none: equal to nothing.
  const member = owner === none ? NaN : owner * ordinalRange + Number(name.slice(dash + 1))
  const names = (note: number): boolean =>
    note === member || (group !== none && note >= 0 && Math.floor(note / ordinalRange) === group)
  const found: NamedFact[] = []
  for (let at = log.next - 1; at >= log.first && found.length < Math.min(count, mostAbout); at--) {
    const slot = factSlot(at)
    const [a, b, c] = model.facts[log.code[slot]].args
    const isAbout =
      (a?.table !== undefined && names(log.a[slot])) ||
      (b?.table !== undefined && names(log.b[slot])) ||
      (c?.table !== undefined && names(log.c[slot]))
    const fact = isAbout ? factAt(log, world, model, at) : null
    if (fact !== null) found.push(fact)
  }
  return found
}

/** Facts from an ordinal on; the latest `limit` when there are more. */
export function factsFrom(
  log: FactLog,
  world: World,
  model: Model,
  from: number,
  limit: number,
): readonly NamedFact[] {
  const start = Math.max(from, log.first, log.next - limit)
  const facts: NamedFact[] = []
  for (let ordinal = start; ordinal < log.next; ordinal++) {
    const fact = factAt(log, world, model, ordinal)
    if (fact !== null) facts.push(fact)
  }
  return facts
}

/** From a fact's cause up to the root, as far as the facts are kept. */
export function causesOf(log: FactLog, world: World, model: Model, fact: NamedFact): readonly NamedFact[] {
  const causes: NamedFact[] = []
  let { cause } = fact
  while (cause !== none && causes.length < 100) {
    const next = factAt(log, world, model, cause)
    if (next === null) break
    causes.push(next)
    cause = next.cause
  }
  return causes
}

/** Time of a kept fact, or -1. */
export function timeOfFact(log: FactLog, ordinal: number): Micros {
  return ordinal < log.first || ordinal >= log.next ? none : log.at[factSlot(ordinal)]
}
