/** `include` of a Compose file: which files, seen from where, with which variables. */
import { readDotEnv } from './dot-env'
import type { Environment } from './interpolation'
import { folderOf, isRemote, joinPath } from './paths'
import { below, complain, shown, startFile, type Reading } from './problems'
import { fieldOf, type MapTree, type Tree } from './tree'
import { composeLimits } from './yaml'

/** Gives the text of a file by its path as seen from the file that was given; undefined if there is none. */
export type FileReader = (path: string) => string | undefined

export interface Include {
  /** The first is the main one, the others are put over it. */
  readonly paths: readonly string[]
  /** Where relative paths inside begin. */
  readonly folder: string
  readonly envFiles: readonly string[]
  /** Where it is asked for. */
  readonly at: number
  readonly where: string
}

/** The entries of `include` as seen from a folder. */
export function readIncludes(root: MapTree, folder: string, reading: Reading): readonly Include[] {
  const field = fieldOf(root, 'include')
  if (field === undefined) return []
  if (field.type !== 'list') {
    complain(reading, 'not-a-list', field.at, 'include')
    return []
  }
  return field.items.map((item, place) => readInclude(item, below('include', place), folder, reading))
}

function readInclude(item: Tree, where: string, folder: string, reading: Reading): Include {
  const map = item.type === 'map' ? item : null
  const path = map === null ? item : fieldOf(map, 'path')
  const paths = textsOf(path ?? item, map === null ? where : below(where, 'path'), reading)
  const [first = ''] = paths
  const given = map === null ? undefined : fieldOf(map, 'project_directory')
  const [directory] = given === undefined ? [] : textsOf(given, below(where, 'project_directory'), reading)
  const envFile = map === null ? undefined : fieldOf(map, 'env_file')
  const envFiles = envFile === undefined ? [] : textsOf(envFile, below(where, 'env_file'), reading)
  return {
    paths: paths.map((one) => (isRemote(one) ? one : joinPath(folder, one))),
    folder: directory === undefined ? folderOf(joinPath(folder, first)) : joinPath(folder, directory),
    envFiles: envFiles.map((one) => joinPath(folder, one)),
    at: item.at,
    where,
  }
}

function textsOf(tree: Tree, where: string, reading: Reading): readonly string[] {
  const items = tree.type === 'list' ? tree.items : [tree]
  return items.flatMap((item) => {
    if (item.type === 'scalar' && item.value !== null && item.text !== '') return [item.text]
    complain(reading, 'not-a-text', item.at, where)
    return []
  })
}

/** Variables of an included file: its own `.env` or `env_file`s, below those of the file that includes it. */
export function variablesOf(
  { folder, envFiles, at, where }: Include,
  given: Environment,
  file: FileReader,
  reading: Reading,
): Environment {
  const beside = joinPath(folder, '.env')
  if (envFiles.length === 0) return dotEnvAt(beside, given, file(beside), reading)
  let variables = given
  for (const path of envFiles) {
    const text = file(path)
    if (text === undefined)
      complain(reading, 'file-missing', at, below(where, 'env_file'), { file: shown(path) })
    variables = { ...variables, ...dotEnvAt(path, given, text, reading) }
  }
  return variables
}

/** Variables of a `.env` file below the given ones. */
export function dotEnvAt(
  path: string,
  given: Environment,
  text: string | undefined,
  reading: Reading,
): Environment {
  if (text === undefined) return given
  const start = startFile(reading, path, text)
  if (text.length > composeLimits.text) {
    complain(reading, 'too-large', start, '', { size: text.length, limit: composeLimits.text })
    return given
  }
  const read = readDotEnv(text, given)
  if ('variables' in read) return read.variables
  complain(reading, 'bad-env-line', start + read.at, '', { detail: shown(read.detail) })
  return given
}
