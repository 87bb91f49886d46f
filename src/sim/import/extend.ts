/** `extends` within one file: a service begins as another one and says only what differs. */
import { below, complain, shown, type Reading } from './problems'
import { fieldOf, isNull, type ListTree, type MapTree, type Tree } from './tree'

/** Keys whose lists name things: as a map they merge by name. */
const namedLists = new Set([
  'annotations',
  'depends_on',
  'environment',
  'extra_hosts',
  'labels',
  'networks',
  'sysctls',
])
/** Commands are one sentence, not a list of things: the later one replaces the earlier. */
const replacedKeys = new Set(['command', 'entrypoint', 'extends'])

/** The service with everything it extends merged in, or null when `reading` has got problems. */
export function extendService(
  services: MapTree,
  name: string,
  path: string,
  reading: Reading,
): MapTree | null {
  const chain: MapTree[] = []
  const seen = new Set<string>()
  let current: string | null = name
  while (current !== null) {
    const tree = services.entries.get(current)
    if (tree === undefined || tree.type !== 'map') break
    seen.add(current)
    chain.push(tree)
    const base = baseOf(services, tree, path, reading)
    if (base === undefined) return null
    if (base !== null && seen.has(base)) {
      complain(reading, 'extends-loop', tree.at, path, { services: shown([...seen, base].join(' → ')) })
      return null
    }
    current = base
  }
  let result = chain[chain.length - 1]
  for (let link = chain.length - 2; link >= 0; link--) result = mergeServices(result, chain[link])
  return result
}

/** Name of the service that this one extends; null if none, undefined after a problem. */
function baseOf(services: MapTree, tree: MapTree, path: string, reading: Reading): string | null | undefined {
  const extending = fieldOf(tree, 'extends')
  if (extending === undefined) return null
  const where = below(path, 'extends')
  const named = extending.type === 'map' ? fieldOf(extending, 'service') : extending
  const file = extending.type === 'map' ? fieldOf(extending, 'file') : undefined
  if (file !== undefined) {
    complain(reading, 'extends-file', file.at, where, {
      file: shown(file.type === 'scalar' ? file.text : '?'),
    })
    return undefined
  }
  if (named === undefined || named.type !== 'scalar') {
    complain(reading, 'not-a-text', extending.at, where)
    return undefined
  }
  const base = fieldOf(services, named.text)
  if (base !== undefined && base.type === 'map') return named.text
  complain(reading, 'extends-unknown', named.at, where, { service: shown(named.text) })
  return undefined
}

/** A map being filled from two others. */
interface Merging {
  readonly entries: Map<string, Tree>
  readonly base: MapTree
  readonly over: MapTree
  readonly atTop: boolean
}

/** Maps merge key by key, lists are joined, anything else is replaced; '!override' replaces and '!reset' removes. */
export function mergeServices(base: MapTree, over: MapTree): MapTree {
  const result = emptyMap(over)
  const pending: Merging[] = [{ entries: result.entries, base, over, atTop: true }]
  for (let merging = pending.pop(); merging !== undefined; merging = pending.pop()) {
    const { entries, atTop } = merging
    for (const [key, value] of merging.base.entries) entries.set(key, value)
    if (atTop) entries.delete('extends')
    for (const [key, value] of merging.over.entries) {
      const earlier = entries.get(key)
      if (value.tag === '!reset') entries.delete(key)
      else if (
        earlier === undefined ||
        isNull(earlier) ||
        value.tag === '!override' ||
        (atTop && replacedKeys.has(key))
      )
        entries.set(key, value)
      else if (!isNull(value))
        mergeField({ key, earlier, value, named: atTop && namedLists.has(key) }, entries, pending)
    }
  }
  return result
}

interface Field {
  readonly key: string
  readonly earlier: Tree
  readonly value: Tree
  readonly named: boolean
}

function mergeField(
  { key, earlier, value, named }: Field,
  entries: Map<string, Tree>,
  pending: Merging[],
): void {
  const base = named ? namedMap(earlier, key) : earlier
  const over = named ? namedMap(value, key) : value
  if (base.type === 'map' && over.type === 'map') {
    const merged = emptyMap(over)
    entries.set(key, merged)
    pending.push({ entries: merged.entries, base, over, atTop: false })
  } else if (base.type === 'list' && over.type === 'list') {
    entries.set(key, joined(base, over))
  } else {
    entries.set(key, over)
  }
}

function emptyMap({ at, size, depth, tag }: MapTree): MapTree & { readonly entries: Map<string, Tree> } {
  return { type: 'map', at, size, depth, tag, entries: new Map() }
}

function joined(base: ListTree, over: ListTree): ListTree {
  return { ...over, items: [...base.items, ...over.items], merged: true }
}

/** ['A=1', 'B'] as {A: '1', B: null}; for `depends_on` with the condition that the list form means. */
function namedMap(tree: Tree, key: string): Tree {
  if (tree.type !== 'list') return tree
  const entries = new Map<string, Tree>()
  for (const item of tree.items) {
    if (item.type !== 'scalar') return tree
    const equals = item.text.indexOf('=')
    const name = equals < 0 ? item.text : item.text.slice(0, equals)
    const value = equals < 0 ? null : item.text.slice(equals + 1)
    entries.set(name, key === 'depends_on' ? startedCondition(item) : { ...item, value, text: value ?? '' })
  }
  return { type: 'map', at: tree.at, size: tree.size, depth: tree.depth, tag: tree.tag, entries }
}

function startedCondition(item: Tree): MapTree {
  const condition: Tree = {
    type: 'scalar',
    value: 'service_started',
    text: 'service_started',
    at: item.at,
    size: 1,
    depth: 1,
    tag: null,
  }
  return {
    type: 'map',
    at: item.at,
    size: 1,
    depth: 2,
    tag: null,
    entries: new Map([['condition', condition]]),
  }
}
