// The cliff: what is promised hardly matters until what is in use no longer fits.
import { expect, test } from 'vitest'
import { audit, standardModel, type Run, type Scenario } from '../../../../src/sim'
import {
  allAtOnce,
  cell,
  done,
  factNames,
  fleet,
  group,
  minute,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'

/** One host of 16 GiB filled with VMs of 1 GiB. */
function filled(percent: number, activePercent: number, rules: Record<string, unknown> = {}): Run {
  const story = scenario(
    [fleet('host', 1, { machine: 'small' })],
    [group('vm', 'fill', { kind: 'vm', flavours: ['gib'], memory: { activePercent } })],
    {
      horizon: 60 * minute,
      define: {
        machines: {
          small: {
            sockets: 1,
            coresPerSocket: 8,
            memoryMiB: 16384,
            hostReserveMiB: 512,
            diskGiB: 1,
            nicMbps: 1,
            idleWatts: 1,
            peakWatts: 2,
            source: 'assumed',
          },
        },
        flavours: { gib: { vcpus: 1, memoryMiB: 1024, source: 'assumed' } },
        apps: { plain: { librariesMiB: 0, source: 'assumed' } },
        guests: { default: { guestOsMiB: 0, source: 'assumed' } },
      },
      rules: { memory: { overcommitPercent: percent }, reclaim: rules } as NonNullable<Scenario['rules']>,
    },
  )
  const run = startRun(story)
  run.advance(30 * minute, allAtOnce)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run
}

/** Mean wait of the VMs, percent of their CPU time. */
function wait(run: Run): number {
  const units = rowsOf(run, 'units')
  return units.reduce((sum, unit) => sum + cell(run, 'unitPages', 'waitPpm', unit), 0) / units.length / 10000
}

test('half active: nothing is felt up to about 1.8, and within 0.2 more the wait is more than five times 5 %', () => {
  const waits = [100, 120, 140, 160, 170].map((percent) => wait(filled(percent, 50)))
  expect(waits).toEqual([0, 0, 0, 0, 0])
  const [before = 0, after = 0] = [190, 210].map((percent) => wait(filled(percent, 50)))
  expect(before).toBeLessThan(5)
  expect(after).toBeGreaterThan(5 * Math.max(before, 1))
})

test('when all of them are busy at once the cliff is at about 1.2', () => {
  expect(wait(filled(105, 81))).toBe(0)
  expect(wait(filled(140, 81))).toBeGreaterThan(10)
})

test('once everything has its place nothing moves any more', () => {
  for (const percent of [120, 180, 240]) expect(cell(filled(percent, 50), 'hostReclaim', 'next', 0)).toBe(-1)
})

test('the balloon comes before swap, and swap before the end', () => {
  const names = (run: Run) => new Set(factNames(run).filter((name) => /^(reclaim|memory)\./.test(name)))
  const gentle = names(filled(180, 50))
  expect(gentle.has('reclaim.ballooned')).toBe(true)
  expect(gentle.has('reclaim.swapping')).toBe(false)
  const rough = filled(200, 81, { balloon: false })
  expect(names(rough).has('reclaim.swapping')).toBe(true)
  expect(names(rough).has('memory.oom-killed')).toBe(false)
  expect(rough.metric('memory.swapped', '')).toBeGreaterThan(0)
  const last = filled(200, 81, { balloon: false, compression: false, swap: 'none' })
  expect(names(last).has('memory.oom-killed')).toBe(true)
  expect(last.metric('workload.lost', '')).toBeGreaterThan(0)
  expect(last.metric('memory.swapped', '')).toBe(0)
})

test('a balloon that gives back takes nothing, and nothing is said of it', () => {
  const run = filled(180, 50)
  const held = run.metric('memory.ballooned', '')
  const from = run.engine.world.nextFact
  // More than half of the guests go: for the others there is room enough.
  done(run, 'group.scale', { group: 'vm', count: 12 })
  run.advance(30 * minute + 2 * second, allAtOnce)
  expect(run.metric('memory.ballooned', '')).toBeLessThan(held)
  expect(cell(run, 'hostReclaim', 'balloonRate', 0)).toBe(0)
  expect(factNames(run, from)).not.toContain('reclaim.ballooned')
})

test('compression takes a part of what would be swapped', () => {
  const swapped = (compression: boolean) =>
    filled(200, 81, { balloon: false, compression }).metric('memory.swapped', '')
  expect(swapped(true)).toBeLessThan(swapped(false))
})

test('a slower device makes the same shortage worse', () => {
  const [nvme = 0, ssd = 0, hdd = 0] = ['nvme', 'ssd', 'hdd'].map((swap) => wait(filled(210, 50, { swap })))
  expect(ssd / nvme).toBeCloseTo(2, 1)
  expect(hdd / ssd).toBeCloseTo(40, 0)
})
