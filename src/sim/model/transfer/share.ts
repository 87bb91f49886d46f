/**
 * Who gets how much of what is moved at the same time: max–min fairness by progressive filling. All rates rise alike
 * until a card, a disk or the registry is full, or a transfer has all it may take; those stay, the others go on.
 * Source: Bertsekas & Gallager, §6.5.2.
 */

/** Faster than anything that is built: what has no limit takes this, so that no time is ever divided by nothing. */
export const boundless = 1e12

/** Whatever moves gets somewhere, B/s. */
const leastRate = 1

/** Work arrays, grown and kept. Each transfer uses up to two resources; -1 stands for none. */
export interface Filling {
  transfers: number
  resources: number
  first: Int32Array
  second: Int32Array
  limit: Float64Array
  rate: Float64Array
  room: Float64Array
  users: Int32Array
  share: Float64Array
}

export function createFilling(): Filling {
  const reals = (): Float64Array => new Float64Array(16)
  const wholes = (): Int32Array => new Int32Array(16)
  return {
    transfers: 0,
    resources: 0,
    first: wholes(),
    second: wholes(),
    limit: reals(),
    rate: reals(),
    room: reals(),
    users: wholes(),
    share: reals(),
  }
}

/** Makes room for so many transfers and resources; what was in there is forgotten. */
export function clearFilling(filling: Filling, transfers: number, resources: number): void {
  if (transfers > filling.first.length) {
    filling.first = new Int32Array(transfers * 2)
    filling.second = new Int32Array(transfers * 2)
    filling.limit = new Float64Array(transfers * 2)
    filling.rate = new Float64Array(transfers * 2)
  }
  if (resources > filling.room.length) {
    filling.room = new Float64Array(resources * 2)
    filling.users = new Int32Array(resources * 2)
    filling.share = new Float64Array(resources * 2)
  }
  filling.transfers = 0
  filling.resources = 0
}

export function addResource(filling: Filling, room: number): number {
  filling.room[filling.resources] = room
  filling.users[filling.resources] = 0
  return filling.resources++
}

export function addFlow(filling: Filling, first: number, second: number, limit: number): void {
  const at = filling.transfers++
  filling.first[at] = first
  filling.second[at] = second
  filling.limit[at] = limit > 0 ? Math.min(limit, boundless) : boundless
  filling.rate[at] = -1
  if (first >= 0) filling.users[first]++
  if (second >= 0) filling.users[second]++
}

/** Fills `rate`. Each round settles at least one transfer, so that it ends. */
export function fill(filling: Filling): void {
  for (let open = filling.transfers; open > 0;) open -= settleLowest(filling, lowestLevel(filling))
}

function lowestLevel(filling: Filling): number {
  const { transfers, resources, limit, rate, room, users, share } = filling
  let level = boundless
  for (let at = 0; at < resources; at++) {
    share[at] = users[at] > 0 ? room[at] / users[at] : Infinity
    if (share[at] < level) level = share[at]
  }
  for (let at = 0; at < transfers; at++) if (rate[at] < 0 && limit[at] < level) level = limit[at]
  return Math.max(leastRate, level)
}

function settleLowest(filling: Filling, level: number): number {
  const { transfers, first, second, limit, rate, share } = filling
  let settled = 0
  for (let at = 0; at < transfers; at++) {
    if (rate[at] >= 0) continue
    const one = first[at]
    const other = second[at]
    const isFull = (one >= 0 && share[one] <= level) || (other >= 0 && share[other] <= level)
    if (!isFull && limit[at] > level) continue
    rate[at] = level
    settled++
    take(filling, one, level)
    take(filling, other, level)
  }
  return settled
}

function take({ room, users }: Filling, resource: number, amount: number): void {
  if (resource < 0) return
  room[resource] -= amount
  users[resource]--
}
