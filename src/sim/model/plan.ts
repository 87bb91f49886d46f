/**
 * The plan of a world: a scenario with every catalogue id already replaced by numbers, so that mechanisms need
 * no catalogue.
 */
import type { Micros, Sim } from '../core'
import type { SecurityPlan, SurfacePlan } from './security-plan'
import type { ImagePlan, LayerPlan, StartPlan } from './start-plan'

export type { SecurityPlan, SurfacePlan } from './security-plan'
export { restartPolicies, startPhaseNames } from './start-plan'
export type { ImagePlan, LayerPlan, StartPhase, StartPlan } from './start-plan'

/** As much as one world may hold, whether a scenario asks for it or commands do. */
export const worldLimits = {
  hosts: 20000,
  workloads: 250000,
  groups: 200,
  /** Workloads in one VM. */
  per: 10000,
  shares: 1000000,
} as const

/** How a group's units choose their hosts, in the order of their numbers. */
export const policyNames = ['block', 'first-fit', 'best-fit', 'worst-fit', 'spread', 'pack'] as const

/**
 * How the CPU of what runs here is virtualized (models/host.md §1.2). `native` is a plain process; the two
 * user-kernel techniques are gVisor's platforms.
 */
export const techniqueNames = [
  'native',
  'trap-and-emulate',
  'binary-translation',
  'paravirtual',
  'hvm-shadow',
  'hvm-nested',
  'container',
  'user-kernel-ptrace',
  'user-kernel-kvm',
  'user-kernel-systrap',
  'emulation',
] as const
export type Technique = (typeof techniqueNames)[number]

export const pageSizeNames = ['4K', '2M', '1G'] as const
export type PageSize = (typeof pageSizeNames)[number]

/** Which techniques can stand behind each kind of unit: the boundary around it decides. */
export const techniquesOfKind = {
  process: ['native'],
  container: ['container'],
  // A sandbox's kernel is in user space, or in a small VM.
  sandbox: ['user-kernel-ptrace', 'user-kernel-kvm', 'user-kernel-systrap', 'hvm-nested'],
  vm: ['trap-and-emulate', 'binary-translation', 'paravirtual', 'hvm-shadow', 'hvm-nested', 'emulation'],
} as const satisfies Readonly<Record<string, readonly Technique[]>>

/** Events that virtualization makes dearer, in the order in which they are told; `MixPlan` has a rate for each. */
export const eventNames = [
  'syscalls',
  'privileged',
  'pageTable',
  'pageFaults',
  'contextSwitches',
  'io',
  'interrupts',
  'ipis',
] as const
export type EventName = (typeof eventNames)[number]

/** What a technique costs beyond native (models/host.md §1.2). */
export interface TechniqueCosts {
  /** How much slower code runs in user and in kernel mode; 1 is native. */
  readonly userFactor: number
  readonly kernelFactor: number
  /** ns that each event costs beyond native; `io` is a request by a virtio or PV ring. */
  readonly nanos: Readonly<Record<EventName, number>>
  /** The same of a request to an emulated device. */
  readonly emulatedIoNanos: number
  /** How much longer a page walk takes with 4 KiB pages everywhere; 1 is native. */
  readonly walkFactor: number
  /** Share of the cost of I/O that threads of the host bear, 0 to 1. */
  readonly hostShare: number
}

/** How a workload meets memory: at random places of its working set, or one after the other. */
export const accessNames = ['random', 'stream'] as const

/**
 * What a workload does, per second of native CPU time on one core: the events that virtualization makes dearer,
 * how it uses memory and caches, and how long one of its requests takes.
 */
export interface MixPlan {
  readonly id: string
  /** Thousandths of its native time spent in the kernel. */
  readonly kernelPermille: number
  /** Events per second of native time. */
  readonly syscalls: number
  readonly privileged: number
  readonly pageTable: number
  readonly pageFaults: number
  readonly contextSwitches: number
  readonly io: number
  readonly interrupts: number
  readonly ipis: number
  /** Thousandths of its native time spent in page walks, with 4 KiB pages. */
  readonly walkPermille: number
  readonly workingSetMiB: number
  /** Thousandths of its native time in which it waits for memory that a far NUMA node would make slower. */
  readonly stallPermille: number
  /** Index into accessNames. */
  readonly access: number
  /** Device requests go to an emulated device, not to a virtio or PV ring. */
  readonly emulatedDevice: boolean
  /** Last-level cache: thousands of accesses per second of native time; thousandths of them miss at `cacheMiB`. */
  readonly cacheKiloAccesses: number
  readonly cacheMissPermille: number
  readonly cacheMiB: number
  /** Memory traffic at full speed, MB/s per core. */
  readonly bandwidthMBps: number
  /** Thousandths of its kernel time under locks that one kernel shares; the crosstalk term (USL), in millionths. */
  readonly lockPermille: number
  readonly crosstalkPpm: number
  /** Native CPU time of one request, µs; response times are told of these. */
  readonly requestMicros: number
}

