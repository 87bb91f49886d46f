// The audit: it accepts a world that was reached by rules, and finds each kind of damage.
import { describe, expect, test } from 'vitest'
import { audit, standardModel } from '../../../src/sim'
import type { World } from '../../../src/sim/core'
import { allAtOnce, fleet, group, scenario, startRun } from '../../support/builders'

function world(): World {
  const run = startRun(
    scenario(
      [fleet('a', 2)],
      [group('web', 3, { app: 'fat', reservationMillicores: 100 }), group('db', 2, { kind: 'vm' })],
    ),
  )
  run.advance(run.end, allAtOnce)
  return run.engine.world
}

function column(from: World, table: string, name: string): { [row: number]: number } {
  const found = from.tables[table]?.columns[name]
  if (found === undefined) throw new Error(`no ${table}.${name}`)
  return found
}

test('a world that followed the rules is sound', () => {
  expect(audit(world(), standardModel)).toBeNull()
})

describe('damage is found', () => {
  const cases: readonly (readonly [what: string, damage: (to: World) => void, found: RegExp])[] = [
    ['a value that is no number', (to) => (column(to, 'hostCpu', 'workRest')[0] = NaN), /not a number/],
    ['a reference to nothing', (to) => (column(to, 'units', 'host')[0] = 99), /points at nothing/],
    ['a reference below none', (to) => (column(to, 'kernels', 'parent')[3] = -2), /points at nothing/],
    [
      'rows that do not add up',
      (to) => to.tables['hosts'] && to.tables['hosts'].rows.live--,
      /do not add up/,
    ],
    ['memory that is not the sum of its parts', (to) => column(to, 'hostMemory', 'usedMiB')[0]!++, /memory/],
    ['CPU that is not the sum of its parts', (to) => column(to, 'hostCpu', 'usedMillicores')[0]!++, /CPU/],
    [
      'promises that are not a recount',
      (to) => column(to, 'hostPlacement', 'reservedMillicores')[0]!++,
      /promised/,
    ],
    ['counts that are not a recount', (to) => column(to, 'workloadGroups', 'running')[0]!--, /recount/],
    ['a kernel away from its parent', (to) => (column(to, 'kernels', 'host')[2] = 1), /another host/],
    [
      'a workload that runs in a VM that does not',
      (to) => (column(to, 'vms', 'state')[2] = 3),
      /VM that does not/,
    ],
    ['an event in the past', (to) => (to.now = 1e15), /overdue/],
  ]
  test.each(cases)('%s', (_, damage, found) => {
    const damaged = world()
    // An event that is always pending, so that there is something to be overdue.
    damaged.queue.heap[0] = 0
    damaged.queue.place[0] = 0
    damaged.queue.due[0] = 1e12
    damaged.queue.size = 1
    expect(audit(damaged, standardModel)).toBeNull()
    damage(damaged)
    expect(audit(damaged, standardModel)).toMatch(found)
  })
})
