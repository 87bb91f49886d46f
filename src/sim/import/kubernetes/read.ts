/** Kubernetes files → plain facts about what they declare, or the problems that a person can act on. Never throws. */
import {
  listed,
  sortedProblems,
  startReading,
  type ImportNote,
  type ImportProblem,
  type Reading,
} from '../problems'
import { asText, fieldOf, listIn, mapIn, numberText, textIn, type Tree } from '../tree'
import { mapAt, mapsIn, wholeIn, type Place } from './fields'
import { readObjects, type KubernetesObject, type SourceText } from './objects'
import { nameOf, readClaim, readWorkload, workloadKinds, type ReadWorkload } from './workload'

export interface ServicePort {
  readonly port: number | null
  /** A number, or the name of a port of the pod. */
  readonly targetPort: number | string | null
  readonly protocol: string
  readonly nodePort?: number
}

export interface KubernetesService {
  readonly name: string | null
  readonly namespace: string | null
  readonly type: string
  readonly headless: boolean
  readonly selector: Readonly<Record<string, string>>
  readonly ports: readonly ServicePort[]
}

export interface Claim {
  readonly name: string | null
  readonly storageBytes: bigint | null
  readonly accessModes: readonly string[]
}

export interface Autoscaler {
  readonly name: string | null
  readonly targetKind: string | null
  readonly targetName: string | null
  readonly minReplicas: number
  readonly maxReplicas: number | null
}

interface Skipped {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string | null
}

export interface Manifests {
  /** Documents with content, before lists are taken apart. */
  readonly documents: number
  readonly builtinKinds: Readonly<Record<string, number>>
  readonly customResourcesSkipped: readonly Skipped[]
  readonly workloads: readonly ReadWorkload[]
  readonly services: readonly KubernetesService[]
  readonly persistentVolumeClaims: readonly Claim[]
  readonly horizontalPodAutoscalers: readonly Autoscaler[]
}

export type KubernetesResult =
  | { readonly manifests: Manifests; readonly warnings: readonly ImportNote[] }
  | { readonly problems: readonly ImportProblem[] }

/** Reads files in order as one set. Problems are in order of their place. */
export function readKubernetes(files: readonly SourceText[]): KubernetesResult {
  const reading = startReading()
  const { documents, objects } = readObjects(files, reading)
  const builtIn = objects.filter(({ isBuiltIn }) => isBuiltIn)
  const others = objects.filter(({ isBuiltIn }) => !isBuiltIn)
  const ofKind = (kind: string) => builtIn.filter((object) => object.kind === kind)
  const manifests: Manifests = {
    documents,
    builtinKinds: countKinds(builtIn),
    customResourcesSkipped: others.map((object) => skippedOf(object, reading)),
    workloads: builtIn
      .filter(({ kind }) => workloadKinds.has(kind))
      .map((object) => readWorkload(object, reading)),
    services: ofKind('Service').map((object) => readService(object, reading)),
    persistentVolumeClaims: ofKind('PersistentVolumeClaim').map((object) => readVolumeClaim(object, reading)),
    horizontalPodAutoscalers: ofKind('HorizontalPodAutoscaler').map((object) =>
      readAutoscaler(object, reading),
    ),
  }
  if (reading.problems.length > 0) return { problems: sortedProblems(reading) }
  if (others.length > 0) {
    const names = listed([...new Set(others.map(({ kind }) => kind))])
    reading.notes.push({ code: 'kinds-skipped', args: { count: others.length, names } })
  }
  return { manifests, warnings: reading.notes }
}

function countKinds(objects: readonly KubernetesObject[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return Object.fromEntries(counts)
}

function skippedOf({ apiVersion, kind, tree, path }: KubernetesObject, reading: Reading): Skipped {
  return { apiVersion, kind, name: nameOf({ map: tree, path }, reading).name }
}

function readService({ tree, path }: KubernetesObject, reading: Reading): KubernetesService {
  const object: Place = { map: tree, path }
  const spec = mapAt(reading, object, ['spec'])
  const text = (key: string) => (spec === null ? null : textIn(reading, spec.map, key, spec.path))
  return {
    ...nameOf(object, reading),
    type: text('type') ?? 'ClusterIP',
    headless: text('clusterIP') === 'None',
    selector: spec === null ? {} : textsOf(spec, 'selector', reading),
    ports: spec === null ? [] : mapsIn(reading, spec, 'ports').map((port) => readPort(port, reading)),
  }
}

function textsOf({ map, path }: Place, key: string, reading: Reading): Readonly<Record<string, string>> {
  const found = mapIn(reading, map, key, path)
  const pairs = [...(found?.entries ?? [])].map(([name, tree]) => {
    return [name, asText(reading, tree, `${path}.${key}`) ?? ''] as const
  })
  return Object.fromEntries(pairs)
}

function readPort(place: Place, reading: Reading): ServicePort {
  const port = wholeIn(reading, place, 'port')
  const target = fieldOf(place.map, 'targetPort')
  const nodePort = wholeIn(reading, place, 'nodePort')
  return {
    port,
    targetPort: target === undefined ? port : portOrName(target),
    protocol: textIn(reading, place.map, 'protocol', place.path) ?? 'TCP',
    ...(nodePort === null ? {} : { nodePort }),
  }
}

function portOrName(tree: Tree): number | string {
  return tree.type === 'scalar' && typeof tree.value === 'number' ? tree.value : numberText(tree)
}

function readVolumeClaim({ tree, path }: KubernetesObject, reading: Reading): Claim {
  const object: Place = { map: tree, path }
  const spec = mapAt(reading, object, ['spec'])
  const modes = spec === null ? null : listIn(reading, spec.map, 'accessModes', spec.path)
  const accessModes =
    modes?.items.map((item) => asText(reading, item, `${spec?.path ?? path}.accessModes`) ?? '') ?? []
  return { ...readClaim(object, reading), accessModes }
}

function readAutoscaler({ tree, path }: KubernetesObject, reading: Reading): Autoscaler {
  const object: Place = { map: tree, path }
  const spec = mapAt(reading, object, ['spec'])
  const target = spec === null ? null : mapAt(reading, spec, ['scaleTargetRef'])
  const whole = (key: string) => (spec === null ? null : wholeIn(reading, spec, key))
  return {
    name: nameOf(object, reading).name,
    targetKind: target === null ? null : textIn(reading, target.map, 'kind', target.path),
    targetName: target === null ? null : textIn(reading, target.map, 'name', target.path),
    minReplicas: whole('minReplicas') ?? 1,
    maxReplicas: whole('maxReplicas'),
  }
}
