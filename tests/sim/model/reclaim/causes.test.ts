// What a shortage follows from, what a kernel does that may kill nobody, and copies for very many sharers.
import { describe, expect, test } from 'vitest'
import {
  audit,
  evaluateLaw,
  laws,
  standardModel,
  type Run,
  type Scenario,
  type WorkloadGroup,
} from '../../../../src/sim'
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
  startRun,
} from '../../../support/builders'

const define = (memoryMiB: number) => ({
  machines: {
    small: {
      sockets: 1,
      coresPerSocket: 8,
      memoryMiB,
      hostReserveMiB: 512,
      diskGiB: 1,
      nicMbps: 1,
      idleWatts: 1,
      peakWatts: 2,
      source: 'assumed',
    },
  },
  flavours: {
    s: { vcpus: 1, memoryMiB: 100, source: 'assumed' },
    gib: { vcpus: 1, memoryMiB: 1024, source: 'assumed' },
  },
  apps: { plain: { librariesMiB: 0, source: 'assumed' } },
  guests: { default: { guestOsMiB: 0, source: 'assumed' } },
})

type Rules = Record<string, Record<string, string | number | boolean>>

function world(workloads: readonly WorkloadGroup[], rules: Rules, memoryMiB = 16384): Run {
  const story = {
    define: define(memoryMiB),
    horizon: 5 * hour,
    rules: { memory: { overcommitPercent: 200 }, ...rules } as NonNullable<Scenario['rules']>,
  }
  return startRun(scenario([fleet('host', 1, { machine: 'small' })], workloads, story))
}

function after(run: Run, minutes: number): Run {
  run.advance(minutes * minute, allAtOnce)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run
}

/** The names from the first fact of this name from an ordinal on down to its root. */
function chainOf(run: Run, name: string, from: number): readonly string[] {
  const found = run.facts(from, allAtOnce).find((fact) => fact.name === name)
  expect(found?.name).toBe(name)
  return run.explain(found?.ordinal ?? -1)?.causes.map((cause) => cause.name) ?? []
}

const vms = (count: number, memory: WorkloadGroup['memory'], more: Partial<WorkloadGroup> = {}) =>
  group('a', count, { kind: 'vm', flavours: ['gib'], memory, ...more })
const containers = (cgroup: WorkloadGroup['cgroup'], count = 20, activePercent = 60) =>
  group('c', count, { flavours: ['gib'], memory: { activePercent }, cgroup })

describe('a shortage follows from the edit that brought it', () => {
  test.each([0, 1, 30])('more use of memory, %d minutes after the start', (minutes) => {
    const run = after(world([vms(22, { activePercent: 30, touchedPercent: 40 })], {}), minutes)
    const from = run.engine.world.nextFact
    done(run, 'group.memory', { group: 'a', activePercent: 95 })
    after(run, minutes + 60)
    expect(chainOf(run, 'reclaim.state-changed', from)).toContain('group.memory-set')
    expect(chainOf(run, 'reclaim.ballooned', from)).toContain('group.memory-set')
  })

  test('a rule, while a step is planned already', () => {
    const run = world([containers({})], { reclaim: { swap: 'ssd' } })
    after(run, 20)
    const from = run.engine.world.nextFact
    done(run, 'reclaim.set', { rule: 'swap', value: 'none' })
    done(run, 'group.memory', { group: 'c', activePercent: 100 })
    after(run, 60)
    expect(chainOf(run, 'memory.oom-killed', from)).toContain('group.memory-set')
  })

  test('a control of a control group wakes the host, even where all was quiet', () => {
    const run = after(world([containers({}, 10)], {}), 60)
    expect(cell(run, 'hostReclaim', 'next', 0)).toBe(-1)
    const from = run.engine.world.nextFact
    done(run, 'group.cgroup', { group: 'c', memoryHighMiB: 300 })
    after(run, 90)
    expect(chainOf(run, 'reclaim.swapping', from)).toContain('cgroup.memory-set')
  })

  test('what has been used is forgotten', () => {
    const run = after(world([vms(22, { activePercent: 30 })], {}), 30)
    done(run, 'group.memory', { group: 'a', activePercent: 31 })
    after(run, 60)
    expect(cell(run, 'hostReclaim', 'cause', 0)).toBe(-1)
  })
})

describe('out of memory', () => {
  const exempt = { oomScoreAdj: -1000 }
  const rules = { reclaim: { swap: 'none', compression: false } }

  test('with nobody to kill the kernel panics, once, and takes everything along', () => {
    const run = after(world([containers(exempt)], rules), 60)
    const names = factNames(run)
    expect(names.filter((name) => name === 'memory.none-killable')).toHaveLength(1)
    expect(names).not.toContain('memory.oom-killed')
    expect(run.metric('workload.running', '')).toBe(0)
    expect(run.metric('workload.lost', '')).toBe(20)
    expect(chainOf(run, 'workload.lost', 0).slice(0, 2)).toEqual(['kernel.panicked', 'memory.none-killable'])
    done(run, 'kernel.reboot', { kernel: 'host-1' })
    done(run, 'group.scale', { group: 'c', count: 5 })
    after(run, 120)
    expect(run.metric('workload.running', '')).toBe(5)
  })

  test.each([100, 1000, 10000])('as many are killed with steps of %d ms', (stepMillis) => {
    const run = after(world([containers({}, 20, 100)], { reclaim: { ...rules.reclaim, stepMillis } }), 60)
    const killed = factNames(run).filter((name) => name === 'memory.oom-killed').length
    // 15,872 MiB hold 15 of 1,024 that are touched in full.
    expect(killed).toBe(5)
  })

  test('what is killed is counted once', () => {
    const greedy = group('c', 3, { flavours: ['gib'], memory: { activePercent: 150 } })
    const run = after(world([greedy], rules), 10)
    const killed = run.facts(0, allAtOnce).filter(({ name }) => name === 'memory.oom-killed')
    expect(new Set(killed.map(({ args }) => args['workload'])).size).toBe(killed.length)
  })
})

test.each([100, 300])('%d sharers have as many copies in the book as by the law', (count) => {
  const rules = { reclaim: { sharing: 'ksm', pagesToScan: 100000, sleepMillis: 10 } }
  const twins = vms(count, { samePercent: 50, activePercent: 50 }, { flavours: ['s'] })
  const run = after(world([twins], rules, 98304), 10)
  const shared = rowsOf(run, 'units').map((unit) => cell(run, 'unitPages', 'shared', unit))
  const [each = 0] = shared
  expect(shared.length).toBe(count)
  expect(each).toBeGreaterThan(12000)
  expect(new Set(shared).size).toBe(1)
  const saved = count * each - cell(run, 'hostReclaim', 'sharedPages', 0)
  const law = laws.get('reclaim.ksm-saved')
  if (law === undefined) throw new Error('the law is gone')
  expect(evaluateLaw(law, { pages: each, sharers: count, share: 1 })).toEqual({
    pages: saved,
  })
})

test('a rule that is refused says what is possible, and the nearest value', () => {
  const run = world([vms(4, {})], {})
  const args = (rule: string, value: string | number) =>
    run.could(command('reclaim.set', { rule, value }))?.args
  expect(args('taxPercent', 100)).toEqual({ rule: 'taxPercent', values: '0–99', nearest: 99 })
  expect(args('stepMillis', 1.5)).toMatchObject({ nearest: 100 })
  expect(args('balloon', 3)).toEqual({ rule: 'balloon', values: 'true, false', nearest: 'false' })
  expect(args('swap', 'tape')).toMatchObject({ values: 'none, nvme, ssd, hdd', nearest: 'none' })
})
