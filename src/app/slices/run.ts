/** What is open: the run's metadata, how fast it plays, and what went wrong with it. */
import type { Link, Scenario } from '../../sim'
import type { Opened } from '../../worker/protocol'
import type { Route } from '../router'

export interface CrashNotice {
  readonly message: string
  /** The link that reproduces the crash as text; null when there is none. */
  readonly linkText: string | null
  /** The state the session died in. */
  readonly link: Link | null
}

/** Work that was open before something else was opened over it. */
export interface KeptWork {
  readonly link: Link
  readonly route: Route
  /** The id of its run. */
  readonly run: number
}

export interface RunSlice {
  /** 'safe': two starts in a row have failed, so nothing opens by itself. */
  readonly status: 'empty' | 'opening' | 'open' | 'crashed' | 'safe'
  readonly route: Route
  readonly opened: Opened | null
  /** It came in a link or a file, so that no address of a lesson or scenario would bring it back. */
  readonly brought: boolean
  /** The scenario of a run that is no lesson. */
  readonly scenario: Scenario | null
  /** Index into the speeds that fit the run's length. */
  readonly speed: number
  readonly crash: CrashNotice | null
  /** The newest state of this run that was saved: what is left when the session dies without a word. */
  readonly saved: { readonly run: number; readonly link: Link } | null
  /** Latest last. */
  readonly kept: readonly KeptWork[]
  /** Rises with everything that is opened: what belongs to one run starts afresh. */
  readonly epoch: number
  /** The run that is open, or was the last one: an opening that is refused leaves it as it is. */
  readonly id: number
}

export const emptyRun: RunSlice = {
  status: 'empty',
  route: { page: 'lesson', id: null },
  opened: null,
  brought: false,
  scenario: null,
  speed: 0,
  crash: null,
  saved: null,
  kept: [],
  epoch: 0,
  id: 0,
}
