// The laws of demand at exact times, on workloads and not only on paper.
import { describe, expect, test } from 'vitest'
import { evaluateLaw, type Demand, type Run, type WorkloadGroup } from '../../../src/sim'
import {
  cell,
  define,
  done,
  fleet,
  group,
  hour,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../support/builders'
import { hashedDemand } from '../../support/naive-demand'
import { lawOf } from './law'

function wanting(demand: Demand, count = 1, seed = 1): Run {
  return startRun(
    scenario([fleet('host', 1)], [group('web', count, { demand })], { horizon: 48 * hour, seed }),
  )
}

/** What the workloads ask for at a time. */
function demandAt(run: Run, at: number): readonly number[] {
  run.seek(at, Infinity)
  return rowsOf(run, 'workloads').map((row) => cell(run, 'workloads', 'demandMillicores', row))
}
const only = (run: Run, at: number): number => demandAt(run, at)[0] ?? NaN

describe('a constant demand', () => {
  test('is there from the start, and is read once', () => {
    const run = wanting({ law: 'constant', millicores: 70 })
    expect([only(run, 0), only(run, 48 * hour)]).toEqual([70, 70])
    expect(run.facts(0, 100).filter(({ name }) => name === 'demand.sampled')).toMatchObject([
      { at: 0, args: { group: 'web', demand: 70 } },
    ])
  })
})

describe('a stepped demand', () => {
  const steps = [
    { at: 10 * second, millicores: 300 },
    { at: 25 * second, millicores: 0 },
    { at: 25 * second + 1, millicores: 900 },
  ]
  test('is 0 before its first step, and changes at the microsecond of each', () => {
    const run = wanting({ law: 'stepped', steps })
    const times = [0, 10 * second - 1, 10 * second, 25 * second - 1, 25 * second, 25 * second + 1, hour]
    expect(times.map((at) => only(run, at))).toEqual([0, 0, 300, 300, 0, 900, 900])
  })

  test('may begin at 0', () => {
    expect(only(wanting({ law: 'stepped', steps: [{ at: 0, millicores: 5 }] }), 0)).toBe(5)
  })
})

describe('a diurnal demand', () => {
  const day = {
    law: 'diurnal',
    lowMillicores: 200,
    highMillicores: 1000,
    period: 24 * hour,
    peakAt: 14 * hour,
    cadence: hour,
  } as const

  test('is high at its peak, low half a day away, half-way a quarter of a day away, every day', () => {
    const run = wanting(day)
    // The cosine at a third and a sixth of half a day is a half and 0.866: 200 + 400 * 1.5 and 200 + 400 * 1.866.
    const times = [14, 2, 8, 20, 10, 12, 26, 38]
    expect(times.map((at) => only(run, at * hour))).toEqual([1000, 200, 600, 600, 800, 946, 200, 1000])
  })

  test('stays between two readings as it was read', () => {
    const run = wanting(day)
    expect(only(run, 9 * hour - 1)).toBe(only(run, 8 * hour))
    expect(only(run, 9 * hour)).not.toBe(only(run, 8 * hour))
  })

  test('with jitter differs by at most so much, from workload to workload and from reading to reading', () => {
    const run = wanting({ ...day, jitterPercent: 20 }, 40)
    const peak = demandAt(run, 14 * hour)
    expect(new Set(peak).size).toBeGreaterThan(10)
    expect(peak.every((demand) => demand >= 800 && demand <= 1200)).toBe(true)
    expect(demandAt(run, 38 * hour)).not.toEqual(peak)
  })

  test('is drawn by name and seed: more workloads or hosts move nobody else’s', () => {
    const few = demandAt(wanting({ ...day, jitterPercent: 20 }, 5), 30 * hour)
    const many = demandAt(wanting({ ...day, jitterPercent: 20 }, 9), 30 * hour)
    expect(many.slice(0, 5)).toEqual(few)
    expect(demandAt(wanting({ ...day, jitterPercent: 20 }, 5, 2), 30 * hour)).not.toEqual(few)
  })
})

describe('a recorded demand', () => {
  /** Percent of the vCPUs, one byte a sample. */
  const recording = (...percents: readonly number[]): string => Buffer.from(percents).toString('base64url')
  const following = (count: number, more: Partial<WorkloadGroup> = {}): Run =>
    startRun(
      scenario(
        [fleet('host', 9)],
        [group('web', count, { demand: { law: 'trace', trace: 'day', cadence: 300 * second }, ...more })],
        {
          horizon: hour,
          define: {
            ...define,
            traces: { day: { series: [recording(5, 100, 0), recording(7, 33, 20, 50)], source: 'assumed' } },
          },
        },
      ),
    )

  test('is percent of the vCPUs, workload by workload, the recordings in turn', () => {
    // Flavours of 1 and 4 vCPUs in turn, recordings in turn: 1, 3 follow the first and have 1 vCPU.
    const run = following(3, { flavours: ['s', 'l'] })
    expect(demandAt(run, 0)).toEqual([50, 280, 50])
    expect(demandAt(run, 300 * second - 1)).toEqual([50, 280, 50])
    expect(demandAt(run, 300 * second)).toEqual([1000, 1320, 1000])
    expect(demandAt(run, 600 * second)).toEqual([0, 800, 0])
  })

  test('stays as it is after the last sample, and is read no more', () => {
    const run = following(2)
    expect([demandAt(run, 900 * second), demandAt(run, hour)]).toEqual([
      [0, 500],
      [0, 500],
    ])
    const readings = run.facts(0, 100).filter(({ name }) => name === 'demand.averaged')
    expect(readings.map(({ at, args }) => [at / second, args['demand']])).toEqual([
      [0, 60],
      [300, 665],
      [600, 100],
      [900, 250],
    ])
  })

  test('is the same for who joins the group later', () => {
    const run = following(1, { flavours: ['l'] })
    run.seek(300 * second, Infinity)
    done(run, 'group.scale', { group: 'web', count: 3 })
    expect(demandAt(run, 300 * second)).toEqual([4000, 1320, 4000])
    expect(demandAt(run, hour)).toEqual([0, 2000, 0])
  })
})

describe('a made-up demand', () => {
  const hashed: Demand = { law: 'hashed', cadence: 300 * second }
  const plain = (number: number, reading: number, vcpus: number): number =>
    hashedDemand(number, reading, vcpus)

  test('is a hash of the number and the reading, in percent of the vCPUs', () => {
    const run = startRun(
      scenario([fleet('host', 9)], [group('vm', 5, { demand: hashed, flavours: ['s', 'm', 'l'] })], {
        horizon: hour,
      }),
    )
    const vcpus = [1, 2, 4, 1, 2]
    for (const reading of [0, 1, 11]) {
      const wanted = vcpus.map((count, at) => plain(at + 1, reading, count))
      expect(demandAt(run, reading * 300 * second)).toEqual(wanted)
    }
    expect(evaluateLaw(lawOf('workload.hashed-demand'), { number: 250000, reading: 2015, vcpus: 4 })).toEqual(
      {
        millicores: plain(250000, 2015, 4),
        percent: plain(250000, 2015, 4) / 40,
      },
    )
  })

  test('lies between 1 and 100 percent, about evenly', () => {
    const percents = Array.from(
      { length: 20000 },
      (_, at) => plain((at % 1000) + 1, Math.floor(at / 1000), 1) / 10,
    )
    expect(Math.min(...percents)).toBe(1)
    expect(Math.max(...percents)).toBe(100)
    const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length
    expect(Math.abs(mean - 50.5)).toBeLessThan(1)
  })
})

describe('a demand that is changed by hand', () => {
  test('is constant from then on, whatever its law was', () => {
    const run = wanting({ law: 'stepped', steps: [{ at: hour, millicores: 900 }] })
    run.seek(second, Infinity)
    done(run, 'workload.demand', { group: 'web', millicores: 55 })
    expect([only(run, second), only(run, hour), only(run, 40 * hour)]).toEqual([55, 55, 55])
  })

  test('goes on while its workload is down', () => {
    const run = wanting({ law: 'stepped', steps: [{ at: 10 * second, millicores: 900 }] })
    run.seek(second, Infinity)
    done(run, 'container.kill', { container: 'web-1' })
    expect(only(run, 10 * second)).toBe(900)
    expect(run.metric('cpu.used', '')).toBe(0)
    done(run, 'container.start', { container: 'web-1' })
    expect(run.metric('cpu.used', '')).toBe(900)
  })
})

test('who joins a group later asks for what the group asks for then', () => {
  const demand: Demand = { law: 'stepped', steps: [{ at: 10 * second, millicores: 250 }] }
  const run = startRun(
    scenario([fleet('host', 1, { machine: 'box' })], [group('web', 'fill', { demand, flavours: ['l'] })]),
  )
  expect(demandAt(run, 20 * second)).toEqual([250])
  done(run, 'workload.resize', { group: 'web', memoryMiB: 1000 })
  expect(demandAt(run, 20 * second)).toEqual([250, 250, 250])
})
