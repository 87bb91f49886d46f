// Sharing a capacity: worked examples, the laws of max-min sharing, and agreement with a naive bisection.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  divide,
  divideWhole,
  shareTree,
  type ShareTree,
} from '../../../src/sim/core'
import { bisectShares, shareTreeByBisection, type PlainNode } from '../../support/shares'

interface Entry {
  readonly weight: number
  readonly lower: number
  readonly upper: number
}

function shares(entries: readonly Entry[], capacity: number, whole = false): readonly number[] {
  const out = new Float64Array(entries.length)
  const work = whole ? divideWhole : divide
  const of = (key: keyof Entry): readonly number[] => entries.map((entry) => entry[key])
  work(createDivider(), 0, entries.length, of('weight'), of('lower'), of('upper'), capacity, out)
  return Array.from(out)
}

const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0)

describe('worked examples', () => {
  test('O-4: the one that wants little keeps it, the others share the rest by 1 : 2', () => {
    // 12000 - 2000 = 10000, in thirds.
    const entries = [
      { weight: 1000, lower: 0, upper: 8000 },
      { weight: 2000, lower: 0, upper: 8000 },
      { weight: 1000, lower: 0, upper: 2000 },
    ]
    expect(shares(entries, 12000)).toEqual([10000 / 3, 20000 / 3, 2000])
    // Whole: floors 3333 and 6666 leave one millicore, which the first entry with a remainder gets.
    expect(shares(entries, 12000, true)).toEqual([3334, 6666, 2000])
  })

  test('O-5: a floor binds while a cap of another does not', () => {
    // A keeps 4000; 6000 remain for B and C at 1 : 2, so B's cap of 3000 is out of reach.
    const entries = [
      { weight: 1000, lower: 4000, upper: 8000 },
      { weight: 1000, lower: 0, upper: 3000 },
      { weight: 2000, lower: 0, upper: 8000 },
    ]
    expect(shares(entries, 10000)).toEqual([4000, 2000, 4000])
    expect(shares(entries, 10000, true)).toEqual([4000, 2000, 4000])
  })

  test('a tree divides its capacity level by level', () => {
    const root: PlainNode = {
      weight: 1,
      children: [
        {
          weight: 200,
          limit: 350,
          children: [
            { weight: 1, demand: 400 },
            { weight: 2, demand: 120 },
          ],
        },
        { weight: 50, reservation: 300, demand: 800 },
        { weight: 100, demand: 40 },
      ],
    }
    // web is capped at 350, idle wants 40, batch takes the other 510; inside web, w2 wants 120 and w1 gets 230.
    expect(treeShares(root, 900, false)).toEqual([900, 350, 510, 40, 230, 120])
  })

  test('twice the shares give twice the CPU when both want more than that', () => {
    const both = [1, 2].map((weight) => ({ weight, lower: 0, upper: 1000 }))
    expect(shares(both, 900)).toEqual([300, 600])
  })

  test('everybody gets what they want when all of it fits', () => {
    const entries = [1, 5, 2].map((weight) => ({ weight, lower: 0, upper: 100 * weight }))
    expect(shares(entries, 800)).toEqual([100, 500, 200])
    expect(shares(entries, 801, true)).toEqual([100, 500, 200])
  })

  test('nothing is divided among nobody, and a capacity of 0 gives 0', () => {
    expect(shares([], 10)).toEqual([])
    expect(shares([{ weight: 3, lower: 0, upper: 5 }], 0)).toEqual([0])
  })

  test('floors that together ask for too much shrink in proportion instead of failing', () => {
    const root: PlainNode = {
      weight: 1,
      children: [
        { weight: 1, reservation: 600, demand: 1000 },
        { weight: 1, reservation: 300, demand: 1000 },
      ],
    }
    // 450 / 900 of each floor.
    expect(treeShares(root, 450, true)).toEqual([450, 300, 150])
  })

  test('the first pool whose floors do not fit is named', () => {
    const tree = treeOf({
      weight: 1,
      children: [
        {
          weight: 1,
          limit: 100,
          children: [
            { weight: 1, reservation: 70, demand: 90 },
            { weight: 1, reservation: 60, demand: 90 },
          ],
        },
      ],
    })
    expect(shareTree(createDivider(), tree, 500, false)).toBe(1)
  })
})

