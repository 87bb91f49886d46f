/** A Compose file with all it includes and extends → one model. Files come through a function; nothing else is read. */
import { isMap, type ParsedNode } from 'yaml'
import { extendService, type Origin } from './extend'
import { growTree } from './grow'
import { dotEnvAt, readIncludes, variablesOf, type FileReader, type Include } from './include'
import type { Environment } from './interpolation'
import { isKnownTopLevelKey } from './keys'
import { declaredKinds, emptyModel, includeModel, mergeModel, type Model } from './model'
import { folderOf, isRemote } from './paths'
import { below, complain, listed, shown, startFile, type Reading } from './problems'
import { fieldOf, isNull, textIn, type MapTree } from './tree'
import { composeLimits, parseYaml } from './yaml'

/** Files of one project, each as often as it is asked for. */
const fileLimit = 200

interface Loader {
  readonly reading: Reading
  readonly file: FileReader
  filesRead: number
}

/** A model that is being read: the files of one `include`, and what the present one includes. */
interface Frame {
  readonly include: Include
  readonly environment: Environment
  readonly model: Model
  next: number
  /** The file whose includes are being read. */
  present: Model | null
  includes: readonly Include[]
  /** Files that services of this model extend, by path. */
  readonly opened: Map<string, Origin | null>
}

/** The model of a text with its name beside the other files, or null when `reading` has got problems. */
export function loadModel(
  name: string,
  text: string,
  env: Environment,
  file: FileReader,
  reading: Reading,
): Model | null {
  const loader: Loader = { reading, file, filesRead: 0 }
  const start = startFile(reading, name, text)
  const main: Include = { paths: [name], folder: '', envFiles: [], at: start, where: '' }
  const stack: Frame[] = [frameOf(main, dotEnvAt('.env', env, file('.env'), reading))]
  for (let top = stack[stack.length - 1]; reading.problems.length === 0; top = stack[stack.length - 1]) {
    const { present } = top
    if (present !== null && top.includes.length > 0) {
      const [include, ...rest] = top.includes
      top.includes = rest
      pushInclude(loader, stack, include)
    } else if (present !== null) {
      mergeModel(top.model, present)
      top.present = null
    } else if (top.next < top.include.paths.length) {
      const path = top.include.paths[top.next++]
      const root =
        top.include === main ? readRoot(text, start, top.environment, reading) : openRoot(loader, top, path)
      if (root !== null) top.present = readFile(loader, top, path, root)
    } else {
      stack.pop()
      if (stack.length === 0) return top.model
      const into = stack[stack.length - 1].present
      if (into !== null) includeModel(into, top.model, reading)
    }
  }
  return null
}

function frameOf(include: Include, environment: Environment): Frame {
  const model = emptyModel(include.at)
  return { include, environment, model, next: 0, present: null, includes: [], opened: new Map() }
}

function pushInclude({ reading, file }: Loader, stack: Frame[], include: Include): void {
  const [first = ''] = include.paths
  const chain = stack.map((frame) => frame.include.paths[0])
  if (chain.includes(first)) {
    complain(reading, 'file-loop', include.at, include.where, { files: shown([...chain, first].join(' → ')) })
    return
  }
  const { environment } = stack[stack.length - 1]
  stack.push(frameOf(include, variablesOf(include, environment, file, reading)))
}

function openRoot(loader: Loader, { include, environment }: Frame, path: string): MapTree | null {
  const text = textAt(loader, path, include.at, include.where)
  if (text === null) return null
  return readRoot(text, startFile(loader.reading, path, text), environment, loader.reading)
}

/** The text of a file, or null with a problem at the place that asks for it. */
function textAt(loader: Loader, path: string, at: number, where: string): string | null {
  const { reading } = loader
  if (++loader.filesRead > fileLimit) {
    complain(reading, 'too-many-files', at, where, { limit: fileLimit })
    return null
  }
  const remote = isRemote(path)
  const text = remote ? undefined : loader.file(path)
  if (text !== undefined) return text
  complain(reading, remote ? 'file-remote' : 'file-missing', at, where, { file: shown(path) })
  return null
}

