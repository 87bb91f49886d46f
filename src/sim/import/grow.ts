/** YAML nodes → Tree: follows aliases, merges '<<', puts in variables, and refuses what would grow without end. */
import {
  isAlias,
  isMap,
  isScalar,
  type Alias,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { interpolate, type Environment } from './interpolation'
import { below, complain, isFull, placeOf, shown, type Reading } from './problems'
import { isNull, type ListTree, type MapTree, type ScalarTree, type Tree } from './tree'
import type { YamlLimits } from './yaml'

/** Characters that interpolation may give all together. */
const interpolatedLimit = 4194304

interface Growing {
  readonly node: YAMLMap.Parsed | YAMLSeq.Parsed
  readonly path: string
  /** Children in order of the file; keys beside them for a map. */
  readonly children: Tree[]
  readonly keys: readonly Key[]
}

interface Key {
  readonly text: string
  readonly at: number
  readonly isMerge: boolean
  /** Index of the pair in the node. */
  readonly pair: number
}

/** What a document grows under. */
export interface Soil {
  readonly reading: Reading
  /** Where the offsets of its file begin. */
  readonly start: number
  readonly limits: YamlLimits
  /** Variables to put in; null where a dollar sign is a character like any other. */
  readonly environment: Environment | null
}

interface Growth extends Soil {
  readonly anchors: Map<string, Tree | 'open'>
  readonly unset: Set<string>
  interpolated: number
  /** Set when a limit is reached: growing further would be the attack. */
  stopped: boolean
}

/** The tree of a document, or null when `reading` has got problems. Variables that are not set become notes. */
export function growTree(root: ParsedNode | null, soil: Soil): Tree | null {
  const { reading, start } = soil
  const before = reading.problems.length
  const growth: Growth = {
    ...soil,
    anchors: new Map(),
    unset: new Set(),
    interpolated: 0,
    stopped: false,
  }
  const stack: Growing[] = []
  let grown = begin(growth, stack, root, '', start)
  while (grown === null || stack.length > 0) {
    if (growth.stopped || isFull(reading)) return null
    const top = stack[stack.length - 1]
    if (grown !== null) {
      top.children.push(grown)
      grown = null
    } else if (top.children.length < childCount(top)) {
      grown = beginChild(growth, stack, top)
    } else {
      stack.pop()
      grown = finish(growth, top)
    }
  }
  if (growth.stopped || reading.problems.length > before) return null
  for (const name of [...growth.unset].sort())
    reading.notes.push({ code: 'variable-unset', args: { name: shown(name) } })
  return grown
}

function childCount({ node, keys }: Growing): number {
  return isMap(node) ? keys.length : node.items.length
}

function beginChild(growth: Growth, stack: Growing[], top: Growing): Tree | null {
  const next = top.children.length
  if (!isMap(top.node))
    return begin(growth, stack, top.node.items[next], below(top.path, next), growth.start + top.node.range[0])
  const key = top.keys[next]
  const value = top.node.items[key.pair].value
  return begin(growth, stack, value, below(top.path, key.text), key.at)
}

/** A scalar or alias at once; for a collection null, and it lies on the stack. */
function begin(
  growth: Growth,
  stack: Growing[],
  node: ParsedNode | null,
  path: string,
  at: number,
): Tree | null {
  if (node === null) return nullTree(at)
  if (isAlias(node)) return followAlias(growth, node, path)
  if (isScalar(node)) return keep(growth, node.anchor, scalarTree(growth, node, path))
  const collection = node
  if (collection.anchor !== undefined) growth.anchors.set(collection.anchor, 'open')
  const keys = isMap(collection) ? keysOf(growth, collection, path) : []
  stack.push({ node: collection, path, children: [], keys })
  return null
}

function nullTree(at: number): ScalarTree {
  return { type: 'scalar', value: null, text: '', at, size: 1, depth: 1, tag: null }
}

function keep(growth: Growth, anchor: string | undefined, tree: Tree): Tree {
  if (anchor !== undefined) growth.anchors.set(anchor, tree)
  return tree
}

function followAlias(growth: Growth, node: Alias.Parsed, path: string): Tree {
  const found = growth.anchors.get(node.source)
  if (found !== undefined && found !== 'open') return found
  const code = found === 'open' ? 'alias-loop' : 'alias-unknown'
  const at = growth.start + node.range[0]
  complain(growth.reading, code, at, path, { name: shown(node.source) })
  return nullTree(at)
}

function scalarTree(growth: Growth, node: Scalar.Parsed, path: string): ScalarTree {
  const at = growth.start + node.range[0]
  const tree = { type: 'scalar', at, size: 1, depth: 1, tag: node.tag ?? null } as const
  const value = plainValue(node.value)
  if (typeof value !== 'string') return { ...tree, value, text: value === null ? '' : node.source }
  if (growth.environment === null || !value.includes('$')) return { ...tree, value, text: value }
  const text = interpolateAt(growth, growth.environment, value, at, path)
  return { ...tree, value: text, text }
}

function plainValue(value: unknown): ScalarTree['value'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return null
}

function interpolateAt(
  growth: Growth,
  environment: Environment,
  template: string,
  at: number,
  path: string,
): string {
  const { reading } = growth
  const read = interpolate(template, environment)
  if (!('wrong' in read)) {
    for (const name of read.unset) growth.unset.add(name)
    growth.interpolated += read.result.length
    if (growth.interpolated > interpolatedLimit) stop(growth, at, path)
    return read.result
  }
  if (read.wrong === 'required') {
    complain(reading, 'variable-required', at, path, {
      name: shown(read.name),
      message: shown(read.message || '-'),
    })
  } else if (read.wrong === 'malformed') {
    complain(reading, 'bad-variable', at, path, { text: shown(template) })
  } else {
    stop(growth, at, path)
  }
  return ''
}

function stop(growth: Growth, at: number, path: string): void {
  growth.stopped = true
  complain(growth.reading, 'expands-too-far', at, path, { limit: growth.limits.size })
}

function keysOf(growth: Growth, map: YAMLMap.Parsed, path: string): readonly Key[] {
  const { reading } = growth
  const keys: Key[] = []
  const firstAt = new Map<string, number>()
  map.items.forEach(({ key }, pair) => {
    if (!isScalar(key) || key.value === null) {
      complain(reading, 'key-not-text', growth.start + offsetOf(key, map), path)
      return
    }
    const scalar = key
    const text = typeof scalar.value === 'string' ? scalar.value : scalar.source
    const at = growth.start + scalar.range[0]
    const first = firstAt.get(text)
    if (first === undefined) {
      firstAt.set(text, at)
      keys.push({ text, at, pair, isMerge: text === '<<' && scalar.type === 'PLAIN' })
      if (scalar.anchor !== undefined)
        growth.anchors.set(scalar.anchor, { ...nullTree(at), value: text, text })
    } else {
      complain(reading, 'key-twice', at, path, { key: shown(text), firstLine: placeOf(reading, first).line })
    }
  })
  return keys
}

function offsetOf(key: ParsedNode | null, map: YAMLMap.Parsed): number {
  return key === null ? map.range[0] : key.range[0]
}

function finish(growth: Growth, { node, children, keys, path }: Growing): Tree {
  const at = growth.start + node.range[0]
  let size = 1
  let depth = 1
  for (const child of children) {
    size += child.size
    depth = Math.max(depth, child.depth + 1)
  }
  if (size > growth.limits.size) stop(growth, at, path)
  if (depth > growth.limits.depth) {
    growth.stopped = true
    complain(growth.reading, 'too-deep', at, path, { limit: growth.limits.depth })
  }
  const common = { at, size, depth, tag: node.tag ?? null }
  const tree: ListTree | MapTree = isMap(node)
    ? {
        type: 'map',
        ...common,
        entries: growth.stopped ? new Map() : mergedEntries(growth, keys, children, path),
      }
    : { type: 'list', ...common, items: children, merged: false }
  return keep(growth, node.anchor, tree)
}

/** A map's own keys win over merged ones, and earlier merged maps over later ones. */
function mergedEntries(
  growth: Growth,
  keys: readonly Key[],
  children: readonly Tree[],
  path: string,
): Map<string, Tree> {
  const entries = new Map<string, Tree>()
  keys.forEach((key, place) => {
    if (!key.isMerge) entries.set(key.text, children[place])
  })
  keys.forEach((key, place) => {
    if (!key.isMerge || isNull(children[place])) return
    const child = children[place]
    for (const source of child.type === 'list' ? child.items : [child]) {
      if (source.type !== 'map') complain(growth.reading, 'merge-not-a-map', source.at, below(path, '<<'))
      else for (const [text, value] of source.entries) if (!entries.has(text)) entries.set(text, value)
    }
  })
  return entries
}
