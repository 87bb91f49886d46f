/** Lessons are data only; their sentences live beside them in text.*.json. */
import type { Command, Link, Override } from '../sim'

/** How a lesson's one knob moves the run. */
export type Knob =
  /** The scenario's script changes the value as time passes: turning the knob seeks to the time of that value. */
  | { readonly type: 'time'; readonly stops: readonly { readonly value: number; readonly at: number }[] }
  /** The knob is a parameter of the scenario: the run is rebuilt at t = 0 and advanced to the same time again. */
  | {
      readonly type: 'parameter'
      readonly path: string
      readonly stops: readonly {
        readonly value: number
        readonly at?: number
        /** What the stop sets where that is more, or another, than `value` at `path`. */
        readonly set?: readonly Override[]
      }[]
    }

export interface KnobInfo {
  /** `ratio` is in hundredths: 150 reads 1.50. `words`: a stop reads 'lesson.<id>.stop.<value>'. */
  readonly unit: 'MiB' | 'count' | 'percent' | 'ratio' | 'words'
  /** Index of the stop at which the lesson opens. */
  readonly start: number
  /** Stops that get a printed tick, by index. */
  readonly ticks: readonly number[]
}

/**
 * Where the right answer is read from the run after the claim: a metric of one side, or the ratio B : A, at
 * the end.
 */
export interface Outcome {
  readonly metric: string
  readonly side?: string
  readonly ratio?: boolean
  /**
   * The first value of the knob at which a side's metric is at least twice what it is at the first stop; the knob's
   * last value when it never is. Every stop is run for it, and the curve is shown after the claim.
   */
  readonly doubles?: boolean
}

export interface Gate {
  readonly id: string
  /** The clock, scrubbing, series and exports stop here until a claim is in, µs. */
  readonly at: number
  /** For parameter knobs: the stop the question is about; the knob goes there when the claim is made. */
  readonly knobStop?: number
  /** For parameter knobs whose later stops would tell: the last one that can be taken before the claim is in. */
  readonly knobMost?: number
  /** Values are compared with the outcome; the nearest choice is the right one. `null` is "I have no idea". */
  readonly choices: readonly { readonly id: string; readonly value: number | null }[]
  readonly outcome: Outcome
}

/** One of the stacks shown side by side. */
export interface Side {
  readonly id: 'A' | 'B'
  readonly host: string
  readonly group: string
  /** The kill switch of this side, where the lesson has one. */
  readonly panic?: Command
}

/** Parts of a stack that a sentence may point at. */
const stackParts = ['overhead', 'copy', 'left-over', 'kernel', 'units', 'lost'] as const
export type StackPart = (typeof stackParts)[number]

export function isStackPart(part: string): part is StackPart {
  return stackParts.some((one) => one === part)
}

/** One line of the why card: it selects something on the stage. */
export interface Reason {
  readonly id: string
  /** What the link in the sentence selects: a layer or region on both stacks. */
  readonly select:
    | StackPart
    | 'active'
    | 'ballooned'
    | 'swapped'
    | 'exits'
    | 'walk'
    | 'reach'
    | 'rates'
    | 'rounds'
    | 'pause'
    | 'layers'
    | 'whiteout'
    | 'copies'
}

/** A what-if chip: parameters of the scenario that would have changed the outcome, re-run to prove it. */
export interface Counterfactual {
  readonly id: string
  readonly set: Link['branches'][number]['set']
  /** Time at which its outcome is read; the end when left out. */
  readonly at?: number
}

export interface Lesson {
  readonly id: string
  readonly number: number
  /** Id in the scenario library. */
  readonly scenario: string
  /**
   * What is shown large: stacks to scale when left out, where the memory is, exits and page walks, the rounds of a
   * migration, or the layers of an image.
   */
  readonly stage?: 'memory' | 'paging' | 'migration' | 'layers'
  readonly sides: readonly Side[]
  readonly knob: Knob & KnobInfo
  readonly gates: readonly Gate[]
  /** The metric printed large per side and drawn over time. */
  readonly metric: string
  readonly metricScale: { readonly type: 'log' | 'linear'; readonly max: number }
  readonly reasons: readonly Reason[]
  readonly counterfactuals: readonly Counterfactual[]
  readonly next?: string
}

/** What the scenario is overridden with while the knob stands at this stop; nothing for a time knob. */
export function settingsAt({ knob }: Pick<Lesson, 'knob'>, index: number): readonly Override[] {
  const stop = knob.stops[index]
  if (knob.type !== 'parameter' || stop === undefined) return []
  return knob.stops[index]?.set ?? [{ path: knob.path, value: stop.value }]
}
