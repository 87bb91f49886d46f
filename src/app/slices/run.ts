/** What is open: the run's metadata, how fast it plays, and what went wrong with it. */
import type { Link, Scenario } from '../../sim'
import type { Opened } from '../../worker/protocol'
import type { Route } from '../router'

export interface CrashNotice {
  readonly message: string
  /** The link that reproduces the crash as text; null when there is none. */
  readonly linkText: string | null
}

/** Work that was open before something else was opened over it. */
export interface KeptWork {
  readonly link: Link
  readonly route: Route
}

export interface RunSlice {
  readonly status: 'empty' | 'opening' | 'open' | 'crashed'
  readonly route: Route
  readonly opened: Opened | null
  /** The scenario of a run that is no lesson. */
  readonly scenario: Scenario | null
  /** Index into the speeds that fit the run's length. */
  readonly speed: number
  readonly crash: CrashNotice | null
  /** Latest last. */
  readonly kept: readonly KeptWork[]
  /** Rises with everything that is opened: what belongs to one run starts afresh. */
  readonly epoch: number
}

export const emptyRun: RunSlice = {
  status: 'empty',
  route: { page: 'lesson', id: null },
  opened: null,
  scenario: null,
  speed: 0,
  crash: null,
  kept: [],
  epoch: 0,
}
