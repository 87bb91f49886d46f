// The textbook's schedules against tables worked out by hand, and what must hold of any of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawLots, scheduleJobs, stride, summariseJobs, type Job } from '../../../../src/sim/model/cpu'
import { forAll } from '../../../support/for-all'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'

const id = 'cpu.job-schedule'
const jobs = (...runtimes: number[]) => runtimes.map((runtime, job) => ({ job, arrival: 0, runtime }))
const table = (
  rows: readonly (readonly [job: number, response: number, turnaround: number, wait: number])[],
) => rows.map(([job, response, turnaround, wait]) => ({ job, response, turnaround, wait }))

keepsItsExamples(id)

hasOutputs(id, [
  [
    'one job alone never waits',
    { policy: 'FIFO', jobs: jobs(7) },
    { jobs: table([[0, 0, 7, 0]]), averages: { response: 0, turnaround: 7, wait: 0 } },
  ],
  [
    'shortest first, equals in list order, results in list order',
    { policy: 'SJF', jobs: jobs(4, 2, 4, 2) },
    {
      jobs: table([
        [0, 4, 8, 4],
        [1, 0, 2, 0],
        [2, 8, 12, 8],
        [3, 2, 4, 2],
      ]),
      averages: { response: 3.5, turnaround: 6.5, wait: 3.5 },
    },
  ],
  [
    'a mean that is no whole number is not rounded',
    { policy: 'FIFO', jobs: jobs(1, 1, 2) },
    {
      jobs: table([
        [0, 0, 1, 0],
        [1, 1, 2, 1],
        [2, 2, 4, 2],
      ]),
      averages: { response: 1, turnaround: 7 / 3, wait: 1 },
    },
  ],
  [
    // 0-1 job 0, 1-2 job 1, 2-3 job 2, 3-4 job 0, 4-5 job 1, 5-6 job 0
    'turns of one unit',
    { policy: 'RR', quantum: 1, jobs: jobs(3, 2, 1) },
    {
      jobs: table([
        [0, 0, 6, 3],
        [1, 1, 5, 3],
        [2, 2, 3, 2],
      ]),
      averages: { response: 1, turnaround: 14 / 3, wait: 8 / 3 },
    },
  ],
  [
    'a quantum longer than any job is FIFO',
    { policy: 'RR', quantum: 100, jobs: jobs(3, 2) },
    {
      jobs: table([
        [0, 0, 3, 0],
        [1, 3, 5, 3],
      ]),
      averages: { response: 1.5, turnaround: 4, wait: 1.5 },
    },
  ],
  [
    // 0.7 is seven times 0.1, not eight: 0 1 0 1 0 0 0 0 0 in tenths.
    'decimals are counted as decimals',
    { policy: 'RR', quantum: 0.1, jobs: jobs(0.7, 0.2) },
    {
      jobs: table([
        [0, 0, 0.9, 0.2],
        [1, 0.1, 0.4, 0.2],
      ]),
      averages: { response: 0.05, turnaround: 0.65, wait: 0.2 },
    },
  ],
  [
    // Of 10 tickets 12 draws the third, of the second job; without its 5, 7 draws the third of 5, of the last job.
    'a job that is done takes its tickets along',
    {
      policy: 'LOTTERY',
      quantum: 4,
      jobs: [
        { job: 3, runtime: 5, tickets: 2 },
        { job: 1, runtime: 4, tickets: 5 },
        { job: 2, runtime: 9, tickets: 3 },
      ],
      randomNumbers: [12, 7, 1, 100, 33, 8, 5],
    },
    {
      winners: [1, 2, 3, 3, 2, 2],
      completions: [
        { job: 1, time: 4 },
        { job: 3, time: 16 },
        { job: 2, time: 24 },
      ],
    },
  ],
  [
    'the lottery ends with its numbers',
    { policy: 'LOTTERY', quantum: 1, jobs: [{ job: 0, runtime: 5, tickets: 1 }], randomNumbers: [9, 9] },
    { winners: [0, 0], completions: [] },
  ],
  [
    // Strides 100, 40, 200.
    'strides of 1 : 2.5 : 0.5',
    { policy: 'STRIDE', tickets: [100, 250, 50], bigNumber: 10000, quanta: 8 },
    { sequence: [0, 1, 2, 1, 1, 0, 1, 1], finalPass: [200, 200, 200] },
  ],
  [
    // floor(100 / 3) = 33.
    'the stride is rounded down',
    { policy: 'STRIDE', tickets: [3, 2], bigNumber: 100, quanta: 4 },
    { sequence: [0, 1, 0, 1], finalPass: [66, 100] },
  ],
  [
    'no quanta',
    { policy: 'STRIDE', tickets: [1], bigNumber: 1, quanta: 0 },
    { sequence: [], finalPass: [0] },
  ],
  [
    'fields of other policies and unknown ones are ignored',
    {
      policy: 'FIFO',
      jobs: [{ job: 0, arrival: 0, runtime: 1, colour: 'red' }],
      quantum: -3,
      tickets: null,
      extra: 1,
    },
    { jobs: table([[0, 0, 1, 0]]), averages: { response: 0, turnaround: 1, wait: 0 } },
  ],
])

