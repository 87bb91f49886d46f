// The queue of future events against a sorted array: total order, true cancel, growth, and the reuse of slots.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cancel,
  createQueue,
  earliest,
  pop,
  schedule,
  type EventQueue,
  type Timer,
} from '../../../src/sim/core'

interface Planned {
  readonly due: number
  readonly order: number
  readonly mark: number
}

const byTime = (left: Planned, right: Planned): number => left.due - right.due || left.order - right.order

/** Takes the earliest event and says which it was. */
function next(queue: EventQueue): number {
  return queue.a[pop(queue)] ?? NaN
}

function drained(queue: EventQueue): readonly number[] {
  const marks: number[] = []
  while (queue.size > 0) marks.push(next(queue))
  return marks
}

describe('the order of events', () => {
  test('earlier events come first', () => {
    const queue = createQueue()
    for (const due of [30, 10, 20]) schedule(queue, due, 0, due, 0, -1)
    expect(drained(queue)).toEqual([10, 20, 30])
  })

  test('events of one time come in the order they were planned', () => {
    const queue = createQueue()
    for (let mark = 0; mark < 100; mark++) schedule(queue, 5, 0, mark, 0, -1)
    expect(drained(queue)).toEqual(Array.from({ length: 100 }, (_, mark) => mark))
  })

  test('an empty queue has no earliest event', () => {
    expect(earliest(createQueue())).toBe(-1)
  })

  test('what was planned can be read when it comes', () => {
    const queue = createQueue()
    schedule(queue, 7, 3, -1, 2147483647, 9007199254740991)
    const slot = pop(queue)
    expect([queue.due[slot], queue.code[slot], queue.a[slot], queue.b[slot], queue.cause[slot]]).toEqual([
      7, 3, -1, 2147483647, 9007199254740991,
    ])
  })
})

describe('cancelling', () => {
  test('a cancelled event never comes, and only once can it be cancelled', () => {
    const queue = createQueue()
    const timers = [1, 2, 3].map((due) => schedule(queue, due, 0, due, 0, -1))
    expect([cancel(queue, timers[1] ?? -1), cancel(queue, timers[1] ?? -1)]).toEqual([true, false])
    expect(drained(queue)).toEqual([1, 3])
  })

  test('the timer of an event that has happened does nothing, even when its slot is used again', () => {
    const queue = createQueue()
    const old = schedule(queue, 1, 0, 1, 0, -1)
    next(queue)
    const fresh = schedule(queue, 2, 0, 2, 0, -1)
    expect(fresh).not.toBe(old)
    expect(cancel(queue, old)).toBe(false)
    expect(drained(queue)).toEqual([2])
  })

  test('no timer at all is cancelled in vain', () => {
    const queue = createQueue()
    schedule(queue, 1, 0, 1, 0, -1)
    expect([cancel(queue, -1), cancel(queue, 16777215)]).toEqual([false, false])
  })
})

type Step = { readonly plan: number } | { readonly cancel: number } | { readonly take: true }
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ plan: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ cancel: fc.nat() }) },
  { weight: 2, arbitrary: fc.constant({ take: true as const }) },
)

test('planning, cancelling and taking in any order agrees with a sorted array', () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 300 }), (steps) => {
      const queue = createQueue(4)
      const timers: { timer: Timer; planned: Planned }[] = []
      let sorted: Planned[] = []
      let order = 0
      for (const step of steps) {
        if ('plan' in step) {
          const planned = { due: step.plan, order, mark: order }
          order++
          timers.push({ timer: schedule(queue, planned.due, 0, planned.mark, 0, -1), planned })
          sorted.push(planned)
        } else if ('cancel' in step) {
          const chosen = timers[step.cancel % Math.max(1, timers.length)]
          if (chosen === undefined) continue
          expect(cancel(queue, chosen.timer)).toBe(sorted.includes(chosen.planned))
          sorted = sorted.filter((planned) => planned !== chosen.planned)
        } else if (queue.size > 0) {
          sorted.sort(byTime)
          expect(next(queue)).toBe(sorted.shift()?.mark)
        }
        expect(queue.size).toBe(sorted.length)
      }
      expect(drained(queue)).toEqual(sorted.sort(byTime).map(({ mark }) => mark))
    }),
    { numRuns: 300 },
  )
})
