/** Kubernetes files → objects: documents without content are none, lists are taken apart, groups are told apart. */
import { growTree } from '../grow'
import { complain, startFile, type Reading } from '../problems'
import { fieldOf, isNull, type MapTree, type Tree } from '../tree'
import { parseYaml, type YamlLimits } from '../yaml'

export interface SourceText {
  readonly name: string
  readonly text: string
}

export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly tree: MapTree
  /** 'items[2]' inside a list, else empty. */
  readonly path: string
  /** Whether the API server itself serves its group. */
  readonly isBuiltIn: boolean
}

/** Bundles of definitions are long and deep; more than this is no set of manifests. */
const yamlLimits: YamlLimits = { text: 4194304, lexemes: 1000000, depth: 200, size: 1000000 }
/** Characters of all files together. */
const totalLimit = 4 * yamlLimits.text

const groupsOfApiServer = new Set(
  [
    'networking storage rbac.authorization scheduling node discovery coordination events admissionregistration',
    'apiextensions apiregistration certificates authentication authorization flowcontrol.apiserver resource',
  ]
    .join(' ')
    .split(' ')
    .map((group) => `${group}.k8s.io`),
)

/** The documents with content, and the objects in them in order. */
export function readObjects(
  files: readonly SourceText[],
  reading: Reading,
): { readonly documents: number; readonly objects: readonly KubernetesObject[] } {
  let documents = 0
  let left = totalLimit
  const objects: KubernetesObject[] = []
  for (const { name, text } of files) {
    const start = startFile(reading, name, text)
    left -= text.length
    if (left < 0) {
      complain(reading, 'too-large', start, '', { size: totalLimit - left, limit: totalLimit })
      break
    }
    for (const tree of treesOf(text, start, reading)) {
      documents++
      objects.push(...objectsIn(tree, reading))
    }
  }
  return { documents, objects }
}

function treesOf(text: string, start: number, reading: Reading): readonly Tree[] {
  const trees: Tree[] = []
  for (const { contents } of parseYaml(text, start, yamlLimits, reading) ?? []) {
    const tree = growTree(contents, { reading, start, limits: yamlLimits, environment: null })
    if (tree !== null && !isNull(tree)) trees.push(tree)
  }
  return trees
}

interface Pending {
  readonly tree: Tree
  readonly path: string
  /** What an item of a typed list is when it does not say so itself. */
  readonly apiVersion: string | null
  readonly kind: string | null
}

/** The object of a document, or those of a list, of lists in it, and so on. */
function objectsIn(document: Tree, reading: Reading): readonly KubernetesObject[] {
  const objects: KubernetesObject[] = []
  const pending: Pending[] = [{ tree: document, path: '', apiVersion: null, kind: null }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { tree, path } = next
    if (tree.type !== 'map') {
      complain(reading, 'not-a-map', tree.at, path)
      continue
    }
    const apiVersion = wordIn(tree, 'apiVersion') ?? next.apiVersion
    const kind = wordIn(tree, 'kind') ?? next.kind
    if (apiVersion === null || kind === null) {
      complain(reading, 'not-an-object', tree.at, path)
      continue
    }
    const isList = kind === 'List' || (kind.endsWith('List') && tree.entries.has('items'))
    if (isList) pending.push(...itemsOf(tree, path, apiVersion, kind, reading).reverse())
    else objects.push({ apiVersion, kind, tree, path, isBuiltIn: isBuiltIn(apiVersion) })
  }
  return objects
}

function itemsOf(tree: MapTree, path: string, apiVersion: string, kind: string, reading: Reading): Pending[] {
  const items = fieldOf(tree, 'items')
  if (items === undefined) return []
  const where = path === '' ? 'items' : `${path}.items`
  if (items.type !== 'list') {
    complain(reading, 'not-a-list', items.at, where)
    return []
  }
  const ofKind = kind === 'List' ? null : kind.slice(0, -'List'.length)
  return items.items.map((item, place) => ({
    tree: item,
    path: `${where}[${place}]`,
    apiVersion: ofKind === null ? null : apiVersion,
    kind: ofKind,
  }))
}

function wordIn(tree: MapTree, key: string): string | null {
  const field = fieldOf(tree, key)
  return field?.type === 'scalar' && field.text !== '' ? field.text : null
}

/** Groups without a dot, and some of 'k8s.io'; a version without a group is of the core. */
function isBuiltIn(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/')
  const group = slash < 0 ? '' : apiVersion.slice(0, slash)
  return !group.includes('.') || groupsOfApiServer.has(group)
}
