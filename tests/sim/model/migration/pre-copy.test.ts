// Pre-copy in a world against the laws: the same rounds, the same downtime, and not a byte lost.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../../../src/sim'
import { audit, evaluateLaw, standardModel } from '../../../../src/sim'
import { VmState } from '../../../../src/sim/model'
import { cell, done, factNames, second } from '../../../support/builders'
import { lawOf } from '../law'
import { bare, mebibyte, roomy, roundsOf, start, told } from './world'

const law = (id: string, input: unknown) => evaluateLaw(lawOf(id), input) as Readonly<Record<string, unknown>>

const downtime = (run: Run): number => (told(run, 'resumedAt') - told(run, 'pausedAt')) / second
const whole = (run: Run): number => (told(run, 'ended') - told(run, 'begun')) / second

function migrated(run: Run, args: object = {}): Run {
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2', ...args })
  run.advance(900 * second, Infinity)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run
}

/** A link of 1 Gbit/s, a guest of 4 GiB. */
const narrow = { ...roomy, nicMbps: 1000 }
function small(dirtyMiBps: number, activePercent: number): Run {
  return start(
    {
      define: {
        machines: { roomy: narrow },
        flavours: { guest: { vcpus: 2, memoryMiB: 3996, source: 'assumed' } },
        apps: { plain: { librariesMiB: 0, source: 'assumed' } },
        guests: { default: { guestOsMiB: 100, source: 'assumed' } },
      },
    },
    { memory: { dirtyMiBps, activePercent } },
  )
}

describe('a guest that writes at a constant rate', () => {
  test.each([
    ['O-30', () => start(), { memoryMiB: 8192, dirtyMiBps: 286, bandwidthMBps: 1250 }, 3],
    ['O-31', () => small(48, 100), { memoryMiB: 4096, dirtyMiBps: 48, bandwidthMBps: 125 }, 6],
    [
      'O-32',
      () => small(191, 12),
      { memoryMiB: 4096, dirtyMiBps: 191, bandwidthMBps: 125, workingSetMiB: 491.52 },
      30,
    ],
  ] as const)('%s: has the rounds of the closed form', (_, make, given, count) => {
    const run = migrated(make())
    const { dirtyMiBps, ...rest } = given
    const expected = law('migration.closed-form', {
      ...rest,
      dirtyMBps: (dirtyMiBps * mebibyte) / 1000000,
      thresholdSeconds: 0.3,
    })
    const rounds = roundsOf(run)
    expect(rounds).toHaveLength(count)
    const seconds = expected['roundSeconds'] as readonly number[]
    expect(rounds.map((round) => round.seconds)).toEqual(seconds.map((each) => expect.closeTo(each, 4)))
    expect(downtime(run)).toBeCloseTo(Number(expected['downtimeSeconds']), 4)
    expect(whole(run)).toBeCloseTo(Number(expected['totalSeconds']), 3)
    expect(told(run, 'sentBytes') / 1024 ** 3).toBeCloseTo(Number(expected['sentGiB']), 3)
  })

  test('every byte of the rounds and of the rest is one that a transfer has carried', () => {
    const run = migrated(start())
    const rounds = roundsOf(run).reduce((sum, { bytes }) => sum + bytes, 0)
    const rest = told(run, 'nextBytes')
    expect(told(run, 'sentBytes')).toBe(rounds + rest)
    expect(cell(run, 'transferTotals', 'arrived', 3)).toBe(rounds + rest)
    expect(cell(run, 'transferTotals', 'begun', 3)).toBe(rounds + rest)
  })
})

/** Lesson 6: 8 GiB over 10 Gbit/s; from slow writers to faster ones than the link. */
test.each([
  [95, 0.3],
  [572, 0.3],
  [1049, 0.3],
  [1144, 2.1],
  [1240, 6.9],
  [1431, 6.9],
])('writing %i MiB/s stops the guest for up to %f s', (dirtyMiBps, most) => {
  const run = migrated(start({}, { memory: { dirtyMiBps } }))
  expect(downtime(run)).toBeLessThanOrEqual(most)
  expect(downtime(run)).toBeGreaterThan(most > 1 ? most * 0.9 : 0)
  if (dirtyMiBps > 1192) expect(whole(run) - downtime(run)).toBeCloseTo(206.2, 0)
})

test('a guest that gets less CPU than it asks for writes less', () => {
  const demand = { law: 'constant', millicores: 1900 } as const
  const written = (run: Run): number => roundsOf(run)[0]?.dirtied ?? NaN
  const full = migrated(start({}, { demand }))
  const half = migrated(start({}, { demand, limitMillicores: 969 }))
  expect(written(half) / written(full)).toBeCloseTo(0.5, 2)
})

test('a guest that somebody has paused writes nothing, and arrives paused', () => {
  const run = start()
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  done(run, 'vm.suspend', { vm: 'db-vm-1' })
  run.advance(100 * second, Infinity)
  expect(roundsOf(run).map(({ dirtied }) => dirtied)).toEqual([0])
  expect(cell(run, 'vms', 'state', cell(run, 'units', 'kernel', 0))).toBe(VmState.paused)
  expect(cell(run, 'units', 'host', 0)).toBe(1)
})

