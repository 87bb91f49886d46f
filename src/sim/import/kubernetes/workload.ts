/** Workloads of Kubernetes files: what runs, how often, with how much. */
import type { Reading } from '../problems'
import { isGiven, textIn } from '../tree'
import { mapAt, mapsIn, quantityIn, wholeIn, type Place } from './fields'
import type { KubernetesObject } from './objects'

/** 'cpuMilli', 'memoryBytes' and others under their own name; only those that are written. */
export type Resources = Readonly<Record<string, bigint>>

export interface ContainerPort {
  readonly containerPort: number | null
  readonly protocol: string
  readonly hostPort?: number
}

export interface Container {
  readonly name: string | null
  readonly image: string | null
  readonly requests: Resources
  readonly limits: Resources
  readonly ports: readonly ContainerPort[]
}

export interface Workload {
  readonly kind: string
  readonly name: string | null
  /** Null if it is not written. */
  readonly namespace: string | null
  /** Null for a DaemonSet: one on each node. */
  readonly replicas: number | null
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  readonly volumes: readonly { readonly name: string | null; readonly type: string }[]
  /** Of a StatefulSet that has them. */
  readonly volumeClaimTemplates?: readonly {
    readonly name: string | null
    readonly storageBytes: bigint | null
  }[]
}

/** A workload with the keys of its pod and of its containers, for notes on what is not simulated. */
export interface ReadWorkload {
  readonly workload: Workload
  readonly keys: ReadonlySet<string>
}

export const workloadKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
])

export function readWorkload({ kind, tree, path }: KubernetesObject, reading: Reading): ReadWorkload {
  const object: Place = { map: tree, path }
  const spec = mapAt(reading, object, ['spec'])
  const job = kind === 'CronJob' && spec !== null ? mapAt(reading, spec, ['jobTemplate', 'spec']) : spec
  const pod = kind === 'Pod' || job === null ? job : mapAt(reading, job, ['template', 'spec'])
  const containers = pod === null ? [] : mapsIn(reading, pod, 'containers')
  const initContainers = pod === null ? [] : mapsIn(reading, pod, 'initContainers')
  const templates =
    kind === 'StatefulSet' && spec !== null ? mapsIn(reading, spec, 'volumeClaimTemplates') : []
  const workload: Workload = {
    kind,
    ...nameOf(object, reading),
    replicas: replicasOf(kind, job, reading),
    containers: containers.map((place) => readContainer(place, reading)),
    initContainers: initContainers.map((place) => readContainer(place, reading)),
    volumes: pod === null ? [] : mapsIn(reading, pod, 'volumes').map((place) => readVolume(place, reading)),
    ...(templates.length === 0
      ? {}
      : { volumeClaimTemplates: templates.map((place) => readClaim(place, reading)) }),
  }
  const maps = [...(pod === null ? [] : [pod]), ...containers].map(({ map }) => map)
  const keys = maps.flatMap((map) => [...map.entries.keys()].filter((key) => isGiven(map, key)))
  return { workload, keys: new Set(keys) }
}

export function nameOf(object: Place, reading: Reading) {
  const metadata = mapAt(reading, object, ['metadata'])
  return {
    name: metadata === null ? null : textIn(reading, metadata.map, 'name', metadata.path),
    namespace: metadata === null ? null : textIn(reading, metadata.map, 'namespace', metadata.path),
  }
}

/** Name and storage of a claim for a volume. */
export function readClaim(object: Place, reading: Reading) {
  const requests = mapAt(reading, object, ['spec', 'resources', 'requests'])
  return {
    name: nameOf(object, reading).name,
    storageBytes: requests === null ? null : quantityIn(reading, requests, 'storage'),
  }
}

/** `spec` is the one that says how many pods there are: that of a job for CronJobs. */
function replicasOf(kind: string, spec: Place | null, reading: Reading): number | null {
  if (kind === 'DaemonSet') return null
  if (kind === 'Pod' || spec === null) return 1
  return wholeIn(reading, spec, kind === 'Job' || kind === 'CronJob' ? 'parallelism' : 'replicas') ?? 1
}

function readContainer(place: Place, reading: Reading): Container {
  const { map, path } = place
  return {
    name: textIn(reading, map, 'name', path),
    image: textIn(reading, map, 'image', path),
    requests: readResources(mapAt(reading, place, ['resources', 'requests']), reading),
    limits: readResources(mapAt(reading, place, ['resources', 'limits']), reading),
    ports: mapsIn(reading, place, 'ports').map((port) => readPort(port, reading)),
  }
}

function readResources(place: Place | null, reading: Reading): Resources {
  if (place === null) return {}
  const amounts: [string, bigint][] = []
  for (const key of place.map.entries.keys()) {
    const amount = quantityIn(reading, place, key, key === 'cpu' ? 'milliValue' : 'value')
    const name = key === 'cpu' ? 'cpuMilli' : key === 'memory' ? 'memoryBytes' : key
    if (amount !== null) amounts.push([name, amount])
  }
  return Object.fromEntries(amounts)
}

function readPort(port: Place, reading: Reading): ContainerPort {
  const hostPort = wholeIn(reading, port, 'hostPort')
  return {
    containerPort: wholeIn(reading, port, 'containerPort'),
    protocol: textIn(reading, port.map, 'protocol', port.path) ?? 'TCP',
    ...(hostPort === null ? {} : { hostPort }),
  }
}

/** The type is the key beside the name; Kubernetes takes a volume without one for an emptyDir. */
function readVolume({ map, path }: Place, reading: Reading) {
  const type = [...map.entries.keys()].find((key) => key !== 'name') ?? 'emptyDir'
  return { name: textIn(reading, map, 'name', path), type }
}
