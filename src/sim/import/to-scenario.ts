/** A Compose project → a scenario that runs it in VMs or in containers, with notes on what is assumed or left out. */
import { findGuest, findMachine, findWrap, type MachineProfile } from '../catalog'
import { microsPerMinute } from '../core'
import {
  limits,
  type AppDefinition,
  type FlavourDefinition,
  type Scenario,
  type WorkloadGroup,
} from '../scenario/scenario'
import { isOtherKey, notedKeys } from './keys'
import { groupNames } from './names'
import { listed, noteLine, type ImportNote, type NoteCode } from './problems'
import type { ComposeProject, ComposeService } from './project'

export interface ToScenarioOptions {
  /** What every service runs in. */
  readonly kind: 'vm' | 'container'
  /** Id of the machine the hosts are; 'general-64' when left out. */
  readonly machine?: string
  readonly seed?: number
}

export interface ImportedScenario {
  readonly scenario: Scenario
  /** The same, as lines, is in `scenario.notes`. */
  readonly notes: readonly ImportNote[]
}

const defaultMachine = 'general-64'
const horizon = 10 * microsPerMinute
/** Both hypervisor and container runtime: the same hosts serve both kinds, so that they can be compared. */
const kernel = 'kvm'
const wrapProfiles = { vm: 'kvm-qemu', container: 'runc' } as const

/** Assumed where the file names nothing: a small service, mostly idle. */
const assumedMemoryMiB = 256
const assumedVcpus = 1
const assumedDemandMillicores = 50
const bytesPerMiB = 1048576
const largestMemoryMiB = 16777216
const largestVcpus = 1024

/** What one replica of a service is given. */
interface Size {
  readonly service: ComposeService
  readonly name: string
  readonly vcpus: number
  readonly memoryMiB: number
  /** Null where the file names none. */
  readonly limitMillicores: number | null
  readonly reservationMillicores: number
}

/** Shapes: `machine` and the wraps are ids of the catalogue. Errors: none; what does not fit is noted. */
export function composeToScenario(project: ComposeProject, options: ToScenarioOptions): ImportedScenario {
  const names = groupNames(project.services.map(({ name }) => name))
  const running = project.services.filter(({ replicas }) => replicas > 0)
  const sizes = running.map((service) => sizeOf(service, names.get(service.name) ?? service.name))
  const machine = options.machine ?? defaultMachine
  const hosts = hostsFor(sizes, options.kind, findMachine(machine))
  const notes = [...changeNotes(project, names), ...assumptionNotes(sizes, hosts), ...leftOutNotes(project)]
  const apps = appsOf(sizes)
  const scenario: Scenario = {
    format: 1,
    ...(project.name === null ? {} : { title: project.name.slice(0, limits.textLength) }),
    seed: options.seed ?? 1,
    horizon,
    define: {
      flavours: Object.fromEntries(sizes.map((size) => [size.name, flavourOf(size)])),
      apps: Object.fromEntries(apps.definitions),
    },
    fleet: [{ name: 'host', count: hosts.count, machine, kernel }],
    workloads: sizes.map((size) => workloadOf(size, options.kind, apps.nameOf.get(size.name) ?? size.name)),
    notes: notes.map((note) => noteLine(note).slice(0, limits.textLength)).slice(0, limits.groups),
  }
  return { scenario, notes }
}

