// Weighted max-min sharing the slow way, as an oracle: search for the level of the water by halving.

export interface PlainEntry {
  readonly weight: number
  readonly lower: number
  readonly upper: number
}

export interface PlainNode {
  readonly weight: number
  readonly limit?: number
  readonly reservation?: number
  readonly demand?: number
  readonly children?: readonly PlainNode[]
}

const clamp = (value: number, lower: number, upper: number): number => Math.min(Math.max(value, lower), upper)

/** clamp(weight * t, lower, upper) for the t whose sum is min(capacity, sum of the uppers). */
export function bisectShares(entries: readonly PlainEntry[], capacity: number): readonly number[] {
  const at = (t: number): readonly number[] =>
    entries.map(({ weight, lower, upper }) => clamp(weight * t, lower, upper))
  const total = (parts: readonly number[]): number => parts.reduce((left, right) => left + right, 0)
  const wanted = Math.min(capacity, total(entries.map(({ upper }) => upper)))
  let low = 0
  let high = Math.max(1, ...entries.map(({ weight, upper }) => upper / weight))
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (total(at(middle)) < wanted) low = middle
    else high = middle
  }
  return at(high)
}

/** The shares of a whole tree as reals, breadth first. Floors must fit. */
export function shareTreeByBisection(root: PlainNode, capacity: number): readonly number[] {
  const nodes: PlainNode[] = [root]
  const given: number[] = [Math.min(capacity, upperOf(root))]
  for (let node = 0; node < nodes.length; node++) {
    const children = nodes[node]?.children ?? []
    const entries = children.map((child) => {
      const upper = upperOf(child)
      return { weight: child.weight, lower: Math.min(child.reservation ?? 0, upper), upper }
    })
    nodes.push(...children)
    given.push(...bisectShares(entries, given[node] ?? 0))
  }
  return given
}

export function upperOf(node: PlainNode): number {
  const wanted =
    node.children === undefined
      ? (node.demand ?? 0)
      : node.children.reduce((sum, child) => sum + upperOf(child), 0)
  return Math.min(node.limit ?? Infinity, wanted)
}