function treeOf(root: PlainNode): ShareTree {
  const nodes: PlainNode[] = [root]
  const children: { first: number; count: number }[] = []
  for (let at = 0; at < nodes.length; at++) {
    const below = nodes[at]?.children ?? []
    children.push({ first: nodes.length, count: below.length })
    nodes.push(...below)
  }
  const tree = createShareTree(nodes.length)
  for (const node of nodes)
    addNode(tree, node.weight, node.limit ?? Infinity, node.reservation ?? 0, node.demand ?? 0)
  children.forEach(({ first, count }, node) => adopt(tree, node, first, count))
  return tree
}

/** Shares of all nodes, breadth first. */
function treeShares(root: PlainNode, capacity: number, whole: boolean): readonly number[] {
  const tree = treeOf(root)
  shareTree(createDivider(), tree, capacity, whole)
  return Array.from(tree.out.subarray(0, tree.count))
}

const entryArbitrary = fc
  .tuple(
    fc.integer({ min: 1, max: 10000 }),
    fc.integer({ min: 0, max: 5000 }),
    fc.integer({ min: 0, max: 5000 }),
  )
  .map(([weight, a, b]): Entry => ({ weight, lower: Math.min(a, b), upper: Math.max(a, b) }))

/** Entries, and a capacity of at least their floors. */
const divisionArbitrary = fc.array(entryArbitrary, { minLength: 1, maxLength: 12 }).chain((entries) => {
  const floors = sum(entries.map(({ lower }) => lower))
  return fc.record({
    entries: fc.constant(entries),
    capacity: fc.integer({ min: floors, max: floors + 20000 }),
  })
})

const runs = { numRuns: 1000 }

describe('laws of a flat division', () => {
  test('the parts add up to the capacity, or to what everybody wants if that is less', () => {
    fc.assert(
      fc.property(divisionArbitrary, ({ entries, capacity }) => {
        const total = Math.min(capacity, sum(entries.map(({ upper }) => upper)))
        expect(sum(shares(entries, capacity, true))).toBe(total)
        expect(sum(shares(entries, capacity))).toBeCloseTo(total, 6)
      }),
      runs,
    )
  })

  test('every part lies within its bounds', () => {
    fc.assert(
      fc.property(divisionArbitrary, fc.boolean(), ({ entries, capacity }, whole) => {
        shares(entries, capacity, whole).forEach((part, at) => {
          expect(part).toBeGreaterThanOrEqual(entries[at]?.lower ?? NaN)
          expect(part).toBeLessThanOrEqual(entries[at]?.upper ?? NaN)
        })
      }),
      runs,
    )
  })

  test('a whole part differs from the exact one by less than 1', () => {
    fc.assert(
      fc.property(divisionArbitrary, ({ entries, capacity }) => {
        const exact = shares(entries, capacity)
        shares(entries, capacity, true).forEach((part, at) => {
          expect(Math.abs(part - (exact[at] ?? NaN))).toBeLessThan(1)
        })
      }),
      runs,
    )
  })

  test('more weight never means a smaller part', () => {
    fc.assert(
      fc.property(
        divisionArbitrary,
        fc.nat(),
        fc.integer({ min: 1, max: 10000 }),
        (division, index, more) => {
          const { entries, capacity } = division
          const chosen = index % entries.length
          const heavier = entries.map((entry, at) =>
            at === chosen ? { ...entry, weight: entry.weight + more } : entry,
          )
          const before = shares(entries, capacity)[chosen] ?? NaN
          const after = shares(heavier, capacity)[chosen] ?? NaN
          expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12))
        },
      ),
      runs,
    )
  })

  test('only the proportions of the weights matter', () => {
    fc.assert(
      fc.property(divisionArbitrary, fc.integer({ min: 2, max: 50 }), ({ entries, capacity }, factor) => {
        const scaled = entries.map((entry) => ({ ...entry, weight: entry.weight * factor }))
        expect(shares(scaled, capacity, true)).toEqual(shares(entries, capacity, true))
      }),
      runs,
    )
  })

  test('it agrees with a search for the level of the water by halving', () => {
    fc.assert(
      fc.property(divisionArbitrary, ({ entries, capacity }) => {
        const expected = bisectShares(entries, capacity)
        shares(entries, capacity).forEach((part, at) => expect(part).toBeCloseTo(expected[at] ?? NaN, 6))
      }),
      runs,
    )
  })

  test('parts still add up when products of weights and capacity no longer fit the exact integers', () => {
    const heavy = fc.record({
      weight: fc.integer({ min: 1, max: 10000000000 }),
      lower: fc.constant(0),
      upper: fc.integer({ min: 0, max: 32768000 }),
    })
    fc.assert(
      fc.property(
        fc.array(heavy, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 32768000 }),
        (entries, capacity) => {
          const total = Math.min(capacity, sum(entries.map(({ upper }) => upper)))
          const parts = shares(entries, capacity, true)
          expect(sum(parts)).toBe(total)
          parts.forEach((part, at) => expect(part).toBeLessThanOrEqual(entries[at]?.upper ?? NaN))
        },
      ),
      runs,
    )
  })
})

