// Cold and post-copy, cancelling, and what stands in the way.
import { describe, expect, test } from 'vitest'
import { audit, evaluateLaw, standardModel, type Run, type Scenario } from '../../../../src/sim'
import { VmState, WorkloadState } from '../../../../src/sim/model'
import {
  cell,
  command,
  crate,
  define,
  done,
  factNames,
  fleet,
  group,
  second,
} from '../../../support/builders'
import { brokenLaw } from '../../../support/laws'
import { lawOf } from '../law'
import { bare, mebibyte, roomy, start, told, world } from './world'

const sound = (run: Run): void => {
  expect(audit(run.engine.world, standardModel)).toBeNull()
  expect(brokenLaw(run.engine.world)).toBeNull()
}
const migrate = (run: Run, args: object = {}): void => {
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', ...args })
}

test('cold: the guest stands still for the whole copy', () => {
  const run = start({ rules: { migration: { ...bare, resumeMillis: 20 } } })
  migrate(run, { mode: 'cold' })
  expect(cell(run, 'vms', 'state', cell(run, 'units', 'kernel', 0))).toBe(VmState.paused)
  run.advance(100 * second, Infinity)
  const copy = (8192 * mebibyte) / 1.25e9
  expect((told(run, 'resumedAt') - told(run, 'pausedAt')) / second).toBeCloseTo(copy + 0.02, 5)
  expect(run.facts(0, 999).at(-1)).toMatchObject({ name: 'migration.downtime', args: { downtime: 6892 } })
  expect(cell(run, 'vms', 'state', cell(run, 'units', 'kernel', 0))).toBe(VmState.running)
  sound(run)
})

test('O-34: post-copy sends each page once, and the guest waits for a fifth of its working set', () => {
  const narrow = { ...roomy, nicMbps: 1000 }
  const run = start(
    {
      define: {
        ...define,
        machines: { roomy: narrow },
        flavours: { guest: { vcpus: 2, memoryMiB: 924, source: 'assumed' } },
      },
      rules: { migration: { ...bare, stateMiB: 1 } },
    },
    { memory: { activePercent: 25 }, demand: { law: 'constant', millicores: 2000 } },
  )
  migrate(run, { mode: 'post-copy' })
  run.advance(2 * second, Infinity)
  expect(cell(run, 'units', 'host', 0)).toBe(1)
  expect(cell(run, 'units', 'target', 0)).toBe(0)
  // 325 of a thousand: what a stall of 4.13 s in 8.59 s costs.
  expect(cell(run, 'units', 'brakePermille', 0)).toBeCloseTo(325, -1)
  sound(run)
  run.advance(100 * second, Infinity)
  const law = evaluateLaw(lawOf('migration.post-copy'), {
    memoryMiB: 1024,
    workingSetMiB: 256,
    bandwidthMBps: 125,
    stateMiB: 1,
    resumeSeconds: 0,
  })
  expect(law).toMatchObject({
    faults: told(run, 'faults'),
    pullSeconds: expect.closeTo((told(run, 'ended') - told(run, 'resumedAt')) / second, 4) as number,
    downtimeSeconds: expect.closeTo((told(run, 'resumedAt') - told(run, 'pausedAt')) / second, 4) as number,
  })
  expect(told(run, 'sentBytes')).toBe(1025 * mebibyte)
  expect(cell(run, 'units', 'brakePermille', 0)).toBe(0)
  expect(cell(run, 'units', 'target', 0)).toBe(-1)
  sound(run)
})

test('a copy that never ends can be turned to post-copy', () => {
  const run = start({}, { memory: { dirtyMiBps: 1500 } })
  migrate(run)
  run.advance(20 * second, Infinity)
  done(run, 'vm.migrate-postcopy', { vm: 'db-vm-1' })
  run.advance(100 * second, Infinity)
  expect(factNames(run)).toEqual(expect.arrayContaining(['migration.switched', 'migration.completed']))
  expect((told(run, 'resumedAt') - told(run, 'pausedAt')) / second).toBeLessThan(0.01)
  expect(cell(run, 'transferTotals', 'arrived', 3) + cell(run, 'transferTotals', 'inVain', 3)).toBeCloseTo(
    told(run, 'sentBytes'),
    0,
  )
  sound(run)
})

