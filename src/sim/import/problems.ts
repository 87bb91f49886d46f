/** What an import has to say: problems that stop it and notes that do not. The sentences are in text.*.json. */
import { limits } from '../scenario/scenario'

export type ImportArguments = Readonly<Record<string, string | number>>

/** Why a file cannot be read; its sentences are 'import.<code>.what', '.why' and '.do'. */
export interface ImportProblem {
  readonly code: ProblemCode
  /** The file it is in, where that is not the first of those that were given. */
  readonly file?: string
  /** Where in the file, from 1; 0 where the file as a whole is meant. */
  readonly line: number
  readonly column: number
  /** The field as in JavaScript: 'services.web.ports[0]'; empty for the whole file. */
  readonly path: string
  readonly args: ImportArguments
}

/** What a reader should know about a file that was read; its sentence is 'import.note.<code>'. */
export interface ImportNote {
  readonly code: NoteCode
  readonly args: ImportArguments
}

export const problemCodes = [
  'too-large',
  'too-many-parts',
  'too-deep',
  'expands-too-far',
  'control-character',
  'not-utf-8',
  'yaml-tab',
  'yaml-indent',
  'yaml-open',
  'yaml-syntax',
  'key-twice',
  'key-not-text',
  'alias-unknown',
  'alias-loop',
  'merge-not-a-map',
  'several-documents',
  'empty',
  'kubernetes',
  'not-a-map',
  'not-a-list',
  'not-a-text',
  'no-services',
  'service-name',
  'too-many-services',
  'too-many-replicas',
  'too-many-ports',
  'bad-count',
  'bad-cpus',
  'bad-byte-size',
  'bad-port',
  'bad-volume',
  'bad-variable',
  'variable-required',
  'dependency-unknown',
  'dependency-loop',
  'extends-unknown',
  'extends-loop',
  'file-missing',
  'file-remote',
  'file-loop',
  'too-many-files',
  'include-conflict',
  'bad-env-line',
  // Of Kubernetes files.
  'not-an-object',
  'bad-quantity',
  'not-whole',
  // Of folders of recorded loads.
  'no-traces',
  'too-many-traces',
  'trace-sample',
  'trace-length',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export const noteCodes = [
  // From reading.
  'variable-unset',
  'no-image',
  'network-undeclared',
  'volume-undeclared',
  'unknown-keys',
  'kinds-skipped',
  // From turning a project into a scenario: what was assumed or changed.
  'renamed',
  'no-replicas',
  'assumed-memory',
  'assumed-cpus',
  'assumed-demand',
  'became-containers',
  'became-vms',
  'became-pods',
  'left-out',
  'assumed-hosts',
  'assumed-cluster',
  'assumed-requests',
  'assumed-shares',
  'pod-sums',
  'daemon-sets',
  'endless-jobs',
  'traces-read',
  'traces-machines',
  'traces-cores',
  'traces-placed',
  'larger-than-host',
  // What is not simulated.
  'build',
  'ports',
  'volumes',
  'networks',
  'secrets',
  'dependencies',
  'healthchecks',
  'restarts',
  'environment',
  'profiles',
  'platform',
  'reservations',
  'other-keys',
  'cron-jobs',
  'init-containers',
  'memory-limits',
  'pod-scheduling',
  'probes',
  'pod-volumes',
  'kube-services',
  'autoscalers',
  'other-kinds',
] as const
export type NoteCode = (typeof noteCodes)[number]

/** Ports of a file with ranges written out. */
export const portLimit = 100000
/** Problems beyond these say nothing new. */
const problemLimit = 20

/** A file that is read; offsets of all files stand one behind the other, so that a number tells file and place. */
interface SourceFile {
  readonly name: string
  readonly text: string
  readonly start: number
}

/** Where problems and notes are gathered while files are read. */
export interface Reading {
  /** Ports that may still be read: a few lines with ranges could ask for millions. */
  portsLeft: number
  readonly problems: ImportProblem[]
  readonly notes: ImportNote[]
  readonly files: SourceFile[]
}

export function startReading(): Reading {
  return { problems: [], notes: [], portsLeft: portLimit, files: [] }
}

/** Begins a file; the answer is where its offsets begin. */
export function startFile(reading: Reading, name: string, text: string): number {
  const last = reading.files[reading.files.length - 1]
  const start = last === undefined ? 0 : last.start + last.text.length + 1
  reading.files.push({ name, text, start })
  return start
}

/** File, line and column of an offset, both from 1. */
export function placeOf(
  { files }: Reading,
  at: number,
): { readonly file: SourceFile | undefined; readonly line: number; readonly column: number } {
  const file = [...files].reverse().find(({ start }) => start <= at)
  const offset = at - (file?.start ?? 0)
  const before = (file?.text ?? '').slice(0, offset)
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** Problems in order of their files and places. */
export function sortedProblems({ problems, files }: Reading): readonly ImportProblem[] {
  const rank = ({ file }: ImportProblem) =>
    file === undefined ? 0 : files.findIndex(({ name }) => name === file)
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}

export function complain(
  reading: Reading,
  code: ProblemCode,
  at: number,
  path: string,
  args: ImportArguments = {},
): void {
  if (reading.problems.length >= problemLimit) return
  const { file, line, column } = placeOf(reading, at)
  const named = file === undefined || file.name === reading.files[0].name ? {} : { file: file.name }
  reading.problems.push({ code, ...named, line, column, path, args })
}

export function isFull(reading: Reading): boolean {
  return reading.problems.length >= problemLimit
}

/** A text of the file made fit for a sentence. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** Names in a sentence; the rest of a long list is only hinted at. */
export function listed(names: readonly string[]): string {
  const most = 8
  const words = names.slice(0, most).map((name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name))
  return names.length > most ? `${words.join(', ')}, …` : words.join(', ')
}

/** A note about several things, with their number; none where there are none. */
export function noteOf(
  code: NoteCode,
  names: readonly string[],
  more: Readonly<Record<string, number>> = {},
): ImportNote[] {
  return names.length === 0 ? [] : [{ code, args: { count: names.length, names: listed(names), ...more } }]
}

/** Notes as a scenario carries them. */
export function noteLines(notes: readonly ImportNote[]): string[] {
  return notes.map((note) => noteLine(note).slice(0, limits.textLength)).slice(0, limits.groups)
}

/** The path of a field below another, as JavaScript writes it. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  const plain = /^[A-Za-z_$][\w$-]{0,59}$/.test(key)
  if (!plain) return `${path}[${JSON.stringify(shown(key))}]`
  return path === '' ? key : `${path}.${key}`
}

/** A note as one short line ('ports?count=3&names:web'): how a scenario carries it, for any language to show. */
export function noteLine({ code, args }: ImportNote): string {
  const words = Object.entries(args).map(([name, value]) =>
    typeof value === 'number'
      ? `${name}=${value}`
      : `${name}:${value.replace(/[%&?\u0000-\u001f]/g, escaped)}`,
  )
  return words.length === 0 ? code : `${code}?${words.join('&')}`
}

/** The note of a line made by `noteLine`; null for any other text. */
export function parseNoteLine(line: string): ImportNote | null {
  const [head, tail, ...rest] = line.split('?')
  const code = noteCodes.find((known) => known === head)
  if (code === undefined || rest.length > 0) return null
  const args: [string, string | number][] = []
  for (const word of tail === undefined ? [] : tail.split('&')) {
    const found = /^([a-zA-Z]+)(?:=([0-9]{1,15})|:([^]*))$/.exec(word)
    if (found === null) return null
    const [, name, number, text] = found
    args.push([name, number === undefined ? unescaped(text) : Number(number)])
  }
  return { code, args: Object.fromEntries(args) }
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