complainsAbout(id, { policy: 'RR', quantum: 2, jobs: jobs(3, 2) }, [
  ['policy', { policy: 'LIFO' }],
  ['policy', { policy: null }],
  ['quantum', { quantum: 0 }],
  ['quantum', { quantum: undefined }],
  ['quantum', { quantum: -1 }],
  ['quantum', { quantum: 1 / 3 }],
  ['quantum', { quantum: 0.000001, jobs: jobs(1000000) }],
  ['jobs', { jobs: [] }],
  ['jobs', { jobs: 'many' }],
  ['jobs', { jobs: jobs(600000, 600000) }],
  ['jobs[1].runtime', { jobs: [...jobs(3), { job: 1, arrival: 0 }] }],
  ['jobs[1].runtime', { jobs: jobs(3, -1) }],
  ['jobs[0].runtime', { jobs: jobs(1 / 3) }],
  ['jobs[1].job', { jobs: [...jobs(3), ...jobs(4)] }],
  ['jobs[0].arrival', { jobs: [{ job: 0, arrival: 5, runtime: 1 }] }],
  ['jobs[0]', { jobs: [7] }],
])

complainsAbout(
  id,
  { policy: 'LOTTERY', quantum: 1, jobs: [{ job: 0, runtime: 5, tickets: 1 }], randomNumbers: [3] },
  [
    ['jobs[0].tickets', { jobs: [{ job: 0, runtime: 5, tickets: 0 }] }],
    ['randomNumbers[1]', { randomNumbers: [1, -4] }],
    ['randomNumbers', { randomNumbers: undefined }],
  ],
)

complainsAbout(id, { policy: 'STRIDE', tickets: [4], bigNumber: 24, quanta: 6 }, [
  ['tickets[0]', { tickets: [0] }],
  ['tickets', { tickets: [] }],
  ['bigNumber', { bigNumber: 0 }],
  ['quanta', { quanta: 2.5 }],
])

const someJobs = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 })
  .map((runtimes): readonly Job[] => jobs(...runtimes))

/** Round robin unit by unit, with a queue that is shifted. */
function naiveRoundRobin(list: readonly Job[], quantum: number): readonly (readonly [number, number])[] {
  const queue = list.map(({ runtime }, at) => ({ at, rest: runtime }))
  const found: (readonly [number, number])[] = list.map(() => [-1, -1])
  let now = 0
  for (let head = queue.shift(); head !== undefined; head = queue.shift()) {
    for (let unit = 0; unit < quantum && head.rest > 0; unit++) {
      const [first] = found[head.at] ?? [-1]
      found[head.at] = [first < 0 ? now : first, now + 1]
      head.rest--
      now++
    }
    if (head.rest > 0) queue.push(head)
  }
  return found
}

