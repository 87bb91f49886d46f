/** `strata import`: Compose files, Kubernetes manifests and recorded loads, as plain facts or as a scenario. */
import { basename, resolve } from 'node:path'
import { encodeFile } from '../sim'
import type { FileKind, SourceText } from '../sim/import'
import { exitFine, type Cli, type CliCommand } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { variablesOf } from './env'
import { filesIn, readText } from './files'
import { guessKind, importFiles } from './importing'
import { writeJson } from './json'
import { plainLink } from './source'
import { harmless } from './table'

const kinds: readonly FileKind[] = ['compose', 'kubernetes', 'planetlab']
/** Compose files by the name that Compose looks for, best first. */
const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

export const importCommand: CliCommand = {
  name: 'import',
  options: { kind: 'value', env: 'values', facts: 'flag' },
  fewest: 1,
  most: 25000,
  async run(cli, line) {
    const asked = line.value('kind')
    const given = kinds.find((kind) => kind === asked)
    if (asked !== undefined && given === undefined)
      return misused(cli, 'bad-import-kind', { value: harmless(asked) })
    const env = variablesOf(cli, line)
    if (isWrong(env)) return env
    const files = await readAll(cli, line.positionals, given)
    if (isWrong(files)) return files
    const kind = given ?? (await guessKind(files))
    const [first, second] = files
    if (kind === 'compose' && second !== undefined)
      return misused(cli, 'one-compose-file', { file: harmless(second.name) })
    const title = basename(resolve(line.positionals[0] ?? first?.name ?? '')).replace(/\.(ya?ml|json)$/i, '')
    const read = await importFiles(cli, { kind, files, env, wrap: 'container', title })
    if (isWrong(read)) return read
    const isFacts = line.has('facts')
    for (const note of isFacts ? read.warnings : [...read.warnings, ...read.notes]) cli.io.err(`${note}\n`)
    await cli.io.out(isFacts ? `${writeJson(read.facts, 2)}\n` : encodeFile(plainLink(read.scenario)))
    return exitFine
  },
}

/** The files that the words name; of a folder those inside it. */
async function readAll(
  cli: Cli,
  words: readonly string[],
  kind: FileKind | undefined,
): Promise<readonly SourceText[] | Wrong> {
  const files: SourceText[] = []
  for (const word of words) {
    const inside = await filesIn(word)
    const paths = inside === null ? [word] : chosen(inside, kind)
    if (paths.length === 0) return complain(cli, 'folder-empty', {}, { where: harmless(word) })
    for (const path of paths) {
      const text = await readText(cli, path)
      if (isWrong(text)) return text
      files.push({ name: path, text })
    }
  }
  return files
}

/** Of a folder: its Compose file, or its manifests, or all files where there are neither. */
function chosen(paths: readonly string[], kind: FileKind | undefined): readonly string[] {
  const compose = composeNames.flatMap((name) => paths.filter((path) => basename(path) === name))
  if (kind !== 'kubernetes' && kind !== 'planetlab' && compose.length > 0) return compose.slice(0, 1)
  const manifests = paths.filter((path) => /\.(ya?ml|json)$/i.test(path))
  if (kind === 'kubernetes') return manifests
  return manifests.length > 0 && kind !== 'planetlab' ? manifests : paths
}
