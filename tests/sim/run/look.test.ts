// Questions about the present moment: their answers add up, and asking changes nothing.
import { describe, expect, test } from 'vitest'
import type { Look, LookAnswer, Run, TableLook } from '../../../src/sim'
import { done, fleet, group, scenario, startRun } from '../../support/builders'

const world = scenario(
  [fleet('east', 6, { zone: 'east', perRack: 3 }), fleet('west', 4, { zone: 'west' })],
  [
    group('web', 30, { tenant: 'shop', place: { policy: 'spread' } }),
    group('bank', 6, { kind: 'vm', flavours: ['m'], tenant: 'bank', on: 'east' }),
    group('cart', 8, { kind: 'container-in-vm', on: 'west', shares: 4000 }),
  ],
)

function ask<L extends Look>(run: Run, look: L): Extract<LookAnswer, { readonly look: L['look'] }> {
  return run.look(look) as Extract<LookAnswer, { readonly look: L['look'] }>
}
const table: TableLook = {
  look: 'table',
  of: 'workloads',
  within: '',
  filter: '',
  sort: '',
  descending: false,
  from: 0,
  count: 200,
}
const names = (run: Run, look: Partial<TableLook>): readonly (string | number | undefined)[] =>
  ask(run, { ...table, ...look }).rows.map(([name]) => name)

describe('pools', () => {
  test('promise no more than there is, and count every group once', () => {
    const run = startRun(world)
    const { capacity, pools } = ask(run, { look: 'pools' })
    expect(pools.map(({ group: name, workloads }) => [name, workloads])).toEqual([
      ['web', 30],
      ['bank', 6],
      ['cart', 8],
    ])
    const promised = pools.reduce((sum, pool) => sum + pool.entitledMillicores, 0)
    expect(promised).toBeGreaterThan(0)
    expect(promised).toBeLessThanOrEqual(capacity.millicores)
    expect(capacity).toEqual({ millicores: 40000, memoryMiB: 90000 })
  })

  test('lose the capacity of a host that fails', () => {
    const run = startRun(world)
    done(run, 'host.fail', { host: 'east-1' })
    expect(ask(run, { look: 'pools' }).capacity).toEqual({ millicores: 36000, memoryMiB: 81000 })
  })
})

describe('bins', () => {
  test('are filled by their units, what is shared and what is free', () => {
    const { bins, total, freeMiB } = ask(startRun(world), { look: 'bins', from: 0, count: 50, order: 'name' })
    expect([bins.length, total]).toEqual([10, 10])
    for (const bin of bins) {
      const taken = bin.units.reduce((sum, unit) => sum + unit.memoryMiB, 0)
      expect(taken + bin.sharedMiB + bin.freeMiB).toBe(bin.usableMiB)
    }
    expect(bins.reduce((sum, bin) => sum + bin.freeMiB, 0)).toBe(freeMiB)
  })

  test('by free memory begin with the largest hole', () => {
    const answer = ask(startRun(world), { look: 'bins', from: 0, count: 1, order: 'free' })
    expect(answer.bins[0]?.freeMiB).toBe(answer.largestHoleMiB)
  })
})

describe('a table', () => {
  test.each(['', 'host', 'memory', 'state', 'tenant'])('sorted by %j is parted into pages', (sort) => {
    const run = startRun(world)
    const pages = [0, 10, 20, 30, 40].flatMap((from) => names(run, { sort, from, count: 10 }))
    expect(pages).toEqual(names(run, { sort }))
    expect(new Set(pages).size).toBe(44)
  })

  test('keeps the order of names among equals, either way round', () => {
    const run = startRun(world)
    const inOrder = names(run, { within: 'web' })
    expect(inOrder.slice(0, 3)).toEqual(['web-1', 'web-2', 'web-3'])
    for (const descending of [false, true])
      expect(names(run, { within: 'web', sort: 'memory', descending })).toEqual(inOrder)
  })

  test('holds what is inside a place, and nothing of a place that is not there', () => {
    const run = startRun(world)
    expect(names(run, { of: 'hosts', within: 'west' })).toHaveLength(4)
    expect(names(run, { of: 'hosts', within: 'rack-2' })).toEqual(['east-4', 'east-5', 'east-6'])
    expect(names(run, { of: 'groups', within: 'west' })).toEqual(['cart', 'web'])
    expect(names(run, { of: 'workloads', within: 'bank' })).toHaveLength(6)
    expect(names(run, { of: 'workloads', within: 'nowhere' })).toEqual([])
  })

  test('filters by name and by the words of a row', () => {
    const run = startRun(world)
    expect(names(run, { filter: 'web-3' })).toEqual(['web-3', 'web-30'])
    expect(names(run, { filter: 'BANK' })).toHaveLength(6)
    expect(names(run, { of: 'groups', filter: 'container-in' })).toEqual(['cart'])
  })
})

describe('find', () => {
  test('meets one host among ten thousand', () => {
    const run = startRun(scenario([fleet('host', 10000)], [group('web', 1)]))
    expect(ask(run, { look: 'find', text: 'HOST-7342', count: 5 }).found).toEqual([
      { name: 'host-7342', type: 'host', path: ['zone', 'rack-184'] },
    ])
    expect(ask(run, { look: 'find', text: '7342', count: 5 }).found).toHaveLength(1)
  })

  test('gives exact names first, then beginnings, then parts', () => {
    const found = ask(startRun(world), { look: 'find', text: 'web-1', count: 4 }).found
    expect(found.map(({ name }) => name)).toEqual(['web-1', 'web-10', 'web-11', 'web-12'])
    const bank = ask(startRun(world), { look: 'find', text: 'bank-vm', count: 20 }).found
    expect(bank.map(({ type }) => type)).toEqual(Array(6).fill('kernel'))
    expect(ask(startRun(world), { look: 'find', text: ' ', count: 9 }).found).toEqual([])
  })
})

describe('where', () => {
  test('tells the way to a workload and the unit around it', () => {
    const { found } = ask(startRun(world), { look: 'where', name: 'cart-3' })
    expect(found).toMatchObject({ type: 'workload', group: 'cart' })
    expect(found?.path[0]).toBe('west')
    expect(found?.unit).toMatch(/^cart-vm-/)
  })

  test('of what is not there is nowhere', () => {
    expect(ask(startRun(world), { look: 'where', name: 'web-31' }).found).toBeNull()
  })
})

test('the hot hosts come worst first', () => {
  const run = startRun(world)
  done(run, 'host.fail', { host: 'west-2' })
  expect(ask(run, { look: 'hot', lens: 'state', count: 1 }).hosts[0]).toMatchObject({
    host: 'west-2',
    state: 'off',
  })
  for (const lens of ['cpu', 'memory', 'tenant', 'risk'] as const) {
    const values = ask(run, { look: 'hot', lens, count: 10 }).hosts.map(({ value }) => value)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  }
})

test('asking changes nothing', () => {
  const run = startRun(world)
  const before = run.hash()
  for (const of of ['hosts', 'workloads', 'groups'] as const) names(run, { of })
  ask(run, { look: 'pools' })
  ask(run, { look: 'find', text: 'e', count: 50 })
  ask(run, { look: 'hot', lens: 'risk', count: 5 })
  expect(run.hash()).toBe(before)
})