describe('any jobs', () => {
  test('round robin is what a plain queue gives', () => {
    forAll(fc.tuple(someJobs, fc.integer({ min: 1, max: 6 })), 300, ([list, quantum]) => {
      const found = summariseJobs(list, scheduleJobs('RR', list, quantum)).jobs
      expect(found.map(({ response, turnaround }) => [response, turnaround])).toEqual(
        naiveRoundRobin(list, quantum),
      )
    })
  })

  test('no schedule has a lower mean turnaround than shortest first', () => {
    forAll(fc.tuple(someJobs, fc.integer({ min: 1, max: 6 })), 300, ([list, quantum]) => {
      const mean = (policy: 'FIFO' | 'SJF' | 'RR') =>
        summariseJobs(list, scheduleJobs(policy, list, quantum)).averages.turnaround
      expect(mean('SJF')).toBeLessThanOrEqual(mean('FIFO'))
      expect(mean('SJF')).toBeLessThanOrEqual(mean('RR'))
    })
  })

  test('the processor is never idle, and every job gets its runtime', () => {
    forAll(fc.tuple(someJobs, fc.constantFrom('FIFO', 'SJF', 'RR' as const)), 200, ([list, policy]) => {
      const segments = scheduleJobs(policy as 'RR', list, 3, 100)
      const worked = list.map(() => 0)
      segments.forEach(({ start, end, at, waiting }, index) => {
        expect(start).toBe(index === 0 ? 0 : segments[index - 1]?.end)
        expect(waiting).not.toContain(at)
        worked[at] = (worked[at] ?? 0) + end - start
      })
      expect(worked).toEqual(list.map(({ runtime }) => runtime))
    })
  })

  test('a lottery gives every quantum to a job that is not done', () => {
    const tickets = fc.array(
      fc.record({ runtime: fc.integer({ min: 1, max: 9 }), tickets: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    forAll(fc.tuple(tickets, fc.array(fc.nat(), { maxLength: 60 })), 200, ([list, numbers]) => {
      const given = list.map((one, job) => ({ job, arrival: 0, ...one }))
      const rest = list.map(({ runtime }) => runtime)
      drawLots(given, 2, numbers).forEach(({ at, drawn, start }, turn) => {
        // Everybody who is not done lines up with their tickets; the number picks one.
        const line = given.flatMap((one, place) =>
          (rest[place] ?? 0) > 0 ? Array.from({ length: one.tickets }, () => place) : [],
        )
        expect([line[(numbers[turn] ?? 0) % line.length], drawn]).toEqual([
          at,
          (numbers[turn] ?? 0) % line.length,
        ])
        expect(start).toBe(2 * turn)
        rest[at] = Math.max(0, (rest[at] ?? 0) - 2)
      })
    })
  })

  test('strides never drift apart by more than the largest', () => {
    const tickets = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 })
    forAll(fc.tuple(tickets, fc.integer({ min: 1, max: 200 })), 200, ([list, quanta]) => {
      const { finalPass, sequence } = stride(list, 1000, quanta)
      expect(sequence).toHaveLength(quanta)
      const strides = list.map((count) => Math.floor(1000 / count))
      expect(Math.max(...finalPass) - Math.min(...finalPass)).toBeLessThanOrEqual(Math.max(...strides))
      finalPass.forEach((pass, at) =>
        expect(pass).toBe(sequence.filter((one) => one === at).length * (strides[at] ?? 0)),
      )
    })
  })

  test('a runtime of nothing ends at once', () => {
    expect(evaluated(id, { policy: 'FIFO', jobs: jobs(0, 2) })).toEqual({
      jobs: table([
        [0, 0, 0, 0],
        [1, 0, 2, 0],
      ]),
      averages: { response: 0, turnaround: 1, wait: 0 },
    })
  })
})
