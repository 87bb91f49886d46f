/** What several Compose files say together: services, and what else is declared by name. */
import { mergeMaps, mergeServices } from './extend'
import { below, complain, shown, type Reading } from './problems'
import { isNull, type MapTree, type Tree } from './tree'

/** Kinds of things that a project declares by name beside its services. */
export const declaredKinds = ['networks', 'volumes', 'secrets', 'configs'] as const
export type DeclaredKind = (typeof declaredKinds)[number]

export interface Model {
  /** Project name; null where no file gives one. */
  name: string | null
  /** Where it is told that there are no services. */
  at: number
  /** After `extends`. */
  readonly services: Map<string, MapTree>
  readonly declared: Readonly<Record<DeclaredKind, Map<string, Tree>>>
}

export function emptyModel(at: number): Model {
  return {
    name: null,
    at,
    services: new Map(),
    declared: { networks: new Map(), volumes: new Map(), secrets: new Map(), configs: new Map() },
  }
}

/** Puts a file over those before it: services of one name merge as Compose merges them. */
export function mergeModel(base: Model, over: Model): void {
  base.name = over.name ?? base.name
  base.at = over.at
  for (const [name, service] of over.services) {
    const earlier = base.services.get(name)
    base.services.set(name, earlier === undefined ? service : mergeServices(earlier, service))
  }
  for (const kind of declaredKinds) {
    for (const [name, tree] of over.declared[kind]) {
      const earlier = base.declared[kind].get(name)
      const merges = earlier?.type === 'map' && tree.type === 'map'
      if (merges) base.declared[kind].set(name, mergeMaps(earlier, tree))
      else if (earlier === undefined || !isNull(tree)) base.declared[kind].set(name, tree)
    }
  }
}

/** Copies what an included model declares. Nothing is merged: two different services of one name are a problem. */
export function includeModel(into: Model, included: Model, reading: Reading): void {
  for (const [name, service] of included.services) {
    const own = into.services.get(name)
    if (own === undefined) into.services.set(name, service)
    else if (!isSame(own, service))
      complain(reading, 'include-conflict', service.at, below('services', name), { service: shown(name) })
  }
  for (const kind of declaredKinds) {
    for (const [name, tree] of included.declared[kind])
      if (!into.declared[kind].has(name)) into.declared[kind].set(name, tree)
  }
}

/** Whether two trees say the same, wherever they stand. */
function isSame(one: Tree, other: Tree): boolean {
  const pairs: [Tree, Tree][] = [[one, other]]
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair
    if (a === b) continue
    if (a.type === 'scalar' && b.type === 'scalar') {
      if (a.value !== b.value || a.text !== b.text) return false
    } else if (a.type === 'list' && b.type === 'list') {
      if (a.items.length !== b.items.length) return false
      a.items.forEach((item, at) => pairs.push([item, b.items[at]]))
    } else if (a.type === 'map' && b.type === 'map') {
      if (a.entries.size !== b.entries.size) return false
      for (const [key, value] of a.entries) {
        const found = b.entries.get(key)
        if (found === undefined) return false
        pairs.push([value, found])
      }
    } else return false
  }
  return true
}
