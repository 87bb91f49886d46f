/** Variables for a Compose file: what --env names, and a `.env` beside the file; never the process's own. */
import { dirname, join } from 'node:path'
import { evaluateLaw, isInputError, laws } from '../sim'
import type { Cli, CommandLine } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { fileExists, readText } from './files'
import { harmless } from './table'

type Variables = Readonly<Record<string, string>>

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

const quotedOrPlain = /'([^']*)'|"([^"\\]*(?:\\[^][^"\\]*)*)"|((?!['"])[^\r\n]*)/
const variable = /(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)/
/** One assignment at a time: quoted values may run over several lines, the others end with theirs. */
const assignment = new RegExp(
  `${variable.source}[ \\t]*(?:[=:][ \\t]*(?:${quotedOrPlain.source}))?([^\\r\\n]*)`,
  'y',
)
const between = /(?:[ \t\r\n]+|#[^\r\n]*)*/y

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
    const [, name = '', single, double, plain, rest = ''] = found ?? []
    const written = double === undefined ? plain : unescaped(double)
    const hasValue = single !== undefined || written !== undefined
    const value = single ?? (written === undefined ? '' : filledIn(withoutRemark(written, plain), all))
    if (found === null || value === null || (!hasValue && rest !== '')) return brokenAt(content, at)
    // A name alone would be taken from the process, whose variables are not read.
    if (hasValue) read.set(name, value)
  }
  return { variables: all() }
}

function brokenAt(text: string, at: number): { readonly line: number; readonly detail: string } {
  const line = text.slice(at).split('\n', 1)[0] ?? ''
  return { line: text.slice(0, at).split('\n').length, detail: harmless(line.trim().slice(0, 60)) }
}

function skip(text: string, from: number): number {
  between.lastIndex = from
  between.exec(text)
  return between.lastIndex
}

/** Only a plain value may be followed by a remark; quotes say where theirs ends. */
function withoutRemark(written: string, plain: string | undefined): string {
  return plain === undefined ? written : plain.replace(/(^|[ \t])#.*$/, '').trim()
}

function unescaped(text: string): string {
  const meanings: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', $: '$$' }
  return text.replace(
    /\\([^])/g,
    (whole, sign: string) => meanings[sign] ?? ('"\\'.includes(sign) ? sign : whole),
  )
}

/** With variables put in as in the Compose file itself; null when that cannot be done. */
function filledIn(template: string, variables: () => Variables): string | null {
  const law = laws.get('import.compose-interpolation')
  if (law === undefined || !template.includes('$')) return template
  const filled = evaluateLaw(law, { template, env: variables() })
  return isInputError(filled) ? null : (filled as { readonly result: string }).result
}
