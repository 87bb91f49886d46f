/**
 * The facts of a run: a bounded ring of columns, so that a hundred thousand facts cost no objects until
 * somebody reads them.
 */
import { none, rowNow, type FactSink, type Micros, type Model, type World } from '../core'
import { nameOf } from '../core'
import type { NamedFact } from './views'

export interface FactLog {
  /** First ordinal that is still kept, and the next one to come. */
  first: number
  next: number
  readonly at: Float64Array
  readonly code: Uint16Array
  readonly cause: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
}

/** Facts kept at a time; older ones can be had again by seeking back. A power of two. */
const kept = 65536

export function createFactLog(): FactLog {
  const reals = (): Float64Array => new Float64Array(kept)
  return {
    first: 0,
    next: 0,
    at: reals(),
    code: new Uint16Array(kept),
    cause: reals(),
    a: reals(),
    b: reals(),
    c: reals(),
  }
}

export function sinkInto(log: FactLog): FactSink {
  return (ordinal, at, code, cause, a, b, c) => {
    const slot = ordinal & (kept - 1)
    log.at[slot] = at
    log.code[slot] = code
    log.cause[slot] = cause
    log.a[slot] = a
    log.b[slot] = b
    log.c[slot] = c
    log.next = ordinal + 1
    if (log.next - log.first > kept) log.first = log.next - kept
  }
}

/** The world went back: facts from here on have not happened (in this branch) yet. */
export function cutFacts(log: FactLog, next: number): void {
  if (next < log.next) log.next = next
  if (next < log.first) log.first = next
}

/** One fact with its arguments by name, or null when it is no longer kept. */
export function factAt(log: FactLog, world: World, model: Model, ordinal: number): NamedFact | null {
  if (ordinal < log.first || ordinal >= log.next) return null
  const slot = ordinal & (kept - 1)
  const spec = model.facts[log.code[slot]]
  const values = [log.a[slot], log.b[slot], log.c[slot]]
  const args: Record<string, string | number> = {}
  spec.args.forEach((arg, at) => {
    args[arg.name] = arg.table === undefined ? values[at] : nameOfRef(world, arg.table, values[at])
  })
  return { ordinal, at: log.at[slot], name: spec.name, cause: log.cause[slot], args }
}

function nameOfRef(world: World, table: string, ref: number): string {
  const row = rowNow(world.tables[table].rows, ref)
  return row === none ? '' : nameOf(world, table, row)
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
  return ordinal < log.first || ordinal >= log.next ? none : log.at[ordinal & (kept - 1)]
}
