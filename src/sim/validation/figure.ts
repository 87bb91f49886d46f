/** A published figure, and how what the simulator says is held against it. */
import type { SourceId } from '../catalog'

/**
 * An input went into the numbers or stands as the base of what follows: that it comes out again proves nothing. Only a
 * prediction does. Information is shown because it is often asked for, and the simulator has no law for it.
 */
export const figureKinds = ['input', 'prediction', 'information'] as const
export type FigureKind = (typeof figureKinds)[number]

/**
 * How far from the published value is still the same: a share of it, an amount in its own unit, or, for a figure
 * published as 'up to', anything not above.
 */
type Tolerance =
  | { readonly within: 'share'; readonly value: number }
  | { readonly within: 'amount'; readonly value: number }
  | { readonly within: 'at-most' }

export interface Figure {
  /** '<experiment>.<cell>'; words are 'validation.figure.<id>', and 'validation.reason.<id>' if it needs one. */
  readonly id: string
  /** Number in the model book; words are 'validation.<experiment>' and 'validation.<experiment>.configuration'. */
  readonly experiment: string
  readonly kind: FigureKind
  readonly published: number
  readonly unit: string
  readonly tolerance: Tolerance
  readonly source: SourceId
  /** The law that gives the simulated number; null where it stands in the catalogue as it is. */
  readonly law: string | null
  /** There is more to say: why it is missed, or how it was used. */
  readonly explained?: true
  /** From the same laws that the running world calls. */
  readonly compute: () => number
}

type Verdict = 'reproduced' | 'missed' | 'input' | 'information'

export interface Outcome {
  readonly figure: Figure
  readonly simulated: number
  /** Simulated less published, in the unit of the figure. */
  readonly difference: number
  /** What counts as the same; `low` is null where there is only an upper end. */
  readonly low: number | null
  readonly high: number
  readonly within: boolean
  readonly verdict: Verdict
}

export function outcomeOf(figure: Figure): Outcome {
  const { published, kind } = figure
  const simulated = figure.compute()
  const { low, high } = bandOf(figure)
  const within = simulated <= high && (low === null || simulated >= low)
  const verdict = kind === 'prediction' ? (within ? 'reproduced' : 'missed') : kind
  return { figure, simulated, difference: simulated - published, low, high, within, verdict }
}

function bandOf({ published, tolerance }: Figure): { readonly low: number | null; readonly high: number } {
  switch (tolerance.within) {
    case 'share':
      return { low: published * (1 - tolerance.value), high: published * (1 + tolerance.value) }
    case 'amount':
      return { low: published - tolerance.value, high: published + tolerance.value }
    case 'at-most':
      return { low: null, high: published }
  }
}

interface Validation {
  readonly predictions: number
  readonly reproduced: number
  readonly missed: number
  /** Missed, and nobody has said why: the simulator is wrong, or its words are missing. */
  readonly unexplained: number
  readonly inputs: number
  readonly information: number
}

export function validationOf(outcomes: readonly Outcome[]): Validation {
  const count = (verdict: Verdict): number => outcomes.filter((one) => one.verdict === verdict).length
  const missed = outcomes.filter(({ verdict }) => verdict === 'missed')
  return {
    predictions: count('reproduced') + missed.length,
    reproduced: count('reproduced'),
    missed: missed.length,
    unexplained: missed.filter(({ figure }) => figure.explained !== true).length,
    inputs: count('input'),
    information: count('information'),
  }
}
