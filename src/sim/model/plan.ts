/**
 * The plan of a world: a scenario with every catalogue id already replaced by numbers, so that mechanisms need
 * no catalogue.
 */
import type { Micros, Sim } from '../core'

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

export interface MachinePlan {
  readonly id: string
  readonly sockets: number
  readonly cores: number
  readonly memoryMiB: number
  readonly reserveMiB: number
  readonly diskGiB: number
  readonly nicMbps: number
  readonly idleWatts: number
  readonly peakWatts: number
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
}

export interface RuntimeWrapPlan {
  readonly boundary: 'container' | 'sandbox'
  readonly profile: string
  /** Thousandths of a MiB. */
  readonly memory: number
  readonly cpuFactor: number
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
  /** Sections of the scenario's rules by mechanism, checked at the build: they hold for what joins later, too. */
  readonly rules: Readonly<Record<string, unknown>>
  planFleet(request: FleetRequest): FleetPlan | UnknownId
  planGroup(request: GroupRequest): WorkloadPlan | UnknownId
}

export function setupOf(sim: Sim): Setup {
  return sim.setup as Setup
}
