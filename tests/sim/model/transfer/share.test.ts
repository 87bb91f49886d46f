// Max–min sharing: nobody can get more without somebody who has less getting less, and nothing overflows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addFlow,
  addResource,
  clearFilling,
  createFilling,
  fill,
} from '../../../../src/sim/model/transfer/share'
import { forAll } from '../../../support/for-all'

type Flow = readonly [first: number, second: number, limit: number]

function ratesOf(rooms: readonly number[], flows: readonly Flow[]): readonly number[] {
  const filling = createFilling()
  clearFilling(filling, flows.length, rooms.length)
  for (const room of rooms) addResource(filling, room)
  for (const flow of flows) addFlow(filling, ...flow)
  fill(filling)
  return [...filling.rate.subarray(0, flows.length)]
}

test.each<[string, readonly number[], readonly Flow[], readonly number[]]>([
  [
    'equal shares',
    [90],
    [
      [0, -1, 0],
      [0, -1, 0],
      [0, -1, 0],
    ],
    [30, 30, 30],
  ],
  [
    'what one may not take, the others get',
    [90],
    [
      [0, -1, 10],
      [0, -1, 0],
      [0, -1, 0],
    ],
    [10, 40, 40],
  ],
  [
    'a bottleneck elsewhere',
    [100, 20],
    [
      [0, 1, 0],
      [0, -1, 0],
    ],
    [20, 80],
  ],
  [
    'two bottlenecks in a row',
    [100, 30, 60],
    [
      [0, 1, 0],
      [0, 1, 0],
      [0, 2, 0],
      [2, -1, 0],
    ],
    [15, 15, 30, 30],
  ],
  ['nothing is a limit', [], [[-1, -1, 0]], [1e12]],
  [
    'a card without a known limit',
    [Infinity],
    [
      [0, -1, 0],
      [0, -1, 5],
    ],
    [1e12, 5],
  ],
])('%s', (_, rooms, flows, rates) => {
  expect(ratesOf(rooms, flows)).toEqual(rates)
})

test('every flow has a bottleneck on which nobody has more', () => {
  const resource = fc.integer({ min: -1, max: 4 })
  const flow = fc
    .tuple(resource, resource, fc.constantFrom(0, 0, 50, 700))
    .filter(([first, second]) => first !== second)
  forAll(
    fc.tuple(
      fc.array(fc.integer({ min: 100, max: 100000 }), { minLength: 5, maxLength: 5 }),
      fc.array(flow, { minLength: 1, maxLength: 40 }),
    ),
    400,
    ([rooms, flows]) => {
      const rates = ratesOf(rooms, flows)
      const used = rooms.map((_, at) =>
        flows.reduce(
          (sum, [one, other], row) => sum + (one === at || other === at ? (rates[row] ?? 0) : 0),
          0,
        ),
      )
      rooms.forEach((room, at) => {
        expect(used[at]).toBeLessThanOrEqual(room * 1.000001)
      })
      flows.forEach(([one, other, limit], row) => {
        const rate = rates[row] ?? 0
        if (rate === limit || rate === 1e12) return
        const full = [one, other].some((at) => {
          if (at < 0 || (used[at] ?? 0) < (rooms[at] ?? 0) * 0.999999) return false
          return flows.every(
            ([a, b], each) => (a !== at && b !== at) || (rates[each] ?? 0) <= rate * 1.000001,
          )
        })
        expect(full).toBe(true)
      })
    },
  )
})
