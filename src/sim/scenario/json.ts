/** JSON from strangers: depth, names and repetitions are checked before any value is made. */
import { failed, pathText, quote, type Failed } from './errors'

/** A link nests about ten deep; what goes further would only exhaust the stack of whoever walks it. */
export const depthLimit = 32

/** Names through which a plain object reaches what all objects share. */
const reservedNames: readonly string[] = ['__proto__', 'constructor', 'prototype']

export function isReservedName(name: string): boolean {
  return reservedNames.includes(name)
}

/** A level that has been opened: an object with the names seen so far, or an array. */
interface Level {
  readonly names: Set<string> | null
  key: string | number
}

/** The value of a JSON text, or why it is refused. Never throws. */
export function parseJson(text: string): { readonly value: unknown } | Failed {
  const problem = scan(text)
  if (problem !== null) return problem
  try {
    // -0 would be a second way to write 0, and the digests of two equal worlds would differ.
    return { value: JSON.parse(text, (_, value: unknown) => (value === 0 ? 0 : value)) }
  } catch {
    return failed('not-json')
  }
}

/**
 * One pass over the characters that open, close, separate and name; everything else is left to JSON.parse, which also
 * refuses whatever confuses this scan. No regular expression: engines exhaust their stacks on long strings.
 */
function scan(text: string): Failed | null {
  const levels: Level[] = []
  for (let at = 0; at < text.length; at++) {
    const level = levels[levels.length - 1]
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at)
        if (level?.names != null && followedByColon(text, end)) {
          const problem = enterName(text.slice(at, end), level.names, levels)
          if (problem !== null) return problem
        }
        at = end - 1
        break
      }
      case '{':
      case '[':
        if (levels.length === depthLimit) return failed('too-deep', { limit: depthLimit }, pathOf(levels))
        levels.push(text[at] === '{' ? { names: new Set(), key: '' } : { names: null, key: 0 })
        break
      case '}':
      case ']':
        levels.pop()
        break
      case ',':
        if (typeof level?.key === 'number') level.key++
    }
  }
  return null
}

/** The index behind the closing quote, or the text's length when there is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

function followedByColon(text: string, start: number): boolean {
  let at = start
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return text[at] === ':'
}

/** Notes a name of the innermost object, unless it may not stand there. */
function enterName(written: string, names: Set<string>, levels: Level[]): Failed | null {
  let name: string
  try {
    name = String(JSON.parse(written))
  } catch {
    return failed('not-json', {}, pathOf(levels))
  }
  if (isReservedName(name)) return failed('reserved-name', { name }, pathOf(levels.slice(0, -1)))
  if (names.has(name)) return failed('duplicate-key', { name: quote(name) }, pathOf(levels.slice(0, -1)))
  names.add(name)
  levels[levels.length - 1].key = name
  return null
}

function pathOf(levels: readonly Level[]): string {
  return pathText(levels.map(({ key }) => key))
}
