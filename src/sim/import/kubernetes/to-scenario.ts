/** Kubernetes manifests → a scenario: workloads as groups of pods, requests as sizes, one host more than needed. */
import * as v from 'valibot'
import { limits, nameSchema, type Scenario } from '../../scenario/scenario'
import {
  appsOf,
  assumedDemandMillicores,
  assumedMemoryMiB,
  assumedVcpus,
  bytesPerMiB,
  clamp,
  defaultMachine,
  flavourOf,
  groupOf,
  hostsFor,
  largestMemoryMiB,
  largestMillicores,
  vcpusFor,
  type Unit,
} from '../cluster'
import { groupNames } from '../names'
import { noteLines, noteOf, shown, type ImportNote } from '../problems'
import { importHorizon, type ImportedScenario } from '../to-scenario'
import { effectiveRequest } from './facts'
import type { Manifests } from './read'
import { workloadKinds, type Container, type ReadWorkload, type Workload } from './workload'

/** A workload that becomes a group. */
interface Pod {
  readonly read: ReadWorkload
  /** As it is called in notes. */
  readonly label: string
  readonly unit: Unit
}

/** Errors: none; what a scenario cannot hold is left out and noted. `title` is shown in the header. */
export function kubernetesToScenario(manifests: Manifests, title: string): ImportedScenario {
  const { kept, leftOut } = withinLimits(manifests.workloads.filter(({ workload }) => runs(workload)))
  const labels = labelsOf(kept)
  const names = groupNames(labels)
  const pods = kept.map((read, at) => ({
    read,
    label: labels[at],
    unit: unitOf(read.workload, names.get(labels[at]) ?? ''),
  }))
  const units = pods.map(({ unit }) => unit)
  const hosts = hostsFor(units, 'container', defaultMachine, 1)
  const apps = appsOf(units)
  const notes = [
    ...pods.map((pod) => becameNote(pod, hosts.count)),
    ...noteOf(
      'renamed',
      [...names].flatMap(([label, name]) => (label === name ? [] : [`${label} → ${name}`])),
    ),
    ...noteOf('left-out', leftOut, { limit: limits.definitions }),
    { code: 'assumed-cluster', args: { count: hosts.count } } as const,
    ...assumptionNotes(pods),
    ...noteOf('larger-than-host', hosts.tooLarge),
    ...notSimulatedNotes(manifests, pods),
  ]
  const scenario: Scenario = {
    format: 1,
    title: title.slice(0, limits.textLength),
    seed: 1,
    horizon: importHorizon,
    define: {
      flavours: Object.fromEntries(units.map((unit) => [unit.name, flavourOf(unit)])),
      apps: Object.fromEntries(apps.definitions),
    },
    fleet: [{ name: 'host', count: hosts.count, machine: defaultMachine, kernel: 'linux' }],
    workloads: units.map((unit) => {
      const app = apps.nameOf.get(unit.name) ?? unit.name
      return groupOf(unit, { kind: 'container', app, hosts: hosts.count, policy: 'spread' })
    }),
    notes: noteLines(notes),
  }
  return { scenario, notes }
}

/** Jobs on a timetable have no pods of their own, and a workload without replicas none at all. */
function runs({ kind, replicas, containers }: Workload): boolean {
  return kind !== 'CronJob' && replicas !== 0 && containers.length > 0
}

/** As many workloads, with as many pods, as a scenario may hold. */
function withinLimits(reads: readonly ReadWorkload[]) {
  const kept: ReadWorkload[] = []
  const leftOut: string[] = []
  let podsLeft: number = limits.workloads
  for (const read of reads) {
    const { name, kind, replicas } = read.workload
    const pods = replicas ?? limits.hosts
    if (kept.length === limits.definitions || pods > podsLeft) {
      leftOut.push(name ?? kind)
      continue
    }
    podsLeft -= pods
    kept.push(read)
  }
  return { kept, leftOut }
}

/** Each its own name; where two share one, with kind and namespace, or at last with a number. */
function labelsOf(reads: readonly ReadWorkload[]): readonly string[] {
  const taken = new Set<string>()
  return reads.map(({ workload: { name, kind, namespace } }, at) => {
    const plain = name ?? kind.toLowerCase()
    const candidates = [plain, `${plain}-${kind.toLowerCase()}`, `${namespace ?? 'default'}-${plain}`]
    const label = candidates.find((one) => !taken.has(one)) ?? `${plain}-${kind.toLowerCase()}-${at}`
    taken.add(label)
    return label
  })
}

