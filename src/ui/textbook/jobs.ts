/** From the fields of the schedules to the input of the laws, and from their courses to steps that can be shown. */
import {
  drawLots,
  evaluateLaw,
  feedback,
  laws,
  scheduleJobs,
  stride,
  type FeedbackInput,
  type FeedbackTick,
} from '../../sim'
import type { TextArguments } from '../../i18n/text'
import type { Stretch } from '../../viz/textbook'
import { numberIn, numbersIn, rowsIn, type Inputs } from './inputs'

export const schedules = ['FIFO', 'SJF', 'RR', 'LOTTERY', 'STRIDE', 'MLFQ'] as const

export const jobsStart: Inputs = {
  schedule: 'RR',
  quantum: '2',
  randomNumbers: '7, 1, 12, 9, 3, 4, 15, 8, 2, 6, 11, 5',
  bigNumber: '1000',
  quanta: '12',
  levels: '2:1;4:1;8:1',
  boostEvery: '0',
  ioTime: '3',
  stayAfterIO: 'no',
  ioBumpToFront: 'no',
  // Runtime, tickets, start, I/O every.
  jobs: '8:5:0:0;4:3:0:2;2:2:3:0',
}

/** Longer courses are drawn up to here. */
export const mostDrawn = 400

/** A sentence: a key and what goes into it. */
export type Said = readonly [key: string, args: TextArguments]

export interface CourseStep {
  readonly time: number
  readonly said: readonly Said[]
  /** Named queues with the jobs in them, at the beginning of the step. */
  readonly queues: readonly { readonly said: Said; readonly jobs: readonly number[] }[]
}

export interface Course {
  readonly end: number
  readonly stretches: readonly Stretch[]
  readonly steps: readonly CourseStep[]
  readonly lanes: number
  /** Whether there is more than is drawn. */
  readonly cut: boolean
}

export function lawOfJobs(schedule: string | undefined): string {
  return schedule === 'MLFQ' ? 'cpu.multi-level-feedback' : 'cpu.job-schedule'
}

/** As the law takes it; numbers as far as they are some. */
export function jobsInput(inputs: Inputs): unknown {
  const rows = rowsIn(inputs['jobs'] ?? '')
  const cell = (row: readonly string[], at: number): unknown => numberIn(row[at] ?? '')
  if (inputs['schedule'] === 'MLFQ') {
    const levels = rowsIn(inputs['levels'] ?? '')
    return {
      quantumPerQueueHighToLow: levels.map((row) => cell(row, 0)),
      allotmentSlicesPerQueueHighToLow: levels.map((row) => cell(row, 1)),
      boostEvery: numberIn(inputs['boostEvery'] ?? ''),
      ioTime: numberIn(inputs['ioTime'] ?? ''),
      stayAfterIO: inputs['stayAfterIO'] === 'yes',
      ioBumpToFront: inputs['ioBumpToFront'] === 'yes',
      jobs: rows.map((row) => ({ start: cell(row, 2), runtime: cell(row, 0), ioEvery: cell(row, 3) })),
    }
  }
  return {
    policy: inputs['schedule'],
    quantum: numberIn(inputs['quantum'] ?? ''),
    randomNumbers: numbersIn(inputs['randomNumbers'] ?? ''),
    bigNumber: numberIn(inputs['bigNumber'] ?? ''),
    quanta: numberIn(inputs['quanta'] ?? ''),
    tickets: rows.map((row) => cell(row, 1)),
    jobs: rows.map((row, job) => ({ job, arrival: 0, runtime: cell(row, 0), tickets: cell(row, 1) })),
  }
}

export function evaluateJobs(inputs: Inputs): unknown {
  const law = laws.get(lawOfJobs(inputs['schedule']))
  return law === undefined ? null : evaluateLaw(law, jobsInput(inputs))
}

interface Checked {
  readonly policy: 'FIFO' | 'SJF' | 'RR' | 'LOTTERY' | 'STRIDE'
  readonly quantum: number
  readonly randomNumbers: readonly number[]
  readonly bigNumber: number
  readonly quanta: number
  readonly tickets: readonly number[]
  readonly jobs: readonly {
    readonly job: number
    readonly arrival: number
    readonly runtime: number
    readonly tickets: number
  }[]
}