/** A group's memory beyond its size: what is in use, what is the same in all of them, and its controls. */
export interface MemoryPlan {
  /** Percent of its memory in its working set; above 100 it wants more than it has. */
  readonly activePercent: number
  /** Percent of its memory it has ever touched; what was never touched has no page behind it. */
  readonly touchedPercent: number
  /** Percent of its memory whose content is the same in every unit of the group. */
  readonly samePercent: number
  /** How often an hour each such page is written over, which ends the sharing. */
  readonly rewritesPerHour: number
  /** Different pages of the working set touched per second of native time. */
  readonly touchesPerSecond: number
  /** MiB per second it writes while it gets the CPU it asks for; 0: worked out from what it touches. */
  readonly dirtyMiBps: number
  /** Memory shares; 0 means 10 per MiB. */
  readonly shares: number
  readonly reservationMiB: number
  /** 0 means none beyond the size. */
  readonly limitMiB: number
}

/** cgroup v2 controls of each workload. 0 means not set; `swapMaxMiB` -1 means no limit. */
export interface CgroupPlan {
  readonly memoryMinMiB: number
  readonly memoryLowMiB: number
  readonly memoryHighMiB: number
  readonly swapMaxMiB: number
  readonly oomScoreAdj: number
  /** cpu.max period, µs. */
  readonly periodMicros: number
  /** CPUs it may run on, ascending; empty means all. */
  readonly cpus: readonly number[]
}

/** A resource pool: on each host it stands between the host and the units of its groups and pools. */
export interface PoolPlan {
  readonly name: string
  /** Index of the pool it is in; -1 for the outermost. */
  readonly parent: number
  readonly shares: number
  readonly reservationMillicores: number
  /** 0 means none. */
  readonly limitMillicores: number
  /** Children may reserve beyond what the pool has reserved, at its parent's expense. */
  readonly expandable: boolean
}

export interface MachinePlan {
  readonly id: string
  readonly sockets: number
  readonly cores: number
  /** 1, or 2 with simultaneous multithreading. */
  readonly threadsPerCore: number
  readonly memoryMiB: number
  readonly reserveMiB: number
  readonly diskGiB: number
  readonly nicMbps: number
  readonly idleWatts: number
  readonly peakWatts: number
  /** Level of its x86-64 instruction set, 1 to 4. */
  readonly cpuLevel: number
}

export interface FleetPlan {
  readonly name: string
  readonly count: number
  readonly zone: string
  readonly rack: string
  readonly perRack: number
  readonly machine: MachinePlan
  readonly kernel: string
  readonly runsContainers: boolean
  /** Release of the kernel under its containers, as `uname` would say: 'linux-6.1'. */
  readonly release: string
}

/** What one layer of wrapping costs. CPU factors are in thousandths: 1020 means 2 % more demand than native. */
export interface VmWrapPlan {
  readonly boundary: 'vm'
  readonly profile: string
  readonly hosts: readonly string[]
  /** MiB of the VMM: base + perGuest * guest MiB + perExtraVcpu * (vcpus - 1), in thousandths of a MiB. */
  readonly vmmBase: number
  readonly vmmPerGuestMiB: number
  readonly vmmPerExtraVcpu: number
  readonly guestOsMiB: number
  readonly cpuFactor: number
  readonly per: number
  readonly start: StartPlan
  /** Its VMs can go to another host while they run. */
  readonly liveMigration: boolean
}

export interface RuntimeWrapPlan {
  readonly boundary: 'container' | 'sandbox'
  readonly profile: string
  /** Thousandths of a MiB. */
  readonly memory: number
  readonly cpuFactor: number
  readonly start: StartPlan
}