function unitOf({ containers, initContainers, replicas, namespace }: Workload, name: string): Unit {
  const cpu = requestOf(containers, initContainers, 'cpuMilli', 0n)
  const memory = requestOf(containers, initContainers, 'memoryBytes', BigInt(assumedMemoryMiB * bytesPerMiB))
  const limited = containers.every(({ limits: { cpuMilli } }) => cpuMilli !== undefined && cpuMilli > 0n)
  const limit = limited ? containers.reduce((sum, container) => sum + container.limits['cpuMilli'], 0n) : null
  const limitMillicores = limit === null ? null : clamp(Number(limit), 1, largestMillicores)
  const request = clamp(Number(cpu), 0, largestMillicores)
  const asks = containers.every((container) => effectiveRequest(container, 'memoryBytes') !== undefined)
  return {
    name,
    count: replicas,
    image: containers[0].image,
    vcpus: vcpusFor(limitMillicores ?? (request === 0 ? 1000 * assumedVcpus : request)),
    memoryMiB: clamp(Math.ceil(Number(memory) / bytesPerMiB), 1, largestMemoryMiB),
    source: asks
      ? 'imported: the memory requests of the file'
      : 'assumed in part: a container names no memory',
    limitMillicores,
    reservationMillicores: Math.min(request, limitMillicores ?? Infinity),
    ...(namespace !== null && v.is(nameSchema, namespace) ? { tenant: namespace } : {}),
  }
}

/** The request of a pod: the sum of its containers, or the largest container that runs before them. */
function requestOf(
  containers: readonly Container[],
  initContainers: readonly Container[],
  resource: 'cpuMilli' | 'memoryBytes',
  assumed: bigint,
): bigint {
  const sum = containers.reduce((total, one) => total + (effectiveRequest(one, resource) ?? assumed), 0n)
  return initContainers.reduce((most, one) => {
    const request = effectiveRequest(one, resource) ?? 0n
    return request > most ? request : most
  }, sum)
}

function becameNote({ read: { workload }, label, unit }: Pod, hosts: number): ImportNote {
  const { name: group, count, memoryMiB: mib, vcpus } = unit
  return {
    code: 'became-pods',
    args: { name: shown(label), kind: workload.kind, group, count: count ?? hosts, mib, vcpus },
  }
}

function assumptionNotes(pods: readonly Pod[]): ImportNote[] {
  const named = (test: (workload: Workload) => boolean) =>
    pods.filter(({ read }) => test(read.workload)).map(({ label }) => label)
  const lacks = (resource: 'cpuMilli' | 'memoryBytes') => (workload: Workload) =>
    workload.containers.some((container) => effectiveRequest(container, resource) === undefined)
  return [
    ...noteOf(
      'pod-sums',
      named(({ containers }) => containers.length > 1),
    ),
    ...noteOf('assumed-requests', named(lacks('memoryBytes')), { mib: assumedMemoryMiB }),
    ...noteOf('assumed-shares', named(lacks('cpuMilli')), { vcpus: assumedVcpus }),
    ...noteOf(
      'assumed-demand',
      pods.map(({ label }) => label),
      { millicores: assumedDemandMillicores },
    ),
    ...noteOf(
      'daemon-sets',
      named(({ kind }) => kind === 'DaemonSet'),
    ),
    ...noteOf(
      'endless-jobs',
      named(({ kind }) => kind === 'Job'),
    ),
  ]
}

const schedulingKeys = [
  'nodeSelector',
  'nodeName',
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
  'priorityClassName',
]
const probeKeys = ['readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle']
const volumeKeys = ['volumes', 'volumeMounts', 'volumeDevices']

function notSimulatedNotes(manifests: Manifests, pods: readonly Pod[]): ImportNote[] {
  const using = (keys: readonly string[]) =>
    pods.filter(({ read }) => keys.some((key) => read.keys.has(key))).map(({ label }) => label)
  const having = (test: (workload: Workload) => boolean) =>
    manifests.workloads
      .map(({ workload }) => workload)
      .filter(test)
      .map(calledIn)
  const others = Object.keys(manifests.builtinKinds).filter(
    (kind) => !workloadKinds.has(kind) && kind !== 'Service' && kind !== 'HorizontalPodAutoscaler',
  )
  return [
    ...noteOf(
      'cron-jobs',
      having(({ kind }) => kind === 'CronJob'),
    ),
    ...noteOf(
      'no-replicas',
      having(({ kind, replicas }) => kind !== 'CronJob' && replicas === 0),
    ),
    ...noteOf(
      'init-containers',
      having(({ initContainers }) => initContainers.length > 0),
    ),
    ...noteOf(
      'memory-limits',
      having(({ containers }) => containers.some(hasHigherLimit)),
    ),
    ...noteOf('pod-scheduling', using(schedulingKeys)),
    ...noteOf('probes', using(probeKeys)),
    ...noteOf('pod-volumes', using(volumeKeys)),
    ...noteOf('kube-services', manifests.services.map(calledIn)),
    ...noteOf('autoscalers', manifests.horizontalPodAutoscalers.map(calledIn)),
    ...noteOf('other-kinds', others),
  ]
}

function hasHigherLimit({ requests, limits: { memoryBytes } }: Container): boolean {
  const { memoryBytes: request } = requests
  return memoryBytes !== undefined && request !== undefined && request !== memoryBytes
}

function calledIn({ name }: { readonly name: string | null }): string {
  return name ?? '?'
}
