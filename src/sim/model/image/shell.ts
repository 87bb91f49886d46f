/** What plain commands of a RUN instruction do to files: those that make a file of a given size, and `rm`. */
import { sizeOf, type Effect } from './parse'

/** Effects of a RUN in the order in which its commands run; what other commands do is not known. */
export function effectsOfRun(rest: string, directory: string): readonly Effect[] {
  return commandsOf(rest).flatMap((command) => effectsOfCommand(wordsOf(command), directory))
}

function commandsOf(rest: string): readonly string[] {
  const exec = execForm(rest)
  if (exec !== null)
    return exec[0] === 'sh' && exec[1] === '-c' ? splitShell(exec.slice(2).join(' ')) : [exec.join(' ')]
  return splitShell(rest.replace(/^(--\S+\s+)+/, ''))
}

function execForm(rest: string): readonly string[] | null {
  if (!rest.startsWith('[')) return null
  try {
    const words: unknown = JSON.parse(rest)
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null
  } catch {
    return null
  }
}

function splitShell(text: string): readonly string[] {
  return text.split(/&&|\|\||;|\n/).map((part) => part.trim())
}

function wordsOf(command: string): readonly string[] {
  return command
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .filter((word, at) => word !== '' && !(at === 0 && word === 'sudo'))
}

function effectsOfCommand([tool, ...words]: readonly string[], directory: string): readonly Effect[] {
  const paths = words.filter((word) => !word.startsWith('-')).map((word) => resolvePath(directory, word))
  switch (tool) {
    case 'rm':
      return paths.map((path) => ({ path, bytes: -1 }))
    case 'dd':
      return made(resolvePath(directory, operand(words, 'of')), ddBytes(words))
    case 'fallocate':
      return made(lastOf(paths), optionSize(words, '-l', '--length'))
    case 'truncate':
      return made(lastOf(paths), optionSize(words, '-s', '--size'))
    default:
      return []
  }
}

function made(path: string, bytes: number | null): readonly Effect[] {
  return bytes === null || path === '' || path.startsWith('/dev/') ? [] : [{ path, bytes }]
}

function operand(words: readonly string[], name: string): string {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

/** dd copies `count` blocks; without a count it goes on to the end of something whose size nobody has told. */
function ddBytes(words: readonly string[]): number | null {
  const block = sizeOf(operand(words, 'bs') === '' ? '512' : operand(words, 'bs'), 'shell')
  const count = sizeOf(operand(words, 'count'), 'shell')
  return block === null || count === null ? null : block * count
}

/** `-l 500M`, `-l500M` or `--length=500M`. */
function optionSize(words: readonly string[], short: string, long: string): number | null {
  const at = words.findIndex((word) => word.startsWith(short) || word.startsWith(long))
  if (at < 0) return null
  const word = words[at]
  const joined = word.startsWith(`${long}=`)
    ? word.slice(long.length + 1)
    : word.startsWith(long)
      ? ''
      : word.slice(2)
  return sizeOf(joined === '' ? (words[at + 1] ?? '') : joined, 'shell')
}

/** An absolute path without '.' and '..'. */
export function resolvePath(directory: string, path: string): string {
  if (path === '') return ''
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function lastOf(words: readonly string[]): string {
  return words.length === 0 ? '' : words[words.length - 1]
}
