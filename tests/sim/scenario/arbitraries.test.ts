// What the generators of tests/support promise: scenarios are valid, can be built, and leave no law or kind out.
import fc from 'fast-check'
import { is } from 'valibot'
import { expect, test } from 'vitest'
import { linkSchema, policies, scenarioSchema, type Scenario } from '../../../src/sim'
import { planOf } from '../../../src/sim/scenario/plan'
import { linkArbitrary, scenarioArbitrary } from '../../support/arbitraries'

test('every generated scenario and link is valid, and names only what exists', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary(),
      (scenario) => is(scenarioSchema, scenario) && 'plan' in planOf(scenario),
    ),
  )
  fc.assert(fc.property(linkArbitrary(), (link) => is(linkSchema, link)))
})

test('generated worlds are as small as asked for', () => {
  const hosts = ({ fleet }: Scenario) => fleet.reduce((sum, group) => sum + group.count, 0)
  const workloads = (scenario: Scenario) =>
    scenario.workloads.reduce((sum, { count }) => sum + (count === 'fill' ? 0 : count), 0)
  fc.assert(
    fc.property(
      scenarioArbitrary({ maxRows: 20 }),
      (scenario) => hosts(scenario) + workloads(scenario) <= 20,
    ),
  )
})

test('every law of demand, kind, policy and kernel turns up', () => {
  const scenarios = fc.sample(scenarioArbitrary(), { seed: 1, numRuns: 300 })
  const workloads = scenarios.flatMap((scenario) => scenario.workloads)
  const found = (values: readonly unknown[]) => new Set(values)
  expect(found(workloads.map(({ demand }) => demand.law))).toEqual(
    new Set(['constant', 'stepped', 'diurnal', 'hashed']),
  )
  expect(found(workloads.map(({ place }) => place?.policy))).toEqual(new Set([undefined, ...policies]))
  expect(found(workloads.map(({ kind }) => kind)).size).toBe(5)
  expect(found(workloads.map(({ wrap }) => wrap?.length))).toEqual(new Set([undefined, 0, 1, 2]))
  expect(workloads.some(({ count }) => count === 'fill')).toBe(true)
  expect(found(scenarios.flatMap(({ fleet }) => fleet.map(({ kernel }) => kernel))).size).toBe(4)
})
