/** Variables for a Compose file: what --env names, and a `.env` beside the file; never the process's own. */
import { dirname, join } from 'node:path'
import { evaluateLaw, isInputError, laws } from '../sim'
import type { Cli, CommandLine } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { fileExists, readText } from './files'

export type Variables = Readonly<Record<string, string>>

/** The variables for a file. */
export async function variablesFor(cli: Cli, line: CommandLine, path: string): Promise<Variables | Wrong> {
  const given = readGiven(cli, line.values('env'))
  if (isWrong(given)) return given
  const beside = join(dirname(path), '.env')
  if (!(await fileExists(beside))) return Object.fromEntries(given)
  const text = await readText(cli, beside)
  if (isWrong(text)) return text
  const read = readDotEnv(text, Object.fromEntries(given))
  if ('line' in read) {
    return complain(cli, 'bad-env-file', { detail: read.detail }, { where: `${beside}:${read.line}` })
  }
  return read.variables
}

function readGiven(cli: Cli, words: readonly string[]): ReadonlyMap<string, string> | Wrong {
  const given = new Map<string, string>()
  for (const word of words) {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(word)
    if (found === null) return misused(cli, 'bad-env', { word })
    given.set(found[1] ?? '', found[2] ?? '')
  }
  return given
}

const quotedOrPlain = /'([^']*)'|"([^"\\]*(?:\\[^][^"\\]*)*)"|([^\r\n]*)/
const name = /(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)/
/** One assignment at a time: quoted values may run over several lines, the others end with theirs. */
const assignment = new RegExp(
  `${name.source}[ \\t]*(?:[=:][ \\t]*(?:${quotedOrPlain.source}))?[^\\r\\n]*`,
  'y',
)
const between = /(?:[ \t\r\n]|#[^\r\n]*)*/y

/** The variables of a `.env` file, below those that are given; or the line that cannot be read. */
export function readDotEnv(
  text: string,
  given: Variables,
): { readonly variables: Variables } | { readonly line: number; readonly detail: string } {
  const read = new Map<string, string>()
  const all = (): Variables => ({ ...Object.fromEntries(read), ...given })
  const content = text.replace(/^\uFEFF/, '')
  for (let at = skip(content, 0); at < content.length; at = skip(content, assignment.lastIndex)) {
    assignment.lastIndex = at
    const found = assignment.exec(content)
    const line = content.slice(0, at).split('\n').length
    if (found === null)
      return { line, detail: content.slice(at).split('\n', 1)[0]?.trim().slice(0, 60) ?? '' }
    const [, name = '', single, double, plain] = found
    // A name without a value would be taken from the process, whose variables are not read.
    if (single === undefined && double === undefined && plain === undefined) continue
    const value =
      single ?? filledIn(double === undefined ? withoutRemark(plain ?? '') : unescaped(double), all())
    if (value === null) return { line, detail: name }
    read.set(name, value)
  }
  return { variables: all() }
}

function skip(text: string, from: number): number {
  between.lastIndex = from
  between.exec(text)
  return between.lastIndex
}

function withoutRemark(plain: string): string {
  return plain.replace(/(^|[ \t])#.*$/, '').trim()
}

function unescaped(text: string): string {
  const meanings: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', $: '$$' }
  return text.replace(
    /\\([^])/g,
    (whole, sign: string) => meanings[sign] ?? ('"\\'.includes(sign) ? sign : whole),
  )
}

/** With variables put in as in the Compose file itself; null when that cannot be done. */
function filledIn(template: string, env: Variables): string | null {
  const law = laws.get('import.compose-interpolation')
  if (law === undefined || !template.includes('$')) return template
  const filled = evaluateLaw(law, { template, env })
  return isInputError(filled) ? null : (filled as { readonly result: string }).result
}
