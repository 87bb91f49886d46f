/**
 * Weighted max-min division of a capacity with floors and ceilings, flat and over a tree; knows no domain.
 * Each entry gets clamp(weight * t, lower, upper) with the one t for which the parts add up (water-filling).
 */

/** The level of the water as an exact fraction: entries inside their bounds get weight * rest / weights. */
export interface Level {
  rest: number
  weights: number
}

const inside = 0
const atLower = 1
const atUpper = 2

/** Work arrays of one division, grown on demand and kept, so that settling a host allocates nothing. */
export interface Divider {
  state: Uint8Array
  readonly level: Level
}

export function createDivider(): Divider {
  return { state: new Uint8Array(16), level: { rest: 0, weights: 0 } }
}

/**
 * Divides `capacity` among entries from…to-1 into `out`, as reals (exact while weights * bounds stay below 2^53).
 * Needs lower <= upper and sum(lower) <= capacity. If everybody's upper fits, everybody gets it.
 *
 * Each round puts the water where the free entries alone would have it; the side on which the bounds push harder
 * is final (as in the flexible boxes of CSS), so at most n rounds follow and two or three are usual.
 */
// Hot: called for every touched host; takes arrays as locals and allocates nothing once grown.
export function divide(
  divider: Divider,
  from: number,
  to: number,
  weight: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  capacity: number,
  out: Float64Array,
): void {
  const count = to - from
  if (divider.state.length < count) divider.state = new Uint8Array(count * 2)
  const { state, level } = divider
  let wanted = 0
  for (let entry = from; entry < to; entry++) wanted += upper[entry]
  if (wanted <= capacity) {
    for (let entry = from; entry < to; entry++) out[entry] = upper[entry]
    level.rest = 0
    level.weights = 0
    return
  }
  state.fill(inside, 0, count)
  for (let round = 0; round <= count; round++) {
    let rest = capacity
    let weights = 0
    for (let entry = from; entry < to; entry++) {
      const at = state[entry - from]
      if (at === inside) weights += weight[entry]
      else rest -= at === atLower ? lower[entry] : upper[entry]
    }
    level.rest = rest
    level.weights = weights
    if (weights === 0) break
    let push = 0 // how far the bounds move the sum, times `weights`
    let below = false
    let above = false
    for (let entry = from; entry < to; entry++) {
      if (state[entry - from] !== inside) continue
      const part = weight[entry] * rest
      if (part < lower[entry] * weights) {
        push += lower[entry] * weights - part
        below = true
      } else if (part > upper[entry] * weights) {
        push += upper[entry] * weights - part
        above = true
      }
    }
    if (!below && !above) break
    for (let entry = from; entry < to; entry++) {
      if (state[entry - from] !== inside) continue
      const part = weight[entry] * rest
      if (push >= 0 && part < lower[entry] * weights) state[entry - from] = atLower
      if (push <= 0 && part > upper[entry] * weights) state[entry - from] = atUpper
    }
  }
  for (let entry = from; entry < to; entry++) {
    const at = state[entry - from]
    out[entry] =
      at === atLower
        ? lower[entry]
        : at === atUpper
          ? upper[entry]
          : (weight[entry] * level.rest) / level.weights
  }
}

/**
 * The same division in whole numbers: the floor of each part, and what is left over one by one, in order,
 * to the entries whose part had a remainder. |integer - real| < 1 per level. Bounds and capacity are whole.
 */
export function divideWhole(
  divider: Divider,
  from: number,
  to: number,
  weight: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  capacity: number,
  out: Float64Array,
): void {
  divide(divider, from, to, weight, lower, upper, capacity, out)
  const { state, level } = divider
  const { rest, weights } = level
  if (weights === 0) return
  let left = rest
  for (let entry = from; entry < to; entry++) {
    if (state[entry - from] !== inside) continue
    out[entry] = Math.floor((weight[entry] * rest) / weights)
    left -= out[entry]
  }
  for (let entry = from; entry < to && left > 0; entry++) {
    if (state[entry - from] !== inside || out[entry] * weights === weight[entry] * rest) continue
    out[entry]++
    left--
  }
}

/** A tree of pools in breadth-first order: node 0 is the root, and the children of a node lie together. */
export interface ShareTree {
  count: number
  firstChild: Int32Array
  childCount: Int32Array
  weight: Float64Array
  /** Infinity when there is none. */
  limit: Float64Array
  reservation: Float64Array
  /** Of leaves; ignored for pools. */
  demand: Float64Array
  lower: Float64Array
  upper: Float64Array
  out: Float64Array
}

export function createShareTree(capacity: number): ShareTree {
  const reals = (): Float64Array => new Float64Array(capacity)
  return {
    count: 0,
    firstChild: new Int32Array(capacity),
    childCount: new Int32Array(capacity),
    weight: reals(),
    limit: reals(),
    reservation: reals(),
    demand: reals(),
    lower: reals(),
    upper: reals(),
    out: reals(),
  }
}

/** Appends a node and returns its number; its children are set with `adopt`. */
export function addNode(
  tree: ShareTree,
  weight: number,
  limit: number,
  reservation: number,
  demand: number,
): number {
  const node = tree.count++
  tree.firstChild[node] = 0
  tree.childCount[node] = 0
  tree.weight[node] = weight
  tree.limit[node] = limit
  tree.reservation[node] = reservation
  tree.demand[node] = demand
  return node
}

export function adopt(tree: ShareTree, parent: number, firstChild: number, childCount: number): void {
  tree.firstChild[parent] = firstChild
  tree.childCount[parent] = childCount
}

/**
 * Shares `capacity` over the tree into `tree.out`: bounds from the leaves up, then division from the root down.
 * Returns the first node whose children's floors do not fit into what it got, or -1.
 * In the whole-number form (settling cannot fail) such floors shrink in proportion instead.
 */
export function shareTree(divider: Divider, tree: ShareTree, capacity: number, whole: boolean): number {
  const { count, firstChild, childCount, limit, reservation, demand, lower, upper, weight, out } = tree
  for (let node = count - 1; node >= 0; node--) {
    let wanted = demand[node]
    if (childCount[node] > 0) {
      wanted = 0
      for (let child = firstChild[node]; child < firstChild[node] + childCount[node]; child++)
        wanted += upper[child]
    }
    upper[node] = Math.min(limit[node], wanted)
    lower[node] = Math.min(reservation[node], upper[node])
  }
  let tooSmall = -1
  out[0] = Math.min(capacity, upper[0])
  for (let node = 0; node < count; node++) {
    if (childCount[node] === 0) continue
    const from = firstChild[node]
    const to = from + childCount[node]
    let floors = 0
    for (let child = from; child < to; child++) floors += lower[child]
    if (floors > out[node]) {
      if (tooSmall === -1) tooSmall = node
      for (let child = from; child < to; child++)
        lower[child] = Math.floor((lower[child] * out[node]) / floors)
    }
    if (whole) divideWhole(divider, from, to, weight, lower, upper, out[node], out)
    else divide(divider, from, to, weight, lower, upper, out[node], out)
  }
  return tooSmall
}
