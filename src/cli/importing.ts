/** Files of others → facts or a scenario, with the sentences on what was assumed, changed or left out. */
import { basename, dirname, join, resolve } from 'node:path'
import type { Scenario } from '../sim'
import type { FileKind, ImportNote, ImportProblem, SourceText } from '../sim/import'
import { exitInput, type Cli } from './cli'
import { sentences, type Wrong } from './complaint'
import { readBeside } from './files'
import { harmless } from './table'

/** Files that were read, and what is to be made of them. */
interface Importing {
  readonly kind: FileKind
  readonly files: readonly SourceText[]
  /** Variables of a Compose file. */
  readonly env: Readonly<Record<string, string>>
  /** What the services of a Compose file run in. */
  readonly wrap: 'vm' | 'container'
  /** Name of what is imported, where the files give none. */
  readonly title: string
}

interface ImportedFiles {
  readonly facts: unknown
  readonly scenario: Scenario
  /** What the reader of the files has to say; and what their scenario has to say. */
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
}

/** The import brings a YAML parser with it, so that it is loaded only here. */
export async function importFiles(cli: Cli, importing: Importing): Promise<ImportedFiles | Wrong> {
  const reader = await import('../sim/import')
  const { kind, files, title } = importing
  if (kind === 'kubernetes') {
    const read = reader.readKubernetes(files)
    if ('problems' in read) return notImported(cli, read.problems, files, (file) => file)
    const { scenario, notes } = reader.kubernetesToScenario(read.manifests, title)
    return imported(cli, reader.kubernetesFacts(read.manifests), scenario, read.warnings, notes)
  }
  if (kind === 'planetlab') {
    const read = reader.planetlabToScenario(files, title)
    if ('problems' in read) return notImported(cli, read.problems, files, (file) => file)
    return imported(cli, read.facts, read.scenario, [], read.notes)
  }
  const [{ name: path, text } = { name: '', text: '' }] = files
  const folder = dirname(path)
  const read = reader.readCompose(text, {
    env: importing.env,
    name: basename(resolve(folder)),
    fileName: basename(path),
    file: (other) => readBeside(folder, other),
  })
  if ('problems' in read) return notImported(cli, read.problems, files, (file) => join(folder, file))
  const { scenario, notes } = reader.composeToScenario(read.project, { kind: importing.wrap })
  return imported(cli, reader.composeFacts(read.project), scenario, read.warnings, notes)
}

/** Kind of the files by their content. */
export async function guessKind(files: readonly SourceText[]): Promise<FileKind> {
  const { kindOfFiles } = await import('../sim/import')
  return kindOfFiles(files)
}

function imported(
  { t }: Cli,
  facts: unknown,
  scenario: Scenario,
  warnings: readonly ImportNote[],
  notes: readonly ImportNote[],
): ImportedFiles {
  const inWords = (list: readonly ImportNote[]) => [
    ...new Set(list.map(({ code, args }) => harmless(t(`import.note.${code}`, args)))),
  ]
  return { facts, scenario, warnings: inWords(warnings), notes: inWords(notes) }
}

/** `pathOf` is how the reader's name of a file beside the first is written for people. */
function notImported(
  cli: Cli,
  problems: readonly ImportProblem[],
  files: readonly SourceText[],
  pathOf: (file: string) => string,
): Wrong {
  const wrong = problems.map(({ code, file, line, column, path: field, args }) => {
    const path = file === undefined ? (files[0]?.name ?? '') : pathOf(file)
    const place = line > 0 ? `${path}:${line}:${column}` : path
    const shown = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'string' ? harmless(value) : value,
      ]),
    )
    return sentences(cli, `import.${code}`, shown, field === '' ? place : `${place} (${harmless(field)})`)
  })
  return { wrong, exit: exitInput }
}
