/** The machine that turns events into changes: one instant at a time, each ending with everything settled. */
import { assert, fail } from './assert'
import { clearDirty, createDirty, domainCount, drainDirty, markDirty, type Dirty, type Domain } from './dirty'
import { draw } from './draw'
import type { FactSink } from './fact'
import type { FactSpec, Model } from './mechanism'
import { cancel, earliest, pop, schedule } from './queue'
import type { Sim, TouchLog } from './sim'
import { longer, refTo, type Rows } from './table'
import { none, type Micros, type Row, type Timer } from './units'
import { addRowTo, createWorld, dropRowFrom, moveClock, reserveRows, tablesOf, type World } from './world'

/** An instant with more events than this is a model that runs in circles. */
const eventsPerInstantLimit = 4000000
/**
 * More instants than this within a second of the world mean mechanisms playing ping-pong: the busiest fleet that a
 * scenario may ask for, 250,000 processes that fail every second, stays below.
 */
const instantsPerSecondLimit = 600000

export type NoteSink = (step: string, subject: Row, value: number, passed: boolean) => void

export interface Engine {
  readonly model: Model
  readonly world: World
  readonly setup: unknown
  readonly sim: Sim
  sink: FactSink
  note: NoteSink | null
  /** The decision before this fact is the one being explained: others may take their short cuts. */
  explainAt: number
  /** Instants and events so far, for pacing and for spacing keyframes; not part of the world. */
  work: number
  /** Set when a bound was hit: the run stops there. */
  overrun: string | null
  readonly internals: Internals
}

interface Internals {
  readonly dirty: readonly Dirty[]
  readonly touchLogs: readonly Touches[]
  /** For each fact code and argument the rows it points into, if any. */
  readonly factRows: readonly (readonly (Rows | null)[])[]
  /** Made once, so that settling allocates nothing. */
  readonly settleRow: (row: Row, cause: number) => void
  readonly scratch: Map<string, unknown>
  /** Facts stated and not yet reacted to: code, a, b, ordinal in fours. */
  readonly pending: number[]
  cause: number
  settling: number
  building: boolean
}

/** The writable side of a `TouchLog`. */
interface Touches extends TouchLog {
  rows: Int32Array
  count: number
  epoch: number
}

const ignoreFacts: FactSink = () => {}

/** `setup` is what a world was built from and never changes: mechanisms read it through `sim.setup`. */
export function createEngine(
  model: Model,
  seed: number,
  sink: FactSink = ignoreFacts,
  setup: unknown = null,
): Engine {
  const world = createWorld(model, seed)
  const internals: Internals = {
    dirty: Array.from({ length: domainCount }, createDirty),
    touchLogs: Array.from({ length: domainCount }, createTouches),
    factRows: model.facts.map((fact) => rowsOfArguments(world, fact)),
    settleRow: (row, cause) => settleRow(engine, row, cause),
    scratch: new Map(),
    pending: [],
    cause: none,
    settling: none,
    building: false,
  }
  const engine = {
    model,
    world,
    setup,
    sink,
    note: null,
    explainAt: none,
    work: 0,
    overrun: null,
    internals,
  } as unknown as Engine
  Object.defineProperty(engine, 'sim', { value: new EngineSim(engine), enumerable: true })
  return engine
}

function createTouches(): Touches {
  return { rows: new Int32Array(64), count: 0, seen: 0, epoch: 0, followed: false }
}

function rowsOfArguments(world: World, { args }: FactSpec): readonly (Rows | null)[] {
  return [0, 1, 2].map((at) => {
    const table = args[at]?.table
    return table === undefined ? null : world.tables[table].rows
  })
}

/** The verbs of one engine. A class, since JavaScript reads the members of an object literal with getters slowly. */
class EngineSim implements Sim {
  declare readonly seed: number
  declare readonly tables: unknown
  declare readonly setup: unknown
  declare private readonly engine: Engine
  declare private readonly groupCodes: Map<string, number>

  constructor(engine: Engine) {
    this.seed = engine.world.seed
    this.tables = tablesOf(engine.world)
    this.setup = engine.setup
    this.engine = engine
    this.groupCodes = new Map()
  }

