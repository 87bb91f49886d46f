/** An experiment: what people say, steps that really do something to a world, and what is read before and after. */
import type { Command, Loss, Micros, SourceId, Stage } from '../../sim'

/** What a step does; one after another. */
export type Action =
  | { readonly do: 'perform'; readonly command: Command }
  | { readonly do: 'seek'; readonly to: Micros }
  | { readonly do: 'stage'; readonly stage: Stage }

export interface Step {
  readonly id: string
  readonly actions: readonly Action[]
}

/** Where a number is read: a question about one host at the present moment, and what of the answer counts. */
export type Reading =
  /** Transitions to a hypervisor per second: all of them, or those of one cause. */
  | { readonly look: 'exits'; readonly host: string; readonly of: 'all' | 'syscalls' }
  | {
      readonly look: 'memory'
      readonly host: string
      /** MiB, but for `kernels`: the host's own and one for each VM. */
      readonly of: 'saved' | 'ballooned' | 'compressed' | 'swapped' | 'taken' | 'kernels'
    }
  | {
      readonly look: 'bottlenecks'
      readonly host: string
      /** Workloads, millicores of native work, of CPU time and of the host's threads, or what was lost to a cause. */
      readonly of: 'running' | 'received' | 'used' | 'hostThreads' | 'p99' | 'ready' | Loss
      /** Only the workloads of this group. */
      readonly group?: string
    }
  /** A metric of the model, of a host, a group, or '' for the whole fleet. */
  | { readonly look: 'metric'; readonly metric: string; readonly subject: string }
  /** Seconds from the loss of a workload until it ran again; of all losses in its latest facts that are over. */
  | { readonly look: 'about'; readonly name: string; readonly of: 'outage' }

/** How a number is written; `share` is a part of one, `p99` ends at the time-out of a client. */
export type Shown = 'count' | 'rate' | 'mib' | 'millicores' | 'share' | 'millis' | 'seconds'

export interface Measure {
  /** A word: sentences ask for it as {id0} before the first step, {id1} after it, and so on. */
  readonly id: string
  readonly shown: Shown
  readonly from: Reading
}

export interface Experiment {
  /** Also the id of its scenario. */
  readonly id: string
  /** Its number in the list of misconceptions of the model book; null for one that stands elsewhere. */
  readonly misconception: number | null
  readonly measures: readonly Measure[]
  readonly steps: readonly Step[]
  readonly sources: readonly SourceId[]
}

export const predictions = ['true', 'false', 'no-idea'] as const
export type Prediction = (typeof predictions)[number]

export const perform = (name: string, args: Command['args']): Action => ({
  do: 'perform',
  command: { name, args },
})
export const seek = (seconds: number): Action => ({ do: 'seek', to: seconds * 1000000 })
export const show = (stage: Stage): Action => ({ do: 'stage', stage })
