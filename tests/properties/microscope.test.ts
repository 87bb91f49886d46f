// What holds in every microscope: segments cover the window, CPUs serve one at a time, and long-run shares are those of
// the fluid model.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schedulers, simulateSchedule, type ScheduledEntity, type ScheduleInput } from '../../src/sim'
import { entity, host, milli, second, segmentsOf } from '../sim/model/scheduler/support'
import { forAll } from '../support/for-all'

const bound = fc
  .record({
    vcpus: fc.integer({ min: 1, max: 4 }),
    weight: fc.integer({ min: 100, max: 4000 }),
    cap: fc.option(fc.integer({ min: 100, max: 3000 }), { nil: 0 }),
  })
  .map(({ vcpus, weight, cap }) => entity('e', { vcpus, weight, limitMillicores: cap }))

const named = (entities: readonly ScheduledEntity[]): readonly ScheduledEntity[] =>
  entities.map((one, at) => ({ ...one, name: `e${at}` }))

/** Hosts of some CPUs where everybody always wants. */
const boundHost = (most: number): fc.Arbitrary<Pick<ScheduleInput, 'pcpus' | 'entities' | 'seed'>> =>
  fc.record({
    pcpus: fc.integer({ min: 1, max: most }),
    entities: fc.array(bound, { minLength: 1, maxLength: 8 }).map(named),
    seed: fc.integer({ min: 0, max: 1000 }),
  })

/** Anything that can be asked of a microscope. */
const anyHost: fc.Arbitrary<ScheduleInput> = fc.record({
  scheduler: fc.constantFrom(...schedulers),
  pcpus: fc.integer({ min: 1, max: 5 }),
  entities: fc
    .array(
      fc
        .record({
          one: bound,
          demand: fc.integer({ min: 0, max: 4500 }),
          period: fc.integer({ min: 5, max: 120 }),
          cpus: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1 }), { nil: null }),
        })
        .map(({ one, demand, period, cpus }) => ({
          ...one,
          demandMillicores: Math.min(demand, one.vcpus * 1000),
          periodMicros: period * milli,
          cpus,
        })),
      { minLength: 0, maxLength: 6 },
    )
    .map(named),
  windowMicros: fc.integer({ min: 1, max: 150 * milli }),
  seed: fc.integer({ min: 0, max: 1000 }),
  lock: fc.option(
    fc.record({
      thinkMicros: fc.integer({ min: 20, max: 2000 }),
      holdMicros: fc.integer({ min: 1, max: 400 }),
      ple: fc.boolean(),
    }),
    { nil: null },
  ),
})

/** The largest distance from the fluid model, in thousandths of the host's capacity. */
function distance(input: ScheduleInput): number {
  const { measured, fluid } = simulateSchedule(input)
  return Math.max(...measured.map((share, at) => Math.abs(share - (fluid[at] ?? NaN)))) / input.pcpus
}

/**
 * A cap makes its owner use the CPU in turns; whoever can use no more than a CPU per vCPU cannot make up for such a
 * turn later, which the fluid model does not know. On one CPU nobody is held back by that, so caps are tested there.
 */
const withoutCaps = (entities: readonly ScheduledEntity[]): readonly ScheduledEntity[] =>
  entities.map((one) => ({ ...one, limitMillicores: 0 }))

describe('shares over a long window are those of the fluid model, within 2 % of the capacity of the host', () => {
  test.each(['cfs', 'eevdf'] as const)('%s: any weights and vCPUs on up to eight CPUs, 2 s', (scheduler) => {
    forAll(boundHost(8), 100, ({ pcpus, entities, seed }) => {
      const input = host(scheduler, pcpus, withoutCaps(entities), { seed, windowMicros: 2 * second })
      expect(distance(input)).toBeLessThan(20)
    })
  })

  test.each(['cfs', 'eevdf'] as const)('%s: caps as well on one CPU, 2 s', (scheduler) => {
    forAll(boundHost(1), 100, ({ pcpus, entities, seed }) => {
      const input = host(scheduler, pcpus, entities, { seed, windowMicros: 2 * second })
      expect(distance(input)).toBeLessThan(20)
    })
  })

  // Slices of 30 ms, and domains too light to have a turn in every period, take longer to even out.
  test('credit: any weights and vCPUs on one CPU, 60 s', () => {
    forAll(boundHost(1), 100, ({ pcpus, entities, seed }) => {
      const input = host('credit', pcpus, withoutCaps(entities), { seed, windowMicros: 60 * second })
      expect(distance(input)).toBeLessThan(20)
    })
  })

  test('credit: equal domains of one vCPU on several CPUs, 10 s', () => {
    forAll(
      fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 12 })),
      30,
      ([pcpus, count]) => {
        const equal = Array.from({ length: count }, (_, at) => entity(`e${at}`))
        expect(distance(host('credit', pcpus, equal, { windowMicros: 10 * second }))).toBeLessThan(20)
      },
    )
  })
})

describe('whatever the scheduler', () => {
  test('nobody has more than its cap in any period', () => {
    forAll(boundHost(8), 60, ({ pcpus, entities, seed }) => {
      for (const scheduler of ['cfs', 'eevdf', 'strict', 'relaxed'] as const) {
        const view = simulateSchedule(host(scheduler, pcpus, entities, { seed, windowMicros: second }))
        entities.forEach(({ limitMillicores, vcpus }, at) => {
          const most = Math.min(limitMillicores === 0 ? Infinity : limitMillicores, vcpus * 1000)
          expect(view.measured[at]).toBeLessThanOrEqual(most + 1)
        })
      }
    })
  })

  test('one by one, no CPU is idle while a vCPU waits for it', () => {
    forAll(boundHost(6), 60, ({ pcpus, entities, seed }) => {
      for (const scheduler of ['cfs', 'eevdf', 'credit'] as const) {
        const input = host(scheduler, pcpus, withoutCaps(entities), { seed, windowMicros: 300 * milli })
        const vcpus = entities.reduce((sum, one) => sum + one.vcpus, 0)
        expect(simulateSchedule(input).utilisationPermille).toBe(
          Math.round((Math.min(vcpus, pcpus) * 1000) / pcpus),
        )
      }
    })
  })
})

describe('at any time', () => {
  test('segments cover the window of every vCPU, and no CPU serves two or one that may not be there', () => {
    forAll(anyHost, 300, (input) => {
      const view = simulateSchedule(input)
      const ends = new Map<number, number>(view.vcpus.map((_, vcpu) => [vcpu, 0]))
      const busy: { pcpu: number; from: number; to: number }[] = []
      for (const { vcpu, from, to, doing, pcpu } of segmentsOf(view)) {
        expect(from).toBe(ends.get(vcpu))
        expect(to).toBeGreaterThan(from)
        ends.set(vcpu, to)
        expect(pcpu >= 0).toBe(doing === 'running' || doing === 'spinning')
        if (pcpu < 0) continue
        busy.push({ pcpu, from, to })
        const { cpus } = input.entities[view.vcpus[vcpu]?.entity ?? -1] ?? { cpus: [-1] }
        expect(cpus === null || cpus.includes(pcpu)).toBe(true)
      }
      for (const end of ends.values()) expect(end).toBe(input.windowMicros)
      busy.sort((left, right) => left.pcpu - right.pcpu || left.from - right.from)
      for (const [at, one] of busy.entries()) {
        const next = busy[at + 1]
        if (next?.pcpu === one.pcpu) expect(next.from).toBeGreaterThanOrEqual(one.to)
      }
    })
  })
})
