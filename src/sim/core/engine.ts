/** The machine that turns events into changes: one instant at a time, each ending with everything settled. */
import { assert } from './assert'
import { clearDirty, createDirty, domainCount, drainDirty, markDirty, type Dirty, type Domain } from './dirty'
import { draw } from './draw'
import type { FactSink } from './fact'
import type { Model } from './mechanism'
import { cancel, earliest, pop, schedule } from './queue'
import type { Sim, TouchLog } from './sim'
import { longer, refTo } from './table'
import { none, type Micros, type Row } from './units'
import { addRowTo, createWorld, dropRowFrom, reserveRows, tablesOf, type World } from './world'

/** An instant with more events than this is a model that runs in circles. */
const eventsPerInstantLimit = 4000000
/** So many instants in a row that move time by less than a millisecond each mean mechanisms playing ping-pong. */
const tinyInstantsLimit = 200000

export type NoteSink = (step: string, subject: Row, value: number, passed: boolean) => void

export interface Engine {
  readonly model: Model
  readonly world: World
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
  readonly touchLogs: { rows: Int32Array; count: number; seen: number; epoch: number }[]
  readonly scratch: Map<string, unknown>
  /** Facts stated and not yet reacted to: code, a, b, ordinal in fours. */
  readonly pending: number[]
  cause: number
  settling: number
  building: boolean
  tinyInstants: number
}

const ignoreFacts: FactSink = () => {}

export function createEngine(model: Model, seed: number, sink: FactSink = ignoreFacts): Engine {
  const world = createWorld(model, seed)
  const internals: Internals = {
    dirty: Array.from({ length: domainCount }, createDirty),
    touchLogs: Array.from({ length: domainCount }, () => ({
      rows: new Int32Array(64),
      count: 0,
      seen: 0,
      epoch: 0,
    })),
    scratch: new Map(),
    pending: [],
    cause: none,
    settling: none,
    building: false,
    tinyInstants: 0,
  }
  const engine = {
    model,
    world,
    sink,
    note: null,
    explainAt: none,
    work: 0,
    overrun: null,
    internals,
  } as unknown as Engine
  Object.defineProperty(engine, 'sim', { value: createSim(engine), enumerable: true })
  return engine
}

function createSim(engine: Engine): Sim {
  const { world, model, internals } = engine
  const { queue } = world
  const groupCodes = new Map<string, number>()
  return {
    get now() {
      return world.now
    },
    seed: world.seed,
    tables: tablesOf(world),
    after(delay, event, a, b = 0) {
      assert(
        delay >= 1 && Number.isSafeInteger(delay),
        `delay of ${event} must be a whole number of at least 1 µs`,
      )
      return schedule(queue, world.now + delay, eventCode(model, event), a, b, internals.cause)
    },
    at(due, event, a, b = 0) {
      assert(internals.building && due >= 0, `${event} is planned at a fixed time outside the build`)
      return schedule(queue, due, eventCode(model, event), a, b, internals.cause)
    },
    cancel(timer) {
      cancel(queue, timer)
    },
    addRow: (table) => addRowTo(world, table),
    reserve: (table, count) => reserveRows(world, table, count),
    dropRow: (table, row) => dropRowFrom(world, table, row),
    group(name) {
      if (groupCodes.size !== world.groups.length) {
        groupCodes.clear()
        world.groups.forEach((group, code) => groupCodes.set(group, code))
      }
      const known = groupCodes.get(name)
      if (known !== undefined) return known
      world.groups.push(name)
      groupCodes.set(name, world.groups.length - 1)
      return world.groups.length - 1
    },
    groupName: (code) => world.groups[code],
    draw: (stream, identity, n) => draw(world.seed, stream, identity, n),
    emit: (fact, a = none, b = none, c = none) => emit(engine, fact, a, b, c),
    because(fact) {
      internals.cause = fact
    },
    get building() {
      return internals.building
    },
    note(step, subject, value, passed) {
      if (engine.explainAt === world.nextFact) engine.note?.(step, subject, value, passed)
    },
    get explaining() {
      return engine.note !== null && engine.explainAt === world.nextFact
    },
    touch(domain, row) {
      assert(domain > internals.settling, 'settling may touch only later domains')
      markDirty(internals.dirty[domain], row, internals.cause)
      logTouch(internals, domain, row)
    },
    scratch<S>(key: string, create: () => S): S {
      let value = internals.scratch.get(key)
      if (value === undefined) internals.scratch.set(key, (value = create()))
      return value as S
    },
    touched: (domain): TouchLog => internals.touchLogs[domain],
  }
}

function eventCode(model: Model, event: string): number {
  const code = model.eventCode.get(event)
  assert(code !== undefined, `unknown event ${event}`)
  return code
}

function logTouch(internals: Internals, domain: Domain, row: Row): void {
  const log = internals.touchLogs[domain]
  if (log.count > log.seen && log.rows[log.count - 1] === row) return
  if (log.count === log.rows.length) log.rows = longer(log.rows, 'i32', log.count * 2, 0) as Int32Array
  log.rows[log.count++] = row
}

function emit(engine: Engine, fact: string, a: number, b: number, c: number): number {
  const { world, model, internals } = engine
  const code = model.factCode.get(fact)
  assert(code !== undefined, `unknown fact ${fact}`)
  const { args } = model.facts[code]
  const ordinal = world.nextFact++
  engine.sink(
    ordinal,
    world.now,
    code,
    internals.cause,
    seen(world, args[0]?.table, a),
    seen(world, args[1]?.table, b),
    seen(world, args[2]?.table, c),
  )
  internals.cause = internals.building ? none : ordinal
  engine.work++
  if (model.reactions[code].length === 0) return ordinal
  assert(internals.settling === none, `${fact} has reactions, so it may not be stated while settling`)
  internals.pending.push(code, a, b, ordinal)
  return ordinal
}

function seen(world: World, table: string | undefined, value: number): number {
  return table === undefined || value < 0 ? value : refTo(world.tables[table].rows, value)
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
  internals.tinyInstants = due - world.now < 1000 ? internals.tinyInstants + 1 : 0
  world.now = due
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
  if (events > eventsPerInstantLimit || internals.tinyInstants > tinyInstantsLimit) {
    const { tinyInstants } = internals
    engine.overrun = `${events} events at ${due} µs, ${tinyInstants} instants within a millisecond of each other`
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
  const { internals, model, sim } = engine
  for (let domain = 0; domain < domainCount; domain++) {
    internals.settling = domain
    const settlers = model.settlers[domain]
    if (settlers.length > 0) {
      drainDirty(internals.dirty[domain], (row, cause) => {
        engine.work++
        for (const settler of settlers) {
          internals.cause = cause
          settler(sim, row)
        }
      })
    } else clearDirty(internals.dirty[domain])
  }
  internals.settling = none
  trimTouchLogs(internals)
}

/** Caches that have not caught up with a log this long are cheaper to rebuild. */
const touchLogLimit = 1000000

function trimTouchLogs(internals: Internals): void {
  for (const log of internals.touchLogs) {
    if (log.count <= touchLogLimit) continue
    log.count = 0
    log.seen = 0
    log.epoch++
  }
}

/** Forgets what was derived from a world that has just been replaced by a snapshot. */
export function forgetDerived(engine: Engine): void {
  const { internals } = engine
  for (const dirty of internals.dirty) clearDirty(dirty)
  for (const log of internals.touchLogs) {
    log.count = 0
    log.seen = 0
  }
  internals.scratch.clear()
  internals.pending.length = 0
  internals.cause = none
  internals.tinyInstants = 0
  engine.overrun = null
}
