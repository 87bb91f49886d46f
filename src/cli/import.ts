/** `strata import --facts`: what a Compose file says, as plain facts, the way Compose itself would read it. */
import { exitFine, type Cli, type CliCommand } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { variablesFor } from './env'
import { readText } from './files'
import { writeJson } from './json'
import { notImported, noteText } from './source'
import { harmless } from './table'

type FileKind = 'compose' | 'kubernetes'

export const importCommand: CliCommand = {
  name: 'import',
  options: { kind: 'value', env: 'values', facts: 'flag' },
  fewest: 1,
  most: 1000,
  async run(cli, line) {
    if (!line.has('facts')) return misused(cli, 'facts-needed')
    const [path = '', second] = line.positionals
    const text = await readText(cli, path)
    if (isWrong(text)) return text
    const kind = kindOf(cli, line.value('kind'), text)
    if (isWrong(kind)) return kind
    if (kind === 'kubernetes') return complain(cli, 'kubernetes', {}, { where: path })
    if (second !== undefined) return misused(cli, 'one-compose-file', { file: harmless(second) })
    const env = await variablesFor(cli, line, path)
    if (isWrong(env)) return env
    return printFacts(cli, path, text, env)
  },
}

function kindOf(cli: Cli, given: string | undefined, text: string): FileKind | Wrong {
  if (given === 'compose' || given === 'kubernetes') return given
  if (given !== undefined) return misused(cli, 'bad-import-kind', { value: harmless(given) })
  const looksKubernetes = /^["']?apiVersion["']?:/m.test(text) && /^["']?kind["']?:/m.test(text)
  return looksKubernetes ? 'kubernetes' : 'compose'
}

async function printFacts(
  cli: Cli,
  path: string,
  text: string,
  env: Readonly<Record<string, string>>,
): Promise<number | Wrong> {
  const { composeFacts, readCompose } = await import('../sim/import')
  const read = readCompose(text, { env })
  if ('problems' in read) return notImported(cli, read.problems, path)
  for (const warning of read.warnings) cli.io.err(`${noteText(cli, warning)}\n`)
  await cli.io.out(`${writeJson(composeFacts(read.project), 2)}\n`)
  return exitFine
}