const leafArbitrary: fc.Arbitrary<PlainNode> = fc.record(
  {
    weight: fc.integer({ min: 1, max: 5000 }),
    demand: fc.integer({ min: 0, max: 4000 }),
    limit: fc.integer({ min: 0, max: 4000 }),
  },
  { requiredKeys: ['weight', 'demand'] },
)
const poolOf = (children: fc.Arbitrary<PlainNode>): fc.Arbitrary<PlainNode> =>
  fc.record(
    {
      weight: fc.integer({ min: 1, max: 5000 }),
      limit: fc.integer({ min: 0, max: 9000 }),
      children: fc.array(children, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['weight', 'children'] },
  )
const treeArbitrary = poolOf(fc.oneof(leafArbitrary, poolOf(fc.oneof(leafArbitrary, poolOf(leafArbitrary)))))

function flat(root: PlainNode): readonly PlainNode[] {
  const nodes: PlainNode[] = [root]
  for (let at = 0; at < nodes.length; at++) nodes.push(...(nodes[at]?.children ?? []))
  return nodes
}

describe('laws of a tree', () => {
  test('it agrees with halving at every level', () => {
    fc.assert(
      fc.property(treeArbitrary, fc.integer({ min: 0, max: 9000 }), (root, capacity) => {
        const expected = shareTreeByBisection(root, capacity)
        treeShares(root, capacity, false).forEach((part, at) =>
          expect(part).toBeCloseTo(expected[at] ?? NaN, 6),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('children of a pool get exactly what the pool got, or all they want', () => {
    fc.assert(
      fc.property(treeArbitrary, fc.integer({ min: 0, max: 9000 }), (root, capacity) => {
        const nodes = flat(root)
        const parts = treeShares(root, capacity, true)
        let first = 1
        nodes.forEach(({ children = [] }, node) => {
          if (children.length > 0) expect(sum(parts.slice(first, first + children.length))).toBe(parts[node])
          first += children.length
        })
      }),
      { numRuns: 500 },
    )
  })

  test('whole and exact shares differ by less than the depth of the tree', () => {
    fc.assert(
      fc.property(treeArbitrary, fc.integer({ min: 0, max: 9000 }), (root, capacity) => {
        const depth = 4
        const exact = treeShares(root, capacity, false)
        treeShares(root, capacity, true).forEach((part, at) =>
          expect(Math.abs(part - (exact[at] ?? NaN))).toBeLessThan(depth),
        )
      }),
      { numRuns: 500 },
    )
  })
})
