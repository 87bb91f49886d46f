/**
 * What a run shows of the inside of one host: where its CPU goes, where its memory is. Plain, structured-clonable
 * answers made by pure reading.
 */
import type { EquationUse } from '../core'
import type { ScheduleInput } from '../model/scheduler'

/** A question about one host by its name. */
export type HostLook =
  | { readonly look: 'memory'; readonly host: string }
  | { readonly look: 'bottlenecks'; readonly host: string }
  | { readonly look: 'exits'; readonly host: string }
  | { readonly look: 'schedule'; readonly host: string; readonly scheduler: ScheduleInput['scheduler'] }

export type HostLookAnswer = MemoryView | BottleneckView | ExitsView | ScheduleLookView

/** Units that one answer tells apart; the rest is in `others`. */
export const unitsTold = 400

/** States of a page, in the order in which they are painted. */
export const pageStates = [
  'untouched',
  'active',
  'cold',
  'shared',
  'ballooned',
  'compressed',
  'swapped',
] as const
export type PageState = (typeof pageStates)[number]

/** The memory of one host. All amounts in MiB unless the name says otherwise. Null when there is no such host. */
export interface MemoryView {
  readonly look: 'memory'
  readonly host: string
  readonly on: boolean
  /** True when the host may promise more than it has: then the parts below move. */
  readonly overcommits: boolean
  readonly physical: number
  /** What all units together were promised, and that in percent of what the host can give. */
  readonly promised: number
  readonly overcommitPercent: number
  /** What lies in physical memory; these and `free` add up to `physical`. */
  readonly held: {
    /** The host's own kernel and services, VMMs and runtimes. */
    readonly overhead: number
    readonly active: number
    readonly cold: number
    /** The one copy behind everything that is shared, page cache of image files included. */
    readonly shared: number
    /** Pages of 2 KiB and less that hold what was compressed. */
    readonly compressed: number
  }
  readonly free: number
  /** What was promised and does not lie there. */
  readonly away: {
    readonly untouched: number
    readonly saved: number
    readonly ballooned: number
    readonly compressed: number
    readonly swapped: number
  }
  /** What the running units work with; what is neither here nor missing they have yet to touch for the first time. */
  readonly working: {
    readonly wanted: number
    /** Of it in memory, shared and compressed pages included. */
    readonly here: number
    /** Of it on disk, swapped by the host or, within what balloons and limits leave them, by the units themselves. */
    readonly missing: number
  }
  readonly state: 'high' | 'clear' | 'soft' | 'hard' | 'low'
  readonly minFree: number
  /** Where the states begin, in percent of `minFree`, from clear to low. */
  readonly thresholds: readonly [number, number, number, number]
  /** MiB per second now. */
  readonly rates: {
    readonly ballooned: number
    readonly swappedOut: number
    readonly swappedIn: number
    readonly scanned: number
    readonly merged: number
  }
  readonly units: readonly MemoryUnitView[]
  /** Units beyond those told apart. */
  readonly others: number
  /** Where `free` and the state come from, by key: 'free', 'state', 'target'. */
  readonly uses: Readonly<Record<string, EquationUse>>
}

export interface MemoryUnitView {
  /** Name of the unit: of its VM, or of its first workload. */
  readonly name: string
  readonly group: string
  readonly kind: 'process' | 'container' | 'sandbox' | 'vm'
  /** MiB of each of `pageStates`; their sum is what it was promised. */
  readonly parts: readonly number[]
  readonly promised: number
  /** What it should hold by shares, reservation, limit and tax. */
  readonly target: number
  /** Waiting for missing pages per CPU time, in thousandths. */
  readonly waitPermille: number
  readonly p99Millis: number
}

/** Where the CPU time of each workload of a host goes; every bar adds up exactly. */
export interface BottleneckView {
  readonly look: 'bottlenecks'
  readonly host: string
  /** Millicores that can be given away, and those that the host's own threads use on behalf of I/O. */
  readonly capacity: number
  readonly hostThreads: number
  readonly workloads: readonly BottleneckBar[]
  readonly others: number
}

/** Causes of what a workload wanted and did not get, in the order of the bar. */
export const losses = ['vcpus', 'exits', 'walks', 'neighbours', 'swap', 'limit', 'steal'] as const
export type Loss = (typeof losses)[number]

export interface BottleneckBar {
  readonly name: string
  readonly group: string
  /** Native millicores: `wanted` = `received` + the sum of `lost`, in the order of `losses`. */
  readonly wanted: number
  readonly received: number
  readonly lost: readonly number[]
  /** What it used of the host for that, own vCPUs and threads of the host. */
  readonly used: number
  readonly hostThreads: number
  /** Share of runnable time spent waiting, thousandths, with the queueing term below saturation. */
  readonly readyPermille: number
  readonly meanMillis: number
  readonly p99Millis: number
}

/** Exits, or whatever takes their place, per second and by cause, for the groups on a host. */
export interface ExitsView {
  readonly look: 'exits'
  readonly host: string
  readonly groups: readonly ExitsOfGroup[]
}

export const exitCauses = [
  'syscalls',
  'privileged',
  'pageTable',
  'pageFaults',
  'contextSwitches',
  'io',
  'interrupts',
  'ipis',
] as const
export type ExitCause = (typeof exitCauses)[number]

export interface ExitsOfGroup {
  readonly group: string
  readonly technique: string
  readonly mix: string
  readonly workloads: number
  /** Transitions to the hypervisor (or user-space kernel) per second, in the order of `exitCauses`. */
  readonly perSecond: readonly number[]
  /** Millicores that each cause costs, in the same order; then slower code, then page walks. */
  readonly millicores: readonly number[]
  readonly codeMillicores: number
  readonly walkMillicores: number
  /** References of one walk, and page sizes. */
  readonly walkReferences: number
  readonly guestPage: string
  readonly hostPage: string
  /** S of the overhead law, in millionths. */
  readonly overheadPpm: number
}

/** What a microscope needs to run the vCPUs of this host one by one; the page runs it. */
export interface ScheduleLookView {
  readonly look: 'schedule'
  readonly host: string
  readonly input: ScheduleInput
  /** Workloads beyond those that the window shows. */
  readonly others: number
}