function sizeOf(service: ComposeService, name: string): Size {
  const { cpuLimitMilli, cpuReservationMilli, memoryLimitBytes, memoryReservationBytes } = service
  // 0 is how Compose writes "no limit".
  const limit =
    cpuLimitMilli === null || cpuLimitMilli === 0
      ? null
      : Math.min(cpuLimitMilli, 1000 * largestVcpus, 1000000)
  const wanted = limit ?? cpuReservationMilli ?? 1000 * assumedVcpus
  const vcpus = clamp(Math.ceil(wanted / 1000), 1, largestVcpus)
  const memoryMiB =
    memoryLimitBytes === null || memoryLimitBytes === 0
      ? Math.max(assumedMemoryMiB, Math.ceil((memoryReservationBytes ?? 0) / bytesPerMiB))
      : Math.ceil(memoryLimitBytes / bytesPerMiB)
  const reservationMillicores = Math.min(cpuReservationMilli ?? 0, limit ?? 1000 * vcpus, 1000000)
  return {
    service,
    name,
    vcpus,
    memoryMiB: clamp(memoryMiB, 1, largestMemoryMiB),
    limitMillicores: limit,
    reservationMillicores,
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

function flavourOf({ service, vcpus, memoryMiB }: Size): FlavourDefinition {
  const named = hasMemoryLimit(service)
  return {
    vcpus,
    memoryMiB,
    source: named ? 'the memory limit of the file' : 'assumed: the file names no memory limit',
  }
}

/** One application per image, because containers of one image share its libraries. */
function appsOf(sizes: readonly Size[]) {
  const definitions = new Map<string, AppDefinition>()
  const nameOf = new Map<string, string>()
  const nameOfImage = new Map<string, string>()
  for (const { name, service } of sizes) {
    const { image } = service
    const shared = image === null ? undefined : nameOfImage.get(image)
    nameOf.set(name, shared ?? name)
    if (shared !== undefined) continue
    if (image !== null) nameOfImage.set(image, name)
    const named = image === null ? {} : { image: image.slice(0, limits.textLength) }
    definitions.set(name, {
      librariesMiB: 0,
      ...named,
      source: 'assumed: the file does not say what the image shares',
    })
  }
  return { definitions, nameOf }
}

function workloadOf(size: Size, kind: 'vm' | 'container', app: string): WorkloadGroup {
  const { name, service, limitMillicores, reservationMillicores } = size
  return {
    name,
    count: service.replicas,
    wrap: [{ profile: wrapProfiles[kind] }],
    flavours: [name],
    app,
    demand: {
      law: 'constant',
      millicores: Math.min(assumedDemandMillicores, limitMillicores ?? assumedDemandMillicores),
    },
    ...(reservationMillicores > 0 ? { reservationMillicores } : {}),
    ...(limitMillicores === null ? {} : { limitMillicores }),
  }
}

interface Hosts {
  readonly count: number
  /** Services of which not even one replica fits an empty host. */
  readonly tooLarge: readonly string[]
}

/** One host if all fits, else as many as are needed when services share none: enough for placement that packs. */
function hostsFor(
  sizes: readonly Size[],
  kind: 'vm' | 'container',
  machine: MachineProfile | undefined,
): Hosts {
  if (machine === undefined) return { count: 1, tooLarge: [] }
  const freeMiB = machine.memoryMiB - machine.hostReserve.value
  const freeMillicores = 1000 * machine.sockets * machine.coresPerSocket
  let neededMiB = 0
  let neededMillicores = 0
  let separate = 0
  const tooLarge: string[] = []
  for (const { service, memoryMiB, vcpus, reservationMillicores } of sizes) {
    const each = memoryMiB + overheadMiB(kind, memoryMiB, vcpus)
    const perHost = Math.floor(
      Math.min(
        freeMiB / each,
        reservationMillicores === 0 ? Infinity : freeMillicores / reservationMillicores,
      ),
    )
    if (perHost === 0) tooLarge.push(service.name)
    neededMiB += each * service.replicas
    neededMillicores += reservationMillicores * service.replicas
    separate += Math.ceil(service.replicas / Math.max(perHost, 1))
  }
  const fitsOne = neededMiB <= freeMiB && neededMillicores <= freeMillicores
  return { count: fitsOne ? 1 : Math.min(separate, limits.hosts), tooLarge }
}

/** Memory of one replica beyond its own, rounded up. */
function overheadMiB(kind: 'vm' | 'container', memoryMiB: number, vcpus: number): number {
  const wrap = findWrap(wrapProfiles[kind])
  if (wrap === undefined) return 0
  if (wrap.boundary !== 'vm') return Math.ceil(wrap.memory.value)
  const guestOs = findGuest('default')?.guestOs.value ?? 0
  const { base, perGuestMiB, perExtraVcpu } = wrap.vmm
  const perGuest = (perGuestMiB?.value ?? 0) * (memoryMiB + guestOs)
  return Math.ceil(guestOs + base.value + perGuest + (perExtraVcpu?.value ?? 0) * (vcpus - 1)) + 1
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
    ...(hosts.count > 1 ? [{ code: 'hosts-added', args: { count: hosts.count } } as const] : []),
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

function noteOf(
  code: NoteCode,
  names: readonly string[],
  more: Readonly<Record<string, number>> = {},
): ImportNote[] {
  return names.length === 0 ? [] : [{ code, args: { count: names.length, names: listed(names), ...more } }]
}
