/** The facts that `strata import --kind kubernetes --facts` prints. */
import type { Manifests } from './read'
import type { Container, Workload } from './workload'

export interface KubernetesTotals {
  readonly requestCpuMilli: bigint
  readonly requestMemoryBytes: bigint
  /** A missing request counts as the limit. */
  readonly effectiveRequestCpuMilli: bigint
  readonly effectiveRequestMemoryBytes: bigint
  readonly limitCpuMilli: bigint
  readonly limitMemoryBytes: bigint
}

export interface KubernetesFacts extends Omit<Manifests, 'workloads'> {
  readonly workloads: readonly Workload[]
  readonly totalPodsExcludingDaemonSets: number
  readonly totalContainersExcludingDaemonSets: number
  readonly totals: KubernetesTotals
}

export function kubernetesFacts(manifests: Manifests): KubernetesFacts {
  const workloads = manifests.workloads.map(({ workload }) => workload)
  const pods = workloads.flatMap(({ replicas, containers }) =>
    replicas === null ? [] : [{ replicas, containers }],
  )
  const sum = (amount: (container: Container) => bigint | undefined) =>
    pods.reduce((total, { replicas, containers }) => {
      const each = containers.reduce((part, container) => part + (amount(container) ?? 0n), 0n)
      return total + each * BigInt(replicas)
    }, 0n)
  return {
    ...manifests,
    workloads,
    totalPodsExcludingDaemonSets: pods.reduce((total, { replicas }) => total + replicas, 0),
    totalContainersExcludingDaemonSets: pods.reduce(
      (total, { replicas, containers }) => total + replicas * containers.length,
      0,
    ),
    totals: {
      requestCpuMilli: sum(({ requests }) => amountOf(requests, 'cpuMilli')),
      requestMemoryBytes: sum(({ requests }) => amountOf(requests, 'memoryBytes')),
      effectiveRequestCpuMilli: sum((container) => effectiveRequest(container, 'cpuMilli')),
      effectiveRequestMemoryBytes: sum((container) => effectiveRequest(container, 'memoryBytes')),
      limitCpuMilli: sum(({ limits }) => amountOf(limits, 'cpuMilli')),
      limitMemoryBytes: sum(({ limits }) => amountOf(limits, 'memoryBytes')),
    },
  }
}

/** What a container asks for; its limit where it asks for nothing; undefined where it says neither. */
export function effectiveRequest(
  { requests, limits }: Container,
  resource: 'cpuMilli' | 'memoryBytes',
): bigint | undefined {
  return amountOf(requests, resource) ?? amountOf(limits, resource)
}

function amountOf(resources: Container['limits'], resource: string): bigint | undefined {
  return Object.prototype.hasOwnProperty.call(resources, resource) ? resources[resource] : undefined
}
