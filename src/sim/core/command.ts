/**
 * Commands: the only way to change the world from outside. `check` never writes; `apply` may assume that it
 * passed.
 */
import type { GenericSchema } from 'valibot'
import type { Sim } from './sim'

/** Why a command cannot be done: the name of a text in both languages, with its arguments. */
export interface Refusal {
  readonly reason: string
  readonly args: Readonly<Record<string, string | number>>
}

export interface Command {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface CommandSpec<A, T> {
  readonly name: string
  /** Schema of the arguments as written in links and the terminal: entities by name. */
  readonly args: GenericSchema<unknown>
  /** Which arguments name a row, and of which table; the run turns them into rows before `check`. */
  readonly entities: Readonly<Record<string, string>>
  check(sim: Sim<T>, args: A): Refusal | null
  apply(sim: Sim<T>, args: A): void
}

export function refuse(reason: string, args: Refusal['args'] = {}): Refusal {
  return { reason, args }
}
