/**
 * The messages between page and worker; the only file both sides share. Everything here survives structured
 * cloning.
 */
import type {
  BranchView,
  Claim,
  Command,
  Counterfactuals,
  EquationUse,
  Explanation,
  FleetFrame,
  FleetTopology,
  InspectorField,
  JournalEntry,
  Lens,
  Link,
  Look,
  LookAnswer,
  Micros,
  NamedFact,
  Override,
  Refusal,
  Scenario,
  SearchProgress,
  Series,
  SideView,
  StackView,
  TrackView,
} from '../sim'
import type { Sweep } from '../lessons'

export type RunStatus = 'paused' | 'running' | 'seeking' | 'ended' | 'gated'

export interface SeriesAsk {
  readonly metric: string
  /** Name of a host, of a workload group, or '' for the fleet. */
  readonly subject: string
  /** The branch to read; the present one when left out. */
  readonly branch?: number
}

/** The part of a fleet that is on the screen. */
export interface FleetAsk {
  /** The topology the page has; another one is sent when this is not the newest. */
  readonly topology: number
  readonly lens: Lens
  /** Hosts (places in the topology) large enough to show what runs in them; at most 400. */
  readonly details: readonly number[]
}

/** Branches that stand side by side and go with one clock. */
export interface CompareAsk {
  /** At most three; those that do not exist are left out. */
  readonly branches: readonly number[]
  /** Its stack is drawn on every side. */
  readonly host: string | null
  /** Read of every side, for the whole fleet. */
  readonly metrics: readonly string[]
}

/** What the page watches; the worker answers each pull with exactly this. */
export interface Interest {
  /** Hosts to draw as stacks. */
  readonly stacks: readonly string[]
  readonly series: readonly SeriesAsk[]
  /** Facts from this ordinal on are sent, at most 200 at a time, the latest when there are more. */
  readonly factsFrom: number
  /** The fleet map, when one is in sight. */
  readonly fleet?: FleetAsk
  /** The tracks of all branches, when a timeline draws them. */
  readonly tracks?: boolean
  readonly compare?: CompareAsk
}

export interface GateView {
  readonly id: string
  readonly at: Micros
  readonly claim: Claim | null
  /** True until a claim is in: the future behind it does not exist for the page. */
  readonly shut: boolean
  /** Read from the run; null until the claim is in and the run has reached its end. */
  readonly outcome: {
    readonly value: number
    readonly choice: string
    readonly A: number
    readonly B: number
    /** The metric of both sides at every stop of the knob, for a question about the whole of it. */
    readonly sweep: Sweep | null
  } | null
}

export interface KnobView {
  readonly index: number
  /** Highest index the knob may take now; stops beyond it are locked. */
  readonly most: number
  readonly value: number
}

/** Everything one animation frame of the page needs. */
export interface SessionFrame {
  readonly rev: number
  readonly now: Micros
  /** End of the run. */
  readonly end: Micros
  /** The farthest the clock may go now: the gate, or the end. */
  readonly barrier: Micros
  readonly status: RunStatus
  readonly stacks: readonly StackView[]
  readonly series: readonly Series[]
  readonly facts: readonly NamedFact[]
  readonly branch: number
  readonly branches: readonly BranchView[]
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly knob: KnobView | null
  readonly gates: readonly GateView[]
  readonly hash: string | null
  /** Null when not asked for. */
  readonly fleet: FleetFrame | null
  /** Only when the page's is not the newest. */
  readonly topology: FleetTopology | null
  /** Empty when not asked for. */
  readonly tracks: readonly TrackView[]
  /** In the order asked for; left out when not asked for. */
  readonly sides?: readonly SideView[]
}

/** A branch that was made because somebody asked how it would be otherwise. */
export interface Varied {
  readonly branch: number
}

/** The result of a counterfactual chip: the sides' metric with the change made. */
export interface WhatIf {
  readonly A: number
  readonly B: number
  readonly use: EquationUse | null
}

export type OpenRequest =
  | { readonly lesson: string }
  /** A built-in scenario of the Lab. */
  | { readonly library: string }
  /** A link or file that has been decoded and checked already. */
  | { readonly link: Link }

export interface Opened {
  readonly lesson: string | null
  readonly title: string
  readonly modelVersion: number
  /** 'older' when the link was made with another model version: results may differ. */
  readonly verified: 'same' | 'differs' | 'older' | 'unstated'
  readonly end: Micros
  readonly view: Link['view'] | null
  /** What the Lab is built from; null for a lesson. */
  readonly scenario: Scenario | null
}

export type ToWorker =
  | { readonly type: 'open'; readonly id: number; readonly open: OpenRequest }
  | { readonly type: 'pull'; readonly interest: Interest }
  /** Virtual µs per wall µs; 0 pauses. */
  | { readonly type: 'pace'; readonly virtualPerWall: number }
  | { readonly type: 'seek'; readonly to: Micros }
  | { readonly type: 'step'; readonly to: 'event' | 'back' | 'decision' }
  | { readonly type: 'knob'; readonly index: number }
  | { readonly type: 'perform'; readonly id: number; readonly command: Command; readonly branch?: number }
  | {
      readonly type: 'vary'
      readonly id: number
      readonly set: readonly Override[]
      readonly name: string
      /** Edits that are made there, too; none when left out. */
      readonly journal?: readonly JournalEntry[]
    }
  | { readonly type: 'could'; readonly id: number; readonly command: Command }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'branch'; readonly to: number }
  | { readonly type: 'claim'; readonly id: number; readonly claim: Claim }
  | { readonly type: 'what-if'; readonly id: number; readonly counterfactual: string }
  /** How many workloads a command would stop, without doing it: the hover preview of a kill switch. */
  | { readonly type: 'victims'; readonly id: number; readonly command: Command; readonly branch?: number }
  | { readonly type: 'explain'; readonly id: number; readonly fact: number }
  /** What would have changed a fact: answered when it has been looked for, with news of it on the way. */
  | { readonly type: 'counterfactuals'; readonly id: number; readonly fact: number }
  | { readonly type: 'stop-search' }
  /** Every field of one row, by table and name. */
  | { readonly type: 'inspect'; readonly id: number; readonly table: string; readonly name: string }
  | { readonly type: 'link'; readonly id: number; readonly view: Link['view'] }
  | { readonly type: 'look'; readonly id: number; readonly look: Look }

export type Answer =
  | Opened
  | Refusal
  | Explanation
  | Counterfactuals
  | Link
  | WhatIf
  | Varied
  | LookAnswer
  | readonly string[]
  | readonly InspectorField[]
  | { readonly problem: string }
  | null

export type FromWorker =
  | { readonly type: 'frame'; readonly frame: SessionFrame }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'progress'; readonly id: number; readonly progress: SearchProgress }
  | { readonly type: 'crashed'; readonly message: string; readonly link: Link | null }
