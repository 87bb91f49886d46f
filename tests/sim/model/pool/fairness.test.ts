// Dominant resource fairness against tables worked out by hand, a slow giver of tasks, and what the paper proves of it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInputError } from '../../../../src/sim'
import { forAll } from '../../../support/for-all'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const id = 'pool.dominant-resource-fairness'
const two = { capacity: [12, 20], resources: ['cpu', 'memGB'] }

keepsItsExamples(id)

hasOutputs(id, [
  [
    'one user gets everything it can use',
    { ...two, users: [{ demand: [5, 1] }] },
    { fluidTasks: [2.4], fluidDominantShares: [1], discreteTasks: [2], discreteSequence: [0, 0] },
  ],
  [
    'a user that needs nothing of the full resource goes on',
    { ...two, users: [{ demand: [4, 0] }, { demand: [0, 5] }] },
    {
      fluidTasks: [3, 4],
      fluidDominantShares: [1, 1],
      discreteTasks: [3, 4],
      discreteSequence: [0, 1, 1, 0, 1, 0, 1],
    },
  ],
  [
    // 0.1 + 0.1 + 0.1 of the first is exactly the 0.3 of the second: a tie that goes to the lower index.
    'equal shares written as decimals are equal',
    { capacity: [1], resources: ['cpu'], users: [{ demand: [0.3] }, { demand: [0.1] }] },
    {
      fluidTasks: [5 / 3, 5],
      fluidDominantShares: [0.5, 0.5],
      discreteTasks: [2, 4],
      discreteSequence: [0, 1, 1, 1, 0, 1],
    },
  ],
  [
    'three tenths fit three times into nine tenths',
    { capacity: [0.9], resources: ['cpu'], users: [{ demand: [0.3] }] },
    { fluidTasks: [3], fluidDominantShares: [1], discreteTasks: [3], discreteSequence: [0, 0, 0] },
  ],
  [
    'nobody may: no tasks at all',
    { ...two, users: [{ demand: [1, 1], maxTasks: 0 }] },
    { fluidTasks: [0], fluidDominantShares: [0], discreteTasks: [0], discreteSequence: [] },
  ],
  [
    'a task that fits nowhere is never given',
    { ...two, users: [{ demand: [13, 1] }, { demand: [6, 1] }] },
    {
      fluidTasks: [6 / 13, 1],
      fluidDominantShares: [0.5, 0.5],
      discreteTasks: [0, 2],
      discreteSequence: [1, 1],
    },
  ],
  [
    // Weights 3 : 1 on one resource: three tasks for each of the other's.
    'weights are shares',
    {
      capacity: [8],
      resources: ['cpu'],
      users: [
        { demand: [1], weight: 3 },
        { demand: [1], weight: null },
      ],
    },
    {
      fluidTasks: [6, 2],
      fluidDominantShares: [0.75, 0.25],
      discreteTasks: [6, 2],
      discreteSequence: [0, 1, 0, 0, 0, 1, 0, 0],
    },
  ],
  [
    'who is capped leaves the rest to the others',
    {
      capacity: [10],
      resources: ['cpu'],
      users: [{ demand: [1], maxTasks: 2 }, { demand: [1] }, { demand: [2] }],
    },
    {
      fluidTasks: [2, 4, 2],
      fluidDominantShares: [0.2, 0.4, 0.4],
      discreteTasks: [2, 4, 2],
      discreteSequence: [0, 1, 2, 0, 1, 1, 2, 1],
    },
  ],
])

complainsAbout(id, { ...two, users: [{ demand: [2, 1] }] }, [
  ['capacity', { capacity: [] }],
  ['capacity[1]', { capacity: [12, 0] }],
  ['resources', { resources: ['cpu'] }],
  ['resources[1]', { resources: ['cpu', 4] }],
  ['users', { users: [] }],
  ['users[0].demand', { users: [{ demand: [1] }] }],
  ['users[0].demand', { users: [{ demand: [0, 0] }] }],
  ['users[0].demand[1]', { users: [{ demand: [1, -1] }] }],
  ['users[0].weight', { users: [{ demand: [1, 1], weight: 0 }] }],
  ['users[0].maxTasks', { users: [{ demand: [1, 1], maxTasks: 1.5 }] }],
  ['users', { capacity: [1e15, 1e15] }],
])

interface Output {
  readonly fluidTasks: readonly number[]
  readonly fluidDominantShares: readonly number[]
  readonly discreteTasks: readonly number[]
  readonly discreteSequence: readonly number[]
}
interface User {
  readonly demand: readonly number[]
  readonly weight: number
  readonly maxTasks: number | null
}

