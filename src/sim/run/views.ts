/**
 * What a run shows: plain, structured-clonable views made from the world by pure reading. Numbers and names
 * only; sentences come later.
 */
import type { Command, EquationUse, Micros, Refusal } from '../core'
import type { Way } from '../scenario/scenario'

/** A fact with its arguments by name: what lists, links and the command line print. */
export interface NamedFact {
  readonly ordinal: number
  readonly at: Micros
  readonly name: string
  readonly cause: number
  readonly args: Readonly<Record<string, string | number>>
  /** Of `command.refused`: what was asked for, and the rule against it. */
  readonly refused?: RefusedCommand
}

/** A command of the script or the journal that could not be done when its time came. */
export interface RefusedCommand {
  /** Ordinal of the fact that says so. */
  readonly fact: number
  /** Its number among the entries of script and journal, from 1. */
  readonly entry: number
  readonly at: Micros
  readonly command: Command
  readonly refusal: Refusal
}

export interface ExplanationStep {
  readonly step: string
  readonly subject: string
  readonly value: number
  readonly passed: boolean
}

export interface Explanation {
  readonly fact: NamedFact
  /** From the fact's own cause up to the root. */
  readonly causes: readonly NamedFact[]
  readonly steps: readonly ExplanationStep[]
}

export interface Series {
  readonly metric: string
  readonly subject: string
  /** The branch it was read from. */
  readonly branch?: number
  readonly unit: string
  /** Sample times in µs and values; at most 1,024. */
  readonly at: Float64Array
  readonly value: Float64Array
}

export const unitStates = ['running', 'paused', 'stopped', 'crashed', 'starting'] as const
export type UnitState = (typeof unitStates)[number]

/** One host drawn to scale. A unit is what placement puts on the host: a VM, a container, or a bare process. */
export interface StackView {
  readonly host: string
  readonly machine: string
  readonly cores: number
  readonly memoryMiB: number
  readonly nicMbps: number
  readonly power: 'on' | 'off'
  /** Profile id of what the host boots: 'linux', 'kvm', 'xen', 'esxi'. */
  readonly hostKernel: string
  readonly hostKernelState: 'running' | 'panicked' | 'off'
  readonly hostKernelMiB: number
  /** memory - host kernel. */
  readonly usableMiB: number
  /** Image files that containers on this kernel share, one copy for all. */
  readonly sharedMiB: number
  readonly usedMiB: number
  readonly freeMiB: number
  /** What one unit of the group occupies, for the magnified copy; null when the host is empty. */
  readonly copy: StackCopy | null
  readonly units: {
    readonly count: number
    readonly groups: readonly string[]
    readonly group: Uint16Array
    readonly ordinal: Uint32Array
    /** Index into unitStates. */
    readonly state: Uint8Array
    readonly appMiB: Uint32Array
    readonly librariesMiB: Uint32Array
    readonly guestMiB: Uint32Array
    readonly hypervisorMiB: Uint32Array
    readonly runtimeMiB: Uint32Array
    /** Workloads inside. */
    readonly members: Uint32Array
  }
  /** The workloads of the units, in the order of the units. */
  readonly members: {
    readonly unit: Uint32Array
    readonly ordinal: Uint32Array
    readonly state: Uint8Array
  }
  /** Where the printed numbers come from, by key: 'copies', 'copy', 'free', 'usable', 'overhead', 'lost'. */
  readonly uses: Readonly<Record<string, EquationUse>>
}

export interface StackCopy {
  readonly kind: 'vm' | 'container' | 'process'
  readonly profile: string
  readonly workloads: number
  readonly appMiB: number
  readonly librariesMiB: number
  readonly guestMiB: number
  readonly hypervisorMiB: number
  readonly runtimeMiB: number
  readonly totalMiB: number
  /** Libraries that this copy uses but that are counted once for all copies. */
  readonly sharedLibrariesMiB: number
}

export interface BranchView {
  readonly id: number
  readonly parent: number
  readonly at: Micros
  readonly name: string
  readonly edits: number
  /** It has a scenario of its own, instead of its parent's future. */
  readonly varied?: boolean
  /** How its apps run, where all of them run alike. */
  readonly way?: Way
}

/** One of several branches that stand side by side. */
export interface SideView {
  readonly branch: number
  readonly name: string
  /** It may still be on its way to the moment the others have come to. */
  readonly now: Micros
  /** How its apps run, where all of them run alike. */
  readonly way: Way | null
  /** Apps in one outermost wrapping. */
  readonly per: number
  readonly workloads: number
  readonly running: number
  /** Without a place. */
  readonly refused: number
  readonly lost: number
  /** Of the host that is asked for; null when the branch has no such host. */
  readonly stack: StackView | null
  /** The kernel on that host that a panic would take; null when none runs. */
  readonly kernel: string | null
  /** Apps that run on that kernel. */
  readonly stops: number
  /** Of the whole fleet, by name; those that have no value are left out. */
  readonly metrics: Readonly<Record<string, number>>
}

/**
 * One value of the inspector: the column it comes from, its value or the name of its code, its unit, and what
 * it points at.
 */
export interface InspectorField {
  readonly table: string
  readonly column: string
  readonly value: number | string
  readonly unit: string
  readonly refersTo: { readonly table: string; readonly name: string } | null
}
