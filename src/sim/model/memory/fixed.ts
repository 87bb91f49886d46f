/** Memory before paging came: fixed partitions; and frames that are given only when a page is touched. */

export interface FixedResult {
  /** Per request, in order: the partition it got, or null. */
  readonly partitionOf: readonly (number | null)[]
  /** Per request: what it leaves unused of its partition. */
  readonly wasted: readonly (number | null)[]
  /** Requests that wait for a partition, and those that none could ever hold. */
  readonly waiting: readonly number[]
  readonly tooLarge: readonly number[]
  readonly internalFragmentation: number
  /** Its share of the partitions in use; 0 when none is. */
  readonly internalShare: number
  /** Free partitions, together. */
  readonly free: number
}

/** Each request takes the smallest free partition that holds it, the first of equals. Whole sizes. */
export function fixedPartitions(partitions: readonly number[], requests: readonly number[]): FixedResult {
  const taken = partitions.map(() => false)
  const largest = partitions.reduce((most, size) => Math.max(most, size), 0)
  const partitionOf = requests.map((size) => {
    let best: number | null = null
    for (const [at, room] of partitions.entries()) {
      if (!taken[at] && room >= size && (best === null || room < partitions[best])) best = at
    }
    if (best !== null) taken[best] = true
    return best
  })
  const wasted = partitionOf.map((at, request) => (at === null ? null : partitions[at] - requests[request]))
  const without = requests.map((_, request) => request).filter((request) => partitionOf[request] === null)
  const sum = (sizes: readonly (number | null)[]): number =>
    sizes.reduce<number>((total, size) => total + (size ?? 0), 0)
  const inUse = sum(partitions.filter((_, at) => taken[at]))
  const internal = sum(wasted)
  return {
    partitionOf,
    wasted,
    waiting: without.filter((request) => requests[request] <= largest),
    tooLarge: without.filter((request) => requests[request] > largest),
    internalFragmentation: internal,
    internalShare: inUse === 0 ? 0 : internal / inUse,
    free: sum(partitions) - inUse,
  }
}

export interface Touch {
  readonly guest: number
  readonly page: number
}

export interface DemandResult {
  /** Per touch: the frame behind the page; null when none was left. */
  readonly frames: readonly (number | null)[]
  /** Touches that had to be given a frame, or would have. */
  readonly faults: number
  /** Frames per guest at the end. */
  readonly granted: readonly number[]
  /** Pages that guests believe to have, per frame there is. */
  readonly overcommitment: number
}

/** Allocation on demand: the first touch of a page takes the lowest frame that is free; later ones find it there. */
export function allocateOnDemand(
  frames: number,
  pagesOfGuest: readonly number[],
  touches: readonly Touch[],
): DemandResult {
  const backed = pagesOfGuest.map(() => new Map<number, number>())
  let given = 0
  let faults = 0
  const found = touches.map(({ guest, page }) => {
    const behind = backed[guest].get(page)
    if (behind !== undefined) return behind
    faults++
    if (given === frames) return null
    backed[guest].set(page, given)
    return given++
  })
  return {
    frames: found,
    faults,
    granted: backed.map(({ size }) => size),
    overcommitment: pagesOfGuest.reduce((sum, pages) => sum + pages, 0) / frames,
  }
}
