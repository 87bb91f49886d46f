/** How VMs and containers start and come back, and what images are made of: parts of the plan of a world. */

/** Phases of a start, in the order in which they come; a wrapping has some of them (models/host.md §4.3). */
export const startPhaseNames = [
  'image',
  'disk',
  'vmm',
  'firmware',
  'loader',
  'kernel',
  'init',
  'cloud-init',
  'sandbox',
  'create',
  'start',
  'app',
] as const
export type StartPhase = (typeof startPhaseNames)[number]

/** One phase: how long it takes when nothing is short, and what it uses meanwhile, spread evenly. */
export interface PhasePlan {
  /** Index into startPhaseNames. */
  readonly phase: number
  readonly micros: number
  /** CPU time it uses, µs of one core; longer than `micros` only with several vCPUs. */
  readonly cpuMicros: number
  /** Read from the host's disk. */
  readonly diskKiB: number
}

/** How a VM or a container starts, without its image. */
export interface StartPlan {
  readonly phases: readonly PhasePlan[]
  /** Spread of the whole start: log-normal, σ of its logarithm in thousandths. 0 means every start is the same. */
  readonly sigmaPermille: number
  /** Median µs of the whole with 100 starting at once; 0 when nobody has measured it. */
  readonly parallelMicros: number
  /** What each instance that is there already adds: linear, or as a power of their number. */
  readonly growth: { readonly microsAt1000: number; readonly exponentPermille: number } | null
  /** Bytes of the image that a VM of this profile boots from; 0 for containers, whose image has layers. */
  readonly imageKiB: number
}

/** What happens when a process or container ends: Docker's names. */
export const restartPolicies = ['none', 'no', 'on-failure', 'always', 'unless-stopped'] as const
export type RestartPolicy = (typeof restartPolicies)[number]

export interface ImageFile {
  readonly path: string
  readonly kib: number
  /** Hides the file of this path in the layers below; its own size is 0. */
  readonly whiteout: boolean
}

/** One layer of an image: what one instruction of a Dockerfile changed. */
export interface LayerPlan {
  /** 'sha256:…' of its uncompressed content (diff ID): equal layers of two images are one. */
  readonly digest: string
  readonly instruction: string
  readonly bytes: number
  /** What a registry sends. */
  readonly compressedBytes: number
  readonly files: readonly ImageFile[]
}

export interface ImagePlan {
  readonly name: string
  /** Digest of the manifest. */
  readonly digest: string
  readonly configBytes: number
  /** Indices into `Setup.layers`, lowest first. */
  readonly layers: readonly number[]
}
