/** Units of work of known size → the groups, sizes and hosts of a scenario that runs them. */
import { findGuest, findMachine, findWrap } from '../catalog'
import {
  limits,
  type AppDefinition,
  type FlavourDefinition,
  type Policy,
  type WorkloadGroup,
} from '../scenario/scenario'

/** The machine that hosts are assumed to be. */
export const defaultMachine = 'general-64'
/** Fewer hosts leave nothing to see when one of them fails. */
const fewestHosts = 3

/** Assumed where a file names nothing: a small service, mostly idle. */
export const assumedMemoryMiB = 256
export const assumedVcpus = 1
export const assumedDemandMillicores = 50
export const bytesPerMiB = 1048576
export const largestMemoryMiB = 16777216
const largestVcpus = 1024
export const largestMillicores = 1000000

export type WrapKind = 'vm' | 'container'
const wrapProfiles = { vm: 'kvm-qemu', container: 'runc' } as const

/** What one group runs, replica by replica. */
export interface Unit {
  /** Name of its group: valid, and used once. */
  readonly name: string
  /** Null for one on every host. */
  readonly count: number | null
  readonly image: string | null
  readonly vcpus: number
  readonly memoryMiB: number
  /** Where the memory comes from, in words. */
  readonly source: string
  /** Null where the file names none. */
  readonly limitMillicores: number | null
  readonly reservationMillicores: number
  readonly tenant?: string
}

/** vCPUs that hold so many millicores. */
export function vcpusFor(millicores: number): number {
  return clamp(Math.ceil(millicores / 1000), 1, largestVcpus)
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

export function flavourOf({ vcpus, memoryMiB, source }: Unit): FlavourDefinition {
  return { vcpus, memoryMiB, source }
}

/** One application per image, because containers of one image share its libraries. */
export function appsOf(units: readonly Unit[]) {
  const definitions = new Map<string, AppDefinition>()
  const nameOf = new Map<string, string>()
  const nameOfImage = new Map<string, string>()
  for (const { name, image } of units) {
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

interface Running {
  readonly kind: WrapKind
  readonly app: string
  readonly hosts: number
  /** Left out for the first host that has room. */
  readonly policy?: Policy
}

export function groupOf(unit: Unit, { kind, app, hosts, policy }: Running): WorkloadGroup {
  const { name, count, tenant, limitMillicores, reservationMillicores } = unit
  return {
    name,
    count: count ?? hosts,
    wrap: [{ profile: wrapProfiles[kind] }],
    flavours: [name],
    app,
    demand: { law: 'constant', millicores: Math.min(assumedDemandMillicores, limitMillicores ?? Infinity) },
    ...(tenant === undefined ? {} : { tenant }),
    ...(policy === undefined ? {} : { place: { policy } }),
    ...(reservationMillicores > 0 ? { reservationMillicores } : {}),
    ...(limitMillicores === null ? {} : { limitMillicores }),
  }
}

export interface Hosts {
  readonly count: number
  /** Units of which not even one replica fits an empty host. */
  readonly tooLarge: readonly string[]
}

/** As many equal hosts as hold all units, and `spare` more; never fewer than three. */
export function hostsFor(units: readonly Unit[], kind: WrapKind, machineId: string, spare: number): Hosts {
  const machine = findMachine(machineId)
  if (machine === undefined) return { count: fewestHosts, tooLarge: [] }
  const everywhere = units.filter(({ count }) => count === null)
  const freeMiB = machine.memoryMiB - machine.hostReserve.value - memoryOf(everywhere, kind)
  const taken = everywhere.reduce((sum, { reservationMillicores }) => sum + reservationMillicores, 0)
  const freeMillicores = 1000 * machine.sockets * machine.coresPerSocket - taken
  let neededMiB = 0
  let neededMillicores = 0
  let separate = 0
  const tooLarge: string[] = []
  for (const unit of units) {
    const replicas = unit.count ?? 0
    const each = memoryOf([unit], kind)
    const { reservationMillicores } = unit
    const room = Math.min(
      freeMiB / each,
      reservationMillicores === 0 ? Infinity : freeMillicores / reservationMillicores,
    )
    const perHost = Math.floor(Math.max(room, 0))
    if (perHost === 0 && unit.count !== null) tooLarge.push(unit.name)
    neededMiB += each * replicas
    neededMillicores += reservationMillicores * replicas
    // Enough for placement that packs, when units share no host.
    separate += Math.ceil(replicas / Math.max(perHost, 1))
  }
  const fitsOne = neededMiB <= freeMiB && neededMillicores <= freeMillicores
  const count = clamp((fitsOne ? 1 : separate) + spare, fewestHosts, limits.hosts)
  return { count, tooLarge }
}

/** Memory of one replica of each unit, with what it runs in. */
function memoryOf(units: readonly Unit[], kind: WrapKind): number {
  return units.reduce((sum, { memoryMiB, vcpus }) => sum + memoryMiB + overheadMiB(kind, memoryMiB, vcpus), 0)
}

/** Memory of one replica beyond its own, rounded up. */
function overheadMiB(kind: WrapKind, memoryMiB: number, vcpus: number): number {
  const wrap = findWrap(wrapProfiles[kind])
  if (wrap === undefined) return 0
  if (wrap.boundary !== 'vm') return Math.ceil(wrap.memory.value)
  const guestOs = findGuest('default')?.guestOs.value ?? 0
  const { base, perGuestMiB, perExtraVcpu } = wrap.vmm
  const perGuest = (perGuestMiB?.value ?? 0) * (memoryMiB + guestOs)
  return Math.ceil(guestOs + base.value + perGuest + (perExtraVcpu?.value ?? 0) * (vcpus - 1)) + 1
}