/** Everything of the units and hosts that is not a history of what has been done. */
function standing(run: Run): unknown {
  const past = [
    'hostCpu',
    'migrations',
    'migrationRounds',
    'migrationLog',
    'groupMigration',
    'transferTotals',
  ]
  const tables = Object.entries(run.engine.world.tables).filter(
    ([name]) => !past.includes(name) && name !== 'transfers' && name !== 'hostTransfers',
  )
  const energy = ['joules', 'work', 'since', 'restJoules', 'settled']
  return Object.fromEntries(
    tables.map(([name, { columns, rows }]) => [
      name,
      Object.fromEntries(
        Object.entries(columns)
          .filter(([column]) => !energy.includes(column) && !name.toLowerCase().includes('energy'))
          .map(([column, values]) => [column, [...values.subarray(0, rows.size)]]),
      ),
    ]),
  )
}

describe('a migration that is cancelled', () => {
  test.each([
    ['in its first round', 3, {}],
    ['in a later round', 4.9, {}],
    ['while the guest stands still', 2, { mode: 'cold' }],
    ['while empty pages are looked through', 1.2, {}],
  ] as const)('%s: leaves both hosts as before', (_, at, args) => {
    const of = { memory: { dirtyMiBps: 286, touchedPercent: 50, activePercent: 50 } }
    const untouched = start({}, of)
    const run = start({}, of)
    migrate(run, args)
    for (const each of [run, untouched]) each.advance(at * second, Infinity)
    done(run, 'vm.migrate-cancel', { vm: 'db-vm-1' })
    for (const each of [run, untouched]) each.advance((at + 1) * second, Infinity)
    expect(standing(run)).toEqual(standing(untouched))
    expect(factNames(run).at(-1)).toBe('migration.cancelled')
    const { arrived, inVain } = {
      arrived: cell(run, 'transferTotals', 'arrived', 3),
      inVain: cell(run, 'transferTotals', 'inVain', 3),
    }
    expect(told(run, 'sentBytes')).toBeCloseTo(arrived + inVain, 0)
    sound(run)
    // It can begin again, and ends.
    migrate(run)
    run.advance(200 * second, Infinity)
    expect(factNames(run)).toContain('migration.completed')
  })

  test('is too late once the guest runs on the target', () => {
    const run = start()
    migrate(run, { mode: 'post-copy' })
    run.advance(3 * second, Infinity)
    expect(run.perform(command('vm.migrate-cancel', { vm: 'db-vm-1' }))?.reason).toBe('too-late-to-cancel')
    expect(run.perform(command('vm.migrate-postcopy', { vm: 'db-vm-1' }))?.reason).toBe('not-in-pre-copy')
  })
})

describe('refused', () => {
  const other: Scenario = world({
    fleet: [
      fleet('host', 2, { machine: 'roomy' }),
      fleet('old', 1, { machine: 'old' }),
      fleet('tiny', 1, { machine: 'tiny' }),
      fleet('deaf', 1, { machine: 'deaf' }),
      fleet('xen', 1, { machine: 'roomy', kernel: 'xen' }),
      fleet('linux', 1, { machine: 'roomy', kernel: 'linux' }),
    ],
    workloads: [
      group('db', 1, { ...world().workloads[0], on: undefined as never, name: 'db' }),
      group('web', 1, { on: 'linux' }),
      group('bare', 1, { kind: 'process', on: 'linux' }),
    ],
    define: {
      ...world().define,
      machines: {
        roomy,
        old: { ...roomy, cpuLevel: 2 },
        tiny: { ...crate, memoryMiB: 4000 },
        deaf: { ...roomy, nicMbps: 0 },
      },
    },
  })
  delete (other.workloads[0] as { on?: string }).on

  test.each([
    ['vm.migrate', { vm: 'db-vm-1', host: 'host-1' }, 'move-here-already', {}],
    ['vm.migrate', { vm: 'host-1', host: 'host-2' }, 'not-a-vm', {}],
    ['vm.migrate', { vm: 'db-vm-1', host: 'tiny-1' }, 'move-memory', { host: 'tiny-1' }],
    ['vm.migrate', { vm: 'db-vm-1', host: 'xen-1' }, 'move-kernel', { kernel: 'xen' }],
    ['vm.migrate', { vm: 'db-vm-1', host: 'old-1' }, 'cpu-level', { needed: 3, has: 2 }],
    ['vm.migrate', { vm: 'db-vm-1', host: 'deaf-1' }, 'no-link', { host: 'deaf-1' }],
    ['workload.migrate', { workload: 'web-1', host: 'host-2' }, 'migrate-container', { workload: 'web-1' }],
    ['workload.migrate', { workload: 'bare-1', host: 'host-2' }, 'migrate-process', { workload: 'bare-1' }],
    ['vm.migrate-cancel', { vm: 'db-vm-1' }, 'not-migrating', { vm: 'db-vm-1' }],
    ['vm.migrate-postcopy', { vm: 'db-vm-1' }, 'not-migrating', { vm: 'db-vm-1' }],
  ] as const)('%s %o: %s', (name, args, reason, told) => {
    const run = start(other)
    const before = run.hash()
    expect(run.perform(command(name, args))).toMatchObject({ reason, args: told })
    expect(run.hash()).toBe(before)
  })

  test('a host that is off, a VM that is off, and one that is on its way', () => {
    const run = start()
    done(run, 'host.fail', { host: 'host-2' })
    expect(run.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'host-2' }))?.reason).toBe('move-power')
    done(run, 'host.repair', { host: 'host-2' })
    migrate(run)
    expect(run.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'host-2' }))).toMatchObject({
      reason: 'already-migrating',
      args: { vm: 'db-vm-1', host: 'host-2' },
    })
    done(run, 'vm.shutdown', { vm: 'db-vm-1' })
    expect(run.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'host-2' }))?.reason).toBe('vm-in-state')
  })

  test('a common baseline lets VMs go to older CPUs; a VM keeps what it saw when it booted', () => {
    const based = start({ ...other, rules: { migration: { ...bare, cpuBaseline: 2 } } })
    expect(based.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'old-1' }))).toBeNull()
    const run = start({
      ...other,
      fleet: [
        fleet('old', 2, { machine: 'old' }),
        fleet('host', 1, { machine: 'roomy' }),
        fleet('linux', 1, { machine: 'roomy', kernel: 'linux' }),
      ],
    })
    done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-1' })
    run.advance(100 * second, Infinity)
    expect(run.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'old-2' }))).toBeNull()
    run.advance(200 * second, Infinity)
    sound(run)
  })

  test('a profile that can only load snapshots migrates cold', () => {
    const run = start({}, { wrap: [{ profile: 'firecracker' }] })
    expect(run.perform(command('vm.migrate', { vm: 'db-vm-1', host: 'host-2' }))).toMatchObject({
      reason: 'no-live-migration',
      args: { profile: 'firecracker' },
    })
    migrate(run, { mode: 'cold' })
  })
})