export interface WorkloadPlan {
  readonly name: string
  readonly count: number | 'fill'
  readonly on: string | null
  readonly vm: VmWrapPlan | null
  readonly runtime: RuntimeWrapPlan | null
  readonly flavours: readonly { readonly vcpus: number; readonly memoryMiB: number }[]
  readonly app: string
  readonly librariesMiB: number
  readonly tenant: string
  readonly policy: number
  readonly policyPer: number
  /** 0 means the default of 1000 per vCPU. */
  readonly shares: number
  readonly reservationMillicores: number
  /** 0 means none beyond the number of vCPUs. */
  readonly limitMillicores: number
  readonly demand: DemandPlan
  /** Index into techniqueNames. */
  readonly technique: number
  readonly techniqueCosts: TechniqueCosts
  /** Null: the profile's measured factor stands for what the workload does. */
  readonly mix: MixPlan | null
  /** Indices into pageSizeNames. */
  readonly guestPage: number
  readonly hostPage: number
  readonly memory: MemoryPlan
  readonly cgroup: CgroupPlan
  /** Index into `BuildPlan.pools`; -1 for none. */
  readonly pool: number
  /** Its memory lies on the node of its CPUs (local), or on all nodes alike. */
  readonly interleaved: boolean
  /** Start of the application itself, µs. */
  readonly appStartMicros: number
  /** Index into `Setup.images`: what its containers are made of; -1 for none. */
  readonly image: number
  /** Index into restartPolicies; 'none' leaves it to the rules of failure. */
  readonly restart: number
  /** Release of the kernel that it needs ('linux-4.19'); '' runs on any. A VM boots it. */
  readonly kernelNeeded: string
  readonly security: SecurityPlan
  /** What of the host's kernel and VMM it can reach; null when the catalogue does not say. */
  readonly surface: SurfacePlan | null
}

export interface DemandPlan {
  /** 0 constant, 1 stepped, 2 diurnal, 3 trace, 4 hashed. */
  readonly law: number
  readonly lowMillicores: number
  readonly highMillicores: number
  readonly period: Micros
  readonly peakAt: Micros
  readonly cadence: Micros
  readonly jitterPercent: number
  readonly steps: readonly { readonly at: Micros; readonly millicores: number }[]
  /** Index into `Setup.traces`; 0 when the law is another. */
  readonly trace: number
}

/** Recorded loads, percent of a workload's vCPUs: workload number n of a group follows series (n - 1) mod length. */
export interface TracePlan {
  readonly id: string
  readonly series: readonly Uint8Array[]
}

export interface BuildPlan {
  readonly fleet: readonly FleetPlan[]
  readonly workloads: readonly WorkloadPlan[]
  readonly pools: readonly PoolPlan[]
}

/** A group of hosts as a command names it: by ids of the catalogue or of the scenario's own definitions. */
export interface FleetRequest {
  readonly name: string
  readonly count: number
  readonly machine: string
  readonly kernel: string
  readonly zone?: string
  readonly rack?: string
}

/** A group of workloads as a command names it. */
export interface GroupRequest {
  readonly name: string
  readonly kind: string
  /** Hypervisor of a VM, else runtime; the kind's usual one when left out. */
  readonly profile?: string
  /** Containers in one VM of a 'container-in-vm' group. */
  readonly per?: number
  readonly count: number
  readonly flavour: string
  readonly app: string
  readonly millicores: number
  readonly policy?: string
  readonly on?: string
  readonly tenant?: string
  readonly mix?: string
  readonly technique?: string
  /** Release of the kernel that it needs. */
  readonly kernel?: string
}

/** The argument whose id nobody knows, or that has no meaning here. */
export interface UnknownId {
  readonly argument: string
  readonly id: string
}

/**
 * What a world was built from and keeps for ever beside its columns: recorded loads, and the rules by which
 * the ids in a command become numbers. Pure, so that a replay meets the same.
 */
export interface Setup {
  readonly traces: readonly TracePlan[]
  /** Images of the catalogue, then the scenario's own (which replace those of their name), and each layer once. */
  readonly images: readonly ImagePlan[]
  readonly layers: readonly LayerPlan[]
  /** Sections of the scenario's rules by mechanism, checked at the build: they hold for what joins later, too. */
  readonly rules: Readonly<Record<string, unknown>>
  planFleet(request: FleetRequest): FleetPlan | UnknownId
  planGroup(request: GroupRequest): WorkloadPlan | UnknownId
  /** What a workload does, by id of the catalogue or of the scenario's own definitions. */
  planMix(id: string): MixPlan | UnknownId
  /** What a technique costs, by index into techniqueNames. */
  techniqueCosts(technique: number): TechniqueCosts
}

export function setupOf(sim: Sim): Setup {
  return sim.setup as Setup
}
