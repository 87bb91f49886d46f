/** Shapes of the catalogue: numbers about products, each with its unit and source. The data stands beside it. */
import type { SourceId } from './sources'

/** A number with its source; `source` names an entry of sources.ts, whose kind may be 'assumption'. */
export interface Sourced {
  readonly value: number
  readonly unit: string
  readonly source: SourceId
  readonly range?: readonly [number, number]
  /** Key of a sentence in text.*.json: how the number was measured, converted or chosen. */
  readonly note?: string
}

/** What a host boots: an operating system, or a hypervisor that takes its place. */
export interface KernelProfile {
  readonly id: string
  readonly title: string
  /** Runs processes and containers itself. */
  readonly runsContainers: boolean
  readonly type: 'os' | 'type-1' | 'type-2'
  /** What `uname` says in its containers. */
  readonly release: string
  /** Key of a sentence in text.*.json. */
  readonly note?: string
}

/**
 * Memory in MiB that a virtual machine costs beyond the memory its guest sees:
 * base + perGuestMiB * guest + perExtraVcpu * (vcpus - 1).
 */
export interface VmmMemory {
  readonly base: Sourced
  readonly perGuestMiB?: Sourced
  readonly perExtraVcpu?: Sourced
}

/** A phase of a start; `name` is one of the model's startPhaseNames. */
export interface PhaseProfile {
  readonly name: string
  readonly millis: Sourced
  /** CPU time, ms of one core; none when left out. */
  readonly cpuMillis?: Sourced
  readonly diskMiB?: Sourced
}

/** How long it takes from 'accepted' to the guest's init or the container's entrypoint, without its image. */
export interface StartProfile {
  /** The whole as it was published, where only how it splits is assumed; the phases add up to it. */
  readonly whole?: Sourced
  readonly phases: readonly PhaseProfile[]
  /** σ of the logarithm of a whole start. */
  readonly sigma?: Sourced
  /** Median ms with 100 starting at once. */
  readonly parallelMillis?: Sourced
  /** ms that the thousandth instance takes longer than the first, and the exponent of that growth. */
  readonly growth?: { readonly millisAt1000: Sourced; readonly exponent: Sourced }
}

/** What of a host's kernel and VMM an instance can reach (models/host.md §6); see the law isolation.attack-index. */
export interface SurfaceProfile {
  readonly syscalls: Sourced
  readonly hostKloc: Sourced
  /** 1 the host's, 0.5 behind a user-space kernel, 0 one of its own. */
  readonly sharedKernel: Sourced
  readonly deviceKloc: Sourced
}

/** Factors against native, and what else §3.2 and §3.3 of the model book tell; shown, compared, and used by laws. */
export interface TraitsProfile {
  readonly syscallNanos?: Sourced
  readonly receiveFactor?: Sourced
  readonly sendFactor?: Sourced
  readonly roundTripMicros?: Sourced
  readonly randomReadFactor?: Sourced
  readonly deepReadFactor?: Sourced
  readonly imageMiB?: Sourced
  readonly minimumMiB?: Sourced
  readonly surface?: SurfaceProfile
  readonly liveMigration: 'yes' | 'checkpoint' | 'no'
  /** Key of a sentence: what runs out first. */
  readonly density?: string
}

/** What every wrapping says of itself beyond its costs. */
interface Described {
  /** Left out: starts at once, as before life cycles were told. */
  readonly start?: StartProfile
  readonly traits?: TraitsProfile
  /** Key of a sentence: what is simplified. */
  readonly note?: string
}

/** A way to bring an application along without an OS: shown and compared in the catalogue. */
export interface BundleProfile extends Described {
  readonly id: string
  readonly title: string
  readonly boundary: 'process'
  readonly memory: Sourced
  readonly cpuFactor: Sourced
}

export interface HypervisorProfile extends Described {
  readonly id: string
  readonly title: string
  /** How it virtualizes the CPU unless a scenario says otherwise. */
  readonly technique: 'binary-translation' | 'paravirtual' | 'hvm-shadow' | 'hvm-nested' | 'emulation'
  readonly boundary: 'vm'
  /** Kernel profiles of hosts it runs on. */
  readonly hosts: readonly string[]
  /** Guest system it usually boots; 'default' when left out. */
  readonly guest?: string
  readonly vmm: VmmMemory
  /** CPU demand inside is multiplied by this (1 = native). */
  readonly cpuFactor: Sourced
}

export interface RuntimeProfile extends Described {
  readonly id: string
  readonly title: string
  /** A sandbox whose kernel runs in a VM is virtualized like one. */
  readonly technique:
    'container' | 'user-kernel-ptrace' | 'user-kernel-kvm' | 'user-kernel-systrap' | 'hvm-nested'
  readonly boundary: 'container' | 'sandbox'
  /** Kernel profiles of hosts it is made for; any that runs containers when left out. */
  readonly hosts?: readonly string[]
  /** Memory per container beyond the workload, MiB. */
  readonly memory: Sourced
  readonly cpuFactor: Sourced
}

export type WrapProfile = HypervisorProfile | RuntimeProfile

export interface MachineProfile {
  readonly id: string
  readonly title: string
  readonly sockets: number
  readonly coresPerSocket: number
  readonly memoryMiB: number
  readonly hostReserve: Sourced
  readonly diskGiB: number
  readonly nicMbps: number
  readonly idleWatts: Sourced
  readonly peakWatts: Sourced
  readonly source: SourceId
}

export interface FlavourProfile {
  readonly id: string
  readonly vcpus: number
  /** What the workload itself gets, MiB. */
  readonly memoryMiB: number
  readonly source: SourceId
}

export interface AppProfile {
  readonly id: string
  readonly title: string
  /** File-backed libraries within the workload's memory, shared by containers of one image on a kernel, MiB. */
  readonly libraries: Sourced
  /** Id of its image in images.ts. */
  readonly image?: string
  /** From its entrypoint to its first answer, ms. */
  readonly startMillis?: Sourced
}

/** A container image, lowest layer first. */
export interface ImageProfile {
  readonly id: string
  readonly title: string
  readonly layers: readonly {
    readonly instruction: string
    /** Uncompressed. */
    readonly size: Sourced
    readonly files: readonly { readonly path: string; readonly mib: number }[]
  }[]
}

export interface GuestProfile {
  readonly id: string
  readonly title: string
  /** Kernel and services of the guest system, resident, MiB. */
  readonly guestOs: Sourced
}

/** The numbers of a mix, as `MixPlan` of the model names them. */
export const mixNumbers = [
  'kernelPermille',
  'syscalls',
  'privileged',
  'pageTable',
  'pageFaults',
  'contextSwitches',
  'io',
  'interrupts',
  'ipis',
  'walkPermille',
  'stallPermille',
  'workingSetMiB',
  'cacheKiloAccesses',
  'cacheMissPermille',
  'cacheMiB',
  'bandwidthMBps',
  'lockPermille',
  'crosstalkPpm',
  'requestMicros',
] as const
export type MixNumber = (typeof mixNumbers)[number]

/** What a kind of workload does, per second of native CPU time on one core; numbers left out are 0. */
export interface MixProfile {
  readonly id: string
  readonly title: string
  readonly numbers: Readonly<Partial<Record<MixNumber, Sourced>>>
  readonly access: 'random' | 'stream'
  /** Device requests go to an emulated device, not to a virtio or PV ring. */
  readonly emulatedDevice: boolean
}