  get now(): Micros {
    return this.engine.world.now
  }

  get building(): boolean {
    return this.engine.internals.building
  }

  get cause(): number {
    return this.engine.internals.cause
  }

  get explaining(): boolean {
    const { engine } = this
    return engine.note !== null && engine.explainAt === engine.world.nextFact
  }

  after(delay: Micros, event: string, a: number, b = 0): Timer {
    if (!(delay >= 1 && Number.isSafeInteger(delay)))
      fail(`delay of ${event} must be a whole number of at least 1 µs`)
    const { world, model, internals } = this.engine
    return schedule(world.queue, world.now + delay, eventCode(model, event), a, b, internals.cause)
  }

  at(due: Micros, event: string, a: number, b = 0): Timer {
    const { world, model, internals } = this.engine
    if (!internals.building || due < 0) fail(`${event} is planned at a fixed time outside the build`)
    return schedule(world.queue, due, eventCode(model, event), a, b, internals.cause)
  }

  cancel(timer: Timer): void {
    cancel(this.engine.world.queue, timer)
  }

  addRow(table: string): Row {
    return addRowTo(this.engine.world, table)
  }

  reserve(table: string, count: number): void {
    reserveRows(this.engine.world, table, count)
  }

  dropRow(table: string, row: Row): void {
    dropRowFrom(this.engine.world, table, row)
  }

  group(name: string): number {
    const { groupCodes } = this
    const { groups } = this.engine.world
    const quick = groupCodes.get(name)
    if (quick !== undefined && groups[quick] === name) return quick
    // New, or another world has been put in place of the one the codes were made from.
    groupCodes.clear()
    groups.forEach((group, code) => groupCodes.set(group, code))
    const known = groupCodes.get(name)
    if (known !== undefined) return known
    groups.push(name)
    groupCodes.set(name, groups.length - 1)
    return groups.length - 1
  }

  groupName(code: number): string {
    return this.engine.world.groups[code]
  }

  draw(stream: string, identity: number, n: number): number {
    return draw(this.seed, stream, identity, n)
  }

  emit(fact: string, a = none, b = none, c = none): number {
    return emit(this.engine, fact, a, b, c)
  }

  because(fact: number): void {
    this.engine.internals.cause = fact
  }

  note(step: string, subject: Row, value: number, passed: boolean): void {
    if (this.explaining) this.engine.note?.(step, subject, value, passed)
  }

  worked(amount: number): void {
    this.engine.work += amount
  }

  touch(domain: Domain, row: Row): void {
    const { internals } = this.engine
    assert(domain > internals.settling, 'settling may touch only later domains')
    markDirty(internals.dirty[domain], row, internals.cause)
    logTouch(internals.touchLogs[domain], row)
  }

  scratch<S>(key: string, create: () => S): S {
    const { scratch } = this.engine.internals
    let value = scratch.get(key)
    if (value === undefined) scratch.set(key, (value = create()))
    return value as S
  }

  touched(domain: Domain): TouchLog {
    return this.engine.internals.touchLogs[domain]
  }
}

function eventCode(model: Model, event: string): number {
  const code = model.eventCode.get(event)
  return code === undefined ? fail(`unknown event ${event}`) : code
}

function logTouch(log: Touches, row: Row): void {
  if (!log.followed || (log.count > log.seen && log.rows[log.count - 1] === row)) return
  if (log.count === log.rows.length) log.rows = longer(log.rows, 'i32', log.count * 2, 0) as Int32Array
  log.rows[log.count++] = row
}

function emit(engine: Engine, fact: string, a: number, b: number, c: number): number {
  const { world, model, internals } = engine
  const code = model.factCode.get(fact)
  if (code === undefined) return fail(`unknown fact ${fact}`)
  const rows = internals.factRows[code]
  const ordinal = world.nextFact++
  engine.sink(ordinal, world.now, code, internals.cause, seen(rows[0], a), seen(rows[1], b), seen(rows[2], c))
  internals.cause = internals.building ? none : ordinal
  engine.work++
  if (model.reactions[code].length === 0) return ordinal
  if (internals.settling !== none) fail(`${fact} has reactions, so it may not be stated while settling`)
  internals.pending.push(code, a, b, ordinal)
  return ordinal
}

