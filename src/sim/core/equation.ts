/** An equation: a pure function with its meaning. The one place where a law of the simulated world is written. */
import type { GenericSchema } from 'valibot'

/**
 * Wrong input of a law: the field as written in JavaScript (`a.b[2]`, empty for the whole input) and a message
 * for people.
 */
export interface InputError {
  readonly error: { readonly path: string; readonly message: string }
}

export interface Equation<I = unknown, O = unknown> {
  /** `<mechanism>.<noun>` */
  readonly id: string
  /** The formula as printed (TeX). */
  readonly tex: string
  /** From whatever was sent to what `evaluate` takes. */
  readonly input: GenericSchema<unknown, I>
  readonly output: GenericSchema<unknown, O>
  /** Entries of catalog/sources.ts. */
  readonly sources: readonly string[]
  /** Worked examples, shown on the Models page and run as tests. */
  readonly examples: readonly { readonly input: unknown; readonly output: unknown }[]
  readonly evaluate: (input: I) => O | InputError
}

/** A law as the generic shells see it. */
export interface AnyEquation extends Omit<Equation, 'evaluate' | 'input' | 'output'> {
  readonly input: GenericSchema
  readonly output: GenericSchema
  readonly evaluate: (input: unknown) => unknown
}

export function inputError(path: string, message: string): InputError {
  return { error: { path, message } }
}

export function isInputError(value: unknown): value is InputError {
  return typeof value === 'object' && value !== null && 'error' in value
}

/** Erases the types of an equation once they have been checked, so that lists of laws can be held together. */
// Pure for the bundler too: what shows no law carries none.
/* @__NO_SIDE_EFFECTS__ */
export function defineEquation<I, O>(equation: Equation<I, O>): AnyEquation {
  return equation as unknown as AnyEquation
}

/** Which equation gave a number and which values went in: shown on hover. */
export interface EquationUse {
  readonly id: string
  readonly terms: readonly {
    readonly symbol: string
    readonly value: number
    readonly unit: string
    readonly source?: string
  }[]
  readonly value: number
  readonly unit: string
}
