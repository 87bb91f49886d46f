// Pages in running worlds: what is followed and what is not, who is protected, what sharing saves, who is killed.
import { describe, expect, test } from 'vitest'
import { audit, standardModel, type Run, type Scenario, type WorkloadGroup } from '../../../../src/sim'
import {
  allAtOnce,
  cell,
  command,
  done,
  factNames,
  fleet,
  group,
  hour,
  minute,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'

const machine = {
  sockets: 1,
  coresPerSocket: 8,
  memoryMiB: 16384,
  hostReserveMiB: 512,
  diskGiB: 1,
  nicMbps: 1,
  idleWatts: 1,
  peakWatts: 2,
  source: 'assumed',
}
const define = {
  machines: { small: machine },
  flavours: {
    s: { vcpus: 1, memoryMiB: 100, source: 'assumed' },
    gib: { vcpus: 1, memoryMiB: 1024, source: 'assumed' },
    four: { vcpus: 1, memoryMiB: 4096, source: 'assumed' },
  },
  apps: { plain: { librariesMiB: 0, source: 'assumed' } },
  guests: { default: { guestOsMiB: 0, source: 'assumed' } },
}

type Rules = Record<string, Record<string, string | number | boolean>>

function world(workloads: readonly WorkloadGroup[], rules: Rules, horizon = 5 * hour): Run {
  const story = { define, horizon, rules: rules as NonNullable<Scenario['rules']> }
  return startRun(scenario([fleet('host', 1, { machine: 'small' })], workloads, story))
}

const vms = (name: string, count: WorkloadGroup['count'], more: Partial<WorkloadGroup> = {}): WorkloadGroup =>
  group(name, count, { kind: 'vm', flavours: ['gib'], ...more })

function after(run: Run, minutes: number): Run {
  run.advance(minutes * minute, allAtOnce)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run
}

const MiB = (run: Run, name: string): number => run.metric(`memory.${name}`, 'host-1')
const pages = (run: Run, column: string, unit: number): number => cell(run, 'unitPages', column, unit)

describe('without overcommit', () => {
  const groups = [vms('a', 8), group('c', 20, { flavours: ['s'] })]

  test('no page is followed, no step is planned, and the rules of reclaiming change nothing', () => {
    const run = after(world(groups, {}), 10)
    expect(cell(run, 'reclaimPolicy', 'working', 0)).toBe(0)
    expect(cell(run, 'hostReclaim', 'next', 0)).toBe(-1)
    expect(rowsOf(run, 'units').every((unit) => pages(run, 'promised', unit) === 0)).toBe(true)
    const other = after(world(groups, { memory: { overcommitPercent: 100 }, reclaim: { swap: 'hdd' } }), 10)
    expect(factNames(other)).toEqual(factNames(run))
    expect(MiB(other, 'used')).toBe(MiB(run, 'used'))
  })

  test.each([
    ['a limit of the scenario', () => [vms('a', 2, { memory: { limitMiB: 300 } })], null],
    [
      'memory.high of the scenario',
      () => [group('a', 2, { flavours: ['gib'], cgroup: { memoryHighMiB: 300 } })],
      null,
    ],
    [
      'a limit of a command',
      () => [vms('a', 2)],
      command('group.memory-shares', { group: 'a', limitMiB: 300 }),
    ],
    [
      'memory.high of a command',
      () => [group('a', 2, { flavours: ['gib'] })],
      command('group.cgroup', { group: 'a', memoryHighMiB: 300 }),
    ],
  ])('%s holds all the same', (_, groups, change) => {
    const run = after(world(groups(), {}), 1)
    if (change !== null) expect(run.perform(change)).toBeNull()
    after(run, 20)
    expect(MiB(run, 'active') + MiB(run, 'cold')).toBeLessThanOrEqual(600)
    expect(pages(run, 'waitPpm', 0)).toBeGreaterThan(0)
  })

  test('parts are what the groups say of themselves, and add up to what there is', () => {
    const memory = { activePercent: 25, touchedPercent: 50 }
    const run = after(world([vms('a', 8, { memory })], {}), 1)
    const parts = ['overhead', 'active', 'cold', 'free'].map((name) => MiB(run, name))
    expect(parts.slice(1, 3)).toEqual([2048, 2048])
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(16384)
    expect(MiB(run, 'promised')).toBe(8192)
  })

  test('a host takes as many more as may be promised, and VMMs only as often as they fit', () => {
    const count = (percent: number) =>
      rowsOf(world([vms('a', 'fill')], { memory: { overcommitPercent: percent } }), 'units').length
    // 15,872 MiB; 1,024 each that may be promised twice, and 132 of the VMM that may not.
    expect([100, 200].map(count)).toEqual([13, 24])
  })
})

describe('who gives', () => {
  const crowd = { memory: { overcommitPercent: 200 }, reclaim: {} }

  test('under the idle-memory tax two groups end as the law says', () => {
    const groups = [
      vms('idle', 3, { flavours: ['four'], memory: { activePercent: 20 } }),
      vms('busy', 3, { flavours: ['four'], memory: { activePercent: 80 } }),
    ]
    const run = after(world(groups, { ...crowd, reclaim: { taxPercent: 50 } }), 60)
    const [idle = 0, , , busy = 0] = rowsOf(run, 'units').map((unit) => pages(run, 'target', unit))
    expect(busy / idle).toBeCloseTo(1.5, 2)
  })

  test('shares count as weights', () => {
    const of = (shares: number) => ({ flavours: ['four'], memory: { activePercent: 50, shares } })
    const run = after(world([vms('a', 3, of(100)), vms('b', 3, of(200))], crowd), 60)
    const [a = 0, , , b = 0] = rowsOf(run, 'units').map((unit) => pages(run, 'target', unit))
    expect(b / a).toBeCloseTo(2, 2)
  })

  test('nothing is taken of a reservation, whatever the way', () => {
    for (const balloon of [true, false]) {
      const kept = { memory: { reservationMiB: 900, shares: 1 } }
      const run = after(world([vms('a', 4, kept), vms('b', 20)], { ...crowd, reclaim: { balloon } }), 60)
      for (const unit of rowsOf(run, 'units').slice(0, 4)) {
        const taken = ['ballooned', 'compressed', 'swapped'].map((name) => pages(run, name, unit))
        expect(taken.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(124 * 256)
      }
      expect(MiB(run, 'ballooned') + MiB(run, 'swapped')).toBeGreaterThan(0)
    }
  })

  test('a limit holds a VM down even where memory is plenty', () => {
    const run = after(world([vms('a', 2, { memory: { limitMiB: 600 } })], crowd), 60)
    const [unit = 0] = rowsOf(run, 'units')
    expect(pages(run, 'active', unit) + pages(run, 'cold', unit)).toBe(600 * 256)
    expect(pages(run, 'ballooned', unit)).toBe(424 * 256)
    expect(pages(run, 'waitPpm', unit)).toBeGreaterThan(0)
  })

  test('containers lose page cache first, and only then go to swap', () => {
    const many = (activePercent: number) =>
      group('c', 'fill', { flavours: ['gib'], memory: { activePercent } })
    const rules = { memory: { overcommitPercent: 130 } }
    const easy = after(world([many(40)], rules), 60)
    expect(MiB(easy, 'swapped')).toBe(0)
    expect(rowsOf(easy, 'units').some((unit) => pages(easy, 'dropped', unit) > 0)).toBe(true)
    expect(MiB(after(world([many(95)], rules), 60), 'swapped')).toBeGreaterThan(0)
  })
})

describe('sharing', () => {
  const twins = (more: Partial<NonNullable<WorkloadGroup['memory']>> = {}) => [
    vms('a', 10, { memory: { samePercent: 40, ...more } }),
  ]
  const rules = {
    memory: { overcommitPercent: 150 },
    reclaim: { sharing: 'ksm', pagesToScan: 1250, sleepMillis: 10 },
  }

  test('merges all that is equal and never written, after two passes', () => {
    const run = after(world(twins(), rules), 60)
    // ten times 409 MiB and a bit, all but one copy saved
    expect(MiB(run, 'shared-copies')).toBe(409)
    expect(MiB(run, 'saved')).toBeGreaterThan(3680)
    expect(MiB(run, 'saved')).toBeLessThanOrEqual(3686)
    expect(factNames(run).filter((name) => name === 'reclaim.shared')).toHaveLength(1)
    expect(cell(run, 'hostReclaim', 'ksmdMillicores', 0)).toBe(188)
  })

  test('ends where merging and writing balance', () => {
    // One pass takes 10 GiB at 125,000 pages a second: 21 s. 172 rewrites an hour are one in a pass.
    const share = (rewritesPerHour: number) => {
      const run = after(world(twins({ rewritesPerHour }), rules), 120)
      const shared = rowsOf(run, 'units').reduce((sum, unit) => sum + pages(run, 'shared', unit), 0)
      return shared / (10 * 1024 * 256 * 0.4)
    }
    expect(share(17)).toBeCloseTo(0.9, 2)
    expect(share(172)).toBeCloseTo(0.269, 2)
  })

  test('needs a second VM on the same host', () => {
    const alone = [vms('a', 1, { memory: { samePercent: 100 } })]
    expect(MiB(after(world(alone, rules), 60), 'saved')).toBe(0)
  })
})

describe('the end', () => {
  test('a container that wants more than its own is killed, and comes back if the rules say so', () => {
    const greedy = [group('c', 1, { flavours: ['gib'], memory: { activePercent: 150 } })]
    const once = after(world(greedy, { reclaim: { swap: 'none' } }), 10)
    expect(factNames(once).filter((name) => name === 'memory.oom-killed')).toHaveLength(1)
    const lost = once.facts(0, 1000).find(({ name }) => name === 'workload.lost')
    const killed = once.facts(0, 1000).find(({ name }) => name === 'memory.oom-killed')
    expect(lost?.cause).toBe(killed?.ordinal)
    const rules = { reclaim: { swap: 'none' }, failure: { processRestartSeconds: 30 } }
    const again = after(world(greedy, rules), 10)
    expect(factNames(again).filter((name) => name === 'memory.oom-killed').length).toBeGreaterThan(3)
  })

  test('a VM that wants more than its own swaps inside and waits', () => {
    const run = after(world([vms('a', 1, { memory: { activePercent: 150 } })], {}), 10)
    expect(factNames(run)).not.toContain('memory.oom-killed')
    const [unit = 0] = rowsOf(run, 'units')
    // a third of its working set is on its disk: 10,000/s * 1/3 * 0.2 ms
    expect(pages(run, 'waitPpm', unit)).toBeCloseTo(666666, -1)
  })

  test('the killer spares what is exempt', () => {
    const rules = { memory: { overcommitPercent: 200 }, reclaim: { swap: 'none' } }
    const groups = [
      group('safe', 10, { flavours: ['gib'], cgroup: { oomScoreAdj: -1000 } }),
      group('other', 10, { flavours: ['gib'] }),
    ]
    const run = after(world(groups, rules), 60)
    expect(run.metric('workload.lost', 'safe')).toBe(0)
    expect(run.metric('workload.lost', 'other')).toBeGreaterThan(0)
  })
})

describe('by command', () => {
  const rules = { memory: { overcommitPercent: 200 } }

  test('more use of the same memory brings the shortage, less use ends it', () => {
    const run = after(world([vms('a', 22, { memory: { activePercent: 30, touchedPercent: 60 } })], rules), 30)
    expect(pages(run, 'waitPpm', 0)).toBe(0)
    done(run, 'group.memory', { group: 'a', activePercent: 95 })
    after(run, 90)
    expect(pages(run, 'waitPpm', 0)).toBeGreaterThan(100000)
    done(run, 'group.memory', { group: 'a', activePercent: 30 })
    after(run, 150)
    expect(pages(run, 'waitPpm', 0)).toBe(0)
  })

  test('a rule is checked as in a scenario, and holds from then on', () => {
    const run = after(world([vms('a', 4)], rules), 1)
    const refused = (args: Record<string, string | number>) =>
      run.perform(command('reclaim.set', args))?.reason
    expect(refused({ rule: 'taxPercent', value: 100 })).toBe('rule-value')
    expect(refused({ rule: 'swap', value: 'tape' })).toBe('rule-value')
    expect(refused({ rule: 'taxPercent', value: 75 })).toBe('rule-already-so')
    expect(refused({ rule: 'swap', value: 'hdd' })).toBeUndefined()
    expect(cell(run, 'reclaimPolicy', 'swap', 0)).toBe(3)
  })

  test('a reservation above the limit is refused with the nearest value', () => {
    const run = after(world([vms('a', 4, { memory: { limitMiB: 500 } })], rules), 1)
    const args = { group: 'a', reservationMiB: 600 }
    const refusal = run.perform(command('group.memory-shares', args))
    expect([refusal?.reason, refusal?.args['nearest']]).toEqual(['reservation-over-limit', 500])
    done(run, 'group.memory-shares', { group: 'a', reservationMiB: 500 })
    expect(cell(run, 'groupMemory', 'reservationMiB', 0)).toBe(500)
  })

  test('what is killed, moved or resized leaves its memory', () => {
    const run = after(world([vms('a', 20)], rules), 30)
    const before = MiB(run, 'free')
    done(run, 'vm.destroy', { vm: 'a-vm-1' })
    expect(MiB(run, 'free')).toBeGreaterThan(before)
    done(run, 'workload.resize', { group: 'a', memoryMiB: 512 })
    run.advance(60 * minute + second, allAtOnce)
    expect(audit(run.engine.world, standardModel)).toBeNull()
    expect(MiB(run, 'promised')).toBe(20 * 512)
  })
})
