/** Text → YAML documents, under limits that hold before the costly work begins. */
import { Composer, Lexer, Parser, type Document, type ParsedNode, type YAMLParseError } from 'yaml'
import { complain, isFull, type ProblemCode, type Reading } from './problems'

/** What a kind of file may ask of the reader. */
export interface YamlLimits {
  /** Characters of the text. */
  readonly text: number
  /** Words, signs and line ends of the text; each costs the parser time and memory. */
  readonly lexemes: number
  /** Levels of one document with aliases written out. */
  readonly depth: number
  /** Nodes of one document with aliases written out. */
  readonly size: number
}

/** The longest Compose files are a hundred times shorter, and need about ten levels. */
export const composeLimits: YamlLimits = { text: 1048576, lexemes: 100000, depth: 50, size: 100000 }

export type YamlDocument = Document.Parsed<ParsedNode, true>

/** The documents of a file that begins at `start`, or null when `reading` has got problems. */
export function parseYaml(
  text: string,
  start: number,
  limits: YamlLimits,
  reading: Reading,
): readonly YamlDocument[] | null {
  if (text.length > limits.text) {
    complain(reading, 'too-large', start, '', { size: text.length, limit: limits.text })
    return null
  }
  if (!isPlainText(text, start, reading)) return null
  try {
    return composeDocuments(text, start, limits, reading)
  } catch (error) {
    // The parser promises not to throw; should it run out of stack all the same, the file is at fault, not the
    // reader.
    complain(reading, 'yaml-syntax', start, '', { detail: error instanceof Error ? error.name : 'error' })
    return null
  }
}

function composeDocuments(
  text: string,
  start: number,
  limits: YamlLimits,
  reading: Reading,
): readonly YamlDocument[] | null {
  const before = reading.problems.length
  const parser = new Parser()
  const tokens = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    // The parser keeps up to two levels for one of the file's.
    if (parser.stack.length > 2 * limits.depth + 20) {
      complain(reading, 'too-deep', start + parser.offset, '', { limit: limits.depth })
      return null
    }
    if (++lexemes > limits.lexemes) {
      complain(reading, 'too-many-parts', start + parser.offset, '', { limit: limits.lexemes })
      return null
    }
  }
  for (const token of parser.end()) tokens.push(token)
  // Keys are compared later, in one pass: the composer's own check takes time that grows with the square of the map.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const documents: YamlDocument[] = []
  for (const document of composer.compose(tokens, true, text.length)) {
    documents.push(document)
    for (const error of document.errors) complainOfSyntax(reading, error, start)
    if (isFull(reading)) break
  }
  return reading.problems.length === before ? documents : null
}

const codeOfError: Readonly<Partial<Record<YAMLParseError['code'], ProblemCode>>> = {
  TAB_AS_INDENT: 'yaml-tab',
  BAD_INDENT: 'yaml-indent',
  MULTILINE_IMPLICIT_KEY: 'yaml-indent',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-indent',
  MISSING_CHAR: 'yaml-open',
}

function complainOfSyntax(reading: Reading, error: YAMLParseError, start: number): void {
  // A bracket that is never closed is told as indentation, too.
  const isOpen = / end with a [\]}]/.test(error.message)
  const code = isOpen ? 'yaml-open' : (codeOfError[error.code] ?? 'yaml-syntax')
  complain(reading, code, start + error.pos[0], '', {
    detail: error.code.toLowerCase().replace(/_/g, ' '),
  })
}

/** YAML allows no control characters but tab and line ends; a file with them is usually no text at all. */
function isPlainText(text: string, start: number, reading: Reading): boolean {
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/)
  if (at < 0) return true
  // What a reader of bytes puts where they are no UTF-8.
  if (text[at] === '\ufffd') {
    complain(reading, 'not-utf-8', start + at, '')
    return false
  }
  const hexadecimal = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  complain(reading, 'control-character', start + at, '', { code: `U+${hexadecimal}` })
  return false
}
