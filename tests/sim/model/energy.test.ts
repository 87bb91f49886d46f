// Power and energy of real hosts, against sums worked out by hand; and what the CPU was asked for meanwhile.
import { describe, expect, test } from 'vitest'
import { audit, type Run, type WorkloadGroup } from '../../../src/sim'
import {
  allAtOnce,
  cell,
  crate,
  define,
  done,
  fleet,
  group,
  hour,
  scenario,
  second,
  startRun,
} from '../../support/builders'

/** Crates: 4 cores, 10 W idle, 20 W full. */
function running(hosts: number, workloads: readonly WorkloadGroup[], horizon = 100 * hour): Run {
  const run = startRun(scenario([fleet('host', hosts, { kernel: 'linux' })], workloads, { horizon }))
  run.advance(0, allAtOnce)
  return run
}

const wants = (millicores: number, count = 1): WorkloadGroup =>
  group('app', count, {
    kind: 'process',
    flavours: ['l'],
    demand: { law: 'constant', millicores },
    place: { policy: 'spread' },
  })

const watts = (run: Run, host = ''): number => run.metric('energy.power', host)
const wattHours = (run: Run, host = ''): number => run.metric('energy.used', host) * 1000

describe('power', () => {
  test('is idle power and the rest by load, host by host and together', () => {
    const run = running(3, [wants(1000, 2)])
    expect(['host-1', 'host-2', 'host-3', ''].map((host) => watts(run, host))).toEqual([12.5, 12.5, 10, 35])
  })

  test('is peak power when all cores are busy, however much is asked for', () => {
    expect(watts(running(1, [wants(4000, 3)]))).toBe(20)
  })

  test('is none without power supply', () => {
    const run = running(2, [wants(4000)])
    done(run, 'host.fail', { host: 'host-1' })
    expect([watts(run, 'host-1'), watts(run)]).toEqual([0, 10])
  })
})

describe('energy', () => {
  test('of a host that does nothing is its idle power times time', () => {
    const run = running(2, [])
    run.advance(3 * hour, allAtOnce)
    expect([wattHours(run, 'host-2'), wattHours(run)]).toEqual([30, 60])
  })

  test('follows every change of load, also within a second', () => {
    // 2 h at a quarter, then 1 h full, then half a second idle: 2 * 12.5 + 20 + 10 * 0.5 / 3600.
    const run = running(1, [wants(1000)])
    run.advance(2 * hour, allAtOnce)
    done(run, 'workload.demand', { group: 'app', millicores: 4000 })
    run.advance(3 * hour, allAtOnce)
    done(run, 'workload.demand', { group: 'app', millicores: 0 })
    run.advance(3 * hour + second / 2, allAtOnce)
    expect(wattHours(run)).toBeCloseTo(45 + 10 / 7200, 9)
  })

  test('is not used while a host has no power', () => {
    const run = running(1, [wants(4000)])
    run.advance(hour, allAtOnce)
    done(run, 'host.fail', { host: 'host-1' })
    const used = wattHours(run)
    run.advance(5 * hour, allAtOnce)
    expect([used, wattHours(run)]).toEqual([20, 20])
    done(run, 'host.repair', { host: 'host-1' })
    run.advance(6 * hour, allAtOnce)
    expect(wattHours(run)).toBeGreaterThanOrEqual(30)
  })

  test('is the same whichever way a time is reached, and the world stays whole', () => {
    const run = running(2, [wants(2500, 3)])
    run.advance(7 * hour, allAtOnce)
    done(run, 'host.fail', { host: 'host-2' })
    run.advance(9 * hour, allAtOnce)
    const [then, used] = [run.hash(), wattHours(run)]
    run.seek(hour, allAtOnce)
    run.seek(9 * hour, allAtOnce)
    expect([run.hash(), wattHours(run)]).toEqual([then, used])
    expect(audit(run.engine.world, run.engine.model)).toBeNull()
  })

  test('of a host that left stays in the total', () => {
    const run = running(2, [wants(4000)])
    run.advance(hour, allAtOnce)
    done(run, 'host.remove', { host: 'host-1', drain: true })
    const work = run.metric('cpu.delivered', '')
    expect(wattHours(run)).toBe(30)
    run.advance(2 * hour, allAtOnce)
    expect(wattHours(run)).toBe(50)
    expect(run.metric('cpu.delivered', '')).toBe(work + 4000 * 3600)
  })

  test('of a host that came later begins when it came', () => {
    const run = running(1, [])
    run.advance(hour, allAtOnce)
    done(run, 'host.add', { group: 'host', count: 1 })
    run.advance(2 * hour, allAtOnce)
    expect([wattHours(run, 'host-1'), wattHours(run, 'host-2')]).toEqual([20, 10])
  })
})

describe('what the CPU was asked for', () => {
  test('is booked exactly, beside what it did, with the time in which it was too much', () => {
    // Two that want 2500 each of 4 cores: 1000 too much for 10 s, then 3000 for 2.5 s.
    const run = running(1, [wants(2500, 2)])
    run.advance(10 * second, allAtOnce)
    done(run, 'workload.demand', { group: 'app', millicores: 1500 })
    run.advance(12.5 * second, allAtOnce)
    expect(run.metric('cpu.requested', 'host-1')).toBe(50000 + 7500)
    expect(run.metric('cpu.delivered', '')).toBe(40000 + 7500)
    expect(run.metric('cpu.overloaded', '')).toBe(10)
  })

  test('counts no time in which everybody got what they asked for', () => {
    const run = running(1, [wants(4000)])
    run.advance(hour, allAtOnce)
    expect(run.metric('cpu.overloaded', 'host-1')).toBe(0)
    expect(cell(run, 'hostCpu', 'overloaded', 0)).toBe(0)
  })
})

test('with two threads to a core the peak is drawn when all threads are busy', () => {
  const machines = { crate: { ...crate, threadsPerCore: 2 } }
  const run = startRun(
    scenario(
      [fleet('host', 1)],
      [group('app', 2, { flavours: ['l'], demand: { law: 'constant', millicores: 4000 } })],
      {
        define: { ...define, machines },
      },
    ),
  )
  run.advance(0, allAtOnce)
  // 5000 of 5000: 20 W; 2500 of them: half-way from 10 W.
  expect(run.metric('cpu.used', 'host-1')).toBe(5000)
  expect(run.metric('energy.power', 'host-1')).toBe(20)
  done(run, 'workload.demand', { group: 'app', millicores: 1250 })
  expect(run.metric('energy.power', 'host-1')).toBe(15)
})
