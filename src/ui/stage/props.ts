/** What the stage is told: two sides, what is selected, and which reasons are pointed out. */
import type { EquationUse, StackView } from '../../sim'
import type { LayerName } from '../../viz/palette'

export interface StageCount {
  readonly value: number
  /** What is counted, printed bold: 'copies fit'. */
  readonly caption: string
  /** Printed muted below it: 'at 8 GiB each'. */
  readonly detail?: string
  readonly use: EquationUse | null
}

/** The kill switch of a side. */
export interface StagePanic {
  readonly label: string
  /** Workloads on this side. */
  readonly total: number
  /** How many would stop; null once they have, or while it is not known. */
  readonly preview: number | null
  /** How many have stopped; null before the switch is used. */
  readonly done: number | null
  /** How many the run itself has stopped already; none when left out. */
  readonly lost?: number
  /** Names of the units or workloads that would stop, to outline them while the reader points at the switch. */
  readonly victims?: readonly string[] | null
  readonly disabled?: boolean
  readonly onPanic: () => void
  readonly onPreview: (on: boolean) => void
}

export interface StageSide {
  readonly id: 'A' | 'B' | 'C'
  readonly title: string
  readonly subtitle: string
  readonly stack: StackView
  readonly count: StageCount
  readonly panic: StagePanic | null
  /** A nearly empty host is drawn with what is free cut short, and tiles carry names: for runs of any kind. */
  readonly closeUp?: boolean
  /** What a band is called instead of its layer, under another way of seeing; null keeps the usual name. */
  readonly nameOf?: (layer: LayerName | 'shared') => string | null
}

/** A numbered reason of the why card; `select` names a region, a layer or a unit of the stage. */
export interface StageReason {
  readonly id: string
  readonly number: number
  readonly select: string
}

export interface StackStageProps {
  readonly sides: readonly StageSide[]
  /**
   * Name of a region ('overhead', 'copy', 'left-over', 'kernel', 'units', 'hardware', 'shared'), a layer or a
   * unit.
   */
  readonly selected: string | null
  readonly onSelect: (id: string | null) => void
  /** Reasons that are marked on the picture; none when left out. */
  readonly reasons?: readonly StageReason[]
}
