// The worked examples of the model book, seen in the microscope.
import { describe, expect, test } from 'vitest'
import { simulateSchedule, type ScheduleInput } from '../../../../src/sim'
import { niceWeight } from '../../../../src/sim/model/scheduler/weights'
import { doneAt, entity, host, milli, percents, runsOf, second, spent } from './support'

describe('CFS', () => {
  test('O-13: slices by weight within 24 ms', () => {
    const pair = [entity('A', { weight: niceWeight(0) }), entity('B', { weight: niceWeight(5) })]
    const view = simulateSchedule(host('cfs', 1, pair, { sliceMicros: 24000, windowMicros: 48000 }))
    expect(runsOf(view)).toEqual(['A/0 0-18.084', 'B/0 18.084-24', 'A/0 24-42.084', 'B/0 42.084-48'])
  })

  test.each([
    [1, 55.5, 44.5],
    [5, 75.4, 24.6],
    [19, 98.6, 1.4],
  ])('O-8: nice 0 beside nice %i', (nice, first, second_) => {
    const pair = [entity('A', { weight: niceWeight(0) }), entity('B', { weight: niceWeight(nice) })]
    const view = simulateSchedule(host('cfs', 1, pair, { windowMicros: 60 * second }))
    const [a = NaN, b = NaN] = percents(view)
    expect(Math.abs(a - first)).toBeLessThan(0.2)
    expect(Math.abs(b - second_)).toBeLessThan(0.2)
  })
})

describe('EEVDF', () => {
  const slice = { sliceMicros: 3000 }

  test('O-14: two of weight 2 : 1', () => {
    const pair = [entity('A'), entity('B', { weight: 512 })]
    const view = simulateSchedule(host('eevdf', 1, pair, { ...slice, windowMicros: 18 * milli }))
    // Two requests of A in a row look like one run.
    expect(runsOf(view)).toEqual(['A/0 0-3', 'B/0 3-6', 'A/0 6-12', 'B/0 12-15', 'A/0 15-18'])
  })

  test('O-15: three of weight 1 : 1 : 2', () => {
    const three = [entity('A'), entity('B'), entity('C', { weight: 2048 })]
    const view = simulateSchedule(host('eevdf', 1, three, { ...slice, windowMicros: 24 * milli }))
    expect(runsOf(view)).toEqual([
      'C/0 0-3',
      'A/0 3-6',
      'B/0 6-9',
      'C/0 9-15',
      'A/0 15-18',
      'B/0 18-21',
      'C/0 21-24',
    ])
  })
})

describe('credit', () => {
  const shares = (
    weights: readonly number[],
    pcpus: number,
    caps: readonly number[] = [],
  ): readonly number[] =>
    percents(
      simulateSchedule(
        host(
          'credit',
          pcpus,
          weights.map((weight, at) =>
            entity(`d${at}`, { weight, limitMillicores: (caps[at] ?? 0) * 10, periodMicros: 0 }),
          ),
          { windowMicros: 90 * second },
        ),
      ),
    )

  test.each<[readonly number[], number, readonly number[], readonly number[]]>([
    [[128, 256, 384, 256], 1, [], [12.5, 25, 37.5, 25]],
    [[256, 256, 256], 2, [], [66.7, 66.7, 66.7]],
    [[512, 256, 256], 1, [], [50, 25, 25]],
    [[256, 256], 1, [20, 10], [20, 10]],
    [[256, 256], 1, [20, 0], [20, 80]],
    [[256], 1, [20], [20]],
  ])('weights %j on %i CPUs with caps %j', (weights, pcpus, caps, expected) => {
    shares(weights, pcpus, caps).forEach((share, at) =>
      expect([at, Math.abs(share - (expected[at] ?? NaN)) <= 0.2, share]).toEqual([at, true, share]),
    )
  })
})

describe('co-scheduling', () => {
  const pair = [entity('A', { vcpus: 4 }), entity('B')]
  const utilisation = (scheduler: ScheduleInput['scheduler']): number =>
    simulateSchedule(host(scheduler, 4, pair)).utilisationPermille

  test('O-18: four vCPUs and one on four CPUs', () => {
    expect(utilisation('strict')).toBe(625)
    expect(utilisation('relaxed')).toBe(1000)
  })

  test('O-18: strictly, they alternate, and the others of four wait though three CPUs are free', () => {
    const view = simulateSchedule(host('strict', 4, pair, { windowMicros: 200 * milli }))
    expect(runsOf(view).filter((run) => !/^A\/[123]/.test(run))).toEqual([
      'A/0 0-50',
      'B/0 50-100',
      'A/0 100-150',
      'B/0 150-200',
    ])
    expect(spent(view, 'co-stopped')).toBe(4 * 100 * milli)
  })
})

describe('bandwidth', () => {
  test.each(['cfs', 'eevdf'] as const)('O-11, O-12: %s', (scheduler) => {
    const one = entity('one', { limitMillicores: 200 })
    expect(doneAt(simulateSchedule(host(scheduler, 1, [one])), 50 * milli)).toBeCloseTo(210 * milli, 6)
    const four = entity('four', { vcpus: 4, limitMillicores: 200 })
    const view = simulateSchedule(host(scheduler, 4, [four]))
    expect(doneAt(view, 40 * milli)).toBeCloseTo(105 * milli, 6)
    expect(spent(view, 'ready')).toBe(0)
    expect(spent(view, 'throttled')).toBeCloseTo(4 * 950 * milli, 6)
  })
})
