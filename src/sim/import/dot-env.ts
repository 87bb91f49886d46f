/** A `.env` file: NAME=value lines with quotes, remarks, `export` and variables inside. */
import { interpolate, type Environment } from './interpolation'

type DotEnv =
  | { readonly variables: Environment }
  /** Offset of the assignment that cannot be read, and its text. */
  | { readonly at: number; readonly detail: string }

const quotedOrPlain = /'([^']*)'|"([^"\\]*(?:\\[^][^"\\]*)*)"|((?!['"])[^\r\n]*)/
const variable = /(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)/
/** One assignment at a time: quoted values may run over several lines, the others end with theirs. */
const assignment = new RegExp(
  `${variable.source}[ \\t]*(?:[=:][ \\t]*(?:${quotedOrPlain.source}))?([^\\r\\n]*)`,
  'y',
)
const between = /(?:[ \t\r\n]+|#[^\r\n]*)*/y

/** The variables of the text, below those that are given; or the assignment that cannot be read. */
export function readDotEnv(text: string, given: Environment): DotEnv {
  const read = new Map<string, string>()
  const all = (): Environment => ({ ...Object.fromEntries(read), ...given })
  const first = text.startsWith('\uFEFF') ? 1 : 0
  for (let at = skip(text, first); at < text.length; at = skip(text, assignment.lastIndex)) {
    assignment.lastIndex = at
    const found = assignment.exec(text)
    if (found === null) return brokenAt(text, at)
    const [, name, single, double, plain, rest = ''] = found as (string | undefined)[]
    const written = double === undefined ? plain : unescaped(double)
    const hasValue = single !== undefined || written !== undefined
    const value = single ?? (written === undefined ? '' : filledIn(withoutRemark(written, plain), all))
    // Behind a closing quote only a remark may follow.
    const isClosed = plain !== undefined || /^[ \t]*(?:#.*)?$/.test(rest)
    if (name === undefined || value === null || !isClosed) return brokenAt(text, at)
    // A name alone would be taken from the process, whose variables are not read.
    if (hasValue) read.set(name, value)
  }
  return { variables: all() }
}

function brokenAt(text: string, at: number): DotEnv {
  return { at, detail: text.slice(at).split('\n', 1)[0].trim().slice(0, 60) }
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

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  $: '$$',
  '"': '"',
  '\\': '\\',
}

function unescaped(text: string): string {
  return text.replace(/\\([^])/g, (whole, sign: string) => escapes[sign] ?? whole)
}

/** With variables put in as in the Compose file itself; null when that cannot be done. */
function filledIn(template: string, variables: () => Environment): string | null {
  if (!template.includes('$')) return template
  const filled = interpolate(template, variables())
  return 'wrong' in filled ? null : filled.result
}
