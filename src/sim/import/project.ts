/** What a Compose file says, as plain data: the shapes of `strata import --facts`. */
import type { ComposePort } from './port'

export interface ComposeVolume {
  /** bind, volume, tmpfs, npipe, cluster, image. */
  readonly type: string
  /** Null for an anonymous volume. */
  readonly source: string | null
  readonly target: string | null
  readonly readOnly: boolean
}

export interface ComposeService {
  readonly name: string
  readonly image: string | null
  readonly hasBuild: boolean
  /** In file order, ranges written out. */
  readonly ports: readonly ComposePort[]
  /** Without what `tmpfs:` brings. */
  readonly volumes: readonly ComposeVolume[]
  /** Sorted; 'default' if none is named, none with `network_mode`. */
  readonly networks: readonly string[]
  /** Service → condition. */
  readonly dependsOn: Readonly<Record<string, string>>
  readonly environmentKeys: readonly string[]
  readonly replicas: number
  readonly cpuLimitMilli: number | null
  readonly memoryLimitBytes: number | null
  readonly cpuReservationMilli: number | null
  readonly memoryReservationBytes: number | null
  readonly restart: string | null
  readonly hasHealthcheck: boolean
  readonly profiles: readonly string[]
  /** Every key that is given, in file order; those under `deploy` as 'deploy.replicas'. */
  readonly keys: readonly string[]
}

export interface ComposeProject {
  /** From the file's `name`, else from the caller. */
  readonly name: string | null
  readonly services: readonly ComposeService[]
  /** Declared names, sorted. */
  readonly networks: readonly string[]
  readonly volumes: readonly string[]
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
}

/** One service of the facts: everything but its name and its list of keys. */
export type ServiceFacts = Omit<ComposeService, 'name' | 'keys'>

export interface ComposeFacts {
  readonly serviceCount: number
  readonly services: Readonly<Record<string, ServiceFacts>>
  readonly topLevelNetworks: readonly string[]
  readonly topLevelVolumes: readonly string[]
  readonly dependsOnEdges: readonly (readonly [service: string, dependency: string])[]
  readonly publishedPortCount: number
  readonly totalReplicas: number
  readonly totalCpuLimitMilli: number
  readonly totalMemoryLimitBytes: number
  readonly totalMemoryReservationBytes: number
}

/** The facts that `strata import --kind compose --facts` prints. */
export function composeFacts(project: ComposeProject): ComposeFacts {
  const { services } = project
  const sum = (amount: (service: ComposeService) => number) =>
    services.reduce((total, service) => total + amount(service), 0)
  return {
    serviceCount: services.length,
    // Object.fromEntries makes own properties even of names like '__proto__'.
    services: Object.fromEntries(services.map((service) => [service.name, factsOf(service)])),
    topLevelNetworks: project.networks,
    topLevelVolumes: project.volumes,
    dependsOnEdges: dependencyEdges(services),
    publishedPortCount: sum(({ ports }) => ports.filter(({ published }) => published !== null).length),
    totalReplicas: sum(({ replicas }) => replicas),
    totalCpuLimitMilli: sum(({ cpuLimitMilli, replicas }) => (cpuLimitMilli ?? 0) * replicas),
    totalMemoryLimitBytes: sum(({ memoryLimitBytes, replicas }) => (memoryLimitBytes ?? 0) * replicas),
    totalMemoryReservationBytes: sum(
      ({ memoryReservationBytes, replicas }) => (memoryReservationBytes ?? 0) * replicas,
    ),
  }
}

function factsOf(service: ComposeService): ServiceFacts {
  const { name: _name, keys: _keys, ...facts } = service
  return facts
}

/** Sorted by service, then by dependency, in order of code units. */
export function dependencyEdges(services: readonly ComposeService[]): readonly (readonly [string, string])[] {
  const names = services.map(({ name }) => name).sort()
  const byName = new Map(services.map((service) => [service.name, service]))
  return names.flatMap((name) => {
    const dependencies = Object.keys(byName.get(name)?.dependsOn ?? {}).sort()
    return dependencies.map((dependency) => [name, dependency] as const)
  })
}
