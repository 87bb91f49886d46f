/** A Compose file → what it says as plain data, or the problems that a person can act on. Never throws. */
import { limits } from '../scenario/scenario'
import { checkProject } from './check'
import type { FileReader } from './include'
import type { Environment } from './interpolation'
import { isKnownServiceKey } from './keys'
import { loadModel } from './load'
import type { DeclaredKind, Model } from './model'
import {
  below,
  complain,
  listed,
  noteLine,
  sortedProblems,
  startReading,
  type ImportNote,
  type ImportProblem,
  type Reading,
} from './problems'
import type { ComposeProject } from './project'
import { readService } from './service'
import type { MapTree } from './tree'

export interface ComposeOptions {
  /** Variables for interpolation; a `.env` beside the file is read for the others. */
  readonly env?: Environment
  /** Name of the project where the file gives none. */
  readonly name?: string
  /** Name of the file itself, as `extends` and `include` of other files would call it. */
  readonly fileName?: string
  /** Other files, by their path as seen from the folder of this one: 'common/base.yaml', '../.env'. */
  readonly file?: FileReader
}

export type ComposeResult =
  | { readonly project: ComposeProject; readonly warnings: readonly ImportNote[] }
  | { readonly problems: readonly ImportProblem[] }

/** Each service becomes a size and an application of the scenario, which may define this many. */
const serviceLimit = limits.definitions

/** Reads one file with all it includes and extends. Problems are in order of their place. */
export function readCompose(text: string, options: ComposeOptions = {}): ComposeResult {
  const reading = startReading()
  const { fileName = '', env = {}, file = () => undefined } = options
  const model = loadModel(fileName, text, env, file, reading)
  const project = model === null ? null : projectOf(model, options, reading)
  if (project === null || reading.problems.length > 0) return { problems: sortedProblems(reading) }
  const warnings = new Map(reading.notes.map((note) => [noteLine(note), note]))
  return { project, warnings: [...warnings.values()] }
}

function projectOf(model: Model, options: ComposeOptions, reading: Reading): ComposeProject | null {
  const count = model.services.size
  if (count === 0) {
    complain(reading, 'no-services', model.at, 'services')
    return null
  }
  if (count > serviceLimit) {
    complain(reading, 'too-many-services', model.at, 'services', { count, limit: serviceLimit })
    return null
  }
  const project = {
    name: model.name ?? options.name ?? null,
    services: [...model.services].map(([name, tree]) => {
      noteUnknownKeys(name, tree, reading)
      return readService(name, tree, below('services', name), reading)
    }),
    networks: declaredNames(model, 'networks'),
    volumes: declaredNames(model, 'volumes'),
    secrets: declaredNames(model, 'secrets'),
    configs: declaredNames(model, 'configs'),
  }
  if (reading.problems.length === 0) checkProject(project, model.services, reading)
  return project
}

function noteUnknownKeys(name: string, tree: MapTree, reading: Reading): void {
  const unknown = [...tree.entries.keys()].filter((key) => !isKnownServiceKey(key))
  if (unknown.length === 0) return
  const args = { where: name, count: unknown.length, names: listed(unknown) }
  reading.notes.push({ code: 'unknown-keys', args })
}

function declaredNames({ declared }: Model, kind: DeclaredKind): readonly string[] {
  return [...declared[kind].keys()].sort()
}
