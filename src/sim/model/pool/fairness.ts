/**
 * Dominant resource fairness: a user's share is that of the resource it takes most of. Divisible tasks by progressive
 * filling, and whole tasks one by one; both on exact quotients, so that equal shares are equal.
 * Source: Ghodsi et al. 2011.
 */
import {
  compareRational,
  numberOf,
  over,
  ratio,
  rationalOf,
  subtract,
  times,
  type Rational,
} from '../../core'

export interface FairUser {
  /** Per task and resource. */
  readonly demand: readonly number[]
  readonly weight: number
  /** null = as many as there is room for. */
  readonly maxTasks: number | null
}

export interface FairnessResult {
  readonly fluidTasks: readonly number[]
  /** Not divided by the weight. */
  readonly fluidDominantShares: readonly number[]
  readonly discreteTasks: readonly number[]
  readonly discreteSequence: readonly number[]
}

const zero: Rational = { top: 0n, bottom: 1n }

interface Exact {
  readonly capacity: readonly Rational[]
  readonly demands: readonly (readonly Rational[])[]
  /** Dominant share of one task. */
  readonly dominant: readonly Rational[]
  readonly weights: readonly Rational[]
  readonly most: readonly (Rational | null)[]
}

function exactly(capacity: readonly number[], users: readonly FairUser[]): Exact {
  const rooms = capacity.map(rationalOf)
  const demands = users.map(({ demand }) => demand.map(rationalOf))
  return {
    capacity: rooms,
    demands,
    dominant: demands.map((demand) =>
      demand.reduce<Rational>((most, one, at) => larger(most, over(one, rooms[at])), zero),
    ),
    weights: users.map(({ weight }) => rationalOf(weight)),
    most: users.map(({ maxTasks }) => (maxTasks === null ? null : rationalOf(maxTasks))),
  }
}

const larger = (a: Rational, b: Rational): Rational => (compareRational(a, b) < 0 ? b : a)

/**
 * Tasks by progressive filling, exact: all weighted shares grow together, a user stops when a resource it needs is full
 * or at its most. `capacity` above 0; every user asks for something.
 */
export function fillProgressively(exact: Exact): readonly Rational[] {
  const { dominant, weights, most } = exact
  // Tasks per unit of a common level that is in proportion to the weighted share.
  const rates = onOneScale(dominant.map((share, user) => over(weights[user], share)))
  const { room, need } = wholeDemands(exact)
  const free = room.map(wholeRational)
  const speed = room.map((_, at) => rates.reduce((sum, rate, user) => sum + rate * need[user][at], 0n))
  const cappedAt = most.map((limit, user) =>
    limit === null ? null : over(limit, wholeRational(rates[user])),
  )
  const tasks: Rational[] = rates.map(() => zero)
  const open = new Set(rates.keys())
  while (open.size > 0) {
    const fullAt = free.map((left, at) => (speed[at] === 0n ? null : over(left, wholeRational(speed[at]))))
    const level = lowest([...fullAt, ...[...open].map((user) => cappedAt[user])])
    const isAt = (one: Rational | null): boolean => one !== null && compareRational(one, level) === 0
    const full = fullAt.map(isAt)
    const left = free.map(() => 0n)
    for (const user of [...open]) {
      if (!isAt(cappedAt[user]) && !need[user].some((one, at) => one > 0n && full[at])) continue
      open.delete(user)
      tasks[user] = times(wholeRational(rates[user]), level)
      need[user].forEach((one, at) => (left[at] += rates[user] * one))
    }
    left.forEach((amount, at) => {
      speed[at] -= amount
      if (amount > 0n) free[at] = subtract(free[at], times(wholeRational(amount), level))
    })
  }
  return tasks
}

const wholeRational = (top: bigint): Rational => ({ top, bottom: 1n })

/** Of a list that has at least one: every user asks for something, so that something gets full. */
function lowest(values: readonly (Rational | null)[]): Rational {
  let least: Rational | null = null
  for (const one of values) {
    if (one !== null && (least === null || compareRational(one, least) < 0)) least = one
  }
  return least ?? zero
}

/** Capacities and demands, each resource in a unit of its own that makes them whole. */
function wholeDemands({ capacity, demands }: Exact): {
  readonly room: readonly bigint[]
  readonly need: readonly (readonly bigint[])[]
} {
  const scaled = capacity.map((room, at) => onOneScale([room, ...demands.map((demand) => demand[at])]))
  return {
    room: scaled.map(([room]) => room),
    need: demands.map((_, user) => scaled.map((one) => one[user + 1])),
  }
}

/** A user that still gets tasks, with its weighted share times a factor that is the same for all. */
interface Waiting {
  readonly user: number
  share: bigint
}

/**
 * Whole tasks, one at a time, to the lowest weighted dominant share whose next task fits, lowest index on ties.
 * Null when there would be more than `limit`.
 */
export function giveWholeTasks(exact: Exact, limit: number): readonly number[] | null {
  const { demands, dominant, weights, most } = exact
  const steps = onOneScale(dominant.map((share, user) => over(share, weights[user])))
  const { room, need } = wholeDemands(exact)
  const free = [...room]
  const count = demands.map(() => 0)
  const sequence: number[] = []
  const line: Waiting[] = demands.map((_, user) => ({ user, share: 0n }))
  // What does not fit now never will: room only shrinks.
  for (let first = line.shift(); first !== undefined; first = line.shift()) {
    const { user } = first
    const limitOfUser = most[user]
    if (limitOfUser !== null && BigInt(count[user]) >= limitOfUser.top) continue
    if (need[user].some((one, at) => one > free[at])) continue
    if (sequence.length === limit) return null
    sequence.push(user)
    count[user]++
    need[user].forEach((one, at) => (free[at] -= one))
    first.share += steps[user]
    line.splice(placeIn(line, first), 0, first)
  }
  return sequence
}

/** Whole numbers in the same proportions: all times the least common multiple of what they are divided by. */
function onOneScale(values: readonly Rational[]): readonly bigint[] {
  const all = values.reduce((common, { bottom }) => common * ratio(bottom, common).top, 1n)
  return values.map(({ top, bottom }) => (top * all) / bottom)
}

function placeIn(line: readonly Waiting[], one: Waiting): number {
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = line[middle]
    if (other.share < one.share || (other.share === one.share && other.user < one.user)) low = middle + 1
    else high = middle
  }
  return low
}

/** Both divisions; null when there would be more than `limit` whole tasks. */
export function dominantFairness(
  capacity: readonly number[],
  users: readonly FairUser[],
  limit: number,
): FairnessResult | null {
  const exact = exactly(capacity, users)
  const discreteSequence = giveWholeTasks(exact, limit)
  if (discreteSequence === null) return null
  const fluid = fillProgressively(exact)
  const discreteTasks = users.map(() => 0)
  for (const user of discreteSequence) discreteTasks[user]++
  return {
    fluidTasks: fluid.map(numberOf),
    fluidDominantShares: fluid.map((tasks, user) => numberOf(times(tasks, exact.dominant[user]))),
    discreteTasks,
    discreteSequence,
  }
}