const names = (jobs: readonly number[]): string => (jobs.length === 0 ? '–' : jobs.join(', '))

/** The course of an input that its law has found right. */
export function courseOf(inputs: Inputs): Course {
  const input = jobsInput(inputs)
  if (inputs['schedule'] === 'MLFQ') return feedbackCourse(input as FeedbackInput)
  const checked = input as Checked
  if (checked.policy === 'STRIDE') return strideCourse(checked)
  if (checked.policy === 'LOTTERY') return lotteryCourse(checked)
  return queueCourse(checked, scheduleJobs(checked.policy, checked.jobs, checked.quantum, mostShown))
}

const mostShown = 20

function queueCourse({ jobs }: Checked, segments: ReturnType<typeof scheduleJobs>): Course {
  const shown = segments.slice(0, mostDrawn)
  return {
    end: Math.max(...shown.map(({ end }) => end), 1),
    lanes: jobs.length,
    cut: shown.length < segments.length,
    stretches: shown.map(({ start, end, at }) => ({ start, end, at, label: String(at) })),
    steps: shown.map(({ start, end, at, waiting }) => ({
      time: start,
      said: [
        ['textbook.say.runs', { start: String(start), end: String(end), job: at, waiting: names(waiting) }],
      ],
      queues: [{ said: ['textbook.queue', {}], jobs: [at, ...waiting] }],
    })),
  }
}

function lotteryCourse(input: Checked): Course {
  const draws = drawLots(input.jobs, input.quantum, input.randomNumbers, mostShown)
  const course = queueCourse(input, draws)
  return {
    ...course,
    stretches: course.stretches.map((stretch, at) => ({ ...stretch, worked: draws[at]?.worked ?? 0 })),
    steps: draws.slice(0, mostDrawn).map(({ start, end, at, drawn, tickets, done, waiting }) => ({
      time: start,
      said: [
        [
          done ? 'textbook.say.wins-last' : 'textbook.say.wins',
          { start: String(start), end: String(end), job: at, drawn, tickets },
        ],
      ],
      queues: [{ said: ['textbook.in-play', {}], jobs: [at, ...waiting].sort((a, b) => a - b) }],
    })),
  }
}

function strideCourse({ tickets, bigNumber, quanta }: Checked): Course {
  const steps: CourseStep[] = []
  const stretches: Stretch[] = []
  stride(tickets, bigNumber, Math.min(quanta, mostDrawn), ({ at, passes }) => {
    const time = steps.length
    stretches.push({ start: time, end: time + 1, at, label: String(at) })
    steps.push({
      time,
      said: [['textbook.say.lowest', { start: time, job: at, passes: passes.join(', ') }]],
      queues: [],
    })
  })
  return { end: Math.max(steps.length, 1), lanes: tickets.length, stretches, steps, cut: quanta > mostDrawn }
}

function feedbackCourse(input: FeedbackInput): Course {
  const ticks: FeedbackTick[] = []
  let count = 0
  const found = feedback(input, 1000000, (tick) => {
    if (count++ < mostDrawn) ticks.push(tick)
  })
  const end = ticks.length
  return {
    end: Math.max(end, 1),
    lanes: input.jobs.length,
    cut: count > end,
    stretches: (found?.segments ?? [])
      .filter(({ start }) => start < end)
      .map((segment) => ({
        start: segment.start,
        end: Math.min(segment.end, end),
        at: segment.job,
        label: `Q${segment.priority}`,
      })),
    steps: ticks.map((tick) => feedbackStep(tick)),
  }
}

function feedbackStep({ at, running, queues, inIO, events }: FeedbackTick): CourseStep {
  const top = queues.length - 1
  const level = queues.findIndex(([head]) => head === running)
  const first: Said =
    running < 0
      ? ['textbook.say.idle', { start: at }]
      : ['textbook.say.tick', { start: at, job: running, priority: top - level }]
  return {
    time: at,
    said: [
      first,
      ...events.map((event): Said => [
        `textbook.event.${event.kind}`,
        'job' in event ? { job: event.job } : {},
      ]),
    ],
    queues: [
      ...queues.map((jobs, place) => ({ said: ['textbook.level', { priority: top - place }] as Said, jobs })),
      { said: ['textbook.in-io', {}], jobs: inIO },
    ],
  }
}
