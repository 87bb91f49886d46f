/** `extends`: a service begins as another one, of this file or another, and says only what differs. */
import { isRemote, joinPath } from './paths'
import { below, complain, shown, type Reading } from './problems'
import { fieldOf, isNull, type ListTree, type MapTree, type ScalarTree, type Tree } from './tree'

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

/** The services of a file that `extends` may name, and where its paths begin. */
export interface Origin {
  readonly path: string
  readonly folder: string
  readonly services: MapTree
}

/** Gives the services of another file; null after a problem. */
type OpenFile = (path: string, at: number, where: string) => Origin | null

/** The service with everything it extends merged in, or null when `reading` has got problems. */
export function extendService(
  origin: Origin,
  name: string,
  path: string,
  reading: Reading,
  open: OpenFile,
): MapTree | null {
  const chain: MapTree[] = []
  const seen: string[] = []
  let link: Link | null = { origin, name }
  while (link !== null) {
    const tree: Tree | undefined = link.origin.services.entries.get(link.name)
    if (tree === undefined || tree.type !== 'map') break
    const step = link.origin.path === origin.path ? link.name : `${link.origin.path}: ${link.name}`
    if (seen.includes(step)) {
      complain(reading, 'extends-loop', tree.at, path, { services: shown([...seen, step].join(' → ')) })
      return null
    }
    seen.push(step)
    chain.push(tree)
    const next: Link | null | undefined = baseOf(link.origin, tree, path, reading, open)
    if (next === undefined) return null
    link = next
  }
  let result = chain[chain.length - 1]
  for (let at = chain.length - 2; at >= 0; at--) result = mergeServices(result, chain[at])
  return result
}

interface Link {
  readonly origin: Origin
  readonly name: string
}

/** The service that this one extends; null if none, undefined after a problem. */
function baseOf(
  origin: Origin,
  tree: MapTree,
  path: string,
  reading: Reading,
  open: OpenFile,
): Link | null | undefined {
  const extending = fieldOf(tree, 'extends')
  if (extending === undefined) return null
  const where = below(path, 'extends')
  const named = extending.type === 'map' ? fieldOf(extending, 'service') : extending
  const file = extending.type === 'map' ? fieldOf(extending, 'file') : undefined
  if (named?.type !== 'scalar' || (file !== undefined && file.type !== 'scalar')) {
    complain(reading, 'not-a-text', extending.at, where)
    return undefined
  }
  const from = file === undefined ? origin : originAt(origin, file, where, open)
  if (from === null) return undefined
  const base = fieldOf(from.services, named.text)
  if (base !== undefined && base.type === 'map') return { origin: from, name: named.text }
  complain(reading, 'extends-unknown', named.at, where, { service: shown(named.text) })
  return undefined
}

function originAt(origin: Origin, file: ScalarTree, where: string, open: OpenFile): Origin | null {
  const path = isRemote(file.text) ? file.text : joinPath(origin.folder, file.text)
  return path === origin.path ? origin : open(path, file.at, where)
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
  return merged(base, over, true)
}

/** The same for any other map. */
export function mergeMaps(base: MapTree, over: MapTree): MapTree {
  return merged(base, over, false)
}

function merged(base: MapTree, over: MapTree, isService: boolean): MapTree {
  const result = emptyMap(over)
  const pending: Merging[] = [{ entries: result.entries, base, over, atTop: isService }]
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
    const inner = emptyMap(over)
    entries.set(key, inner)
    pending.push({ entries: inner.entries, base, over, atTop: false })
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
