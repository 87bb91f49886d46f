/** SCENARIO, LINK or FILE → the link it stands for: built in, a link's text, a .strata.json, Compose or manifests. */
import { basename, resolve } from 'node:path'
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
import type { Cli, CommandLine, Options } from './cli'
import { complain, isWrong, misused, refused, type Wrong } from './complaint'
import { variablesOf } from './env'
import { fileExists, readText } from './files'
import { guessKind, importFiles } from './importing'
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
export function plainLink(scenario: Scenario): Link {
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
  // Only a manifest in JSON says its version.
  const isYaml = /\.ya?ml$/i.test(word) || (/\.json$/i.test(word) && /"apiVersion"\s*:/.test(text))
  if (isYaml) return openYaml(cli, line, word, text)
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

/** A Compose file or Kubernetes manifests. */
async function openYaml(cli: Cli, line: CommandLine, path: string, text: string): Promise<Opened | Wrong> {
  const wrap = line.value('kind') ?? 'container'
  if (wrap !== 'vm' && wrap !== 'container') return misused(cli, 'bad-kind', { value: harmless(wrap) })
  const env = variablesOf(cli, line)
  if (isWrong(env)) return env
  const files = [{ name: path, text }]
  const kind = await guessKind(files)
  const wrong = kind === 'kubernetes' ? otherKind(cli, line) : null
  if (wrong !== null) return wrong
  const title = basename(resolve(path)).replace(/\.(ya?ml|json)$/i, '')
  const read = await importFiles(cli, { kind, files, env, wrap, title })
  if (isWrong(read)) return read
  return { name: path, link: plainLink(read.scenario), notes: [...read.warnings, ...read.notes] }
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
