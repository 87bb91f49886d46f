/** A Compose file → what it says as plain data, or the problems that a person can act on. Never throws. */
import { isMap, type ParsedNode } from 'yaml'
import { limits } from '../scenario/scenario'
import { checkProject } from './check'
import { extendService } from './extend'
import { growTree } from './grow'
import type { Environment } from './interpolation'
import { isKnownServiceKey, isKnownTopLevelKey } from './keys'
import {
  below,
  complain,
  listed,
  placeIn,
  portLimit,
  shown,
  type ImportNote,
  type ImportProblem,
  type Reading,
} from './problems'
import type { ComposeProject, ComposeService } from './project'
import { readService } from './service'
import { fieldOf, isNull, textIn, type MapTree, type Tree } from './tree'
import { parseYaml } from './yaml'

export interface ComposeOptions {
  /** Variables for interpolation; nothing else is looked at. */
  readonly env?: Environment
  /** Name of the project where the file gives none. */
  readonly name?: string
}

export type ComposeResult =
  | { readonly project: ComposeProject; readonly warnings: readonly ImportNote[] }
  | { readonly problems: readonly ImportProblem[] }

/** Each service becomes a size and an application of the scenario, which may define this many. */
const serviceLimit = limits.definitions

/** Reads one file. Problems are in order of their place in the file. */
export function readCompose(text: string, options: ComposeOptions = {}): ComposeResult {
  const reading: Reading = {
    problems: [],
    notes: [],
    portsLeft: portLimit,
    place: (offset) => placeIn(text, offset),
  }
  const project = readProject(text, options, reading)
  if (project !== null && reading.problems.length === 0) return { project, warnings: reading.notes }
  return { problems: [...reading.problems].sort((a, b) => a.line - b.line || a.column - b.column) }
}

function readProject(text: string, options: ComposeOptions, reading: Reading): ComposeProject | null {
  const root = readRoot(text, options.env ?? {}, reading)
  if (root === null) return null
  const services = servicesOf(root, reading)
  if (services === null) return null
  const read: ComposeService[] = []
  const trees = new Map<string, MapTree>()
  for (const [name, tree] of services.entries) {
    const path = below('services', name)
    if (!checkService(name, tree, services, reading)) continue
    const extended = extendService(services, name, path, reading)
    if (extended === null) continue
    trees.set(name, extended)
    read.push(readService(name, extended, path, reading))
    noteUnknownKeys(name, extended, reading)
  }
  const project = {
    name: textIn(reading, root, 'name', '') ?? options.name ?? null,
    services: read,
    networks: declaredNames(root, 'networks', reading),
    volumes: declaredNames(root, 'volumes', reading),
    secrets: declaredNames(root, 'secrets', reading),
    configs: declaredNames(root, 'configs', reading),
  }
  if (reading.problems.length === 0) checkProject(project, trees, reading)
  return project
}

/** The one document as a map, or null with a problem that says what it is instead. */
function readRoot(text: string, environment: Environment, reading: Reading): MapTree | null {
  const documents = parseYaml(text, reading)
  if (documents === null) return null
  const filled = documents.filter(
    ({ contents }) => contents !== null && contents.range[0] !== contents.range[1],
  )
  if (filled.length === 0) {
    complain(reading, 'empty', 0, '')
    return null
  }
  for (const { contents } of filled) {
    const kind = kubernetesKind(contents)
    if (kind === null) continue
    complain(reading, 'kubernetes', contents?.range[0] ?? 0, '', { kind: shown(kind) })
    return null
  }
  const [first, second] = filled
  if (second !== undefined) {
    complain(reading, 'several-documents', second.range[0], '', { count: filled.length })
    return null
  }
  const root = growTree(first.contents, environment, reading)
  if (root === null || root.type === 'map') return root
  complain(reading, isNull(root) ? 'empty' : 'not-a-map', root.at, '')
  return null
}

function servicesOf(root: MapTree, reading: Reading): MapTree | null {
  const include = fieldOf(root, 'include')
  if (include !== undefined) complain(reading, 'include-file', include.at, 'include')
  const unknown = [...root.entries.keys()].filter((key) => !isKnownTopLevelKey(key))
  if (unknown.length > 0)
    reading.notes.push({
      code: 'unknown-keys',
      args: { where: '/', count: unknown.length, names: listed(unknown) },
    })
  const services = fieldOf(root, 'services')
  if (services === undefined || (services.type === 'map' && services.entries.size === 0)) {
    complain(reading, 'no-services', (services ?? root).at, 'services')
    return null
  }
  if (services.type !== 'map') {
    complain(reading, 'not-a-map', services.at, 'services')
    return null
  }
  if (services.entries.size > serviceLimit) {
    complain(reading, 'too-many-services', services.at, 'services', {
      count: services.entries.size,
      limit: serviceLimit,
    })
    return null
  }
  return services
}

function checkService(name: string, tree: Tree, services: MapTree, reading: Reading): boolean {
  const path = below('services', name)
  if (!/^[a-zA-Z0-9._-]{1,255}$/.test(name)) {
    complain(reading, 'service-name', isNull(tree) ? services.at : tree.at, path, { name: shown(name) })
    return false
  }
  if (tree.type === 'map') return true
  complain(reading, 'not-a-map', tree.at, path)
  return false
}

function noteUnknownKeys(name: string, tree: MapTree, reading: Reading): void {
  const unknown = [...tree.entries.keys()].filter((key) => !isKnownServiceKey(key))
  if (unknown.length === 0) return
  reading.notes.push({
    code: 'unknown-keys',
    args: { where: name, count: unknown.length, names: listed(unknown) },
  })
}

function declaredNames(root: MapTree, key: string, reading: Reading): readonly string[] {
  const tree = fieldOf(root, key)
  if (tree === undefined) return []
  if (tree.type === 'map') return [...tree.entries.keys()].sort()
  complain(reading, 'not-a-map', tree.at, key)
  return []
}

/** Kind of a Kubernetes object; null for any other content. */
function kubernetesKind(contents: ParsedNode | null): string | null {
  if (!isMap(contents)) return null
  const kind: unknown = contents.get('kind')
  return contents.has('apiVersion') && typeof kind === 'string' ? kind : null
}
