// Single workloads, moved and removed by hand.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../../src/sim'
import { nameOf } from '../../../../src/sim/core'
import { fleet, group, rowsOf, scenario, second, startRun } from '../../../support/builders'
import { operate, refused } from '../../../support/operate'

describe('workload.move', () => {
  const start = (): Run =>
    startRun(
      scenario(
        [
          fleet('host', 2),
          fleet('full', 1, { machine: 'box' }),
          fleet('xen', 1, { kernel: 'xen' }),
          fleet('busy', 1, { machine: 'box' }),
        ],
        [
          group('web', 2, { kind: 'vm', flavours: ['m'], reservationMillicores: 500 }),
          group('fixed', 1, { on: 'host', flavours: ['s'] }),
          group('few', 2, { place: { policy: 'spread', per: 2 }, on: 'host', kind: 'process' }),
          group('filler', 'fill', { on: 'full', kind: 'process', flavours: ['m'] }),
          group('promised', 1, { on: 'busy', kind: 'process', flavours: ['m'], reservationMillicores: 1800 }),
        ],
      ),
    )

  test('stops the VM and starts it on the other host', () => {
    const run = start()
    run.advance(second, Infinity)
    const facts = operate(run, 'workload.move', { workload: 'web-2', host: 'host-2' })
    expect(facts).toEqual([
      'workload.moved web-2 host-2',
      'placement.bound web-2 host-2 < workload.moved',
      'vm.started web-vm-2 < placement.bound',
    ])
    expect(run.look({ look: 'where', name: 'web-2' })).toMatchObject({
      found: { path: expect.arrayContaining(['host-2']) as unknown },
    })
    expect(run.metric('workload.running', 'web')).toBe(2)
  })

  test('takes everything in the same VM along', () => {
    const run = startRun(
      scenario([fleet('host', 2)], [group('web', 4, { wrap: [{ profile: 'kvm-qemu', per: 2 }] })]),
    )
    operate(run, 'workload.move', { workload: 'web-4', host: 'host-2' })
    expect([run.stack('host-1')?.units.count, run.stack('host-2')?.units.count]).toEqual([1, 1])
  })

  test('brings back what was lost on a host that is down, and starts what waits', () => {
    const run = startRun(
      scenario([fleet('host', 2)], [group('web', 3, { kind: 'process', flavours: ['l'] })]),
    )
    operate(run, 'host.fail', { host: 'host-1' })
    operate(run, 'workload.move', { workload: 'web-2', host: 'host-2' })
    expect(run.metric('workload.running', 'web')).toBe(1)
    operate(run, 'workload.resize', { group: 'web', memoryMiB: 9500 })
    expect(run.metric('workload.placed', 'web')).toBe(0)
    // Too large for any host; a smaller size is placed at once, so the one that waits is removed from its way.
    operate(run, 'workload.resize', { group: 'web', memoryMiB: 5000 })
    expect(run.metric('workload.running', 'web')).toBe(1)
    operate(run, 'host.add', { group: 'host', count: 1 })
    expect(run.metric('workload.running', 'web')).toBe(2)
    operate(run, 'workload.remove', { workload: 'web-1' })
    expect(run.metric('workload.running', 'web')).toBe(2)
  })

  test('says which filter fails first, in numbers', () => {
    const run = start()
    const move = (workload: string, host: string) => refused(run, 'workload.move', { workload, host })
    expect(move('web-1', 'host-1')).toEqual({
      reason: 'move-here-already',
      args: { workload: 'web-1', host: 'host-1' },
    })
    expect(move('fixed-1', 'busy-1')).toEqual({
      reason: 'move-fleet',
      args: { host: 'busy-1', group: 'fixed', on: 'host' },
    })
    expect(move('web-1', 'xen-1')).toEqual({
      reason: 'move-kernel',
      args: { host: 'xen-1', group: 'web', kernel: 'xen' },
    })
    expect(move('few-1', 'host-1')).toEqual({
      reason: 'move-slots',
      args: { host: 'host-1', group: 'few', units: 3, limit: 2 },
    })
    expect(move('web-1', 'busy-1')).toEqual({
      reason: 'move-cpu',
      args: { host: 'busy-1', need: 500, free: 200 },
    })
    expect(move('web-1', 'full-1')).toMatchObject({
      reason: 'move-memory',
      args: { host: 'full-1', free: 0 },
    })
    operate(run, 'host.fail', { host: 'host-2' })
    expect(move('web-1', 'host-2')).toEqual({ reason: 'move-power', args: { host: 'host-2' } })
    expect(move('web-1', 'host-9')).toEqual({ reason: 'gone', args: { name: 'host-9' } })
  })
})

describe('workload.remove', () => {
  test('takes one out of the middle of a VM, which becomes smaller', () => {
    const run = startRun(
      scenario(
        [fleet('host', 1)],
        [group('web', 3, { wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }], flavours: ['m'] })],
      ),
    )
    run.advance(second, Infinity)
    const before = run.stack('host-1')?.usedMiB ?? 0
    expect(operate(run, 'workload.remove', { workload: 'web-2' })).toEqual(['workload.removed web-2'])
    expect(rowsOf(run, 'workloads').map((row) => nameOf(run.engine.world, 'workloads', row))).toEqual([
      'web-1',
      'web-3',
    ])
    expect(run.stack('host-1')?.usedMiB).toBeLessThan(before - 500)
    expect(run.metric('cpu.used', 'host-1')).toBeGreaterThan(0)
    operate(run, 'workload.remove', { workload: 'web-1' })
    operate(run, 'workload.remove', { workload: 'web-3' })
    expect([rowsOf(run, 'units'), run.stack('host-1')?.usedMiB]).toEqual([[], 0])
    expect(refused(run, 'workload.remove', { workload: 'web-3' })?.reason).toBe('gone')
  })

  test('lets another take the place', () => {
    const run = startRun(
      scenario([fleet('host', 1)], [group('web', 5, { kind: 'process', flavours: ['l'] })]),
    )
    expect(operate(run, 'workload.remove', { workload: 'web-2' })).toEqual([
      'workload.removed web-2',
      'placement.bound web-5 host-1 < workload.removed',
      'process.started web-5 < placement.bound',
    ])
  })
})
