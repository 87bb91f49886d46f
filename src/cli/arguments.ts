/** The words of a command line → options and positionals, or what is wrong with them. */
import { parseArgs } from 'node:util'
import type { Cli, CliCommand, CommandLine, Options } from './cli'
import { misused, type Wrong } from './complaint'
import { nearest } from './nearest'

interface Token {
  readonly kind: 'option' | 'positional' | 'option-terminator'
  readonly name?: string
  readonly rawName?: string
  readonly value?: string | undefined
}

/** Reads the words after the command's name. `parseArgs` only cuts them up: its own complaints know one language. */
export function readArguments(cli: Cli, command: CliCommand, words: readonly string[]): CommandLine | Wrong {
  const { options } = command
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const positionals: string[] = []
  const given = new Map<string, string[]>()
  for (const token of tokens as readonly Token[]) {
    if (token.kind === 'positional') positionals.push(token.value ?? '')
    if (token.kind !== 'option') continue
    const wrong = takeOption(cli, command.name, options, token, given)
    if (wrong !== null) return wrong
  }
  if (positionals.length < command.fewest) return misused(cli, 'too-few-words', { command: command.name })
  if (positionals.length > command.most) {
    return misused(cli, 'too-many-words', { command: command.name, word: positionals[command.most] ?? '' })
  }
  return {
    positionals,
    value: (name) => given.get(name)?.[0],
    values: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  }
}

function takeOption(
  cli: Cli,
  command: string,
  options: Options,
  { name = '', rawName = '', value }: Token,
  given: Map<string, string[]>,
): Wrong | null {
  const kind = Object.hasOwn(options, name) ? options[name] : undefined
  if (kind === undefined) {
    const known = nearest(name, Object.keys(options))
    return known === null
      ? misused(cli, 'unknown-option', { option: rawName, command })
      : misused(cli, 'unknown-option-near', { option: rawName, command, nearest: `--${known}` })
  }
  if (kind === 'flag' && value !== undefined)
    return misused(cli, 'flag-with-value', { option: rawName, value })
  if (kind !== 'flag' && value === undefined)
    return misused(cli, 'option-without-value', { option: rawName, command })
  const known = given.get(name) ?? []
  if (kind === 'value' && known.length > 0) return misused(cli, 'option-twice', { option: rawName })
  given.set(name, [...known, value ?? ''])
  return null
}