test('room on the target is nobody else’s: a second guest that would fit without the first is refused', () => {
  const run = start({
    define: { ...world().define, machines: { ...define.machines, roomy: { ...roomy, memoryMiB: 20000 } } },
    workloads: [...world().workloads, group('next', 1, { kind: 'vm', flavours: ['guest'], on: 'host' })],
    fleet: [fleet('host', 3, { machine: 'roomy' })],
  })
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-3' })
  done(run, 'vm.migrate', { vm: 'next-vm-1', host: 'host-3' })
  done(run, 'group.scale', { group: 'next', count: 3 })
  sound(run)
  run.advance(200 * second, Infinity)
  sound(run)
})

test('where memory is overcommitted, pages arrive, or go to swap where there is no room', () => {
  const run = start(
    {
      fleet: [fleet('host', 2, { machine: 'roomy' })],
      define: { ...world().define, machines: { roomy: { ...roomy, memoryMiB: 20000 } } },
      rules: { migration: bare, memory: { overcommitPercent: 200 }, reclaim: { touchMiBps: 1000 } },
    },
    { count: 4, place: { policy: 'spread' } },
  )
  run.advance(60 * second, Infinity)
  const moving = [1, 2, 3, 4].filter((at) => cell(run, 'units', 'host', at - 1) === 0)
  for (const at of moving) done(run, 'vm.migrate', { vm: `db-vm-${at}`, host: 'host-2' })
  for (let now = 61; now < 120; now++) {
    run.advance(now * second, Infinity)
    sound(run)
  }
  expect(factNames(run).filter((name) => name === 'migration.completed')).toHaveLength(moving.length)
  expect([0, 1].map((host) => cell(run, 'hostReclaim', 'incomingPages', host))).toEqual([0, 0])
})

test('containers in a VM go with it; one that was paused by itself stays paused', () => {
  const run = start(
    {},
    { count: 2, wrap: [{ profile: 'kvm-qemu', per: 2 }, { profile: 'runc' }], flavours: ['m'] },
  )
  done(run, 'container.pause', { container: 'db-2' })
  done(run, 'workload.migrate', { workload: 'db-1', host: 'host-2', mode: 'cold' })
  sound(run)
  run.advance(60 * second, Infinity)
  sound(run)
  expect(cell(run, 'units', 'host', 0)).toBe(1)
  expect([0, 1].map((member) => cell(run, 'workloads', 'state', member))).toEqual([
    WorkloadState.running,
    WorkloadState.paused,
  ])
  done(run, 'workload.migrate', { workload: 'db-1', host: 'host-1' })
  done(run, 'workload.remove', { workload: 'db-2' })
  expect(factNames(run).at(-1)).toBe('migration.failed')
  sound(run)
})
