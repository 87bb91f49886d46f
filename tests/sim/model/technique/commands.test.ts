// Techniques, mixes and page sizes of running groups: what changes, what is refused, and what follows on the hosts.
import { describe, expect, test } from 'vitest'
import {
  audit,
  createRun,
  standardModel,
  type Command,
  type Run,
  type WorkloadGroup,
} from '../../../../src/sim'
import { pageSizeNames, techniqueNames } from '../../../../src/sim/model/plan'
import { allAtOnce, cell, define, done, fleet, group, scenario, startRun } from '../../../support/builders'
import { refused } from '../../../support/operate'

const vms = (more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group('vm', 2, { kind: 'vm', flavours: ['l'], demand: { law: 'constant', millicores: 500 }, ...more })

/** The loads of O-3 without their traces in caches and memory, which would slow neighbours down, too. */
const forks = {
  kernelPermille: 300,
  syscalls: 100000,
  pageTable: 50000,
  pageFaults: 10000,
  walkPermille: 30,
  workingSetMiB: 512,
  source: 'assumed',
} as const
const mixes = { forks, mine: { syscalls: 1000000, source: 'assumed' } } as const

function running(...workloads: readonly WorkloadGroup[]): Run {
  const run = startRun(scenario([fleet('host', 2)], workloads, { define: { ...define, mixes } }))
  run.advance(0, allAtOnce)
  return run
}

/** Does a command that must not be refused, and says what it states first. */
function operate(run: Run, name: string, args: Command['args']): string {
  const from = run.engine.world.nextFact
  done(run, name, args)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run.facts(from, 1).map((fact) => [fact.name, ...Object.values(fact.args)].join(' '))[0] ?? ''
}

const column = (run: Run, name: string, row = 0): number => cell(run, 'groupTechnique', name, row)
const word = (names: readonly string[], code: number): string => names[code] ?? ''

describe('a new group', () => {
  test('is virtualized as its wrapping does it', () => {
    const run = running(
      vms(),
      group('box', 1),
      group('plain', 1, { kind: 'process' }),
      group('safe', 1, { wrap: [{ profile: 'gvisor' }] }),
      group('both', 2, { kind: 'container-in-vm' }),
    )
    const techniques = [0, 1, 2, 3, 4].map((row) => word(techniqueNames, column(run, 'technique', row)))
    expect(techniques).toEqual(['hvm-nested', 'container', 'native', 'user-kernel-kvm', 'hvm-nested'])
  })

  test('without a mix keeps the measured factor of its profile', () => {
    const run = running(vms())
    expect(['guestPpm', 'exitPpm', 'codePpm', 'walkPpm', 'hostPpm'].map((name) => column(run, name))).toEqual(
      [1023000, 23000, 0, 0, 0],
    )
  })

  test('with a mix costs what the law says: O-3 with nested and with shadow paging, and by binary translation', () => {
    const costs = ['hvm-nested', 'hvm-shadow', 'binary-translation'] as const
    const run = running(
      ...costs.map((technique) => ({ ...vms({ mix: 'fork-heavy', technique }), name: technique })),
    )
    expect(costs.map((_, row) => column(run, 'guestPpm', row))).toEqual([1058000, 1162800, 1129950])
  })

  test('cannot be virtualized as its wrapping cannot be', () => {
    const made = createRun(scenario([fleet('host', 1)], [group('box', 1, { technique: 'hvm-nested' })]))
    expect(made).toMatchObject({
      problem: { problem: 'unfit', args: { value: 'hvm-nested' }, path: 'workloads[0].technique' },
    })
  })

  test('made by a command is virtualized as it says, or not at all', () => {
    const run = running()
    const plain = { count: 1, flavour: 's', app: 'plain', millicores: 100 }
    operate(run, 'group.add', { name: 'db', kind: 'vm', ...plain, mix: 'web', technique: 'hvm-shadow' })
    expect(word(techniqueNames, column(run, 'technique'))).toBe('hvm-shadow')
    expect(
      refused(run, 'group.add', { name: 'c', kind: 'container', ...plain, technique: 'emulation' }),
    ).toEqual({
      reason: 'unknown-id',
      args: { argument: 'technique', id: 'emulation' },
    })
  })
})

describe('the audit', () => {
  test.each([
    ['exitPpm', 'not native time and its parts'],
    ['technique', 'virtualized as its wrapping cannot be'],
  ])('notices a wrong %s', (name, complaint) => {
    const { world } = running(group('box', 1, { mix: 'web' })).engine
    const column = world.tables['groupTechnique']?.columns[name]
    if (column === undefined) throw new Error(`no column ${name}`)
    column[0] = 3
    expect(audit(world, standardModel)).toContain(complaint)
  })
})

describe('group.technique', () => {
  test('changes what the group costs, and its hosts share anew', () => {
    const run = running(vms({ mix: 'forks' }))
    expect(run.metric('cpu.used', '')).toBe(1058)
    expect(operate(run, 'group.technique', { group: 'vm', technique: 'hvm-shadow' })).toBe(
      'technique.changed vm hvm-shadow 16',
    )
    expect(run.metric('cpu.used', '')).toBe(1164)
  })

  test.each([
    ['vm', 'magic', 'unknown-id', { argument: 'technique', id: 'magic' }],
    ['vm', 'hvm-nested', 'already-so', { group: 'vm' }],
    ['vm', 'hvm-shadow', 'mix-missing', { group: 'vm' }],
    [
      'box',
      'hvm-nested',
      'technique-does-not-fit',
      { group: 'box', technique: 'hvm-nested', possible: 'container' },
    ],
    [
      'vm',
      'container',
      'technique-does-not-fit',
      {
        group: 'vm',
        technique: 'container',
        possible: 'trap-and-emulate, binary-translation, paravirtual, hvm-shadow, hvm-nested, emulation',
      },
    ],
    ['nobody', 'hvm-nested', 'gone', { name: 'nobody' }],
  ])('of %s to %s is refused: %s', (name, technique, reason, args) => {
    const run = running(vms(), group('box', 1))
    expect(refused(run, 'group.technique', { group: name, technique })).toEqual({ reason, args })
  })
})

describe('group.mix', () => {
  test('says what the group does from now on', () => {
    const run = running(vms())
    expect(operate(run, 'group.mix', { group: 'vm', mix: 'forks' })).toBe('mix.changed vm 6')
    expect([column(run, 'guestPpm'), column(run, 'pageTable')]).toEqual([1058000, 50000])
    expect(run.metric('cpu.used', '')).toBe(1058)
    operate(run, 'group.mix', { group: 'vm', mix: 'compute' })
    expect(column(run, 'pageTable')).toBe(0)
  })

  test('takes mixes that the scenario defines', () => {
    const run = running(vms({ mix: 'mine' }))
    operate(run, 'group.technique', { group: 'vm', technique: 'binary-translation' })
    // A million calls of 690 ns each.
    expect(column(run, 'guestPpm')).toBe(1690000)
  })

  test('is refused where nothing would change, and for a mix that nobody knows', () => {
    const run = running(vms({ mix: 'web' }))
    expect(refused(run, 'group.mix', { group: 'vm', mix: 'web' })?.reason).toBe('already-so')
    expect(refused(run, 'group.mix', { group: 'vm', mix: 'soup' })?.args).toEqual({
      argument: 'mix',
      id: 'soup',
    })
  })
})

describe('group.pages', () => {
  test('of 2 MiB on both sides end the walks of random reads that fit the TLB’s reach', () => {
    const run = running(vms({ mix: 'random-read' }))
    expect(column(run, 'walkPpm')).toBe(348000)
    expect(operate(run, 'group.pages', { group: 'vm', guest: '2M' })).toBe('pages.changed vm 2M 4K')
    expect(column(run, 'walkPpm')).toBeGreaterThan(0)
    operate(run, 'group.pages', { group: 'vm', host: '2M' })
    expect(column(run, 'walkPpm')).toBe(0)
    expect(['guestPage', 'hostPage'].map((name) => word(pageSizeNames, column(run, name)))).toEqual([
      '2M',
      '2M',
    ])
  })

  test('of a container are those of the host', () => {
    const run = running(group('box', 1, { mix: 'web' }))
    expect(operate(run, 'group.pages', { group: 'box', guest: '2M' })).toBe('pages.changed box 2M 2M')
  })

  test('may differ between guest and host: the larger is split', () => {
    const run = running(vms({ mix: 'random-read', pages: { guest: '4K', host: '2M' } }))
    // 19 references, effectively 3.675, for 1.5 of a native walk.
    expect(column(run, 'walkPpm')).toBe(261000)
  })

  test.each([
    ['vm', { guest: '3M' }, 'unknown-id', { argument: 'guest', id: '3M' }],
    ['vm', { host: 'big' }, 'unknown-id', { argument: 'host', id: 'big' }],
    ['vm', {}, 'already-so', { group: 'vm' }],
    ['vm', { guest: '4K', host: '4K' }, 'already-so', { group: 'vm' }],
    ['bare', { guest: '2M' }, 'mix-missing', { group: 'bare' }],
    ['box', { host: '2M' }, 'one-page-table', { group: 'box', technique: 'container' }],
    // Workloads of 100 MiB, and a guest system of 100 MiB around those in VMs.
    [
      'box',
      { guest: '1G' },
      'page-sizes-do-not-nest',
      { group: 'box', page: '1G', memory: 100, nearest: '2M' },
    ],
    ['vm', { host: '1G' }, 'page-sizes-do-not-nest', { group: 'vm', page: '1G', memory: 200, nearest: '2M' }],
  ])('of %s to %j are refused: %s', (name, pages, reason, args) => {
    const run = running(
      vms({ mix: 'web', flavours: ['s', 'l'] }),
      group('box', 1, { mix: 'web' }),
      group('bare', 1),
    )
    expect(refused(run, 'group.pages', { group: name, ...pages })).toEqual({ reason, args })
  })
})
