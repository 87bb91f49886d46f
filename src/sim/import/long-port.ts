/** The long form of a Compose port: {target, published, host_ip, protocol}. */
import { isAddress, isProtocol, rangeText, readRange, type ComposePort, type PortRange } from './port'
import { below, complain, shown, type Reading } from './problems'
import { fieldOf, numberText, textIn, type MapTree } from './tree'

/** One entry; a range under `published` stays a range as text. */
export function readLongPort(tree: MapTree, path: string, reading: Reading): readonly ComposePort[] {
  const target = rangeIn(tree, 'target', path, reading)
  const published = rangeIn(tree, 'published', path, reading)
  const hostIp = textIn(reading, tree, 'host_ip', path) || null
  const protocol = textIn(reading, tree, 'protocol', path) || 'tcp'
  if (hostIp !== null && !isAddress(hostIp.replace(/^\[(.*)\]$/, '$1'))) wrong(tree, 'host_ip', path, reading)
  if (!isProtocol(protocol)) wrong(tree, 'protocol', path, reading)
  if (target === null || (target !== 'wrong' && target.from !== target.to))
    wrong(tree, 'target', path, reading)
  if (target === null || target === 'wrong' || published === 'wrong') return []
  return [
    { hostIp, published: published === null ? null : rangeText(published), target: target.from, protocol },
  ]
}

/** Null if the key is not given; 'wrong' after a problem. */
function rangeIn(tree: MapTree, key: string, path: string, reading: Reading): PortRange | null | 'wrong' {
  const field = fieldOf(tree, key)
  if (field === undefined || numberText(field) === '') return null
  const range = readRange(numberText(field))
  if (range !== null) return range
  wrong(tree, key, path, reading)
  return 'wrong'
}

function wrong(tree: MapTree, key: string, path: string, reading: Reading): void {
  const field = fieldOf(tree, key)
  const text = field === undefined ? '' : numberText(field)
  complain(reading, 'bad-port', (field ?? tree).at, below(path, key), {
    text: shown(text === '' ? key : text),
  })
}
