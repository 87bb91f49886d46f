/**
 * The shapes of a microscope: the vCPUs of one host, run one by one over a window of milliseconds. Pure and
 * read-only: it never touches the world.
 */
export const schedulers = ['cfs', 'eevdf', 'credit', 'strict', 'relaxed'] as const
export type Scheduler = (typeof schedulers)[number]

export interface ScheduledEntity {
  readonly name: string
  readonly vcpus: number
  readonly weight: number
  /** cpu.max or cap: millicores, 0 for none; period in µs. */
  readonly limitMillicores: number
  readonly periodMicros: number
  /** What it would use with nobody else there, millicores over all its vCPUs. */
  readonly demandMillicores: number
  /** CPUs it may run on; null for all. */
  readonly cpus: readonly number[] | null
}

export interface ScheduleInput {
  readonly scheduler: Scheduler
  readonly pcpus: number
  readonly entities: readonly ScheduledEntity[]
  readonly windowMicros: number
  /** For bursts that are not the same everywhere. */
  readonly seed: number
  /** µs; the scheduler's own when left out. */
  readonly sliceMicros?: number
  /** Largest skew of siblings under relaxed co-scheduling, µs. */
  readonly skewMicros?: number
  /** Spinlocks: think, hold; null for none. */
  readonly lock?: {
    readonly thinkMicros: number
    readonly holdMicros: number
    /** Pause-loop exiting: a waiter gives its CPU away. */
    readonly ple: boolean
  } | null
}

/** What a vCPU did, in the order of `vcpuDoings`. */
export const vcpuDoings = ['running', 'spinning', 'ready', 'throttled', 'co-stopped', 'idle'] as const

/** One row per vCPU; segments are in order of vCPU, then time, and leave no gap. */
export interface ScheduleView {
  readonly scheduler: Scheduler
  readonly pcpus: number
  readonly windowMicros: number
  readonly vcpus: readonly { readonly name: string; readonly entity: number; readonly index: number }[]
  readonly segments: {
    readonly vcpu: Uint16Array
    readonly from: Float64Array
    readonly to: Float64Array
    /** Index into vcpuDoings. */
    readonly doing: Uint8Array
    /** -1 while it is on none. */
    readonly pcpu: Int16Array
  }
  /** Credit, vruntime or virtual deadline of vCPUs whenever it was decided who runs: in order of time. */
  readonly readings: {
    readonly unit: 'credits' | 'vruntime' | 'deadline'
    readonly at: Float64Array
    readonly vcpu: Uint16Array
    readonly value: Float64Array
  }
  /** Waiting vCPUs per pCPU (or in the one queue), whenever that changed. */
  readonly queue: { readonly at: Float64Array; readonly length: Uint16Array }
  /** Per entity over the window, millicores: what it got here, and what the fluid model gives. */
  readonly measured: Float64Array
  readonly fluid: Float64Array
  /** Thousandths of the window's CPU time that did work. */
  readonly utilisationPermille: number
}
