/** What every command is given and gives back, and how it declares its options. */
import { text, type TextArguments } from '../i18n/text'
import type { Locale } from '../i18n/locale'
import type { Wrong } from './complaint'
import type { Io } from './io'

export interface Cli {
  readonly io: Io
  readonly locale: Locale
  readonly t: (key: string, args?: TextArguments) => string
}

export function cliOf(io: Io, locale: Locale): Cli {
  return { io, locale, t: (key, args) => text(locale, key, args) }
}

/** 'flag' takes nothing, 'value' one text, 'values' one text each time it is given. */
export type OptionKind = 'flag' | 'value' | 'values'
export type Options = Readonly<Record<string, OptionKind>>

/** A command's words, taken apart and checked against its options. */
export interface CommandLine {
  readonly positionals: readonly string[]
  /** The text of an option, or undefined. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  has(name: string): boolean
}

/** The sentence 'cli.help.<name>' says how it is used. */
export interface CliCommand {
  readonly name: string
  readonly options: Options
  /** How many words beside the options it takes. */
  readonly fewest: number
  readonly most: number
  /** The exit code, or what was wrong. */
  run(cli: Cli, line: CommandLine): Promise<number | Wrong>
}

export const exitFine = 0
export const exitInput = 1
export const exitUsage = 2
export const exitProgram = 3
