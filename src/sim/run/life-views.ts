/**
 * What a run shows of life cycles: how things start, which image layers lie on a host, who migrates, and in which state
 * one workload is. Plain, structured-clonable answers made by pure reading.
 */
import type { EquationUse, Micros } from '../core'

export type LifeLook =
  | { readonly look: 'starts'; readonly host: string }
  | { readonly look: 'images'; readonly host: string }
  /** The latest migrations of the whole run, newest last; at most 24. */
  | { readonly look: 'migrations' }
  | { readonly look: 'life'; readonly name: string }

export type LifeLookAnswer = StartsView | ImagesView | MigrationsView | LifeView

/** A stretch of time; `to` is null while it goes on. */
export interface Span {
  readonly from: Micros
  readonly to: Micros | null
}

export interface PhaseSpan extends Span {
  /** One of the model's startPhaseNames. */
  readonly phase: string
  /** How fast it goes now, thousandths of full speed; 1000 when it is over. */
  readonly speedPermille: number
}

/** One start: of a VM, a container or a process. */
export interface StartRow {
  readonly name: string
  readonly group: string
  readonly kind: 'process' | 'container' | 'sandbox' | 'vm'
  readonly state: 'starting' | 'started' | 'cancelled'
  readonly asked: Micros
  readonly phases: readonly PhaseSpan[]
}

/** One layer of a pull. */
export interface LayerRow {
  readonly digest: string
  readonly instruction: string
  readonly compressedBytes: number
  readonly bytes: number
  /** It was on the host already: nothing to do. */
  readonly cached: boolean
  readonly download: Span | null
  readonly extract: Span | null
}

export interface PullRow {
  readonly image: string
  readonly state: 'queued' | 'manifest' | 'pulling' | 'ready' | 'failed'
  readonly asked: Micros
  readonly begun: Micros | null
  readonly ended: Micros | null
  readonly layers: readonly LayerRow[]
}

/** Starts and pulls of one host, oldest first. `timed` is false where the scenario starts everything at once. */
export interface StartsView {
  readonly look: 'starts'
  readonly host: string
  readonly timed: boolean
  /** At most 200. */
  readonly starts: readonly StartRow[]
  readonly pulls: readonly PullRow[]
  /** Starts and pulls beyond those told. */
  readonly others: number
  /** Starts that ended on this host, and their mean, µs; 0 when none did. */
  readonly ended: number
  readonly meanMicros: number
}

export interface LayerView {
  readonly digest: string
  readonly instruction: string
  readonly bytes: number
  readonly compressedBytes: number
  readonly ready: boolean
  readonly files: readonly { readonly path: string; readonly kib: number; readonly whiteout: boolean }[]
  /** Images on this host that are made of it. */
  readonly images: number
}

export interface ImageView {
  readonly name: string
  readonly digest: string
  readonly state: PullRow['state']
  readonly layers: readonly LayerView[]
  /** Containers on this host that run from it. */
  readonly containers: number
  /** Sum of its layers; what a container sees of them; what of them is hidden by whiteouts. */
  readonly bytes: number
  readonly visibleBytes: number
  readonly hiddenBytes: number
}

export interface ImagesView {
  readonly look: 'images'
  readonly host: string
  readonly images: readonly ImageView[]
  /** Layers on disk, each once; and as if each image had its own. */
  readonly uniqueBytes: number
  readonly logicalBytes: number
  readonly diskBytes: number
}

export interface RoundView extends Span {
  readonly mib: number
  readonly dirtiedMiB: number
  readonly throttlePermille: number
}

export interface MigrationView {
  /** Name of the VM's kernel, and its first workload. */
  readonly vm: string
  readonly workload: string
  readonly source: string
  readonly target: string
  readonly mode: 'cold' | 'pre-copy' | 'post-copy'
  readonly state: 'copying' | 'stopped' | 'pulling' | 'completed' | 'cancelled' | 'failed'
  readonly reason: string
  readonly begun: Micros
  readonly ended: Micros | null
  /** While the guest stood still. */
  readonly pause: Span | null
  readonly memoryMiB: number
  readonly sentMiB: number
  /** MiB per second now, and what the guest writes meanwhile. */
  readonly rateMiBps: number
  readonly dirtyMiBps: number
  readonly throttlePermille: number
  readonly faults: number
  /** At most 64. */
  readonly rounds: readonly RoundView[]
  readonly uses: Readonly<Record<string, EquationUse>>
}

export interface MigrationsView {
  readonly look: 'migrations'
  readonly migrations: readonly MigrationView[]
}

/** In which state one workload is, in the words of everybody who has a say. Null: does not apply. */
export interface LifeView {
  readonly look: 'life'
  readonly name: string
  readonly kind: 'process' | 'container' | 'sandbox' | 'vm' | 'container-in-vm'
  readonly workload: string
  /** virDomainState. */
  readonly libvirt: string | null
  /** OpenStack vm_state and task_state. */
  readonly nova: string | null
  readonly novaTask: string | null
  /** OCI runtime status, and what Docker and the CRI call it. */
  readonly oci: string | null
  readonly docker: string | null
  readonly cri: string | null
  /** What `uname` says inside. */
  readonly release: string
  /** Present start phase, if one is under way. */
  readonly phase: string | null
  /**
   * Where somebody arrives who breaks out of it: in its guest or its sandbox, or on the host, as nobody where there
   * is a user namespace. Null for a process, which is there already.
   */
  readonly escape: 'guest' | 'sandbox' | 'host-user' | 'host-root' | null
  /** Commands that would be accepted now, by name. */
  readonly allowed: readonly string[]
}
