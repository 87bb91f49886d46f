/** What the Lab's stage shows and where: the part of a shared moment that is not the run's. */
import type { Command, Lens, Refusal, Stage } from '../../sim'

/** Centre of the map in its own units, and pixels per unit. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly k: number
}

/** A command that was performed here, as the reader could have typed it. */
export interface EchoLine {
  readonly id: number
  readonly command: Command
  readonly text: string
}

export interface Drag {
  readonly workload: string
  /** The host under the pointer. */
  readonly over: string | null
  /** Why it may not be dropped there; undefined while the answer is on its way. */
  readonly refusal: Refusal | null | undefined
}

export interface ViewSlice {
  readonly stage: Stage
  readonly lens: Lens
  /** Null shows everything. */
  readonly camera: Camera | null
  /** Ordinal of the fact whose cause is open. */
  readonly why: number | null
  readonly hot: boolean
  readonly left: boolean
  readonly right: boolean
  /** Latest last. */
  readonly echo: readonly EchoLine[]
  readonly drag: Drag | null
  /** Branches that stand side by side; while it is empty, the first ones there are. */
  readonly compare: readonly number[]
}

export const emptyView: ViewSlice = {
  stage: 'map',
  lens: 'cpu',
  camera: null,
  why: null,
  hot: false,
  left: true,
  right: true,
  echo: [],
  drag: null,
  compare: [],
}

const lenses: readonly Lens[] = ['cpu', 'memory', 'tenant', 'state', 'risk']

/** The lens of a name; null for those of other versions. */
export function lensOf(name: string | undefined): Lens | null {
  return lenses.find((lens) => lens === name) ?? null
}
