/** Places labels in a column: each as near to its mark as the others allow, never one over another. */

/** What a label points at, and how high it is, in px. */
export interface LabelAsk {
  readonly anchor: number
  readonly height: number
  /** Labels of less weight give way when there is no room for all. */
  readonly weight: number
}

interface Cluster {
  /** Sum of (anchor - offset of the label within the cluster). */
  pull: number
  size: number
  height: number
  top: number
}

/**
 * Tops of the labels between `low` and `high`, in the order of `asks`, which must be sorted by anchor; null
 * for a label
 * that found no room. The sum of squared distances between marks and labels is least possible.
 */
export function placeLabels(
  asks: readonly LabelAsk[],
  low: number,
  high: number,
): readonly (number | null)[] {
  const kept = keepWhatFits(asks, high - low)
  const tops = spread(
    asks.filter((_, at) => kept.has(at)),
    low,
    high,
  )
  let next = 0
  return asks.map((_, at) => (kept.has(at) ? (tops[next++] ?? null) : null))
}

function keepWhatFits(asks: readonly LabelAsk[], room: number): ReadonlySet<number> {
  const byWeight = asks
    .map((_, at) => at)
    .sort((a, b) => (asks[b]?.weight ?? 0) - (asks[a]?.weight ?? 0) || a - b)
  const kept = new Set<number>()
  let used = 0
  for (const at of byWeight) {
    const height = asks[at]?.height ?? 0
    if (used + height > room) continue
    used += height
    kept.add(at)
  }
  return kept
}

// Labels that would touch form clusters that move as one; a cluster that reaches its neighbour absorbs it.
function spread(asks: readonly LabelAsk[], low: number, high: number): readonly number[] {
  const clusters: Cluster[] = []
  for (const { anchor, height } of asks) {
    const cluster: Cluster = { pull: anchor - height / 2, size: 1, height, top: 0 }
    settle(cluster, low, high)
    for (
      let below = clusters[clusters.length - 1];
      below !== undefined;
      below = clusters[clusters.length - 1]
    ) {
      if (below.top + below.height <= cluster.top) break
      cluster.pull = below.pull + cluster.pull - below.height * cluster.size
      cluster.size += below.size
      cluster.height += below.height
      settle(cluster, low, high)
      clusters.pop()
    }
    clusters.push(cluster)
  }
  const tops: number[] = []
  for (const cluster of clusters) {
    let top = cluster.top
    for (let at = 0; at < cluster.size; at++) {
      const height = asks[tops.length]?.height ?? 0
      tops.push(top)
      top += height
    }
  }
  return tops
}

function settle(cluster: Cluster, low: number, high: number): void {
  cluster.top = Math.max(low, Math.min(high - cluster.height, cluster.pull / cluster.size))
}
