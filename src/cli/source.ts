/** SCENARIO, LINK or FILE → the link it stands for: built in, a link's text, a .strata.json or a Compose file. */
import { basename, dirname, resolve } from 'node:path'
import {
  applyOverrides,
  createRun,
  decodeFile,
  decodeLink,
  library,
  modelVersion,
  type Link,
  type Override,
  type Run,
  type Scenario,
} from '../sim'
import type { ImportNote, ImportProblem } from '../sim/import'
import { exitInput, type Cli, type CommandLine, type Options } from './cli'
import { complain, isWrong, misused, refused, sentences, type Wrong } from './complaint'
import { variablesFor } from './env'
import { fileExists, readText } from './files'
import { nearest } from './nearest'
import { harmless } from './table'

/** A source that was read. */
export interface Opened {
  /** Id of the scenario, name of the file, or 'link'. */
  readonly name: string
  readonly link: Link
  /** Sentences on what an import assumed, changed or left out. */
  readonly notes: readonly string[]
}

/** Options of every command that opens a scenario. */
export const sourceOptions = {
  seed: 'value',
  set: 'values',
  kind: 'value',
  env: 'values',
} as const satisfies Options

export async function openSource(cli: Cli, line: CommandLine): Promise<Opened | Wrong> {
  const word = line.positionals[0] ?? ''
  const overrides = overridesOf(cli, line)
  if (isWrong(overrides)) return overrides
  const read = await readSource(cli, line, word)
  if (isWrong(read) || overrides.length === 0) return read
  const changed = applyOverrides(read.link.scenario, overrides)
  if ('problem' in changed) return refused(cli, changed.problem, read.name)
  // The digest belongs to the scenario as it was.
  const { hash: _hash, ...link } = read.link
  return { ...read, link: { ...link, scenario: changed.scenario } }
}

/** The run of an opened source at t = 0 of its present branch. */
export function startRun(cli: Cli, { link, name }: Opened): Run | Wrong {
  const made = createRun(link.scenario, { branches: link.branches, branch: link.branch })
  if ('problem' in made) return refused(cli, made.problem, name)
  if (link.modelVersion !== modelVersion) {
    cli.io.err(`${cli.t('cli.other-model', { found: link.modelVersion, known: modelVersion })}\n`)
  }
  made.run.seek(0, Infinity)
  return made.run
}

/** The text of a link in a word, or null: 's1.…', '#s1.…' or a whole address. */
export function linkTextOf(word: string): string | null {
  const hash = word.lastIndexOf('#')
  const text = hash < 0 ? word : word.slice(hash + 1)
  return /^s[0-9]+\./.test(text) && !/\.(json|ya?ml)$/i.test(text) ? text : null
}

/** A link with nothing but its scenario. */
function plainLink(scenario: Scenario): Link {
  return { modelVersion, scenario, branches: [{ name: 'A', parent: -1, at: 0, journal: [] }], branch: 0 }
}

async function readSource(cli: Cli, line: CommandLine, word: string): Promise<Opened | Wrong> {
  const known = Object.hasOwn(library, word) ? library[word] : undefined
  if (known !== undefined) return otherKind(cli, line) ?? { name: word, link: plainLink(known), notes: [] }
  const linkText = linkTextOf(word)
  if (linkText !== null) return otherKind(cli, line) ?? openLinkText(cli, linkText, 'link')
  if (!(await fileExists(word))) return unknownSource(cli, word)
  const text = await readText(cli, word)
  if (isWrong(text)) return text
  if (/\.ya?ml$/i.test(word)) return openCompose(cli, line, word, text)
  const wrong = otherKind(cli, line)
  if (wrong !== null) return wrong
  const inside = text.trimStart().startsWith('{') ? null : linkTextOf(text.trim())
  if (inside !== null) return openLinkText(cli, inside, word)
  const decoded = decodeFile(text)
  return 'problem' in decoded
    ? refused(cli, decoded.problem, word)
    : { name: word, link: decoded.link, notes: [] }
}

function openLinkText(cli: Cli, text: string, name: string): Opened | Wrong {
  const decoded = decodeLink(text)
  return 'problem' in decoded ? refused(cli, decoded.problem, name) : { name, link: decoded.link, notes: [] }
}

/** --kind and --env speak of Compose files alone. */
function otherKind(cli: Cli, line: CommandLine): Wrong | null {
  const option = ['kind', 'env'].find((name) => line.has(name))
  return option === undefined ? null : misused(cli, 'only-compose', { option: `--${option}` })
}

function unknownSource(cli: Cli, word: string): Wrong {
  if (/[\\/]|\.(json|ya?ml)$/i.test(word)) return complain(cli, 'file-missing', {}, { where: harmless(word) })
  const near = nearest(word, Object.keys(library))
  const args = { word: harmless(word), scenarios: Object.keys(library).join(', ') }
  return near === null
    ? complain(cli, 'unknown-source', args)
    : complain(cli, 'unknown-source-near', { ...args, nearest: near })
}

/** The import brings a YAML parser with it, so that it is loaded only here. */
async function openCompose(cli: Cli, line: CommandLine, path: string, text: string): Promise<Opened | Wrong> {
  const kind = line.value('kind') ?? 'container'
  if (kind !== 'vm' && kind !== 'container') return misused(cli, 'bad-kind', { value: harmless(kind) })
  const env = await variablesFor(cli, line, path)
  if (isWrong(env)) return env
  const { composeToScenario, noteLine, readCompose } = await import('../sim/import')
  const read = readCompose(text, { env, name: basename(dirname(resolve(path))) })
  if ('problems' in read) return notImported(cli, read.problems, path)
  const { scenario, notes } = composeToScenario(read.project, { kind })
  const byLine = new Map([...read.warnings, ...notes].map((note) => [noteLine(note), note]))
  return {
    name: path,
    link: plainLink(scenario),
    notes: [...byLine.values()].map((note) => noteText(cli, note)),
  }
}

export function noteText({ t }: Cli, { code, args }: ImportNote): string {
  return harmless(t(`import.note.${code}`, args))
}

export function notImported(cli: Cli, problems: readonly ImportProblem[], path: string): Wrong {
  const wrong = problems.map(({ code, line, column, path: field, args }) => {
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

function overridesOf(cli: Cli, line: CommandLine): readonly Override[] | Wrong {
  const overrides: Override[] = []
  const seed = line.value('seed')
  if (seed !== undefined) {
    if (!/^[0-9]{1,10}$/.test(seed)) return misused(cli, 'bad-seed', { value: harmless(seed) })
    overrides.push({ path: 'seed', value: Number(seed) })
  }
  for (const word of line.values('set')) {
    const equals = word.indexOf('=')
    if (equals <= 0) return misused(cli, 'bad-set', { word: harmless(word) })
    overrides.push({ path: word.slice(0, equals), value: valueOf(word.slice(equals + 1)) })
  }
  return overrides
}

/** Numbers, truth values and quoted texts as in JSON; anything else is a text as it stands. */
function valueOf(text: string): string | number | boolean {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  } catch {
    // A plain word is no JSON, and is meant as it stands.
  }
  return text
}