const whole = fc.integer({ min: 0, max: 6 })
const anyInput = fc.integer({ min: 1, max: 3 }).chain((resources) =>
  fc.record({
    capacity: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: resources, maxLength: resources }),
    resources: fc.constant(Array.from({ length: resources }, (_, at) => `r${at}`)),
    users: fc.array(
      fc.record({
        demand: fc
          .array(whole, { minLength: resources, maxLength: resources })
          .filter((demand) => demand.some((one) => one > 0)),
        weight: fc.integer({ min: 1, max: 4 }),
        maxTasks: fc.constantFrom(null, null, 1, 4),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
)

const run = (input: unknown): Output => {
  const found = evaluated(id, input)
  if (isInputError(found)) throw new Error(found.error.message)
  return found as Output
}

/** One task after the other; shares are compared by cross-multiplication of whole numbers. */
function slowly(capacity: readonly number[], users: readonly User[]): readonly number[] {
  const count = users.map(() => 0)
  const sequence: number[] = []
  const top = (user: number): readonly [number, number] => {
    // The largest of demand / capacity as a pair, then times tasks over weight.
    const { demand = [], weight = 1 } = users[user] ?? {}
    const pairs = demand.map((one, at) => [one, capacity[at] ?? 1] as const)
    const [d, c] = pairs.reduce((most, one) => (one[0] * most[1] > most[0] * one[1] ? one : most))
    return [(count[user] ?? 0) * d, c * weight]
  }
  for (;;) {
    const fits = users.flatMap(({ demand, maxTasks }, user) => {
      const room = demand.every((one, at) => {
        const used = users.reduce((sum, other, who) => sum + (count[who] ?? 0) * (other.demand[at] ?? 0), 0)
        return used + one <= (capacity[at] ?? 0)
      })
      return room && (maxTasks === null || (count[user] ?? 0) < maxTasks) ? [user] : []
    })
    if (fits.length === 0) return sequence
    const next = fits.reduce((least, user) => {
      const [a, b] = [top(user), top(least)]
      return a[0] * b[1] < b[0] * a[1] ? user : least
    })
    count[next] = (count[next] ?? 0) + 1
    sequence.push(next)
  }
}

describe('any users', () => {
  test('whole tasks go one by one to the lowest share', () => {
    forAll(anyInput, 500, (input) => {
      const { discreteSequence, discreteTasks } = run(input)
      expect(discreteSequence).toEqual(slowly(input.capacity, input.users))
      expect(discreteTasks).toEqual(
        input.users.map((_, user) => discreteSequence.filter((one) => one === user).length),
      )
    })
  })

  test('divisible tasks: nothing overflows, and who stopped was stopped by something', () => {
    forAll(anyInput, 500, ({ capacity, users, resources }) => {
      const { fluidTasks, fluidDominantShares } = run({ capacity, users, resources })
      const used = capacity.map((_, at) =>
        users.reduce((sum, { demand }, user) => sum + (fluidTasks[user] ?? 0) * (demand[at] ?? 0), 0),
      )
      used.forEach((one, at) => expect(one).toBeLessThanOrEqual((capacity[at] ?? 0) * (1 + 1e-12)))
      const level = users.map(({ weight }, user) => (fluidDominantShares[user] ?? 0) / weight)
      users.forEach(({ demand, maxTasks }, user) => {
        const share = Math.max(
          ...demand.map((one, at) => ((fluidTasks[user] ?? 0) * one) / (capacity[at] ?? 1)),
        )
        expect(fluidDominantShares[user]).toBeCloseTo(share, 12)
        const full = demand.flatMap((one, at) =>
          one > 0 && (used[at] ?? 0) > (capacity[at] ?? 0) * (1 - 1e-12) ? [at] : [],
        )
        if (maxTasks !== null && fluidTasks[user] === maxTasks) return
        expect(full.length).toBeGreaterThan(0)
        // Of a full resource that stopped it, nobody has grown to a higher share than it has.
        expect(
          full.some((at) =>
            users.every(
              (other, who) =>
                (other.demand[at] ?? 0) === 0 || (level[who] ?? 0) <= (level[user] ?? 0) + 1e-12,
            ),
          ),
        ).toBe(true)
      })
    })
  })

  test('one resource is weighted max-min', () => {
    forAll(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), 100, (weights) => {
      const users = weights.map((weight) => ({ demand: [1], weight }))
      const sum = weights.reduce((all, weight) => all + weight, 0)
      const { fluidTasks } = run({ capacity: [100], resources: ['cpu'], users })
      fluidTasks.forEach((tasks, user) => expect(tasks).toBeCloseTo((100 * (weights[user] ?? 0)) / sum, 10))
    })
  })

  test('many users with awkward numbers come to an end', () => {
    const users = Array.from({ length: 60 }, (_, at) => ({
      demand: [1 + at * 0.37, 3 + ((at * 7919) % 101) / 7.5],
    }))
    const rounded = users.map(({ demand }) => ({
      demand: demand.map((one) => Math.round(one * 1000) / 1000),
    }))
    const { fluidDominantShares } = run({ capacity: [997.5, 1003.25], resources: ['a', 'b'], users: rounded })
    expect(new Set(fluidDominantShares.map((share) => share.toFixed(9))).size).toBe(1)
  })
})
