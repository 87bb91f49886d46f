/** The laws of the textbook's schedules: what goes into them, and the sums that come out. */
import * as v from 'valibot'
import {
  complain,
  defineEquation,
  exactly,
  flag,
  listOf,
  numberAbove,
  objectByChoice,
  objectOf,
  realNumber,
  sometimes,
  wholeNumber,
  type InputError,
} from '../../core'
import { feedback, type FeedbackInput, type FeedbackResult } from './feedback'
import {
  drawLots,
  scheduleJobs,
  stride,
  summariseJobs,
  timeDecimals,
  wholeScale,
  type Job,
  type TicketJob,
} from './jobs'

/** Longest course that is worked out. */
const timeLimit = 1000000
const jobLimit = 10000

const number = wholeNumber(0, Number.MAX_SAFE_INTEGER)
const runtime = realNumber(0, timeLimit)
const quantum = numberAbove(0, timeLimit)
const plainJob = objectOf({ job: number, arrival: exactly(0), runtime })
const ticketJob = objectOf({
  job: number,
  arrival: v.nullish(exactly(0), 0),
  runtime,
  tickets: wholeNumber(1, 1000000000),
})
const plainJobs = listOf(plainJob, 1, jobLimit)

const shapes = {
  FIFO: objectOf({ policy: v.literal('FIFO'), jobs: plainJobs }),
  SJF: objectOf({ policy: v.literal('SJF'), jobs: plainJobs }),
  RR: objectOf({ policy: v.literal('RR'), jobs: plainJobs, quantum }),
  LOTTERY: objectOf({
    policy: v.literal('LOTTERY'),
    jobs: listOf(ticketJob, 1, 1000),
    quantum,
    randomNumbers: listOf(number, 0, 100000),
  }),
  STRIDE: objectOf({
    policy: v.literal('STRIDE'),
    tickets: listOf(wholeNumber(1, 1000000000), 1, 1000),
    bigNumber: wholeNumber(1, 1000000000),
    quanta: wholeNumber(0, 100000),
  }),
}

type ScheduleInput = v.InferOutput<(typeof shapes)[keyof typeof shapes]>

/** What no single field shows: numbers used twice, times too fine or too long. */
function checkJobs(jobs: readonly (Job | TicketJob)[], quantum: number | null): InputError | null {
  const seen = new Set<number>()
  for (const [at, { job, runtime }] of jobs.entries()) {
    if (seen.has(job)) return complain(`jobs[${at}].job`, 'used-twice', { number: job })
    seen.add(job)
    if (wholeScale([runtime]) === null)
      return complain(`jobs[${at}].runtime`, 'decimals', { count: timeDecimals })
  }
  if (quantum !== null && wholeScale([quantum]) === null)
    return complain('quantum', 'decimals', { count: timeDecimals })
  const total = jobs.reduce((sum, { runtime }) => sum + runtime, 0)
  return total > timeLimit ? complain('jobs', 'too-long', { limit: timeLimit }) : null
}

function jobSchedule(input: ScheduleInput): unknown {
  if (input.policy === 'STRIDE') return stride(input.tickets, input.bigNumber, input.quanta)
  const wrong = checkJobs(input.jobs, 'quantum' in input ? input.quantum : null)
  if (wrong !== null) return wrong
  if (input.policy === 'LOTTERY') {
    const draws = drawLots(input.jobs, input.quantum, input.randomNumbers)
    return {
      winners: draws.map(({ at }) => input.jobs[at].job),
      completions: draws
        .filter(({ done }) => done)
        .map(({ at, end }) => ({ job: input.jobs[at].job, time: end })),
    }
  }
  if (input.policy !== 'RR') return summariseJobs(input.jobs, scheduleJobs(input.policy, input.jobs))
  const slices = input.jobs.reduce((sum, { runtime }) => sum + Math.ceil(runtime / input.quantum), 0)
  if (slices > timeLimit) return complain('quantum', 'too-many-slices', { limit: timeLimit })
  return summariseJobs(input.jobs, scheduleJobs('RR', input.jobs, input.quantum))
}

const levels = listOf(wholeNumber(1, timeLimit), 1, 100)

function multiLevelFeedback(input: FeedbackInput): FeedbackResult | InputError {
  const count = input.quantumPerQueueHighToLow.length
  if (input.allotmentSlicesPerQueueHighToLow.length !== count)
    return complain('allotmentSlicesPerQueueHighToLow', 'count', { count })
  return feedback(input, timeLimit) ?? complain('jobs', 'too-long', { limit: timeLimit })
}

const three = [
  { job: 0, arrival: 0, runtime: 100 },
  { job: 1, arrival: 0, runtime: 10 },
  { job: 2, arrival: 0, runtime: 10 },
]

