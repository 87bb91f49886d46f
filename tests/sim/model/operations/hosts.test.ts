// Hosts that come and go while the world runs.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../../src/sim'
import { nameOf } from '../../../../src/sim/core'
import { cell, fleet, group, hour, rowsOf, scenario, second, startRun } from '../../../support/builders'
import { operate, refused, runOn } from '../../../support/operate'

const hostNames = (run: Run): readonly string[] =>
  rowsOf(run, 'hosts')
    .map((row) => nameOf(run.engine.world, 'hosts', row))
    .sort()

/** 'rack of zone' of a host by name. */
function standsIn(run: Run, host: string): string {
  const { world } = run.engine
  const row = rowsOf(run, 'hosts').find((one) => nameOf(world, 'hosts', one) === host) ?? -1
  const rack = nameOf(world, 'racks', cell(run, 'hosts', 'rack', row))
  return `${rack} of ${nameOf(world, 'zones', cell(run, 'hosts', 'zone', row))}`
}

const small = (): Run =>
  startRun(
    scenario(
      [fleet('host', 3, { zone: 'east', rack: 'row', perRack: 2 })],
      [group('web', 20, { kind: 'vm', flavours: ['l'], place: { policy: 'spread' } })],
    ),
  )

describe('host.add', () => {
  test('gives a group more hosts like those it has, in the next racks', () => {
    const run = small()
    run.advance(second, Infinity)
    operate(run, 'host.add', { group: 'host', count: 3 })
    expect(hostNames(run)).toEqual(['host-1', 'host-2', 'host-3', 'host-4', 'host-5', 'host-6'])
    expect(['host-3', 'host-4', 'host-5', 'host-6'].map((host) => standsIn(run, host))).toEqual([
      'row-2 of east-1',
      'row-2 of east-1',
      'row-3 of east-1',
      'row-3 of east-1',
    ])
    const value = (host: string, column: string) =>
      run.inspect('hosts', host).find((field) => field.column === column)?.value
    for (const column of ['machine', 'cores', 'memoryMiB', 'reserveMiB'])
      expect(value('host-6', column)).toBe(value('host-1', column))
    expect(run.inspect('kernels', 'host-6').find(({ column }) => column === 'state')?.value).toBe('running')
  })

  test('takes what waits, because of the hosts', () => {
    // VMs of 2,112 MiB or so: four to a host of 9,000, so eight of twenty wait.
    const run = small()
    run.advance(second, Infinity)
    expect(run.metric('workload.running', 'web')).toBe(12)
    const facts = operate(run, 'host.add', { group: 'host', count: 1 })
    expect(run.metric('workload.running', 'web')).toBe(16)
    expect(facts).toEqual([
      'host.added host-4 1',
      ...[13, 14, 15, 16].flatMap((at) => [
        `placement.bound web-${at} host-4 < host.added`,
        `vm.started web-vm-${at} < placement.bound`,
      ]),
      'placement.failed web 4 < host.added',
    ])
  })

  test('makes a new group, where and how the command says', () => {
    const run = small()
    const args = { group: 'edge', count: 2, machine: 'box', kernel: 'linux', zone: 'west', rack: 'shelf' }
    operate(run, 'host.add', args)
    expect(hostNames(run)).toEqual(['edge-1', 'edge-2', 'host-1', 'host-2', 'host-3'])
    expect(standsIn(run, 'edge-2')).toBe('shelf-1 of west-1')
    expect(run.stack('edge-1')?.usableMiB).toBe(3500)
    operate(run, 'host.add', { group: 'edge', count: 40 })
    expect([standsIn(run, 'edge-40'), standsIn(run, 'edge-41')]).toEqual([
      'shelf-1 of west-1',
      'shelf-2 of west-1',
    ])
  })

  test('plans the failures of the new hosts as of the first ones', () => {
    const rules = { failure: { hostMeanHours: 1, hostRepairSeconds: 60 } }
    const run = startRun(scenario([fleet('host', 1)], [group('web', 4)], { rules, horizon: 200 * hour }))
    run.advance(hour, Infinity)
    operate(run, 'host.add', { group: 'host', count: 4 })
    run.advance(run.end, Infinity)
    const failed = new Set(
      run
        .facts(0, Infinity)
        .filter(({ name }) => name === 'host.failed')
        .map(({ args }) => args['host']),
    )
    expect([...failed].sort()).toEqual(['host-1', 'host-2', 'host-3', 'host-4', 'host-5'])
  })

  test('is refused with what would be allowed', () => {
    const run = small()
    expect(refused(run, 'host.add', { group: 'host', count: 19998 })).toEqual({
      reason: 'too-many-hosts',
      args: { limit: 20000, nearest: 19997 },
    })
    expect(refused(run, 'host.add', { group: 'host', count: 0 })?.args).toMatchObject({ nearest: 1 })
    expect(refused(run, 'host.add', { group: 'Host', count: 1 })?.reason).toBe('argument-name')
    expect(refused(run, 'host.add', { group: 'new', count: 1, kernel: 'kvm' })).toEqual({
      reason: 'missing-argument',
      args: { argument: 'machine', group: 'new' },
    })
    expect(refused(run, 'host.add', { group: 'new', count: 1, machine: 'crate' })).toEqual({
      reason: 'missing-argument',
      args: { argument: 'kernel', group: 'new' },
    })
    expect(refused(run, 'host.add', { group: 'host', count: 1, machine: 'abacus' })).toEqual({
      reason: 'unknown-id',
      args: { argument: 'machine', id: 'abacus' },
    })
    expect(refused(run, 'host.add', { group: 'host', count: 1, kernel: 'dos' })).toEqual({
      reason: 'unknown-id',
      args: { argument: 'kernel', id: 'dos' },
    })
    // 'web-vm-1' is the kernel of a VM already.
    const named = { group: 'web-vm', count: 1, machine: 'crate', kernel: 'kvm' }
    expect(refused(run, 'host.add', named)).toEqual({ reason: 'name-taken', args: { name: 'web-vm' } })
  })
})

