/** The lines of a Dockerfile as instructions: comments, lines that go on in the next one, here-documents. */

export const instructionNames = [
  'FROM',
  'RUN',
  'COPY',
  'ADD',
  'ENV',
  'WORKDIR',
  'CMD',
  'ENTRYPOINT',
  'EXPOSE',
  'LABEL',
  'USER',
  'ARG',
  'VOLUME',
  'HEALTHCHECK',
  'SHELL',
  'STOPSIGNAL',
  'ONBUILD',
] as const
export type InstructionName = (typeof instructionNames)[number]

/** What a comment right above an instruction says of it: a file that is there afterwards, or one that is not. */
export interface Effect {
  readonly path: string
  /** -1: it is gone. */
  readonly bytes: number
}

export interface Instruction {
  /** Lines of the text, from 1 on. */
  readonly line: number
  readonly lastLine: number
  readonly name: InstructionName
  /** The rest of it, on one line. */
  readonly rest: string
  readonly effects: readonly Effect[]
}

export const dockerfileProblems = [
  'instruction',
  'from',
  'argument',
  'effect',
  'base',
  'digest',
  'stage',
] as const
export type DockerfileProblem = (typeof dockerfileProblems)[number]

export interface BadLine {
  readonly line: number
  readonly problem: DockerfileProblem
  /** The word that is wrong. */
  readonly word: string
}

/** Everything in a Dockerfile that does something, or its first line that is wrong. */
export function parseDockerfile(text: string): readonly Instruction[] | BadLine {
  const lines = text.split(/\r\n|\r|\n/)
  const instructions: Instruction[] = []
  let effects: Effect[] = []
  for (let at = 0; at < lines.length; at++) {
    const trimmed = lines[at].trim()
    if (trimmed.startsWith('#')) {
      const effect = effectOf(trimmed)
      if (effect === undefined) return { line: at + 1, problem: 'effect', word: trimmed }
      if (effect !== null) effects.push(effect)
      continue
    }
    if (trimmed === '') continue
    const whole = wholeInstruction(lines, at)
    const made = instructionOf(whole.text, at + 1, whole.last + 1, effects)
    if ('problem' in made) return made
    instructions.push(made)
    effects = []
    at = whole.last
  }
  const wrong = misplaced(instructions)
  return wrong ?? instructions
}

/** Only ARG may stand before the first FROM. */
function misplaced(instructions: readonly Instruction[]): BadLine | null {
  const first = instructions.find(({ name }) => name !== 'ARG')
  if (first?.name === 'FROM') return null
  return { line: first?.line ?? 1, problem: 'from', word: first?.name ?? '' }
}

/** Null: a comment like any other. Undefined: it should say an effect, and cannot be read. */
function effectOf(comment: string): Effect | null | undefined {
  const said = /^#([+-])\s*(.*)$/.exec(comment)
  if (said === null) return null
  const [, sign, rest] = said
  const [path, size, ...more] = rest.trim().split(/\s+/)
  if (!path.startsWith('/') || more.length > 0) return undefined
  if (sign === '-') return size === undefined ? { path, bytes: -1 } : undefined
  const bytes = sizeOf(size ?? '', 'docker')
  return bytes === null ? undefined : { path, bytes }
}

const decimal: Readonly<Record<string, number>> = { '': 1, k: 1000, m: 1000000, g: 1000000000 }
const binary: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1048576, g: 1073741824 }

/** More than any image has: 1 TB. */
const mostBytes = 1000000000000

/**
 * '500MB', '1.5 GiB', '4096': MB are decimal and MiB binary, as Docker writes them. The tools of a shell write 500M and
 * mean MiB. Null when it cannot be read.
 */
export function sizeOf(text: string, written: 'docker' | 'shell'): number | null {
  const said = /^(\d+(?:\.\d+)?)([kmg]?)(i?b)?$/i.exec(text)
  if (said === null) return null
  const [, digits, letter, ending = ''] = said
  const isBinary = ending.toLowerCase() === 'ib' || (written === 'shell' && ending === '')
  const bytes = Math.round(Number(digits) * (isBinary ? binary : decimal)[letter.toLowerCase()])
  return bytes <= mostBytes ? bytes : null
}

/** Joins lines that end with a backslash, and takes in the here-documents that they open. */
function wholeInstruction(
  lines: readonly string[],
  first: number,
): { readonly text: string; readonly last: number } {
  let text = ''
  let last = first
  for (let at = first; at < lines.length; at++) {
    const line = lines[at].trim()
    // A comment or an empty line between two parts belongs to neither.
    if (at > first && (line.startsWith('#') || line === '')) continue
    last = at
    const goesOn = line.endsWith('\\')
    text += `${text === '' ? '' : ' '}${goesOn ? line.slice(0, -1).trim() : line}`
    if (!goesOn) break
  }
  const ends = [...text.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g)].map(([, end]) => end)
  if (!/^(RUN|COPY|ADD)\b/i.test(text)) return { text, last }
  for (const end of ends) {
    for (last++; last < lines.length && lines[last].trim() !== end; last++) text += ` ; ${lines[last].trim()}`
  }
  return { text, last: Math.min(last, lines.length - 1) }
}

function instructionOf(
  text: string,
  line: number,
  lastLine: number,
  effects: readonly Effect[],
): Instruction | BadLine {
  const [word] = text.split(/\s/)
  const name = instructionNames.find((known) => known === word.toUpperCase())
  if (name === undefined) return { line, problem: 'instruction', word }
  const rest = text.slice(word.length).trim()
  if (rest === '') return { line, problem: 'argument', word: name }
  return { line, lastLine, name, rest, effects }
}
