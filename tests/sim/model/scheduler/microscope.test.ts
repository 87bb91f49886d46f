// What a microscope shows beyond its worked examples: sleepers, masks, caps, siblings, locks.
import { describe, expect, test } from 'vitest'
import { simulateSchedule, type ScheduleInput } from '../../../../src/sim'
import { entity, host, milli, runsOf, second, segmentsOf, spent } from './support'

describe('an entity that wants less than a CPU', () => {
  test.each(['cfs', 'eevdf', 'credit', 'strict', 'relaxed'] as const)(
    '%s: gets it when alone',
    (scheduler) => {
      const some = entity('some', { vcpus: 2, demandMillicores: 500 })
      const view = simulateSchedule(host(scheduler, 4, [some]))
      expect(view.measured[0]).toBeCloseTo(500, 6)
      expect(view.fluid[0]).toBe(500)
      expect(spent(view, 'ready')).toBe(0)
      expect(spent(view, 'idle')).toBeCloseTo(1500 * milli, 6)
    },
  )

  test('does not come at the same moment as its siblings, and comes otherwise with another seed', () => {
    const some = entity('some', { vcpus: 2, demandMillicores: 200 })
    const first = simulateSchedule(host('eevdf', 2, [some], { windowMicros: 80 * milli }))
    const starts = (vcpu: number): readonly number[] =>
      segmentsOf(first)
        .filter((one) => one.vcpu === vcpu && one.doing === 'running')
        .map(({ from }) => from)
    expect(starts(0)).toHaveLength(10)
    expect(starts(0)).not.toEqual(starts(1))
    const other = simulateSchedule(host('eevdf', 2, [some], { windowMicros: 80 * milli, seed: 2 }))
    expect(runsOf(other)).not.toEqual(runsOf(first))
  })

  test.each(['cfs', 'eevdf', 'credit'] as const)(
    '%s: is not starved by one that always wants',
    (scheduler) => {
      const some = entity('some', { demandMillicores: 200 })
      const view = simulateSchedule(host(scheduler, 1, [some, entity('bound')], { windowMicros: 3 * second }))
      expect(Math.abs((view.measured[0] ?? 0) - 200)).toBeLessThan(10)
      expect(Math.abs((view.measured[1] ?? 0) - 800)).toBeLessThan(10)
    },
  )
})

describe('a list of CPUs', () => {
  test('is kept to, and leaves its CPUs to those that may run nowhere else', () => {
    const pinned = entity('pinned', { cpus: [1] })
    const free = entity('free', { vcpus: 2 })
    const view = simulateSchedule(host('cfs', 3, [free, pinned]))
    expect(Array.from(view.measured)).toEqual([2000, 1000])
    expect(new Set(segmentsOf(view).flatMap(({ vcpu, pcpu }) => (vcpu === 2 ? [pcpu] : [])))).toEqual(
      new Set([1]),
    )
  })

  test('divides the fluid shares by sets of CPUs', () => {
    const pair = [
      entity('a', { vcpus: 2, cpus: [0] }),
      entity('b', { cpus: [1, 2], vcpus: 4 }),
      entity('c', { cpus: [0] }),
    ]
    expect(Array.from(simulateSchedule(host('eevdf', 3, pair)).fluid)).toEqual([500, 2000, 500])
  })
})

describe('relaxed co-scheduling', () => {
  const pair = [entity('A', { vcpus: 2 }), entity('B', { weight: 4096 })]

  test('stops who leads, so that siblings stay within the threshold', () => {
    const input = host('relaxed', 2, pair, {
      sliceMicros: 20000,
      skewMicros: 4000,
      windowMicros: 500 * milli,
    })
    const view = simulateSchedule(input)
    expect(spent(view, 'co-stopped')).toBeGreaterThan(0)
    const progress = [0, 0]
    let skew = 0
    const marks = segmentsOf(view).filter(({ vcpu }) => vcpu < 2)
    for (const at of new Set(marks.flatMap(({ from, to }) => [from, to]))) {
      for (const vcpu of [0, 1])
        progress[vcpu] = marks
          .filter((one) => one.vcpu === vcpu && one.doing === 'running')
          .reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, at) - from), 0)
      skew = Math.max(skew, Math.abs((progress[0] ?? 0) - (progress[1] ?? 0)))
    }
    expect(skew).toBeLessThanOrEqual(4000)
    expect(skew).toBeGreaterThan(3000)
  })

  test('stops nobody without siblings', () => {
    const single = [entity('A'), entity('B', { weight: 9000 }), entity('C')]
    expect(spent(simulateSchedule(host('relaxed', 1, single)), 'co-stopped')).toBe(0)
  })
})

describe('strict co-scheduling', () => {
  test('never runs an entity of more vCPUs than there are CPUs', () => {
    const view = simulateSchedule(host('strict', 2, [entity('wide', { vcpus: 3 }), entity('B')]))
    expect(Array.from(view.measured)).toEqual([0, 1000])
  })
})

describe('a spinlock', () => {
  const crowd = (ple: boolean | null, scheduler: ScheduleInput['scheduler'] = 'eevdf'): ScheduleInput =>
    host(scheduler, 4, [entity('A', { vcpus: 4 }), entity('B', { vcpus: 4 })], {
      windowMicros: 300 * milli,
      lock: ple === null ? null : { thinkMicros: 90, holdMicros: 30, ple },
    })

  test('burns CPU when its holder has lost its CPU, less so with pause-loop exiting', () => {
    const without = simulateSchedule(crowd(false))
    const with_ = simulateSchedule(crowd(true))
    expect(spent(simulateSchedule(crowd(null)), 'spinning')).toBe(0)
    expect(spent(without, 'spinning')).toBeGreaterThan(2 * spent(with_, 'spinning'))
    expect(with_.utilisationPermille).toBeGreaterThan(without.utilisationPermille)
  })

  test('is waited for shortly where siblings run together', () => {
    expect(spent(simulateSchedule(crowd(false, 'strict')), 'spinning')).toBeLessThan(
      spent(simulateSchedule(crowd(false)), 'spinning'),
    )
  })

  test('is held by one at a time: alone on enough CPUs, work is bounded by the lock', () => {
    const input = host('cfs', 4, [entity('A', { vcpus: 4 })], {
      lock: { thinkMicros: 1, holdMicros: 99, ple: false },
    })
    // One holds, and the others think for 1 of 99 µs at most.
    const { utilisationPermille } = simulateSchedule(input)
    expect(utilisationPermille).toBeGreaterThanOrEqual(250)
    expect(utilisationPermille).toBeLessThan(265)
  })
})

describe('readings', () => {
  test('come in order of time; credits stay within a slice and a period', () => {
    const { readings, queue } = simulateSchedule(
      host('credit', 2, [entity('a'), entity('b'), entity('c', { demandMillicores: 300 })]),
    )
    expect(readings.unit).toBe('credits')
    expect(readings.at.length).toBeGreaterThan(20)
    expect([...readings.at]).toEqual([...readings.at].sort((left, right) => left - right))
    expect(Math.max(...readings.value.map(Math.abs))).toBeLessThanOrEqual(600)
    expect([...queue.length].every((waiting, at) => at === 0 || waiting !== queue.length[at - 1])).toBe(true)
  })

  test('nothing to schedule is a view of nothing', () => {
    const view = simulateSchedule(host('eevdf', 0, [], { windowMicros: 0 }))
    expect([view.vcpus.length, view.segments.vcpu.length, view.utilisationPermille]).toEqual([0, 0, 0])
  })
})
