// What holds of starts whatever happens: work is conserved, and whoever pulls a plug leaves a world in order.
import { describe, expect, test } from 'vitest'
import { nextDue, stepInstant } from '../../src/sim/core'
import { crate, define, fleet, group, scenario, second, startRun } from '../support/builders'
import { brokenLaw } from '../support/laws'
import { cellOf, runTimed, startPlan, timedWorld, type TimedWorld } from '../support/timed'
import { slowStarts } from '../golden/starts'

/** Milliseconds, CPU milliseconds and MiB of the boot of a cloud image: 8 core-seconds, 280 MiB. */
const boot = startPlan([
  ['vmm', 300],
  ['firmware', 1200],
  ['loader', 2000],
  ['kernel', 1500, 1500, 40],
  ['init', 6000, 6000, 240],
  ['cloud-init', 8000, 500],
])
const bootWork = 8000 // core-milliseconds

function storm(count: number): TimedWorld {
  const machine = { ...crate, coresPerSocket: 16, memoryMiB: 200000 }
  return timedWorld(
    scenario(
      [fleet('host', 1)],
      [group('vm', count, { kind: 'vm', demand: { law: 'constant', millicores: 0 } })],
      {
        define: { ...define, machines: { crate: machine } },
        rules: { start: { timed: true } },
      },
    ),
    { vm: { vm: boot } },
  )
}

const lastEnd = ({ facts }: TimedWorld): number =>
  Math.max(...facts.filter(({ name }) => name === 'start.ended').map(({ at }) => at))

describe('a boot storm', () => {
  const [one, fifty] = [storm(1), storm(50)]

  test('takes longer than one boot, and no longer than the cores and the disk need', () => {
    runTimed(one, 100000)
    runTimed(fifty, 100000)
    expect(lastEnd(one)).toBe(19000000)
    // 50 × 8 core-seconds on 16 cores, or 50 × 280 MiB at 500 MB/s, and the phases that need neither.
    const [cores, disk, idle] = [(50 * 8) / 16, (50 * 280 * 1.048576) / 500, 11.5]
    expect(lastEnd(fifty) / second).toBeGreaterThan(Math.max(cores, disk))
    expect(lastEnd(fifty) / second).toBeLessThan(cores + disk + idle + 8)
  })

  test('uses as much CPU as fifty boots, and never more than there is', () => {
    const world = storm(50)
    const { engine } = world
    while (nextDue(engine) >= 0 && nextDue(engine) <= 100 * second) {
      stepInstant(engine)
      expect(cellOf(world, 'hostCpu', 'usedMillicores', 0)).toBeLessThanOrEqual(16000)
    }
    const used = cellOf(world, 'hostCpu', 'workSeconds', 0) + cellOf(world, 'hostCpu', 'workRest', 0) / second
    // Whole millicores, parts in a million of speed and whole µs round it.
    expect(Math.abs(used / (50 * bootWork) - 1)).toBeLessThan(0.001)
  })
})

test('killing any host at any fact of the story of slow starts, and repairing it, leaves every law true', () => {
  const whole = startRun(slowStarts)
  whole.advance(slowStarts.horizon, Infinity)
  const times = [...new Set(whole.facts(0, Infinity).map(({ at }) => at))]
  expect(times.length).toBeGreaterThan(40)
  expect(times.length).toBeLessThan(150)
  const broken: string[] = []
  for (const [which, time] of times.entries()) {
    const host = ['host-1', 'host-2', 'spare-1'][which % 3] ?? ''
    const run = startRun(slowStarts)
    run.advance(time, Infinity)
    const complaints = [brokenLaw(run.engine.world)]
    if (run.perform({ name: 'host.fail', args: { host } }) === null) {
      complaints.push(brokenLaw(run.engine.world))
      run.advance(time + 5 * second, Infinity)
      if (run.perform({ name: 'host.repair', args: { host } }) === null)
        complaints.push(brokenLaw(run.engine.world))
    }
    run.advance(slowStarts.horizon, Infinity)
    complaints.push(brokenLaw(run.engine.world))
    for (const found of complaints) if (found !== null) broken.push(`${time} ${host}: ${found}`)
  }
  expect(broken).toEqual([])
})

test('seeking back and forth meets the same starts', () => {
  const run = startRun(slowStarts)
  run.advance(slowStarts.horizon, Infinity)
  const end = run.hash()
  run.seek(13 * second, Infinity)
  const there = run.hash()
  const other = startRun(slowStarts)
  other.advance(13 * second, Infinity)
  expect(there).toBe(other.hash())
  run.seek(slowStarts.horizon, Infinity)
  expect(run.hash()).toBe(end)
})
