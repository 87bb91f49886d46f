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

export interface HypervisorProfile {
  readonly id: string
  readonly title: string
  /** How it virtualizes the CPU unless a scenario says otherwise. */
  readonly technique: 'binary-translation' | 'paravirtual' | 'hvm-shadow' | 'hvm-nested' | 'emulation'
  readonly boundary: 'vm'
  /** Kernel profiles of hosts it runs on. */
  readonly hosts: readonly string[]
  readonly vmm: VmmMemory
  /** CPU demand inside is multiplied by this (1 = native). */
  readonly cpuFactor: Sourced
}

export interface RuntimeProfile {
  readonly id: string
  readonly title: string
  readonly technique: 'container' | 'user-kernel-ptrace' | 'user-kernel-kvm' | 'user-kernel-systrap'
  readonly boundary: 'container' | 'sandbox'
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
  readonly image?: string
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