describe('host.remove', () => {
  const two = (count: number): Run =>
    startRun(
      scenario(
        [fleet('host', 2)],
        [group('web', count, { flavours: ['l'], kind: 'process', place: { policy: 'spread' } })],
      ),
    )

  test('names who is there, unless it is told to drain', () => {
    const run = two(8)
    expect(refused(run, 'host.remove', { host: 'host-1' })).toEqual({
      reason: 'host-in-use',
      args: { host: 'host-1', count: 4, names: 'web-1, web-3, web-5 …' },
    })
    expect(refused(two(2), 'host.remove', { host: 'host-1', drain: false })).toEqual({
      reason: 'host-in-use',
      args: { host: 'host-1', count: 1, names: 'web-1' },
    })
  })

  test('drains to where there is room; who finds none waits', () => {
    const run = two(6)
    run.advance(second, Infinity)
    // Three of 2,000 MiB on each, four fit.
    expect(operate(run, 'host.remove', { host: 'host-1', drain: true })).toEqual([
      'host.drained host-1 3',
      'host.removed host-1 < host.drained',
      'placement.bound web-1 host-2 < host.drained',
      'process.started web-1 < placement.bound',
      'placement.failed web 2 < host.drained',
    ])
    expect(hostNames(run)).toEqual(['host-2'])
    expect([run.metric('workload.running', 'web'), run.metric('workload.placed', 'web')]).toEqual([4, 4])
    operate(run, 'host.add', { group: 'host', count: 1 })
    expect(run.metric('workload.running', 'web')).toBe(6)
  })

  test('takes an empty host, whatever state it is in, but never the last', () => {
    const run = startRun(scenario([fleet('host', 3)], []))
    operate(run, 'host.fail', { host: 'host-1' })
    expect(operate(run, 'host.remove', { host: 'host-1' })).toEqual(['host.removed host-1'])
    operate(run, 'kernel.panic', { kernel: 'host-2' })
    operate(run, 'host.remove', { host: 'host-2' })
    expect(refused(run, 'host.remove', { host: 'host-3' })).toEqual({
      reason: 'last-host',
      args: { host: 'host-3' },
    })
    expect(refused(run, 'host.remove', { host: 'host-1' })?.reason).toBe('gone')
  })

  test('a removed host neither fails nor comes back, and its place can be taken by another', () => {
    const rules = { failure: { hostMeanHours: 1, hostRepairSeconds: 7200 } }
    const run = startRun(scenario([fleet('host', 4)], [group('web', 4)], { rules, horizon: 12 * hour }))
    run.advance(hour, Infinity)
    operate(run, 'host.remove', { host: 'host-1', drain: true })
    const from = run.engine.world.nextFact
    runOn(run, 3 * hour)
    operate(run, 'host.add', { group: 'spare', count: 2, machine: 'box', kernel: 'kvm' })
    runOn(run, run.end)
    const later = run.facts(from, Infinity).map(({ args }) => args['host'])
    expect(later).not.toContain('host-1')
    expect(later).toContain('spare-1')
  })

  test('drains VMs with all that is in them, from a host that is down as well', () => {
    const run = startRun(
      scenario(
        [fleet('host', 2)],
        [group('web', 6, { wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }] })],
      ),
    )
    operate(run, 'host.fail', { host: 'host-1' })
    expect(run.metric('workload.running', 'web')).toBe(0)
    operate(run, 'host.remove', { host: 'host-1', drain: true })
    expect(run.metric('workload.running', 'web')).toBe(6)
    expect(run.stack('host-2')?.units.count).toBe(2)
  })
})

test('what a host did and used stays in the totals of the fleet when it leaves', () => {
  const run = startRun(scenario([fleet('host', 2)], [group('web', 6, { place: { policy: 'spread' } })]))
  run.advance(30 * second, Infinity)
  const totals = (): readonly number[] =>
    ['cpu.delivered', 'cpu.requested', 'energy.used'].map((metric) => run.metric(metric, ''))
  const before = totals()
  operate(run, 'host.remove', { host: 'host-1', drain: true })
  totals().forEach((total, at) => expect(total).toBeCloseTo(before[at] ?? NaN, 5))
  operate(run, 'host.add', { group: 'host', count: 1 })
  totals().forEach((total, at) => expect(total).toBeCloseTo(before[at] ?? NaN, 5))
})