export const textbookCpuEquations = [
  defineEquation<ScheduleInput, unknown>({
    id: 'cpu.job-schedule',
    tex: 'response = first - arrival,\\quad turnaround = end - arrival,\\quad wait = turnaround - runtime',
    input: objectByChoice('policy', shapes, {
      jobs: sometimes(),
      quantum: sometimes(),
      randomNumbers: sometimes(),
      tickets: sometimes(),
      bigNumber: sometimes(),
      quanta: sometimes(),
    }),
    output: v.looseObject({}),
    sources: ['ostep', 'waldspurger1995'],
    examples: [
      {
        // The convoy: one long job first makes everybody wait.
        input: { policy: 'FIFO', jobs: three },
        output: {
          jobs: [
            { job: 0, response: 0, turnaround: 100, wait: 0 },
            { job: 1, response: 100, turnaround: 110, wait: 100 },
            { job: 2, response: 110, turnaround: 120, wait: 110 },
          ],
          averages: { response: 70, turnaround: 110, wait: 70 },
        },
      },
      {
        input: { policy: 'SJF', jobs: three },
        output: {
          jobs: [
            { job: 0, response: 20, turnaround: 120, wait: 20 },
            { job: 1, response: 0, turnaround: 10, wait: 0 },
            { job: 2, response: 10, turnaround: 20, wait: 10 },
          ],
          averages: { response: 10, turnaround: 50, wait: 10 },
        },
      },
      {
        input: {
          policy: 'RR',
          quantum: 2,
          jobs: [
            { job: 0, arrival: 0, runtime: 5 },
            { job: 1, arrival: 0, runtime: 3 },
          ],
        },
        output: {
          jobs: [
            { job: 0, response: 0, turnaround: 8, wait: 3 },
            { job: 1, response: 2, turnaround: 7, wait: 4 },
          ],
          averages: { response: 1, turnaround: 7.5, wait: 3.5 },
        },
      },
      {
        // 3 of 4 tickets: the first job wins with 0, 1 and 2; its last quantum is not used up.
        input: {
          policy: 'LOTTERY',
          quantum: 2,
          jobs: [
            { job: 0, runtime: 3, tickets: 3 },
            { job: 1, runtime: 2, tickets: 1 },
          ],
          randomNumbers: [6, 4, 9],
        },
        output: {
          winners: [0, 0, 1],
          completions: [
            { job: 0, time: 4 },
            { job: 1, time: 6 },
          ],
        },
      },
      {
        input: { policy: 'STRIDE', tickets: [4, 3], bigNumber: 24, quanta: 6 },
        output: { sequence: [0, 1, 0, 1, 0, 1], finalPass: [18, 24] },
      },
    ],
    evaluate: jobSchedule,
  }),
  defineEquation<FeedbackInput, FeedbackResult>({
    id: 'cpu.multi-level-feedback',
    tex: 'q \\to q - 1 \\text{ after } a_q \\text{ slices of } quantum_q,\\quad q \\to n - 1 \\text{ every } boost',
    input: objectOf({
      quantumPerQueueHighToLow: levels,
      allotmentSlicesPerQueueHighToLow: levels,
      boostEvery: wholeNumber(0, timeLimit),
      ioTime: wholeNumber(0, timeLimit),
      stayAfterIO: flag(),
      ioBumpToFront: flag(),
      jobs: listOf(
        objectOf({
          start: wholeNumber(0, timeLimit),
          runtime: wholeNumber(1, timeLimit),
          ioEvery: wholeNumber(0, timeLimit),
        }),
        1,
        1000,
      ),
    }),
    output: v.object({
      jobs: v.array(v.object({ job: v.number(), response: v.number(), turnaround: v.number() })),
      segments: v.array(
        v.object({ start: v.number(), end: v.number(), job: v.number(), priority: v.number() }),
      ),
    }),
    sources: ['ostep'],
    examples: [
      {
        input: {
          quantumPerQueueHighToLow: [3, 6],
          allotmentSlicesPerQueueHighToLow: [1, 1],
          boostEvery: 0,
          ioTime: 4,
          stayAfterIO: false,
          ioBumpToFront: true,
          jobs: [
            { start: 0, runtime: 7, ioEvery: 0 },
            { start: 1, runtime: 4, ioEvery: 2 },
          ],
        },
        output: {
          jobs: [
            { job: 0, response: 0, turnaround: 9 },
            { job: 1, response: 2, turnaround: 10 },
          ],
          segments: [
            { start: 0, end: 3, job: 0, priority: 1 },
            { start: 3, end: 5, job: 1, priority: 1 },
            { start: 5, end: 9, job: 0, priority: 0 },
            { start: 9, end: 10, job: 1, priority: 1 },
            { start: 10, end: 11, job: 1, priority: 0 },
          ],
        },
      },
    ],
    evaluate: multiLevelFeedback,
  }),
]
