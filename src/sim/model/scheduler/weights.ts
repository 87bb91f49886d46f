/** Laws of Linux' fair schedulers: nice values, how settings grow with the number of CPUs, slices by weight. */

/** Load weights of nice -20 … 19. */
// prettier-ignore
const niceWeights: readonly number[] = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
  9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
  1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
  110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
]

/** Weight at which virtual time runs as fast as the clock. */
export const unitWeight = 1024

/** Load weight of a nice value from -20 to 19, whole. */
export function niceWeight(nice: number): number {
  return niceWeights[nice + 20]
}

/** How much virtual time passes while something of this weight runs for `span`, in the unit of `span`. */
export function virtualSpan(span: number, weight: number): number {
  return (span * unitWeight) / weight
}

interface Tunables {
  readonly latency: number
  readonly minGranularity: number
  readonly wakeupGranularity: number
  /** Of EEVDF. */
  readonly baseSlice: number
}

/** The kernel's own settings for a machine, in µs: they grow with the logarithm of its CPUs, up to eight. */
export function tunablesOf(cpus: number): Tunables {
  const factor = cpus >= 8 ? 4 : cpus >= 4 ? 3 : cpus >= 2 ? 2 : 1
  return {
    latency: 6000 * factor,
    minGranularity: 750 * factor,
    wakeupGranularity: 1000 * factor,
    baseSlice: 700 * factor,
  }
}

/**
 * The slice of CFS, in the unit of `latency`: a share by weight of a period in which everybody has a turn.
 * `total` and `runnable` are those of one queue.
 */
export function cfsSlice(
  weight: number,
  total: number,
  runnable: number,
  latency: number,
  minGranularity: number,
): number {
  const period = Math.max(latency, runnable * minGranularity)
  return Math.max((period * weight) / total, minGranularity)
}
