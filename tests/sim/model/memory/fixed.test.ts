// Fixed partitions and allocation on demand, by hand and for any requests.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateOnDemand, fixedPartitions } from '../../../../src/sim/model/memory'
import { forAll } from '../../../support/for-all'
import { complainsAbout, hasOutputs, keepsItsExamples } from '../law-cases'

const fixed = 'memory.fixed-partitions'
const demand = 'memory.allocate-on-demand'

keepsItsExamples(fixed)
keepsItsExamples(demand)

hasOutputs(fixed, [
  [
    'the smallest that holds it, the first of equals',
    { partitions: [300, 200, 200], requests: [150, 150, 150] },
    {
      partitionOf: [1, 2, 0],
      wasted: [50, 50, 150],
      waiting: [],
      tooLarge: [],
      internalFragmentation: 250,
      internalShare: 250 / 700,
      free: 0,
    },
  ],
  [
    'no requests, nothing lost',
    { partitions: [8], requests: [] },
    {
      partitionOf: [],
      wasted: [],
      waiting: [],
      tooLarge: [],
      internalFragmentation: 0,
      internalShare: 0,
      free: 8,
    },
  ],
])

complainsAbout(fixed, { partitions: [8], requests: [1] }, [
  ['partitions', { partitions: [] }],
  ['partitions[0]', { partitions: [0] }],
  ['requests[1]', { requests: [1, 0] }],
  ['requests', { requests: null }],
])

test('every partition is taken once, by a request that fits, and none smaller was free', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 })
  forAll(fc.tuple(sizes, sizes), 300, ([partitions, requests]) => {
    const { partitionOf, waiting, tooLarge, internalFragmentation } = fixedPartitions(partitions, requests)
    const taken = new Set<number>()
    let lost = 0
    partitionOf.forEach((place, request) => {
      const size = requests[request] ?? 0
      const could = partitions.flatMap((room, at) => (room >= size && !taken.has(at) ? [room] : []))
      expect(place === null ? Infinity : partitions[place]).toBe(Math.min(...could))
      if (place === null) return
      taken.add(place)
      lost += (partitions[place] ?? 0) - size
    })
    expect(internalFragmentation).toBe(lost)
    expect(waiting.length + tooLarge.length).toBe(partitionOf.filter((place) => place === null).length)
  })
})

complainsAbout(demand, { frames: 2, guests: [3], touches: [{ guest: 0, page: 2 }] }, [
  ['frames', { frames: 0 }],
  ['guests', { guests: [] }],
  ['touches[0].guest', { touches: [{ guest: 1, page: 0 }] }],
  ['touches[0].page', { touches: [{ guest: 0, page: 3 }] }],
])

test('a guest never gets more than it touched, and all together never more than there is', () => {
  const touch = fc.record({ guest: fc.nat({ max: 2 }), page: fc.nat({ max: 9 }) })
  forAll(
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.array(touch, { maxLength: 40 })),
    200,
    ([frames, touches]) => {
      const { granted, frames: found } = allocateOnDemand(frames, [10, 10, 10], touches)
      expect(granted.reduce((sum, one) => sum + one, 0)).toBe(
        Math.min(frames, new Set(touches.map(({ guest, page }) => `${guest} ${page}`)).size),
      )
      const owner = new Map<number, string>()
      touches.forEach(({ guest, page }, at) => {
        const frame = found[at] ?? null
        if (frame === null) return
        expect(owner.get(frame) ?? `${guest} ${page}`).toBe(`${guest} ${page}`)
        owner.set(frame, `${guest} ${page}`)
      })
    },
  )
})
