/**
 * A mechanism is one folder of rules; `assemble` turns the list of mechanisms into a model by giving every
 * name its code.
 */
import type { GenericSchema } from 'valibot'
import { assert } from './assert'
import type { CommandSpec } from './command'
import type { Domain } from './dirty'
import type { EquationUse } from './equation'
import type { FactArgument } from './fact'
import type { Handler, Sim } from './sim'
import type { TableSpec, TableSpecs } from './table'
import type { Row } from './units'
import type { World } from './world'

export type MetricScope = 'fleet' | 'host' | 'group'

export interface MetricSpec {
  readonly name: string
  readonly unit: string
  readonly scope: MetricScope
  /** Looks at every workload, so that it is recorded only where somebody asks for it. */
  readonly costly?: boolean
  /** `subject` is -1 for the fleet, else a row of hosts or workloadGroups. */
  read(world: World, subject: Row): number
  /** Which equation gave the number, and which values went in. */
  explain?(world: World, subject: Row): EquationUse | null
}

export interface MechanismOf<T, Rules = unknown> {
  readonly name: string
  readonly needs: readonly { readonly name: string }[]
  readonly tables: TableSpecs
  readonly commands?: readonly CommandSpec<never, T>[]
  readonly events?: Readonly<Record<string, Handler<T>>>
  readonly facts?: Readonly<Record<string, readonly FactArgument[]>>
  /** Refusals its commands may give, with the names of their arguments. */
  readonly refusals?: Readonly<Record<string, readonly string[]>>
  readonly reactions?: Readonly<Record<string, Handler<T>>>
  readonly settle?: readonly (readonly [Domain, (sim: Sim<T>, row: Row) => void])[]
  /** Its section of a scenario. */
  readonly rules?: GenericSchema
  /** Fills its tables from the scenario and plans its first events. */
  readonly start?: (sim: Sim<T>, scenario: unknown, rules: Rules) => void
  readonly metrics?: readonly MetricSpec[]
  readonly invariants?: readonly ((world: World) => string | null)[]
}

export type Mechanism = MechanismOf<unknown>

/** Erases the table types of a mechanism once its author's code has been checked against them. */
export function defineMechanism<T, Rules = unknown>(mechanism: MechanismOf<T, Rules>): Mechanism {
  return mechanism as unknown as Mechanism
}

/**
 * The part of a mechanism that the first screen does without, in a file `late.ts` of its own: loaded before anything
 * but the first lessons is opened. A world built without it must take the same course as with it.
 */
export type LatePartsOf<T> = Pick<
  MechanismOf<T>,
  'commands' | 'events' | 'reactions' | 'settle' | 'rules' | 'metrics' | 'invariants'
>
export type LateParts = LatePartsOf<unknown>

export function defineLate<T>(parts: LatePartsOf<T>): LateParts {
  return parts as unknown as LateParts
}

/** Stands for an event's handler until the late part of its mechanism is there. */
export function notYet(): never {
  throw new Error('an event has come due whose code is not loaded')
}

export interface FactSpec {
  readonly name: string
  readonly mechanism: string
  readonly args: readonly FactArgument[]
}

export interface Model {
  readonly version: number
  readonly mechanisms: readonly Mechanism[]
  readonly tables: Readonly<Record<string, TableSpec>>
  readonly events: readonly { readonly name: string; readonly handler: Handler<unknown> }[]
  readonly eventCode: ReadonlyMap<string, number>
  readonly facts: readonly FactSpec[]
  readonly factCode: ReadonlyMap<string, number>
  /** For each fact code the handlers that react to it, in the mechanisms' order. */
  readonly reactions: readonly (readonly Handler<unknown>[])[]
  readonly settlers: readonly (readonly ((sim: Sim, row: Row) => void)[])[]
  readonly commands: ReadonlyMap<string, CommandSpec<unknown, unknown>>
  readonly metrics: ReadonlyMap<string, MetricSpec>
}

/**
 * Collects the mechanisms, in order, into a model. Throws on a name stated twice, an unknown need or reaction,
 * or a cycle.
 */