test('writes that are worked out fill the working set, and no more', () => {
  const memory = { activePercent: 25, touchesPerSecond: 1000000 }
  const run = migrated(start({}, { memory }))
  const [first] = roundsOf(run)
  const hot = 2048 * mebibyte
  const written = 1000000 * 4096 * 0.5 * ((first?.seconds ?? 0) / 1.02)
  expect(first?.dirtied).toBeLessThan(hot)
  expect(first?.dirtied).toBeGreaterThan(0.9 * hot * (1 - Math.exp(-written / hot)))
})

test('memory that was never touched costs a look and a header', () => {
  const run = migrated(start({}, { memory: { touchedPercent: 25, activePercent: 0 } }))
  const [first] = roundsOf(run)
  const empty = 6144 * mebibyte
  expect(told(run, 'memoryBytes')).toBe(2048 * mebibyte)
  expect(first?.bytes).toBe(2048 * mebibyte + (empty / 4096) * 9)
  expect(first?.seconds).toBeCloseTo(empty / 3.8e9 + (first?.bytes ?? 0) / 1.25e9, 4)
})

test('auto-converge throttles a busy guest until its rounds shrink (O-33)', () => {
  const busy = { demand: { law: 'constant', millicores: 2000 } as const, memory: { dirtyMiBps: 1900 } }
  const endless = migrated(start({}, busy))
  expect(downtime(endless)).toBeGreaterThan(6)
  const run = migrated(start({}, busy), { autoConverge: true })
  const throttles = [...new Set(roundsOf(run).map(({ throttle }) => throttle))]
  const { steps } = law('migration.auto-converge', { dirtyMBps: 1900, bandwidthMBps: 1192.09 })
  const expected = (steps as readonly { readonly throttlePercent: number }[]).map(
    (step) => step.throttlePercent * 10,
  )
  expect(expected.slice(0, throttles.length)).toEqual(throttles)
  expect(downtime(run)).toBeLessThan(0.31)
  expect(factNames(run)).toContain('migration.throttled')
  // Nothing is kept from it any more.
  expect(cell(run, 'units', 'brakePermille', 0)).toBe(0)
})

test('XBZRLE makes the rounds after the first smaller', () => {
  const memory = { dirtyMiBps: 1100, activePercent: 2 }
  const plain = migrated(start({}, { memory }), { downtimeMillis: 1 })
  const run = migrated(start({}, { memory }), { compress: true, downtimeMillis: 1 })
  const [, second] = roundsOf(run)
  const [, before] = roundsOf(plain)
  // A working set of 163.84 MiB, a cache of 64.
  expect((second?.bytes ?? 0) / (before?.bytes ?? 1)).toBeCloseTo(1 - (64 / 163.84) * 0.9, 3)
})

test('Clark’s rule follows what is written, from 100 to 500 Mbit/s', () => {
  const run = migrated(start({}, { memory: { dirtyMiBps: 20, activePercent: 5 } }), {
    rateAdapt: true,
    maxRounds: 64,
  })
  const rounds = roundsOf(run)
  const rates = rounds.map(({ bytes, seconds }) => (bytes * 8) / seconds / 1000000)
  expect(rates[0]).toBeCloseTo(100, 1)
  rounds.slice(1).forEach((_, at) => {
    const before = rounds[at]
    const written = ((before?.dirtied ?? 0) * 8) / (before?.seconds ?? 1) / 1000000
    expect(rates[at + 1]).toBeCloseTo(Math.max(100, written + 50), 0)
  })
  expect(run.facts(0, 65536).find(({ name }) => name === 'migration.stopped')?.args).toMatchObject({
    reason: 'threshold',
  })
})

test('Xen leaves out pages that are written again before their turn, and stops after five rounds', () => {
  const memory = { activePercent: 25, touchesPerSecond: 200000 }
  const qemu = migrated(start({}, { memory }), { downtimeMillis: 1 })
  const xen = migrated(start({}, { memory }), { stopRule: 'xen' })
  expect(roundsOf(xen)).toHaveLength(5)
  expect(roundsOf(xen)[0]?.bytes).toBeLessThan(roundsOf(qemu)[0]?.bytes ?? 0)
})

test('moving bytes takes CPU on both hosts while it lasts', () => {
  const run = start({ rules: { migration: { ...bare, coreMillicores: 1000 } } })
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  run.advance(2 * second, Infinity)
  expect([0, 1].map((host) => cell(run, 'hostChores', 'millicores', host))).toEqual([1000, 1000])
  run.advance(100 * second, Infinity)
  expect([0, 1].map((host) => cell(run, 'hostChores', 'millicores', host))).toEqual([0, 0])
})

test('two migrations share a link', () => {
  const run = start({}, { count: 2, memory: { dirtyMiBps: 1, activePercent: 1 } })
  done(run, 'vm.migrate', { vm: 'db-vm-1', host: 'host-2' })
  done(run, 'workload.migrate', { workload: 'db-2', host: 'host-2' })
  run.advance(100 * second, Infinity)
  expect(whole(run)).toBeCloseTo((2 * 8192 * mebibyte) / 1.25e9, 0)
  expect(factNames(run).filter((name) => name === 'migration.completed')).toHaveLength(2)
})
