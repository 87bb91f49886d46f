/**
 * Dockerfile → layers. Each RUN, COPY and ADD makes one; the other instructions change the configuration only. What the
 * commands of a RUN do is told by comments right above it (`#+ /path 500MB`, `#- /path`), or seen from plain ones.
 * Only the last stage becomes the image.
 */
import { hitBy, layerOf, lookThrough, type LayerFile, type Seen } from './files'
import { parseDockerfile, type BadLine, type Effect, type Instruction } from './parse'
import { effectsOfRun, lastOf, resolvePath } from './shell'

export interface BuiltLayer {
  readonly instruction: string
  readonly files: readonly LayerFile[]
}

export interface BuiltImage {
  readonly layers: readonly BuiltLayer[]
  /** Instructions that leave no layer behind, lowest first. */
  readonly config: readonly string[]
}

/** An image that a Dockerfile may begin with. */
export interface BaseImage extends BuiltImage {
  readonly digest: string
}

interface Stage {
  readonly name: string
  readonly layers: BuiltLayer[]
  readonly config: string[]
  readonly seen: Seen
  directory: string
}

export function buildDockerfile(
  text: string,
  baseOf: (name: string) => BaseImage | undefined,
): BuiltImage | BadLine {
  const instructions = parseDockerfile(text)
  if ('problem' in instructions) return instructions
  const stages: Stage[] = []
  const given = new Map<string, string>()
  for (const instruction of instructions) {
    const stage: Stage | undefined = stages[stages.length - 1]
    if (instruction.name === 'FROM') {
      const begun = beginStage(instruction, stages, given, baseOf)
      if ('problem' in begun) return begun
      stages.push(begun)
    } else if (stage === undefined) keepArgument(given, instruction.rest)
    else {
      const wrong = carryOut(stage, instruction, stages, baseOf)
      if (wrong !== null) return wrong
    }
  }
  const { layers, config } = stages[stages.length - 1]
  return { layers, config }
}

/** `ARG NAME=default` before the first FROM. */
function keepArgument(given: Map<string, string>, rest: string): void {
  for (const word of rest.split(/\s+/)) {
    const [name, ...value] = word.split('=')
    given.set(name, value.join('=').replace(/^["']|["']$/g, ''))
  }
}

function substitute(text: string, given: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g,
    (_, plain?: string, braced?: string, fallback?: string) => {
      const value = given.get(plain ?? braced ?? '')
      return value === undefined || value === '' ? (fallback ?? '') : value
    },
  )
}

interface From {
  readonly base: string
  readonly as: string
}

export function readFrom(rest: string, given: ReadonlyMap<string, string> = new Map()): From {
  const [base = '', as = '', name = ''] = substitute(rest, given)
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'))
  return { base, as: as.toUpperCase() === 'AS' ? name : '' }
}

function beginStage(
  { line, rest }: Instruction,
  stages: readonly Stage[],
  given: ReadonlyMap<string, string>,
  baseOf: (name: string) => BaseImage | undefined,
): Stage | BadLine {
  const { base, as } = readFrom(rest, given)
  const stage: Stage = { name: as, layers: [], config: [], seen: new Map(), directory: '/' }
  if (base === 'scratch') return stage
  const earlier = stages.find(({ name }) => name !== '' && name.toLowerCase() === base.toLowerCase())
  const found = earlier ?? baseOf(imageNameOf(base))
  if (found === undefined) return { line, problem: 'base', word: base }
  const pinned = /@(\S+)$/.exec(base)?.[1]
  if (pinned !== undefined && 'digest' in found && found.digest !== pinned)
    return { line, problem: 'digest', word: pinned }
  stage.layers.push(...found.layers)
  stage.config.push(...found.config)
  for (const { files } of found.layers) lookThrough(stage.seen, files)
  return stage
}

/** 'docker.io/library/debian:12@sha256:…' → 'debian'. */
function imageNameOf(reference: string): string {
  const [path] = reference.split('@')
  const [name] = lastOf(path.split('/')).split(':')
  return name
}

function carryOut(
  stage: Stage,
  instruction: Instruction,
  stages: readonly Stage[],
  baseOf: (name: string) => BaseImage | undefined,
): BadLine | null {
  const { name, rest } = instruction
  const text = `${name} ${rest}`
  switch (name) {
    case 'RUN':
      addLayer(stage, text, [...effectsOfRun(rest, stage.directory), ...instruction.effects])
      return null
    case 'COPY':
    case 'ADD': {
      const copied = copiedFiles(stage, instruction, stages, baseOf)
      if ('problem' in copied) return copied
      addLayer(stage, text, [...copied, ...instruction.effects])
      return null
    }
    case 'WORKDIR':
      stage.directory = resolvePath(stage.directory, rest)
      stage.config.push(text)
      return null
    default:
      stage.config.push(text)
      return null
  }
}

function addLayer(stage: Stage, instruction: string, effects: readonly Effect[]): void {
  const files = layerOf(stage.seen, effects)
  stage.layers.push({ instruction, files })
  lookThrough(stage.seen, files)
}

/** The stage that a COPY takes from, by name or number; '' for the files beside the Dockerfile. */
export function sourceOf(rest: string): string {
  return /(?:^|\s)--from=(\S+)/.exec(rest)?.[1] ?? ''
}

export function stageNamed<S extends { readonly name: string }>(
  stages: readonly S[],
  name: string,
): S | undefined {
  const byName = stages.find((stage) => stage.name !== '' && stage.name.toLowerCase() === name.toLowerCase())
  return byName ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined)
}

/** Files of another stage, at their new place. Of the files beside the Dockerfile only comments tell the sizes. */
function copiedFiles(
  stage: Stage,
  { line, rest }: Instruction,
  stages: readonly Stage[],
  baseOf: (name: string) => BaseImage | undefined,
): readonly Effect[] | BadLine {
  const from = sourceOf(rest)
  if (from === '') return []
  const seen = stageNamed(stages.slice(0, -1), from)?.seen ?? seenOf(baseOf(imageNameOf(from)))
  if (seen === undefined) return { line, problem: 'stage', word: from }
  const paths = rest.split(/\s+/).filter((word) => !word.startsWith('--'))
  const target = resolvePath(stage.directory, lastOf(paths))
  const intoDirectory = paths.length > 2 || lastOf(paths).endsWith('/')
  return paths.slice(0, -1).flatMap((path) => {
    const source = resolvePath('/', path)
    return hitBy(seen, source).map((hit) => ({
      path: placeOf(hit, source, target, intoDirectory),
      bytes: seen.get(hit) ?? 0,
    }))
  })
}

/** A file goes into a directory under its own name; of a directory its content goes there. */
function placeOf(hit: string, source: string, target: string, intoDirectory: boolean): string {
  const isFile = hit === source || source.includes('*')
  const name = isFile ? `/${lastOf(hit.split('/'))}` : hit.slice(source === '/' ? 0 : source.length)
  return resolvePath('/', isFile && !intoDirectory ? target : `${target}${name}`)
}

function seenOf(base: BaseImage | undefined): Seen | undefined {
  if (base === undefined) return undefined
  const seen: Seen = new Map()
  for (const { files } of base.layers) lookThrough(seen, files)
  return seen
}