export function assemble(version: number, mechanisms: readonly Mechanism[]): Model {
  const tables: Record<string, TableSpec> = {}
  const events: { name: string; handler: Handler<unknown> }[] = []
  const eventCode = new Map<string, number>()
  // The facts that belong to no mechanism: an entry of the script or journal that could not be done when its
  // time came, and a run that was stopped because it went round in circles.
  const facts: FactSpec[] = [
    { name: 'command.refused', mechanism: 'core', args: [{ name: 'entry', unit: 'count' }] },
    { name: 'run.overrun', mechanism: 'core', args: [] },
  ]
  const factCode = new Map(facts.map(({ name }, code) => [name, code]))
  const settlers: ((sim: Sim, row: Row) => void)[][] = [[], [], []]
  const commands = new Map<string, CommandSpec<unknown, unknown>>()
  const metrics = new Map<string, MetricSpec>()
  const known = new Set<string>()
  for (const mechanism of mechanisms) {
    for (const need of mechanism.needs) {
      assert(known.has(need.name), `${mechanism.name} needs ${need.name}, which does not come before it`)
    }
    assert(!known.has(mechanism.name), `mechanism ${mechanism.name} is listed twice`)
    known.add(mechanism.name)
    for (const [name, spec] of Object.entries(mechanism.tables)) {
      assert(!(name in tables), `table ${name} is owned twice`)
      assert(spec.along === undefined || spec.along in tables, `table ${name} lies along an unknown table`)
      tables[name] = spec
    }
    for (const [name, handler] of Object.entries(mechanism.events ?? {}))
      addOnce(eventCode, name, events.push({ name, handler }) - 1)
    for (const [name, args] of Object.entries(mechanism.facts ?? {})) {
      assert(args.length <= 3, `fact ${name} has more than three arguments`)
      addOnce(factCode, name, facts.push({ name, mechanism: mechanism.name, args }) - 1)
    }
    for (const [domain, settle] of mechanism.settle ?? []) settlers[domain].push(settle)
    for (const command of mechanism.commands ?? [])
      addOnce(commands, command.name, command as unknown as CommandSpec<unknown, unknown>)
    for (const metric of mechanism.metrics ?? []) addOnce(metrics, metric.name, metric)
  }
  const reactions: Handler<unknown>[][] = facts.map(() => [])
  for (const mechanism of mechanisms) {
    for (const [name, handler] of Object.entries(mechanism.reactions ?? {})) {
      const code = factCode.get(name)
      assert(code !== undefined, `${mechanism.name} reacts to the unknown fact ${name}`)
      reactions[code].push(handler)
    }
  }
  return {
    version,
    mechanisms,
    tables,
    events,
    eventCode,
    facts,
    factCode,
    reactions,
    settlers,
    commands,
    metrics,
  }
}

function addOnce<V>(map: Map<string, V>, name: string, value: V): void {
  assert(!map.has(name), `${name} is stated twice`)
  map.set(name, value)
}

/** Adds the late parts, by mechanism, to a model in place: engines that run with it go on with the whole. */
export function completeModel(model: Model, late: Readonly<Record<string, LateParts>>): void {
  const whole = model.mechanisms.map((mechanism) => merged(mechanism, late[mechanism.name] ?? {}))
  Object.assign(model, assemble(model.version, whole))
}

function merged(
  mechanism: Mechanism,
  { commands, events, reactions, settle, rules, metrics, invariants }: LateParts,
): Mechanism {
  for (const name of Object.keys(events ?? {}))
    assert(name in (mechanism.events ?? {}), `the late event ${name} has no place in its mechanism`)
  return {
    ...mechanism,
    commands: [...(mechanism.commands ?? []), ...(commands ?? [])],
    events: { ...mechanism.events, ...events },
    reactions: { ...mechanism.reactions, ...reactions },
    settle: [...(mechanism.settle ?? []), ...(settle ?? [])],
    ...(rules === undefined ? {} : { rules }),
    metrics: [...(mechanism.metrics ?? []), ...(metrics ?? [])],
    invariants: [...(mechanism.invariants ?? []), ...(invariants ?? [])],
  }
}
