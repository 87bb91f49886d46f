// Hosts without pools are shared by a short way: to the millicore what the tree of pools gives.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkloadGroup } from '../../../src/sim'
import { addNode, adopt, createDivider, createShareTree, shareTree } from '../../../src/sim/core'
import { cell, define, fleet, group, rowsOf, scenario, startRun, crate } from '../../support/builders'

interface Want {
  readonly millicores: number
  readonly shares: number
  readonly reservation: number
  readonly limit: number
}

const small = (least: number, most: number) => fc.integer({ min: least, max: most })
const wantArbitrary: fc.Arbitrary<Want> = fc.record({
  millicores: fc.oneof(small(0, 4000), fc.constant(0), fc.constant(1000)),
  shares: fc.constantFrom(1, 3, 1000, 1000, 4000),
  reservation: fc.constantFrom(0, 0, 0, 1, 333, 900),
  limit: fc.constantFrom(0, 0, 250, 999),
})

/** What the tree gives: the host above, one leaf for each workload. */
function byTree(wants: readonly Want[], capacity: number): readonly number[] {
  const tree = createShareTree(wants.length + 1)
  addNode(tree, 1, Infinity, 0, 0)
  adopt(tree, 0, 1, wants.length)
  for (const { millicores, shares, reservation, limit } of wants) {
    const cap = limit > 0 ? Math.min(limit, 4000) : 4000
    addNode(tree, shares, cap, Math.min(reservation, limit || Infinity), millicores)
  }
  shareTree(createDivider(), tree, capacity, true)
  return Array.from(tree.out.subarray(1, wants.length + 1))
}

const processOf = ({ millicores, shares, reservation, limit }: Want, at: number): WorkloadGroup =>
  group(`w${at}`, 1, {
    kind: 'process',
    flavours: ['l'],
    demand: { law: 'constant', millicores },
    shares,
    reservationMillicores: limit === 0 ? reservation : Math.min(reservation, limit),
    ...(limit === 0 ? {} : { limitMillicores: limit }),
  })

test('the short way gives what the tree gives', () => {
  fc.assert(
    fc.property(fc.array(wantArbitrary, { minLength: 1, maxLength: 12 }), small(1, 24), (wants, cores) => {
      const machines = { crate: { ...crate, coresPerSocket: cores, memoryMiB: 100000 } }
      const more = { define: { ...define, machines } }
      const run = startRun(scenario([fleet('host', 1, { kernel: 'linux' })], wants.map(processOf), more))
      run.advance(0, Infinity)
      // A reservation beyond what the host has left keeps a workload waiting.
      const placed = wants.filter((_, at) => run.metric('workload.placed', `w${at}`) === 1)
      const granted = rowsOf(run, 'workloads')
        .filter((row) => cell(run, 'units', 'host', cell(run, 'workloads', 'unit', row)) === 0)
        .map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))
      expect(granted).toEqual(byTree(placed, cores * 1000))
    }),
    { numRuns: 200, seed: 1 },
  )
})
