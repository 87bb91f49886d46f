/** A Compose project → a scenario that runs it in VMs or in containers, with notes on what is assumed or left out. */
import { microsPerMinute } from '../core'
import { limits, type Scenario } from '../scenario/scenario'
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
  type Hosts,
  type Unit,
  type WrapKind,
} from './cluster'
import { isOtherKey, notedKeys } from './keys'
import { groupNames } from './names'
import { noteOf, noteLines, shown, type ImportNote } from './problems'
import type { ComposeProject, ComposeService } from './project'

export interface ToScenarioOptions {
  /** What every service runs in. */
  readonly kind: WrapKind
  /** Id of the machine the hosts are; 'general-64' when left out. */
  readonly machine?: string
  readonly seed?: number
}

export interface ImportedScenario {
  readonly scenario: Scenario
  /** The same, as lines, is in `scenario.notes`. */
  readonly notes: readonly ImportNote[]
}

export const importHorizon = 10 * microsPerMinute
/** Both hypervisor and container runtime: the same hosts serve both kinds, so that they can be compared. */
const kernel = 'kvm'

/** What one replica of a service is given. */
interface Size {
  readonly service: ComposeService
  readonly unit: Unit
}

/** Shapes: `machine` and the wraps are ids of the catalogue. Errors: none; what does not fit is noted. */
export function composeToScenario(project: ComposeProject, options: ToScenarioOptions): ImportedScenario {
  const { kind, machine = defaultMachine } = options
  const names = groupNames(project.services.map(({ name }) => name))
  const running = project.services.filter(({ replicas }) => replicas > 0)
  const sizes = running.map((service) => ({ service, unit: unitOf(service, names.get(service.name) ?? '') }))
  const units = sizes.map(({ unit }) => unit)
  const hosts = hostsFor(units, kind, machine, 0)
  const notes = [
    ...sizes.map((size) => becameNote(size, kind)),
    ...changeNotes(project, names),
    ...assumptionNotes(sizes, hosts),
    ...leftOutNotes(project),
  ]
  const apps = appsOf(units)
  const scenario: Scenario = {
    format: 1,
    ...(project.name === null ? {} : { title: project.name.slice(0, limits.textLength) }),
    seed: options.seed ?? 1,
    horizon: importHorizon,
    define: {
      flavours: Object.fromEntries(units.map((unit) => [unit.name, flavourOf(unit)])),
      apps: Object.fromEntries(apps.definitions),
    },
    fleet: [{ name: 'host', count: hosts.count, machine, kernel }],
    // On a single Docker host all services share it; so they do here, until it fails.
    workloads: units.map((unit) =>
      groupOf(unit, { kind, app: apps.nameOf.get(unit.name) ?? unit.name, hosts: hosts.count }),
    ),
    notes: noteLines(notes),
  }
  return { scenario, notes }
}

function unitOf(service: ComposeService, name: string): Unit {
  const { cpuLimitMilli, cpuReservationMilli, memoryLimitBytes, memoryReservationBytes } = service
  // 0 is how Compose writes "no limit".
  const limit =
    cpuLimitMilli === null || cpuLimitMilli === 0 ? null : Math.min(cpuLimitMilli, largestMillicores)
  const vcpus = vcpusFor(limit ?? cpuReservationMilli ?? 1000 * assumedVcpus)
  const memoryMiB =
    memoryLimitBytes === null || memoryLimitBytes === 0
      ? Math.max(assumedMemoryMiB, Math.ceil((memoryReservationBytes ?? 0) / bytesPerMiB))
      : Math.ceil(memoryLimitBytes / bytesPerMiB)
  return {
    name,
    count: service.replicas,
    image: service.image,
    vcpus,
    memoryMiB: clamp(memoryMiB, 1, largestMemoryMiB),
    source: hasMemoryLimit(service)
      ? 'imported: the memory limit of the file'
      : 'assumed: the file names no memory limit',
    limitMillicores: limit,
    reservationMillicores: Math.min(cpuReservationMilli ?? 0, limit ?? 1000 * vcpus, largestMillicores),
  }
}

/** What has become of a service. */
function becameNote({ service, unit }: Size, kind: WrapKind): ImportNote {
  const { name: group, count, memoryMiB: mib, vcpus } = unit
  return {
    code: kind === 'vm' ? 'became-vms' : 'became-containers',
    args: { name: shown(service.name), group, count: count ?? 0, mib, vcpus },
  }
}

function changeNotes(project: ComposeProject, names: ReadonlyMap<string, string>): ImportNote[] {
  const renamed = [...names].filter(([service, name]) => service !== name)
  const idle = project.services.filter(({ replicas }) => replicas === 0)
  return [
    ...noteOf(
      'renamed',
      renamed.map(([service, name]) => `${service} → ${name}`),
    ),
    ...noteOf(
      'no-replicas',
      idle.map(({ name }) => name),
    ),
  ]
}

function assumptionNotes(sizes: readonly Size[], hosts: Hosts): ImportNote[] {
  const without = (isNamed: (service: ComposeService) => boolean) =>
    sizes.filter(({ service }) => !isNamed(service)).map(({ service }) => service.name)
  return [
    { code: 'assumed-hosts', args: { count: hosts.count } },
    ...noteOf('assumed-memory', without(hasMemoryLimit), { mib: assumedMemoryMiB }),
    ...noteOf(
      'assumed-cpus',
      without(({ cpuLimitMilli }) => cpuLimitMilli !== null && cpuLimitMilli > 0),
      { vcpus: assumedVcpus },
    ),
    ...noteOf(
      'assumed-demand',
      sizes.map(({ service }) => service.name),
      { millicores: assumedDemandMillicores },
    ),
    ...noteOf('larger-than-host', hosts.tooLarge),
  ]
}

function hasMemoryLimit({ memoryLimitBytes }: ComposeService): boolean {
  return memoryLimitBytes !== null && memoryLimitBytes > 0
}

/** What the file says and the scenario does not: one note for each kind of thing. */
function leftOutNotes({ services }: ComposeProject): ImportNote[] {
  const notes: ImportNote[] = []
  for (const [code, keys] of Object.entries(notedKeys) as [keyof typeof notedKeys, readonly string[]][]) {
    const using = services.filter((service) => service.keys.some((key) => keys.includes(key)))
    notes.push(
      ...noteOf(
        code,
        using.map(({ name }) => name),
      ),
    )
  }
  const reserving = services.filter(({ memoryReservationBytes }) => memoryReservationBytes !== null)
  notes.push(
    ...noteOf(
      'reservations',
      reserving.map(({ name }) => name),
    ),
  )
  const others = new Set(services.flatMap(({ keys }) => keys.filter(isOtherKey)))
  notes.push(...noteOf('other-keys', [...others].sort()))
  return notes
}
