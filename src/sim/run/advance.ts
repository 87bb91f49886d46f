/**
 * Moving an engine along a timeline of commands: events first, then the commands of the same time, each an
 * instant of its own.
 */
import * as v from 'valibot'
import {
  createFinder,
  moveClock,
  nextDue,
  none,
  performInstant,
  refuse,
  stepInstant,
  type Command,
  type Engine,
  type Micros,
  type Refusal,
  type Row,
} from '../core'
import type { JournalEntry } from '../scenario/scenario'
import { refuseArguments } from './arguments'

/** The look-up of names for this engine's present world. */
export function finderOf(engine: Engine): (table: string, name: string) => Row {
  return engine.sim.scratch('finder', () => createFinder(engine.world))
}

/** A command with its names turned into rows, or why it cannot even be asked. */
export function resolve(
  engine: Engine,
  command: Command,
): { readonly args: Readonly<Record<string, unknown>> } | Refusal {
  const spec = engine.model.commands.get(command.name)
  if (spec === undefined) return refuse('unknown-command', { name: command.name })
  const parsed = v.safeParse(spec.args, command.args)
  if (!parsed.success) return refuseArguments(spec.args, parsed.issues)
  const args: Record<string, unknown> = { ...(parsed.output as Readonly<Record<string, unknown>>) }
  for (const [argument, table] of Object.entries(spec.entities)) {
    const name = args[argument]
    if (typeof name !== 'string') continue
    const row = finderOf(engine)(table, name)
    if (row === none) return refuse('gone', { name })
    args[argument] = row
  }
  return { args }
}

/** Would this command be done now? Never changes the world. */
export function check(engine: Engine, command: Command): Refusal | null {
  const resolved = resolve(engine, command)
  if ('reason' in resolved) return resolved
  return engine.model.commands.get(command.name)?.check(engine.sim, resolved.args) ?? null
}

/** Does a command now, as an instant of its own. A refusal leaves the world as it was. */
export function apply(engine: Engine, command: Command): Refusal | null {
  const resolved = resolve(engine, command)
  if ('reason' in resolved) return resolved
  const spec = engine.model.commands.get(command.name)
  const refusal = spec?.check(engine.sim, resolved.args) ?? null
  if (refusal === null) performInstant(engine, () => spec?.apply(engine.sim, resolved.args))
  return refusal
}

export interface Position {
  /** Entries of the timeline that have been applied. */
  cursor: number
}

export interface AdvanceHooks {
  /** Called before anything later than `until` happens: samples up to there are taken from the present state. */
  beforeMovingTo?(until: Micros, inclusive: boolean): void
  /** Called when an entry of the timeline cannot be done, before the fact of it is stated. */
  refused?(entry: JournalEntry, refusal: Refusal): void
  /** Called between instants. */
  afterInstant?(): void
}

/** Advances to a time, or until so many instants are done. The world's clock ends at `to` when that was reached. */
export function advance(
  engine: Engine,
  timeline: readonly JournalEntry[],
  position: Position,
  to: Micros,
  maxInstants: number,
  hooks: AdvanceHooks = {},
): 'reached' | 'paused' {
  const { world } = engine
  for (let instants = 0; engine.overrun === null; instants++) {
    const event = nextDue(engine)
    const entry = timeline[position.cursor]
    const command = entry === undefined ? Infinity : entry.at
    const next = Math.min(event === none ? Infinity : event, command)
    if (next > to) break
    if (instants >= maxInstants) return 'paused'
    hooks.beforeMovingTo?.(next, false)
    if (event !== none && event <= command) stepInstant(engine)
    else {
      moveClock(world, command)
      position.cursor++
      const refusal = entry === undefined ? null : apply(engine, entry.command)
      if (entry !== undefined && refusal !== null) {
        hooks.refused?.(entry, refusal)
        performInstant(engine, () => engine.sim.emit('command.refused', position.cursor))
      }
    }
    hooks.afterInstant?.()
  }
  // A run that went round in circles stops where it is; its last fact says so.
  if (engine.overrun !== null) return 'reached'
  hooks.beforeMovingTo?.(to, true)
  if (world.now < to) moveClock(world, to)
  return 'reached'
}
