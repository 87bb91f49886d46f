// The CPU bounds of a group: what is changed, and what is refused with the nearest value that is not.
import { describe, expect, test } from 'vitest'
import type { Run, WorkloadGroup } from '../../../../src/sim'
import { audit, standardModel } from '../../../../src/sim'
import { cell, command, done, fleet, group, rowsOf, scenario, startRun } from '../../../support/builders'

/** Two workloads of a on four cores, and one of another group. */
function made(more: Partial<WorkloadGroup> = {}): Run {
  const run = startRun(
    scenario(
      [fleet('host', 1, { kernel: 'linux' })],
      [
        group('a', 2, {
          kind: 'process',
          flavours: ['m'],
          demand: { law: 'constant', millicores: 2000 },
          ...more,
        }),
        group('b', 1, { kind: 'process', flavours: ['l'], demand: { law: 'constant', millicores: 4000 } }),
      ],
    ),
  )
  run.advance(0, Infinity)
  return run
}

const granted = (run: Run): readonly number[] =>
  rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))

test('a limit holds for every workload of the group, those to come included, until it is taken away', () => {
  const run = made()
  expect(granted(run)).toEqual([1000, 1000, 2000])
  done(run, 'group.limit', { group: 'a', millicores: 300 })
  expect(granted(run)).toEqual([300, 300, 3400])
  done(run, 'group.scale', { group: 'a', count: 3 })
  expect(granted(run)).toEqual([300, 300, 3100, 300])
  done(run, 'group.limit', { group: 'a', millicores: 0 })
  done(run, 'group.scale', { group: 'a', count: 2 })
  expect(granted(run)).toEqual([1000, 1000, 2000])
})

test('a reservation is a floor for each, and is kept in the books of the hosts', () => {
  const run = made()
  done(run, 'group.reservation', { group: 'a', millicores: 1500 })
  expect(granted(run)).toEqual([1500, 1500, 1000])
  expect(cell(run, 'hostPlacement', 'reservedMillicores', 0)).toBe(3000)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  done(run, 'group.reservation', { group: 'a', millicores: 0 })
  expect(cell(run, 'hostPlacement', 'reservedMillicores', 0)).toBe(0)
})

test('what waits for a reservation finds a place when others reserve less', () => {
  const run = startRun(
    scenario(
      [fleet('host', 1, { kernel: 'linux' })],
      [
        group('a', 2, { kind: 'process', reservationMillicores: 2000 }),
        group('b', 1, { kind: 'process', reservationMillicores: 1000 }),
      ],
    ),
  )
  expect(run.metric('workload.placed', 'b')).toBe(0)
  done(run, 'group.reservation', { group: 'a', millicores: 1500 })
  expect(run.metric('workload.placed', 'b')).toBe(1)
})

test('the period of the quota is noted in microseconds', () => {
  const run = made()
  done(run, 'group.quota-period', { group: 'a', millis: 20 })
  expect(cell(run, 'groupCgroup', 'periodMicros', 0)).toBe(20000)
})

describe('refused, with the nearest value', () => {
  test.each([
    // 1 ms of 100 ms are ten thousandths of a second: 10 millicores.
    ['group.limit', { millicores: 9 }, {}, 'quota-small', 10],
    ['group.limit', { millicores: 400 }, { reservationMillicores: 500 }, 'limit-reservation', 500],
    ['group.limit', { millicores: 1000001 }, {}, 'bound-range', 1000000],
    ['group.limit', { millicores: 0 }, {}, 'already-so', undefined],
    ['group.reservation', { millicores: 700 }, { limitMillicores: 600 }, 'reservation-limit', 600],
    ['group.reservation', { millicores: 2001 }, {}, 'reservation-room', 2000],
    ['group.reservation', { millicores: -1 }, {}, 'bound-range', 0],
    ['group.quota-period', { millis: 0 }, {}, 'bound-range', 1],
    ['group.quota-period', { millis: 1001 }, {}, 'bound-range', 1000],
    ['group.quota-period', { millis: 3 }, { limitMillicores: 200 }, 'quota-period-small', 5],
  ] as const)('%s %j with %j: %s', (name, args, more, reason, nearest) => {
    const refusal = made(more).perform(command(name, { group: 'a', ...args }))
    expect([refusal?.reason, refusal?.args['nearest']]).toEqual([reason, nearest])
  })
})

test('a VM that is wider than a host finds no place there', () => {
  const run = startRun(
    scenario(
      [fleet('small', 1, { machine: 'box' }), fleet('large', 1)],
      [group('a', 2, { kind: 'vm', flavours: ['l'] })],
    ),
  )
  // Four vCPUs: not on two cores.
  expect(rowsOf(run, 'units').map((unit) => cell(run, 'units', 'host', unit))).toEqual([1, 1])
  const refusal = run.perform(command('workload.move', { workload: 'a-1', host: 'small-1' }))
  expect(refusal).toEqual({ reason: 'move-threads', args: { host: 'small-1', need: 4, free: 2 } })
})
