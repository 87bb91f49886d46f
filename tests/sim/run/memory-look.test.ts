// Where a host's memory is: amounts that add up, at any moment, and the same after every way there.
import { describe, expect, test } from 'vitest'
import type { MemoryView, Run } from '../../../src/sim'
import { allAtOnce, done, fleet, group, minute, scenario, second, startRun } from '../../support/builders'

const groups = [
  group('vm', 12, { kind: 'vm', flavours: ['m'], memory: { activePercent: 70, samePercent: 20 } }),
  group('web', 40, { app: 'fat', memory: { activePercent: 50 } }),
]

function world(percent: number): Run {
  const rules = { memory: { overcommitPercent: percent }, reclaim: { sharing: 'ksm', pagesToScan: 2000 } }
  return startRun(scenario([fleet('host', 1)], groups, { horizon: 60 * minute, rules }))
}

function look(run: Run, host = 'host-1'): MemoryView {
  const answer = run.look({ look: 'memory', host })
  if (answer?.look !== 'memory') throw new Error('no answer about memory')
  return answer
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0)

function addsUp(view: MemoryView): void {
  expect(sum(Object.values(view.held)) + view.free).toBe(view.physical)
  expect(view.free).toBeGreaterThanOrEqual(0)
  for (const unit of view.units) expect(sum(unit.parts)).toBe(unit.promised)
  expect(sum(view.units.map((unit) => unit.promised))).toBe(view.promised)
}

describe('the memory of a host', () => {
  test.each([100, 130, 160])('adds up at every moment with %d percent promised', (percent) => {
    const run = world(percent)
    for (let at = 0; at <= 10; at++) {
      run.advance(at * 20 * second, allAtOnce)
      addsUp(look(run))
    }
  })

  test('says what was promised, in which state the host is, and why', () => {
    const run = world(160)
    run.advance(10 * minute, allAtOnce)
    const view = look(run)
    expect(view.overcommits).toBe(true)
    expect(view.overcommitPercent).toBe(Math.round((view.promised * 100) / 9000))
    expect(view.overcommitPercent).toBeGreaterThan(100)
    expect(view.minFree).toBe(899)
    expect(view.away.ballooned + view.away.swapped + view.away.untouched).toBeGreaterThan(0)
    expect(view.uses['free']?.value).toBe(Math.floor(run.metric('memory.free', 'host-1')))
    expect(view.uses['state']?.id).toBe('reclaim.state')
    expect(view.units.map(({ name }) => name)).toContain('vm-vm-1')
    const [vm] = view.units
    expect(vm?.kind).toBe('vm')
    expect(vm?.target).toBeLessThanOrEqual(vm?.promised ?? 0)
  })

  test('tells what guests work with, and what of it they read from disk when they got less', () => {
    const run = world(160)
    run.advance(10 * minute, allAtOnce)
    const before = look(run).working
    expect(before.wanted).toBeGreaterThan(0)
    expect(before.missing).toBe(0)
    for (const name of ['vm', 'web']) done(run, 'group.memory', { group: name, activePercent: 100 })
    run.advance(20 * minute, allAtOnce)
    const { working, units, promised } = look(run)
    expect(working.wanted).toBe(promised)
    expect(working.missing).toBeGreaterThan(0)
    expect(working.here + working.missing).toBeLessThanOrEqual(working.wanted)
    expect(units.some(({ waitPermille }) => waitPermille > 0)).toBe(true)
  })

  test('is empty for a name that nobody has', () => {
    expect(look(world(130), 'host-9')).toMatchObject({ on: false, physical: 0, units: [] })
  })
})

describe('time travel', () => {
  test('undoing a change of use brings back the very same memory', () => {
    const run = world(160)
    run.advance(5 * minute, allAtOnce)
    const before = look(run)
    const digest = run.hash()
    done(run, 'group.memory', { group: 'vm', activePercent: 100 })
    run.advance(8 * minute, allAtOnce)
    expect(look(run)).not.toEqual(before)
    run.seek(5 * minute, allAtOnce)
    run.undo()
    run.advance(5 * minute, allAtOnce)
    expect(run.hash()).toBe(digest)
    expect(look(run)).toEqual(before)
  })

  test('going back and forth shows the same at the same time', () => {
    const run = startRun(
      scenario([fleet('host', 1)], groups, {
        horizon: 60 * minute,
        rules: { memory: { overcommitPercent: 160 } },
      }),
      { workPerKeyframe: 10 },
    )
    run.advance(10 * minute, allAtOnce)
    const end = [look(run), run.hash()]
    for (const at of [1, 7, 3, 10]) run.seek(at * minute, allAtOnce)
    expect([look(run), run.hash()]).toEqual(end)
  })
})
