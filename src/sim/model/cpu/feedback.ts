/** A multi-level feedback queue on one processor, tick by tick, as the textbook has it. */

export interface FeedbackJob {
  readonly start: number
  readonly runtime: number
  /** Run time after which it leaves for I/O, again and again; 0 = never. */
  readonly ioEvery: number
}

export interface FeedbackInput {
  readonly quantumPerQueueHighToLow: readonly number[]
  readonly allotmentSlicesPerQueueHighToLow: readonly number[]
  /** 0 = never. */
  readonly boostEvery: number
  readonly ioTime: number
  readonly stayAfterIO: boolean
  readonly ioBumpToFront: boolean
  readonly jobs: readonly FeedbackJob[]
}

/** A run of one job at one priority, without `end`. The highest priority is the number of queues less 1. */
export interface FeedbackSegment {
  readonly start: number
  readonly end: number
  readonly job: number
  readonly priority: number
}

export type FeedbackEvent =
  | { readonly kind: 'boost' }
  | {
      readonly kind: 'arrives' | 'returns' | 'leaves-for-io' | 'moves-down' | 'slice-over' | 'done'
      readonly job: number
    }

/** One tick as a picture needs it; the lists are copies. */
export interface FeedbackTick {
  readonly at: number
  /** -1 when the unit is idle. */
  readonly running: number
  /** Highest queue first, each in order; the running job is the head of its queue. */
  readonly queues: readonly (readonly number[])[]
  readonly inIO: readonly number[]
  /** What happened before the unit ran, then what happened at its end. */
  readonly events: readonly FeedbackEvent[]
}

export interface FeedbackResult {
  readonly jobs: readonly { readonly job: number; readonly response: number; readonly turnaround: number }[]
  readonly segments: readonly FeedbackSegment[]
}

interface Progress {
  /** Place of its queue counted from the highest. */
  level: number
  slice: number
  allotment: number
  ran: number
  first: number
  end: number
}

interface Course extends FeedbackInput {
  readonly progress: readonly Progress[]
  /** Highest first. */
  readonly queues: number[][]
  readonly inIO: { readonly job: number; readonly back: number }[]
}

/** Runs until all jobs are done; null when that takes more than `limit` ticks. `see` is called once per tick. */
export function feedback(
  input: FeedbackInput,
  limit: number,
  see: ((tick: FeedbackTick) => void) | null = null,
): FeedbackResult | null {
  const course: Course = {
    ...input,
    progress: input.jobs.map(() => ({ level: 0, slice: 0, allotment: 0, ran: 0, first: -1, end: -1 })),
    queues: input.quantumPerQueueHighToLow.map(() => []),
    inIO: [],
  }
  course.progress.forEach((one) => refresh(course, one, 0))
  const arrivals = input.jobs.map((_, job) => job)
  arrivals.sort((a, b) => input.jobs[a].start - input.jobs[b].start || a - b)
  const segments: FeedbackSegment[] = []
  let left = input.jobs.length
  let arrived = 0
  for (let at = 0; left > 0; at++) {
    if (at >= limit) return null
    const events: FeedbackEvent[] = []
    if (input.boostEvery > 0 && at > 0 && at % input.boostEvery === 0) boost(course, events)
    for (; arrived < arrivals.length && input.jobs[arrivals[arrived]].start === at; arrived++) {
      course.queues[course.progress[arrivals[arrived]].level].push(arrivals[arrived])
      events.push({ kind: 'arrives', job: arrivals[arrived] })
    }
    endIO(course, at, events)
    const queue = course.queues.find(({ length }) => length > 0)
    const seen = see === null ? null : pictureOf(course, at, queue?.[0] ?? -1)
    if (queue !== undefined) {
      addTo(
        segments,
        at,
        queue[0],
        input.quantumPerQueueHighToLow.length - 1 - course.progress[queue[0]].level,
      )
      if (runHead(course, queue, at, events)) left--
    }
    if (see !== null && seen !== null) see({ ...seen, events })
  }
  const jobs = course.progress.map(({ first, end }, job) => {
    const { start } = input.jobs[job]
    return { job, response: first - start, turnaround: end - start }
  })
  return { jobs, segments }
}

/** A fresh slice and allotment of a queue. */
function refresh(course: FeedbackInput, one: Progress, level: number): void {
  one.level = level
  one.slice = course.quantumPerQueueHighToLow[level]
  one.allotment = course.allotmentSlicesPerQueueHighToLow[level]
}

/** Rule 1: the lower queues, lowest first, go to the tail of the highest; every unfinished job starts afresh there. */
function boost(course: Course, events: FeedbackEvent[]): void {
  const { queues } = course
  for (let level = queues.length - 1; level > 0; level--) {
    for (const job of queues[level]) queues[0].push(job)
    queues[level].length = 0
  }
  for (const one of course.progress) if (one.end < 0) refresh(course, one, 0)
  events.push({ kind: 'boost' })
}

/** Rule 2, its second half: the time of an I/O is always the same, so they end in order of issue. */
function endIO({ inIO, queues, progress, ioBumpToFront }: Course, at: number, events: FeedbackEvent[]): void {
  while (inIO.length > 0 && inIO[0].back === at) {
    const [{ job }] = inIO.splice(0, 1)
    const queue = queues[progress[job].level]
    if (ioBumpToFront) queue.unshift(job)
    else queue.push(job)
    events.push({ kind: 'returns', job })
  }
}

/** Rules 3 to 5: one unit for the head of the queue. True when its job is finished. */
function runHead(course: Course, queue: number[], at: number, events: FeedbackEvent[]): boolean {
  const [job] = queue
  const one = course.progress[job]
  const { runtime, ioEvery } = course.jobs[job]
  if (one.first < 0) one.first = at
  one.ran++
  one.slice--
  if (one.ran === runtime) {
    one.end = at + 1
    queue.shift()
    events.push({ kind: 'done', job })
    return true
  }
  const leaves = ioEvery > 0 && one.ran % ioEvery === 0
  if (leaves) {
    queue.shift()
    course.inIO.push({ job, back: at + 1 + course.ioTime })
    events.push({ kind: 'leaves-for-io', job })
    if (course.stayAfterIO) refresh(course, one, one.level)
  }
  if (one.slice > 0) return false
  endSlice(course, one, job, events)
  if (leaves) return false
  queue.shift()
  course.queues[one.level].push(job)
  return false
}

function endSlice(course: Course, one: Progress, job: number, events: FeedbackEvent[]): void {
  one.allotment--
  if (one.allotment > 0) {
    one.slice = course.quantumPerQueueHighToLow[one.level]
    events.push({ kind: 'slice-over', job })
    return
  }
  const below = Math.min(one.level + 1, course.queues.length - 1)
  events.push({ kind: below > one.level ? 'moves-down' : 'slice-over', job })
  refresh(course, one, below)
}

function addTo(segments: FeedbackSegment[], at: number, job: number, priority: number): void {
  const last = segments[segments.length - 1] as FeedbackSegment | undefined
  if (last !== undefined && last.end === at && last.job === job && last.priority === priority) {
    segments[segments.length - 1] = { ...last, end: at + 1 }
  } else segments.push({ start: at, end: at + 1, job, priority })
}

function pictureOf(course: Course, at: number, running: number): Omit<FeedbackTick, 'events'> {
  return {
    at,
    running,
    queues: course.queues.map((queue) => [...queue]),
    inIO: course.inIO.map(({ job }) => job),
  }
}
