/** Text → YAML documents, under limits that hold before the costly work begins. */
import { Composer, Lexer, Parser, type Document, type ParsedNode, type YAMLParseError } from 'yaml'
import { complain, isFull, type ProblemCode, type Reading } from './problems'

/** 1 MiB of characters: the longest Compose files are a hundred times shorter. */
export const textLimit = 1048576
/** Words, signs and line ends of the text; each costs the parser time and memory. */
const lexemeLimit = 100000
/** The parser keeps up to two levels for one of the file's. */
const parserDepthLimit = 120

export type YamlDocument = Document.Parsed<ParsedNode, true>

/** The documents of a text, or null when `reading` has got problems. */
export function parseYaml(text: string, reading: Reading): readonly YamlDocument[] | null {
  if (text.length > textLimit) {
    complain(reading, 'too-large', 0, '', { size: text.length, limit: textLimit })
    return null
  }
  if (hasControlCharacter(text, reading)) return null
  try {
    return composeDocuments(text, reading)
  } catch (error) {
    // The parser promises not to throw; should it run out of stack all the same, the file is at fault, not the
    // reader.
    complain(reading, 'yaml-syntax', 0, '', { detail: error instanceof Error ? error.name : 'error' })
    return null
  }
}

function composeDocuments(text: string, reading: Reading): readonly YamlDocument[] | null {
  const parser = new Parser()
  const tokens = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > parserDepthLimit) {
      complain(reading, 'too-deep', parser.offset, '')
      return null
    }
    if (++lexemes > lexemeLimit) {
      complain(reading, 'too-many-parts', parser.offset, '', { limit: lexemeLimit })
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
    for (const error of document.errors) complainOfSyntax(reading, error)
    if (isFull(reading)) break
  }
  return reading.problems.length === 0 ? documents : null
}

const codeOfError: Readonly<Partial<Record<YAMLParseError['code'], ProblemCode>>> = {
  TAB_AS_INDENT: 'yaml-tab',
  BAD_INDENT: 'yaml-indent',
  MULTILINE_IMPLICIT_KEY: 'yaml-indent',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-indent',
  MISSING_CHAR: 'yaml-open',
}

function complainOfSyntax(reading: Reading, error: YAMLParseError): void {
  complain(reading, codeOfError[error.code] ?? 'yaml-syntax', error.pos[0], '', {
    detail: error.code.toLowerCase().replace(/_/g, ' '),
  })
}

/** YAML allows no control characters but tab and line ends; a file with them is usually no text at all. */
function hasControlCharacter(text: string, reading: Reading): boolean {
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/)
  if (at < 0) return false
  const hexadecimal = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  complain(reading, 'control-character', at, '', { code: `U+${hexadecimal}` })
  return true
}
