// The feedback queue against tables worked out by hand, and against a slow reading of its rules.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedback, type FeedbackInput, type FeedbackTick } from '../../../../src/sim/model/cpu'
import { forAll } from '../../../support/for-all'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const id = 'cpu.multi-level-feedback'
const base: FeedbackInput = {
  quantumPerQueueHighToLow: [2, 4],
  allotmentSlicesPerQueueHighToLow: [1, 1],
  boostEvery: 0,
  ioTime: 3,
  stayAfterIO: false,
  ioBumpToFront: false,
  jobs: [{ start: 0, runtime: 3, ioEvery: 0 }],
}
const job = (start: number, runtime: number, ioEvery = 0) => ({ start, runtime, ioEvery })
type Row = readonly [start: number, end: number, job: number, priority: number]
const segments = (...rows: readonly Row[]) =>
  rows.map(([start, end, at, priority]) => ({ start, end, job: at, priority }))
const jobs = (...rows: readonly (readonly [response: number, turnaround: number])[]) =>
  rows.map(([response, turnaround], at) => ({ job: at, response, turnaround }))

keepsItsExamples(id)

hasOutputs(id, [
  [
    'one job sinks to the lowest queue',
    base,
    { jobs: jobs([0, 3]), segments: segments([0, 2, 0, 1], [2, 3, 0, 0]) },
  ],
  [
    'a new slice of the same job does not split a segment',
    { ...base, quantumPerQueueHighToLow: [2], allotmentSlicesPerQueueHighToLow: [1], jobs: [job(0, 5)] },
    { jobs: jobs([0, 5]), segments: segments([0, 5, 0, 0]) },
  ],
  [
    'two in one queue take turns of a slice',
    {
      ...base,
      quantumPerQueueHighToLow: [2],
      allotmentSlicesPerQueueHighToLow: [3],
      jobs: [job(0, 3), job(0, 3)],
    },
    {
      jobs: jobs([0, 5], [2, 6]),
      segments: segments([0, 2, 0, 0], [2, 4, 1, 0], [4, 5, 0, 0], [5, 6, 1, 0]),
    },
  ],
  [
    'an allotment of two slices is two turns before it moves down',
    { ...base, allotmentSlicesPerQueueHighToLow: [2, 1], jobs: [job(0, 5), job(0, 5)] },
    {
      jobs: jobs([0, 9], [2, 10]),
      segments: segments([0, 2, 0, 1], [2, 4, 1, 1], [4, 6, 0, 1], [6, 8, 1, 1], [8, 9, 0, 0], [9, 10, 1, 0]),
    },
  ],
  [
    // 0-2 job 0, down; 2-3 again; the others run at the top; at 6 it has 3 of its 4 units left, then comes job 2.
    'who is overtaken keeps its place and the rest of its slice',
    { ...base, jobs: [job(0, 8), job(3, 1), job(3, 3)] },
    {
      jobs: jobs([0, 12], [0, 1], [1, 7]),
      segments: segments(
        [0, 2, 0, 1],
        [2, 3, 0, 0],
        [3, 4, 1, 1],
        [4, 6, 2, 1],
        [6, 9, 0, 0],
        [9, 10, 2, 0],
        [10, 12, 0, 0],
      ),
    },
  ],
  [
    'nothing to do before the first arrival, and between two',
    { ...base, jobs: [job(2, 1), job(6, 1)] },
    { jobs: jobs([0, 1], [0, 1]), segments: segments([2, 3, 0, 1], [6, 7, 1, 1]) },
  ],
  [
    // Down at 2, and up again at 5: fresh slice and allotment, so 5-7 at the top, then down.
    'a boost lifts what has sunk',
    { ...base, boostEvery: 5, jobs: [job(0, 9)] },
    { jobs: jobs([0, 9]), segments: segments([0, 2, 0, 1], [2, 5, 0, 0], [5, 7, 0, 1], [7, 9, 0, 0]) },
  ],
  [
    // The slice is used up when it leaves for I/O: it comes back one queue below.
    'I/O at the end of a slice moves down unless it stays',
    { ...base, ioTime: 1, jobs: [job(0, 4, 2)] },
    { jobs: jobs([0, 5]), segments: segments([0, 2, 0, 1], [3, 5, 0, 0]) },
  ],
  [
    'with a fresh allotment after I/O it stays at the top',
    { ...base, ioTime: 1, stayAfterIO: true, jobs: [job(0, 4, 2)] },
    { jobs: jobs([0, 5]), segments: segments([0, 2, 0, 1], [3, 5, 0, 1]) },
  ],
  [
    'I/O that takes no time is back at once',
    { ...base, ioTime: 0, jobs: [job(0, 2, 1)] },
    { jobs: jobs([0, 2]), segments: segments([0, 2, 0, 1]) },
  ],
  [
    // Back at 5, behind the two that wait at the top, or before them.
    'back from I/O to the tail',
    {
      ...base,
      quantumPerQueueHighToLow: [4],
      allotmentSlicesPerQueueHighToLow: [1],
      ioTime: 2,
      jobs: [job(0, 2, 1), job(0, 3), job(0, 1)],
    },
    {
      jobs: jobs([0, 6], [1, 4], [4, 5]),
      segments: segments([0, 1, 0, 0], [1, 4, 1, 0], [4, 5, 2, 0], [5, 6, 0, 0]),
    },
  ],
  [
    'back from I/O to the head',
    {
      ...base,
      quantumPerQueueHighToLow: [4],
      allotmentSlicesPerQueueHighToLow: [1],
      ioTime: 2,
      ioBumpToFront: true,
      jobs: [job(0, 2, 1), job(0, 3), job(0, 1)],
    },
    {
      jobs: jobs([0, 4], [1, 5], [5, 6]),
      segments: segments([0, 1, 0, 0], [1, 3, 1, 0], [3, 4, 0, 0], [4, 5, 1, 0], [5, 6, 2, 0]),
    },
  ],
])