/** The model of one file, before what it includes. */
function readFile(loader: Loader, frame: Frame, path: string, root: MapTree): Model {
  const { reading } = loader
  const model = emptyModel(root.at)
  model.name = textIn(reading, root, 'name', '')
  noteUnknownKeys(root, reading)
  for (const kind of declaredKinds) {
    const tree = fieldOf(root, kind)
    if (tree?.type === 'map') for (const [name, value] of tree.entries) model.declared[kind].set(name, value)
    else if (tree !== undefined) complain(reading, 'not-a-map', tree.at, kind)
  }
  frame.includes = readIncludes(root, frame.include.folder, reading)
  const services = fieldOf(root, 'services')
  if (services === undefined) return model
  model.at = services.at
  if (services.type !== 'map') complain(reading, 'not-a-map', services.at, 'services')
  else readServices(loader, frame, { path, folder: frame.include.folder, services }, model)
  return model
}

function readServices(loader: Loader, frame: Frame, origin: Origin, model: Model): void {
  const { reading } = loader
  const open = (path: string, at: number, where: string) => openOrigin(loader, frame, path, at, where)
  for (const [name, tree] of origin.services.entries) {
    const path = below('services', name)
    if (!/^[a-zA-Z0-9._-]{1,255}$/.test(name)) {
      const at = isNull(tree) ? origin.services.at : tree.at
      complain(reading, 'service-name', at, path, { name: shown(name) })
    } else if (tree.type !== 'map') {
      complain(reading, 'not-a-map', tree.at, path)
    } else {
      const extended = extendService(origin, name, path, reading, open)
      if (extended !== null) model.services.set(name, extended)
    }
  }
}

/** The services of a file that is extended; null with a problem, which is told once. */
function openOrigin(loader: Loader, frame: Frame, path: string, at: number, where: string): Origin | null {
  const known = frame.opened.get(path)
  if (known !== undefined) return known
  const text = textAt(loader, path, at, where)
  const { reading } = loader
  const root =
    text === null ? null : readRoot(text, startFile(reading, path, text), frame.environment, reading)
  const services = root === null ? undefined : fieldOf(root, 'services')
  if (root !== null && services?.type !== 'map')
    complain(reading, 'no-services', (services ?? root).at, 'services')
  const origin = services?.type === 'map' ? { path, folder: folderOf(path), services } : null
  frame.opened.set(path, origin)
  return origin
}

/** The one document as a map, or null with a problem that says what it is instead. */
function readRoot(text: string, start: number, environment: Environment, reading: Reading): MapTree | null {
  const documents = parseYaml(text, start, composeLimits, reading)
  if (documents === null) return null
  const filled = documents.filter(
    ({ contents }) => contents !== null && contents.range[0] !== contents.range[1],
  )
  if (filled.length === 0) {
    complain(reading, 'empty', start, '')
    return null
  }
  for (const { contents } of filled) {
    const kind = kubernetesKind(contents)
    if (kind === null) continue
    complain(reading, 'kubernetes', start + (contents?.range[0] ?? 0), '', { kind: shown(kind) })
    return null
  }
  const [first, second] = filled
  if (second !== undefined) {
    complain(reading, 'several-documents', start + second.range[0], '', { count: filled.length })
    return null
  }
  const root = growTree(first.contents, { reading, start, limits: composeLimits, environment })
  if (root === null || root.type === 'map') return root
  complain(reading, isNull(root) ? 'empty' : 'not-a-map', root.at, '')
  return null
}

/** Kind of a Kubernetes object; null for any other content. */
function kubernetesKind(contents: ParsedNode | null): string | null {
  if (!isMap(contents)) return null
  const kind: unknown = contents.get('kind')
  return contents.has('apiVersion') && typeof kind === 'string' ? kind : null
}

function noteUnknownKeys(root: MapTree, reading: Reading): void {
  const unknown = [...root.entries.keys()].filter((key) => !isKnownTopLevelKey(key))
  if (unknown.length === 0) return
  const args = { where: '/', count: unknown.length, names: listed(unknown) }
  reading.notes.push({ code: 'unknown-keys', args })
}
