/** A volume of a Compose service, in its short form 'SOURCE:TARGET:ro' or its long one. */
import { asText, isTrue, textIn, type Tree } from './tree'
import { complain, shown, type Reading } from './problems'
import type { ComposeVolume } from './project'

export function readVolume(tree: Tree, path: string, reading: Reading): ComposeVolume | null {
  if (tree.type === 'map') {
    return {
      type: textIn(reading, tree, 'type', path) ?? 'volume',
      source: textIn(reading, tree, 'source', path) || null,
      target: textIn(reading, tree, 'target', path),
      readOnly: isTrue(tree, 'read_only'),
    }
  }
  const text = asText(reading, tree, path)
  if (text === null) return null
  const volume = readShortVolume(text)
  if (volume === null) complain(reading, 'bad-volume', tree.at, path, { text: shown(text) })
  return volume
}

/** '[SOURCE:]TARGET[:MODE,…]'; null for anything else. A drive letter with a backslash is no source of its own. */
export function readShortVolume(text: string): ComposeVolume | null {
  const parts = text
    .replace(/(^|:)([A-Za-z]):\\/g, '$1$2\u0000\\')
    .split(':')
    .map((part) => part.replace('\u0000', ':'))
  if (parts.length > 3 || parts.some((part) => part === '')) return null
  const [first, target, mode] = parts
  if (target === undefined) return { type: 'volume', source: null, target: first, readOnly: false }
  const type = /^(?:[./~]|[A-Za-z]:\\)/.test(first) ? 'bind' : 'volume'
  return { type, source: first, target, readOnly: (mode ?? '').split(',').includes('ro') }
}
