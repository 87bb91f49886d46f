// Overrides: a value at a path, on a copy, checked as a whole.
import { expect, test } from 'vitest'
import type { Override } from '../../../src/sim'
import { applyOverrides } from '../../../src/sim/scenario/override'
import { changed, sampleLink } from './sample'

const scenario = sampleLink.scenario

test.each([
  ['seed', 7, ['seed']],
  ['workloads.0.wrap.0.per', 1, ['workloads', 0, 'wrap', 0, 'per']],
  ['workloads.0.flavours.1', 'large', ['workloads', 0, 'flavours', 1]],
  ['define.flavours.wide.memoryMiB', 8192, ['define', 'flavours', 'wide', 'memoryMiB']],
  // Not there yet, but the schema has a place for it.
  ['workloads.0.wrap.1.per', 2, ['workloads', 0, 'wrap', 1, 'per']],
  ['workloads.1.shares', 500, ['workloads', 1, 'shares']],
])('%s becomes %s, and nothing else changes', (path, value, keys) => {
  const before = JSON.stringify(scenario)
  expect(applyOverrides(scenario, [{ path, value }])).toStrictEqual({
    scenario: changed(scenario, keys, value),
  })
  expect(JSON.stringify(scenario)).toBe(before)
})

test.each([
  ['rules.memory.overcommitPercent', 150, { rules: { memory: { overcommitPercent: 150 } } }],
  [
    'define.apps.tool.librariesMiB',
    5,
    { define: { apps: { tool: { librariesMiB: 5, source: 'assumed' } } } },
  ],
  ['workloads.0.place.policy', 'spread', { workloads: [{ place: { policy: 'spread' } }] }],
])('%s opens what the scenario leaves out', (path, value, expected) => {
  const { rules: _, define: __, ...bare } = scenario
  const [group] = bare.workloads
  if (group === undefined) throw new Error('no group')
  const { place: ___, ...plain } = group
  const from = { ...bare, workloads: [plain] }
  expect(applyOverrides(from, [{ path, value }])).toMatchObject({ scenario: expected })
})

test('several overrides apply one after the other', () => {
  const set = [
    { path: 'seed', value: 1 },
    { path: 'horizon', value: 5 },
    { path: 'seed', value: 2 },
  ]
  expect(applyOverrides(scenario, set)).toMatchObject({ scenario: { seed: 2, horizon: 5 } })
})

test('two that are wrong alone may be right together: only the result is checked', () => {
  const set = [
    { path: 'workloads.0.demand.steps.0.at', value: 9 },
    { path: 'workloads.0.demand.steps.1.at', value: 10 },
  ]
  expect(applyOverrides(scenario, set)).toHaveProperty('scenario')
  expect(applyOverrides(scenario, set.slice(0, 1))).toHaveProperty('problem')
})

test('without overrides the scenario is the same one', () => {
  expect(applyOverrides(scenario, [])).toEqual({ scenario })
})

test.each<[string, Override['value'], object]>([
  ['workloads.2.shares', 1, { problem: 'no-such-path', path: 'workloads.2.shares', args: { name: '2' } }],
  ['workloads.00.shares', 1, { problem: 'no-such-path' }],
  ['workloads.length', 0, { problem: 'no-such-path' }],
  ['workloads.1.wrap.0.per', 1, { problem: 'no-such-path', args: { name: 'wrap' } }],
  ['workloads.0.flavours.2', 'small', { problem: 'no-such-path' }],
  ['title.length', 1, { problem: 'no-such-path', args: { name: 'title' } }],
  ['', 1, { problem: 'unknown-field' }],
  ['toString.name', 'x', { problem: 'no-such-path' }],
  ['__proto__.seed', 1, { problem: 'reserved-name', args: { name: '__proto__' } }],
  ['define.flavours.constructor', 1, { problem: 'reserved-name' }],
  ['define.flavours.prototype.vcpus', 1, { problem: 'reserved-name' }],
  ['colour', 'red', { problem: 'unknown-field', path: 'colour' }],
  ['seed', 'x', { problem: 'wrong-type', path: 'seed' }],
  ['fleet', true, { problem: 'wrong-type', path: 'fleet' }],
  ['fleet.0.count', 0, { problem: 'too-small', path: 'fleet[0].count' }],
  ['fleet.0.name', 'right', { problem: 'duplicate-name', path: 'fleet[1].name' }],
])('an override of "%s" with %s is refused', (path, value, expected) => {
  expect(applyOverrides(scenario, [{ path, value }])).toMatchObject({ problem: expected })
  expect(({} as Record<string, unknown>)['seed']).toBeUndefined()
})
