/** What only all services together can show: dependencies that lead nowhere or in circles, names nobody declared. */
import { limits } from '../scenario/scenario'
import { below, complain, listed, shown, type Reading } from './problems'
import { dependencyEdges, type ComposeProject } from './project'
import { fieldOf, type MapTree } from './tree'

/** Adds problems and notes to `reading`; `trees` are the services after `extends`. */
export function checkProject(
  project: ComposeProject,
  trees: ReadonlyMap<string, MapTree>,
  reading: Reading,
): void {
  const replicas = project.services.reduce((sum, service) => sum + service.replicas, 0)
  if (replicas > limits.workloads) {
    complain(reading, 'too-many-replicas', 0, 'services', { count: replicas, limit: limits.workloads })
  }
  checkDependencies(project, trees, reading)
  for (const { name, image, hasBuild, networks, volumes } of project.services) {
    if (image === null && !hasBuild) reading.notes.push({ code: 'no-image', args: { service: name } })
    const named = volumes.flatMap(({ type, source }) =>
      type === 'volume' && source !== null ? [source] : [],
    )
    noteUndeclared('network-undeclared', name, networks, ['default', ...project.networks], reading)
    noteUndeclared('volume-undeclared', name, named, project.volumes, reading)
  }
}

type Undeclared = 'network-undeclared' | 'volume-undeclared'

function noteUndeclared(
  code: Undeclared,
  service: string,
  used: readonly string[],
  declared: readonly string[],
  reading: Reading,
): void {
  const known = new Set(declared)
  const names = used.filter((name) => !known.has(name))
  if (names.length > 0)
    reading.notes.push({ code, args: { service, count: names.length, names: listed(names) } })
}

function checkDependencies(
  project: ComposeProject,
  trees: ReadonlyMap<string, MapTree>,
  reading: Reading,
): void {
  const names = new Set(project.services.map(({ name }) => name))
  const edges = dependencyEdges(project.services)
  for (const [service, dependency] of edges) {
    const tree = trees.get(service)
    if (names.has(dependency) || tree === undefined || isOptional(tree, dependency)) continue
    const path = below(below('services', service), 'depends_on')
    complain(reading, 'dependency-unknown', fieldOf(tree, 'depends_on')?.at ?? tree.at, path, {
      service,
      dependency: shown(dependency),
    })
  }
  const loop = namesInLoops(names, edges)
  if (loop.length === 0) return
  complain(reading, 'dependency-loop', trees.get(loop[0])?.at ?? 0, 'services', { services: listed(loop) })
}

function isOptional(tree: MapTree, dependency: string): boolean {
  const dependencies = fieldOf(tree, 'depends_on')
  const entry = dependencies?.type === 'map' ? fieldOf(dependencies, dependency) : undefined
  const required = entry?.type === 'map' ? fieldOf(entry, 'required') : undefined
  return required?.type === 'scalar' && required.text === 'false'
}

/** Takes away, round by round, every service that waits for nobody or that nobody waits for: circles are left. */
function namesInLoops(
  names: ReadonlySet<string>,
  edges: readonly (readonly [string, string])[],
): readonly string[] {
  let left = names
  for (let before = -1; before !== left.size;) {
    before = left.size
    const inside = edges.filter(([service, dependency]) => left.has(service) && left.has(dependency))
    const waiting = new Set(inside.map(([service]) => service))
    left = new Set(inside.map(([, dependency]) => dependency).filter((name) => waiting.has(name)))
  }
  return [...left].sort()
}