/** An argument as the world outside sees it: a row becomes a Ref. */
function seen(rows: Rows | null, value: number): number {
  return rows === null || value < 0 ? value : refTo(rows, value)
}

/** Runs `work` as one handler whose root cause is `cause`, with the reactions to what it states. */
function handle(engine: Engine, cause: number, work: () => void): void {
  const { internals } = engine
  internals.cause = cause
  work()
  react(engine)
}

/** First in, first out: reactions may state facts that are reacted to in turn. */
function react(engine: Engine): void {
  const { internals, model, sim } = engine
  const { pending } = internals
  for (let at = 0; at < pending.length; at += 4) {
    assert(at < 4 * eventsPerInstantLimit, 'facts without end in one instant')
    for (const reaction of model.reactions[pending[at]]) {
      internals.cause = pending[at + 3]
      reaction(sim, pending[at + 1], pending[at + 2])
    }
  }
  pending.length = 0
}

/** Time of the next event, or -1 when nothing is planned. */
export function nextDue(engine: Engine): Micros {
  const slot = earliest(engine.world.queue)
  return slot === none ? none : engine.world.queue.due[slot]
}

/** All events of the earliest time with their reactions, then settling: the smallest step there is. */
export function stepInstant(engine: Engine): void {
  const { world, model, internals, sim } = engine
  const { queue } = world
  const due = nextDue(engine)
  assert(due !== none && due >= world.now, 'stepping without a planned event')
  moveClock(world, due)
  world.instantsThisSecond++
  let events = 0
  while (queue.size > 0 && queue.due[queue.heap[0]] === due) {
    const slot = pop(queue)
    const handler = model.events[queue.code[slot]].handler
    internals.cause = queue.cause[slot]
    handler(sim, queue.a[slot], queue.b[slot])
    if (internals.pending.length > 0) react(engine)
    if (++events > eventsPerInstantLimit) break
  }
  engine.work += events
  if (events > eventsPerInstantLimit || world.instantsThisSecond > instantsPerSecondLimit) {
    engine.overrun = `${events} events at ${due} µs, ${world.instantsThisSecond} instants within a second`
    internals.cause = none
    emit(engine, 'run.overrun', none, none, none)
  }
  settle(engine)
}

/** A command, or the build, as an instant of its own at the present time. */
export function performInstant(engine: Engine, work: () => void, building = false): void {
  engine.internals.building = building
  handle(engine, none, work)
  engine.internals.building = false
  engine.work++
  settle(engine)
}

function settle(engine: Engine): void {
  const { internals, model } = engine
  for (let domain = 0; domain < domainCount; domain++) {
    internals.settling = domain
    if (model.settlers[domain].length > 0) drainDirty(internals.dirty[domain], internals.settleRow)
    else clearDirty(internals.dirty[domain])
  }
  internals.settling = none
  trimTouchLogs(internals)
}

/** Settling a row takes about half as long as an event with its fact; mechanisms add what depends on its size. */
const workPerRow = 0.5

/** Every mechanism settles one row of the domain that is being settled. */
function settleRow(engine: Engine, row: Row, cause: number): void {
  const { internals, model, sim } = engine
  engine.work += workPerRow
  for (const settler of model.settlers[internals.settling]) {
    internals.cause = cause
    settler(sim, row)
  }
}

/** Caches that have not caught up with a log this long are cheaper to rebuild. */
const touchLogLimit = 65536

function trimTouchLogs({ touchLogs }: Internals): void {
  for (const log of touchLogs) {
    if (log.count <= touchLogLimit) continue
    forgetTouches(log)
    log.epoch++
  }
}

function forgetTouches(log: Touches): void {
  log.count = 0
  log.seen = 0
  log.followed = false
}

/** Forgets what was derived from a world that has just been replaced by a snapshot. */
export function forgetDerived(engine: Engine): void {
  const { internals } = engine
  for (const dirty of internals.dirty) clearDirty(dirty)
  for (const log of internals.touchLogs) forgetTouches(log)
  internals.scratch.clear()
  internals.pending.length = 0
  internals.cause = none
  engine.overrun = null
}
