/** The command line as a function: words in, exit code out. Everything it touches comes through `io`. */
import '../sim/complete'
import { modelVersion } from '../sim'
import { chooseLocale, localeNames, type Locale } from '../i18n/locale'
import { version } from '../../package.json'
import { readArguments } from './arguments'
import { benchCommand } from './bench'
import { cliOf, exitFine, exitUsage, type Cli, type CliCommand } from './cli'
import { complaintText, crashed, isWrong, misused, type Wrong } from './complaint'
import { evalCommand } from './eval'
import { explainCommand } from './explain'
import { hashCommand } from './hash'
import { importCommand } from './import'
import type { Io } from './io'
import { linkCommand } from './link'
import { modelsCommand } from './models'
import { nearest } from './nearest'
import { runCommand } from './run'
import { harmless, tableText } from './table'
import { validateCommand } from './validate'

const commands: readonly CliCommand[] = [
  runCommand,
  hashCommand,
  explainCommand,
  linkCommand,
  evalCommand,
  modelsCommand,
  validateCommand,
  importCommand,
  benchCommand,
]

/**
 * Runs one command line (without the program's own name).
 * Exit codes: 0 fine, 1 wrong input, 2 wrong use, 3 a mistake of the program.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const { asked, words } = withoutLanguage(argv)
  const spoken = io.languages.map((tag) => tag.replace(/_/g, '-').replace(/[.@].*$/, ''))
  const cli = cliOf(io, chooseLocale({ asked, stored: null, spoken }))
  let result: number | Wrong
  try {
    result = isLanguage(asked)
      ? await dispatch(cli, words)
      : misused(cli, 'bad-language', languageArguments(asked))
  } catch (error) {
    result = crashed(cli, error)
  }
  if (!isWrong(result)) return result
  for (const complaint of result.wrong) io.err(complaintText(cli, complaint))
  return result.exit
}

async function dispatch(cli: Cli, words: readonly string[]): Promise<number | Wrong> {
  const [first, ...rest] = words
  if (first === undefined) {
    cli.io.err(helpText(cli))
    return exitUsage
  }
  if (first === '--version') {
    await cli.io.out(`strata ${version} (${cli.t('cli.model-version', { version: modelVersion })})\n`)
    return exitFine
  }
  if (first === '--help' || first === '-h' || first === 'help') return help(cli, rest[0])
  const command = commands.find(({ name }) => name === first)
  if (command === undefined) return unknownCommand(cli, first)
  const end = rest.indexOf('--')
  const asksHelp = rest.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h')
  if (asksHelp) return help(cli, command.name)
  const line = readArguments(cli, command, rest)
  return isWrong(line) ? line : command.run(cli, line)
}

async function help(cli: Cli, name: string | undefined): Promise<number | Wrong> {
  if (name === undefined || name === 'help') {
    await cli.io.out(helpText(cli))
    return exitFine
  }
  if (!commands.some((command) => command.name === name)) return unknownCommand(cli, name)
  await cli.io.out(`${cli.t(`cli.help.${name}`)}\n`)
  return exitFine
}

function helpText(cli: Cli): string {
  const { t } = cli
  const rows = commands.map(({ name }) => [name, t(`cli.about.${name}`)])
  return `${t('cli.usage')}\n\n${tableText(rows, { indent: '  ' })}\n${t('cli.usage-more')}\n`
}

function unknownCommand(cli: Cli, word: string): Wrong {
  const near = nearest(
    word,
    commands.map(({ name }) => name),
  )
  const args = { word: harmless(word) }
  return near === null
    ? misused(cli, 'unknown-command', args)
    : misused(cli, 'unknown-command-near', { ...args, nearest: near })
}

interface Asked {
  /** The language asked for; null when none is. */
  readonly asked: string | null
  readonly words: readonly string[]
}

/** Takes --lang out, wherever it stands. */
function withoutLanguage(argv: readonly string[]): Asked {
  const words: string[] = []
  let asked: string | null = null
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (word === '--') return { asked, words: [...words, ...argv.slice(at)] }
    if (word === '--lang') asked = argv[++at] ?? ''
    else if (word.startsWith('--lang=')) asked = word.slice('--lang='.length)
    else words.push(word)
  }
  return { asked, words }
}

function isLanguage(asked: string | null): boolean {
  return asked === null || /^(en|zh)\b/i.test(asked)
}

function languageArguments(asked: string | null) {
  const known: readonly Locale[] = Object.keys(localeNames) as Locale[]
  return { value: harmless(asked ?? ''), languages: known.join(', ') }
}
