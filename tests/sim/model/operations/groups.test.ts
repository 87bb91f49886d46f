// Groups of workloads that come, change and go while the world runs.
import { describe, expect, test } from 'vitest'
import type { Run, WorkloadGroup } from '../../../../src/sim'
import { nameOf } from '../../../../src/sim/core'
import {
  cell,
  define,
  fleet,
  group,
  minute,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'
import { operate, refused, runOn } from '../../../support/operate'

const plain = { kind: 'process', count: 3, flavour: 's', app: 'plain', millicores: 200 } as const
const namesOf = (run: Run, table: string): readonly string[] =>
  rowsOf(run, table).map((row) => nameOf(run.engine.world, table, row))

const start = (more = {}): Run =>
  startRun(scenario([fleet('host', 2), fleet('edge', 1, { kernel: 'linux' })], [group('web', 2)], more))

describe('group.add', () => {
  test('makes, places and starts the workloads, because of the command', () => {
    const run = start()
    run.advance(second, Infinity)
    const facts = operate(run, 'group.add', {
      name: 'db',
      ...plain,
      policy: 'pack',
      on: 'edge',
      tenant: 'bank',
    })
    expect(facts).toEqual([
      'group.added db 3',
      'demand.sampled db 200 < group.added',
      ...[1, 2, 3].flatMap((at) => [
        `placement.bound db-${at} edge-1 < group.added`,
        `process.started db-${at} < placement.bound`,
      ]),
    ])
    expect(run.metric('cpu.used', 'edge-1')).toBe(600)
  })

  test.each([
    ['vm', { profile: 'firecracker' }, ['db-vm-1', 'db-vm-2', 'db-vm-3']],
    ['container', { profile: 'gvisor' }, ['db-sandbox-1', 'db-sandbox-2', 'db-sandbox-3']],
    ['container', {}, []],
    ['container-in-vm', { per: 2 }, ['db-vm-1', 'db-vm-2']],
  ])('wraps them as %s %j', (kind, more, kernels) => {
    const run = start()
    operate(run, 'group.add', { name: 'db', ...plain, kind, ...more })
    expect(namesOf(run, 'kernels').filter((name) => name.startsWith('db'))).toEqual(kernels)
    expect(run.metric('workload.running', 'db')).toBe(3)
  })

  test('plans random failures of the newcomers', () => {
    const rules = { failure: { processMeanSeconds: 5, processRestartSeconds: 1 } }
    const run = startRun(scenario([fleet('host', 1)], [], { rules, horizon: minute }))
    run.advance(second, Infinity)
    operate(run, 'group.add', { name: 'db', ...plain })
    runOn(run, run.end)
    const crashed = run.facts(0, Infinity).filter(({ name }) => name === 'process.crashed')
    expect(new Set(crashed.map(({ args }) => args['workload'])).size).toBe(3)
  })

  test.each([
    [{ kind: 'jail' }, { argument: 'kind', id: 'jail' }],
    [{ flavour: 'huge' }, { argument: 'flavour', id: 'huge' }],
    [{ app: 'solitaire' }, { argument: 'app', id: 'solitaire' }],
    [{ policy: 'random' }, { argument: 'policy', id: 'random' }],
    [
      { kind: 'vm', profile: 'emulator' },
      { argument: 'profile', id: 'emulator' },
    ],
    [
      { kind: 'vm', profile: 'runc' },
      { argument: 'profile', id: 'runc' },
    ],
    [
      { kind: 'container', profile: 'kvm-qemu' },
      { argument: 'profile', id: 'kvm-qemu' },
    ],
    [
      { kind: 'container-in-vm', profile: 'gvisor' },
      { argument: 'profile', id: 'gvisor' },
    ],
    [{ on: 'nowhere' }, { argument: 'on', id: 'nowhere' }],
  ])('refuses %j, which nobody knows', (more, args) => {
    expect(refused(start(), 'group.add', { name: 'db', ...plain, ...more })).toEqual({
      reason: 'unknown-id',
      args,
    })
  })

  test('refuses names that are taken, by groups and by hosts for kernels', () => {
    const run = start()
    expect(refused(run, 'group.add', { ...plain, name: 'web' })).toEqual({
      reason: 'name-taken',
      args: { name: 'web' },
    })
    operate(run, 'host.add', { group: 'db-vm', count: 1, machine: 'crate', kernel: 'kvm' })
    expect(refused(run, 'group.add', { ...plain, name: 'db', kind: 'vm' })).toEqual({
      reason: 'name-taken',
      args: { name: 'db-vm' },
    })
    operate(run, 'group.add', { ...plain, name: 'db' })
  })

  test('refuses VMs that are wider than every host they may use', () => {
    const flavours = { wide: { vcpus: 1024, memoryMiB: 64, source: 'assumed' } }
    const run = startRun(scenario([fleet('host', 1)], [], { define: { ...define, flavours } }))
    const asked = { ...plain, name: 'db', kind: 'vm', flavour: 'wide' }
    const refusal = refused(run, 'group.add', asked)
    expect(refusal?.reason).toBe('vm-too-wide')
    expect(refusal?.args).toEqual({ group: 'db', vcpus: 1024, nearest: cell(run, 'hosts', 'cores', 0) })
  })

  test('refuses more workloads or groups than a world holds', () => {
    const run = start()
    expect(refused(run, 'group.add', { ...plain, name: 'db', count: 249999 })).toEqual({
      reason: 'too-many-workloads',
      args: { limit: 250000, nearest: 249998 },
    })
    expect(refused(run, 'group.add', { ...plain, name: 'db', count: 0 })?.args).toMatchObject({ nearest: 1 })
    const full = startRun(
      scenario(
        [fleet('host', 1)],
        Array.from({ length: 200 }, (_, at) => group(`g${at}`, 1, { kind: 'process' })),
      ),
    )
    expect(refused(full, 'group.add', { ...plain, name: 'db' })).toEqual({
      reason: 'too-many-groups',
      args: { limit: 200 },
    })
  })
})

describe('group.scale', () => {
  test('up gives the next numbers, down takes the highest', () => {
    const run = start()
    run.advance(second, Infinity)
    expect(operate(run, 'group.scale', { group: 'web', count: 4 })).toEqual([
      'group.scaled web 2 4',
      ...[3, 4].flatMap((at) => [
        `placement.bound web-${at} host-1 < group.scaled`,
        `container.started web-${at} < placement.bound`,
      ]),
    ])
    expect(operate(run, 'group.scale', { group: 'web', count: 1 })).toEqual(['group.scaled web 4 1'])
    expect(namesOf(run, 'workloads')).toEqual(['web-1'])
    operate(run, 'group.scale', { group: 'web', count: 2 })
    expect([...namesOf(run, 'workloads')].sort()).toEqual(['web-1', 'web-5'])
    operate(run, 'group.scale', { group: 'web', count: 0 })
    expect(run.stack('host-1')?.usedMiB).toBe(0)
    operate(run, 'group.scale', { group: 'web', count: 1 })
    expect(namesOf(run, 'workloads')).toEqual(['web-6'])
  })

  test('takes containers out of a VM that keeps others, and gives the memory back', () => {
    const run = startRun(
      scenario(
        [fleet('host', 1)],
        [group('web', 7, { wrap: [{ profile: 'kvm-qemu', per: 3 }, { profile: 'runc' }], flavours: ['m'] })],
      ),
    )
    const before = run.stack('host-1')?.usedMiB ?? 0
    operate(run, 'group.scale', { group: 'web', count: 5 })
    expect(namesOf(run, 'kernels').filter((name) => name.startsWith('web'))).toEqual(['web-vm-1', 'web-vm-2'])
    expect(run.stack('host-1')?.usedMiB).toBeLessThan(before - 1000)
    const vm = run.inspect('kernels', 'web-vm-2')
    expect(vm.find(({ column }) => column === 'vcpus')?.value).toBe(4)
    // A VM of the full size for the next ones, named behind the last.
    operate(run, 'group.scale', { group: 'web', count: 9 })
    expect(namesOf(run, 'kernels').filter((name) => name.startsWith('web'))).toEqual([
      'web-vm-1',
      'web-vm-2',
      'web-vm-3',
      'web-vm-4',
    ])
  })

  test('makes room for those that wait', () => {
    const run = startRun(
      scenario(
        [fleet('host', 1)],
        [
          group('big', 4, { kind: 'process', flavours: ['l'] }),
          group('late', 2, { kind: 'process', flavours: ['l'] }),
        ],
      ),
    )
    expect(run.metric('workload.running', 'late')).toBe(0)
    expect(operate(run, 'group.scale', { group: 'big', count: 3 })).toEqual([
      'group.scaled big 4 3',
      'placement.bound late-1 host-1 < group.scaled',
      'process.started late-1 < placement.bound',
      'placement.failed late 1 < group.scaled',
    ])
  })

  test('sets the number of a group that filled its hosts', () => {
    const run = startRun(
      scenario([fleet('host', 1)], [group('web', 'fill', { kind: 'process', flavours: ['l'] })]),
    )
    operate(run, 'group.scale', { group: 'web', count: 6 })
    expect([run.metric('workload.placed', 'web'), namesOf(run, 'workloads').length]).toEqual([4, 6])
    operate(run, 'workload.resize', { group: 'web', memoryMiB: 100 })
    expect(run.metric('workload.placed', 'web')).toBe(6)
  })

  test('to the same or to too many is refused', () => {
    const run = start()
    expect(refused(run, 'group.scale', { group: 'web', count: 2 })).toEqual({
      reason: 'already-so',
      args: { group: 'web' },
    })
    operate(run, 'group.add', { ...plain, name: 'db', count: 7 })
    expect(refused(run, 'group.scale', { group: 'web', count: 250000 })).toEqual({
      reason: 'too-many-workloads',
      args: { limit: 250000, nearest: 249993 },
    })
  })
})

describe('group.remove', () => {
  test('takes everything along; the name can be used again', () => {
    const demand = {
      law: 'diurnal' as const,
      lowMillicores: 100,
      highMillicores: 900,
      period: 20 * second,
      peakAt: 0,
      cadence: second,
    }
    const run = startRun(
      scenario([fleet('host', 2)], [group('web', 4, { kind: 'vm', demand }), group('db', 2)]),
    )
    runOn(run, 3 * second)
    expect(operate(run, 'group.remove', { group: 'web' })).toEqual(['group.removed web 4'])
    expect([namesOf(run, 'workloadGroups'), namesOf(run, 'kernels')]).toEqual([['db'], ['host-1', 'host-2']])
    // A reading of the old group's demand is still to come.
    runOn(run, 6 * second)
    operate(run, 'group.add', { ...plain, name: 'web' })
    const from = run.engine.world.nextFact
    runOn(run, 9 * second)
    expect(run.facts(from, Infinity)).toEqual([])
    expect([...namesOf(run, 'workloads')].sort()).toEqual(['db-1', 'db-2', 'web-1', 'web-2', 'web-3'])
  })

  test('does not let a new group be placed by what was known of the old one', () => {
    const run = start()
    operate(run, 'group.add', { ...plain, name: 'old', on: 'edge' })
    operate(run, 'group.remove', { group: 'old' })
    const facts = operate(run, 'group.add', { ...plain, name: 'new', on: 'host', count: 1 })
    expect(facts).toContain('placement.bound new-1 host-1 < group.added')
  })
})

describe('group.policy, group.shares and group.demand', () => {
  test('a policy counts for what is placed later', () => {
    const run = start()
    expect(operate(run, 'group.policy', { group: 'web', policy: 'spread' })).toEqual([
      'group.policy-set web spread',
    ])
    const facts = operate(run, 'group.scale', { group: 'web', count: 4 })
    expect(facts.filter((fact) => fact.startsWith('placement'))).toEqual([
      'placement.bound web-3 host-2 < group.scaled',
      'placement.bound web-4 edge-1 < group.scaled',
    ])
    expect(refused(run, 'group.policy', { group: 'web', policy: 'spread' })?.reason).toBe('already-so')
    expect(refused(run, 'group.policy', { group: 'web', policy: 'chaos' })).toEqual({
      reason: 'unknown-id',
      args: { argument: 'policy', id: 'chaos' },
    })
  })

  test('shares decide who gets how much of a busy host, newcomers included', () => {
    const busy: Partial<WorkloadGroup> = {
      kind: 'process',
      demand: { law: 'constant', millicores: 9000 },
      flavours: ['l'],
    }
    const run = startRun(scenario([fleet('host', 1)], [group('a', 1, busy), group('b', 1, busy)]))
    run.advance(second, Infinity)
    const got = (): readonly number[] =>
      rowsOf(run, 'workloads').map((row) => cell(run, 'workloadCpu', 'grantedMillicores', row))
    expect(got()).toEqual([2000, 2000])
    expect(operate(run, 'group.shares', { group: 'a', shares: 12000 })).toEqual(['group.shares-set a 12000'])
    expect(got()).toEqual([3000, 1000])
    operate(run, 'group.scale', { group: 'a', count: 2 })
    expect(got()).toEqual([1715, 571, 1714])
    expect(refused(run, 'group.shares', { group: 'a', shares: 12000 })?.reason).toBe('already-so')
  })

  test('demand is constant from now on, whatever was planned', () => {
    const steps = [
      { at: 0, millicores: 100 },
      { at: 5 * second, millicores: 900 },
    ]
    const run = startRun(
      scenario([fleet('host', 1)], [group('web', 2, { demand: { law: 'stepped', steps } })]),
    )
    runOn(run, second)
    expect(operate(run, 'group.demand', { group: 'web', millicores: 50 })).toEqual([
      'demand.changed web 50',
      'demand.sampled web 50 < demand.changed',
    ])
    runOn(run, 10 * second)
    expect(run.metric('cpu.used', 'host-1')).toBe(100)
    expect(refused(run, 'group.demand', { group: 'web', millicores: 50 })?.reason).toBe('nothing-to-change')
  })
})