complainsAbout(id, { ...base }, [
  ['quantumPerQueueHighToLow', { quantumPerQueueHighToLow: [] }],
  ['quantumPerQueueHighToLow[1]', { quantumPerQueueHighToLow: [2, 0] }],
  ['allotmentSlicesPerQueueHighToLow', { allotmentSlicesPerQueueHighToLow: [1] }],
  ['allotmentSlicesPerQueueHighToLow[0]', { allotmentSlicesPerQueueHighToLow: [0, 1] }],
  ['boostEvery', { boostEvery: -1 }],
  ['ioTime', { ioTime: 0.5 }],
  ['ioTime', { ioTime: null }],
  ['stayAfterIO', { stayAfterIO: 1 }],
  ['ioBumpToFront', { ioBumpToFront: undefined }],
  ['jobs', { jobs: [] }],
  ['jobs[0].runtime', { jobs: [job(0, 0)] }],
  ['jobs[0].start', { jobs: [job(-1, 1)] }],
  ['jobs[0].ioEvery', { jobs: [{ start: 0, runtime: 1 }] }],
  ['jobs', { jobs: [job(0, 600000), job(0, 600000)] }],
])

interface Slow {
  queue: number
  slice: number
  allotment: number
  ran: number
  left: boolean
}

/** The rules word by word: queues rebuilt from lists of names, one tick after the other. */
function slowly(input: FeedbackInput) {
  const levels = input.quantumPerQueueHighToLow.length
  const fresh = (queue: number) => ({
    queue,
    slice: input.quantumPerQueueHighToLow[queue] ?? 0,
    allotment: input.allotmentSlicesPerQueueHighToLow[queue] ?? 0,
  })
  const all: Slow[] = input.jobs.map(() => ({ ...fresh(0), ran: 0, left: false }))
  const at = (one: number): Slow => {
    const found = all[one]
    if (found === undefined) throw new Error(`no job ${one}`)
    return found
  }
  let waiting: number[] = []
  let away: { one: number; back: number }[] = []
  const units: (readonly [t: number, one: number, priority: number])[] = []
  for (let t = 0; all.some(({ left }) => !left); t++) {
    if (input.boostEvery > 0 && t > 0 && t % input.boostEvery === 0) {
      const of = (queue: number) => waiting.filter((one) => at(one).queue === queue)
      waiting = Array.from({ length: levels }, (_, up) => (up === 0 ? of(0) : of(levels - up))).flat()
      for (const one of all) if (!one.left) Object.assign(one, fresh(0))
    }
    input.jobs.forEach(({ start }, one) => {
      if (start === t) waiting.push(one)
    })
    for (const { one } of away.filter(({ back }) => back === t))
      waiting = input.ioBumpToFront ? [one, ...waiting] : [...waiting, one]
    away = away.filter(({ back }) => back !== t)
    const top = Math.min(...waiting.map((one) => at(one).queue))
    const head = waiting.find((one) => at(one).queue === top)
    if (head === undefined) continue
    const job = input.jobs[head] ?? { start: 0, runtime: 0, ioEvery: 0 }
    const it = at(head)
    units.push([t, head, levels - 1 - it.queue])
    it.ran++
    it.slice--
    const others = waiting.filter((one) => one !== head)
    if (it.ran === job.runtime) {
      it.left = true
      waiting = others
      continue
    }
    const io = job.ioEvery > 0 && it.ran % job.ioEvery === 0
    if (io) {
      waiting = others
      away.push({ one: head, back: t + 1 + input.ioTime })
      if (input.stayAfterIO) Object.assign(it, fresh(it.queue))
    }
    if (it.slice > 0) continue
    it.allotment--
    if (it.allotment > 0) it.slice = fresh(it.queue).slice
    else Object.assign(it, fresh(Math.min(levels - 1, it.queue + 1)))
    if (!io) waiting = [...others, head]
  }
  return units
}

