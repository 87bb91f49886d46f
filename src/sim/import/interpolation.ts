/** Puts variables into a text the way Compose does: $NAME, ${NAME}, ${NAME:-word} and their kin. */

export type Environment = Readonly<Record<string, string>>

export type Interpolated =
  /** `unset`: variables that were asked for plainly and are not set. */
  | { readonly result: string; readonly unset: readonly string[] }
  | { readonly wrong: 'malformed' | 'too-long' }
  | { readonly wrong: 'required'; readonly name: string; readonly message: string }

/** A result longer than this is an attack: a variable's value put in again and again. */
const resultLimit = 1048576

/** A '${NAME:-' that is still open. */
interface Frame {
  readonly name: string
  readonly operator: string
  /** Value of the variable; null if unset. */
  readonly value: string | null
  /** Whether the word decides the result; words that do not are read, never evaluated. */
  readonly wordUsed: boolean
  readonly active: boolean
  /** Plain braces open inside the word. */
  braces: number
  word: string
}

const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y
const operatorPattern = /:?[-+?]/y
const plainPattern = /[^${}]+/y

export function interpolate(template: string, environment: Environment): Interpolated {
  const unset: string[] = []
  const root: Frame = {
    name: '',
    operator: '',
    value: null,
    wordUsed: true,
    active: true,
    braces: 0,
    word: '',
  }
  const open: Frame[] = [root]
  let length = 0
  let at = 0
  while (at < template.length) {
    const top = open[open.length - 1]
    const piece = nextPiece(template, at, top, environment)
    if (piece === null) return { wrong: 'malformed' }
    at = piece.end
    if (piece.type === 'open') {
      open.push(piece.frame)
      continue
    }
    if (piece.type === 'close') open.pop()
    const into = open[open.length - 1]
    if (!into.active) continue
    if (piece.type === 'close' && top.operator.endsWith('?') && top.wordUsed) {
      return { wrong: 'required', name: top.name, message: top.word }
    }
    if (piece.type === 'variable' && piece.unset) unset.push(piece.name)
    const text = piece.type === 'close' ? resultOf(top) : piece.text
    into.word += text
    length += text.length
    if (length > resultLimit) return { wrong: 'too-long' }
  }
  return open.length > 1 ? { wrong: 'malformed' } : { result: root.word, unset }
}

type Piece =
  | { readonly type: 'words'; readonly text: string; readonly end: number }
  | {
      readonly type: 'variable'
      readonly name: string
      readonly text: string
      readonly unset: boolean
      readonly end: number
    }
  | { readonly type: 'open'; readonly frame: Frame; readonly end: number }
  | { readonly type: 'close'; readonly end: number }

function nextPiece(template: string, at: number, top: Frame, environment: Environment): Piece | null {
  const character = template[at]
  if (character === '$') return dollarPiece(template, at, top, environment)
  // The root has no operator: there, braces are ordinary characters.
  const inWord = top.operator !== ''
  if (inWord && character === '}' && top.braces === 0) return { type: 'close', end: at + 1 }
  if (inWord && character === '{') top.braces++
  if (inWord && character === '}') top.braces--
  const text = character === '{' || character === '}' ? character : matchAt(plainPattern, template, at)
  return { type: 'words', text, end: at + text.length }
}

function dollarPiece(template: string, at: number, top: Frame, environment: Environment): Piece | null {
  const next = template[at + 1]
  if (next === '$') return { type: 'words', text: '$', end: at + 2 }
  if (next === '{') return bracedPiece(template, at + 2, top, environment)
  const name = matchAt(namePattern, template, at + 1)
  if (name === '') return { type: 'words', text: '$', end: at + 1 }
  return variablePiece(name, environment, at + 1 + name.length)
}

function bracedPiece(template: string, at: number, top: Frame, environment: Environment): Piece | null {
  const name = matchAt(namePattern, template, at)
  if (name === '') return null
  const after = at + name.length
  if (template[after] === '}') return variablePiece(name, environment, after + 1)
  const operator = matchAt(operatorPattern, template, after)
  if (operator === '') return null
  const value = valueOf(environment, name)
  const missing = value === null || (operator.startsWith(':') && value === '')
  const wordUsed = operator.endsWith('+') ? !missing : missing
  const frame = { name, operator, value, wordUsed, active: top.active && wordUsed, braces: 0, word: '' }
  return { type: 'open', frame, end: after + operator.length }
}

function variablePiece(name: string, environment: Environment, end: number): Piece {
  const value = valueOf(environment, name)
  return { type: 'variable', name, text: value ?? '', unset: value === null, end }
}

function resultOf(frame: Frame): string {
  if (frame.wordUsed) return frame.word
  return frame.operator.endsWith('+') ? '' : (frame.value ?? '')
}

function valueOf(environment: Environment, name: string): string | null {
  return Object.prototype.hasOwnProperty.call(environment, name) ? environment[name] : null
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