const anyInput: fc.Arbitrary<FeedbackInput> = fc.integer({ min: 1, max: 3 }).chain((levels) => {
  const perLevel = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: levels, maxLength: levels })
  return fc.record({
    quantumPerQueueHighToLow: perLevel,
    allotmentSlicesPerQueueHighToLow: perLevel,
    boostEvery: fc.constantFrom(0, 0, 3, 7),
    ioTime: fc.integer({ min: 0, max: 5 }),
    stayAfterIO: fc.boolean(),
    ioBumpToFront: fc.boolean(),
    jobs: fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 12 }),
        runtime: fc.integer({ min: 1, max: 12 }),
        ioEvery: fc.integer({ min: 0, max: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
})

test('any input: unit by unit what the rules say', () => {
  forAll(anyInput, 1000, (input) => {
    const found = feedback(input, 1000000)
    const units = slowly(input)
    expect(
      found?.segments.flatMap(({ start, end, job: one, priority }) =>
        Array.from({ length: end - start }, (_, away) => [start + away, one, priority]),
      ),
    ).toEqual(units)
    found?.jobs.forEach(({ job: one, response, turnaround }) => {
      const own = units.filter(([, of]) => of === one).map(([t]) => t)
      const { start } = input.jobs[one] ?? { start: 0 }
      expect([response, turnaround]).toEqual([(own[0] ?? 0) - start, (own[own.length - 1] ?? 0) + 1 - start])
    })
    found?.segments.forEach(({ start, job: one, priority }, at) => {
      const before = found.segments[at - 1]
      if (before?.end === start) expect([before.job, before.priority]).not.toEqual([one, priority])
    })
  })
})

test('what is seen tick by tick is the same course', () => {
  forAll(anyInput, 200, (input) => {
    const ticks: FeedbackTick[] = []
    const found = feedback(input, 1000000, (tick) => ticks.push(tick))
    expect(found).toEqual(evaluated(id, input))
    for (const { at, running, queues, inIO } of ticks) {
      const segment = found?.segments.find(({ start, end }) => start <= at && at < end)
      expect(segment?.job ?? -1).toBe(running)
      expect(queues.find(({ length }) => length > 0)?.[0] ?? -1).toBe(running)
      expect(new Set([...queues.flat(), ...inIO]).size).toBe(queues.flat().length + inIO.length)
    }
    expect(ticks.flatMap(({ events }) => events).filter(({ kind }) => kind === 'done')).toHaveLength(
      input.jobs.length,
    )
  })
})
