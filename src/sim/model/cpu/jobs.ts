/**
 * The schedules of the textbook on one processor: jobs that all arrive at 0, run in list order, shortest first, in
 * turns, by lottery, or by stride. Each function gives the whole course, for a picture; the law keeps the sums.
 */

export interface Job {
  /** Its number, unique in the list. */
  readonly job: number
  readonly arrival: number
  readonly runtime: number
}

export interface TicketJob extends Job {
  readonly tickets: number
}

/** A stretch of the processor: which job had it, and how much of the stretch it worked. */
export interface JobSegment {
  readonly start: number
  readonly end: number
  /** Place in the list of jobs. */
  readonly at: number
  readonly worked: number
  /** Who waits at `start`, in order of the queue, as far as asked for; places in the list. */
  readonly waiting: readonly number[]
}

export interface JobSummary {
  readonly job: number
  readonly response: number
  readonly turnaround: number
  readonly wait: number
}

export type RunPolicy = 'FIFO' | 'SJF' | 'RR'

/** Times with at most so many decimals are counted exactly, in the smallest unit that makes all of them whole. */
export const timeDecimals = 6

/** The power of ten that makes all values whole; null when they have more than `timeDecimals` decimals. */
export function wholeScale(values: readonly number[]): number | null {
  for (let scale = 1; scale <= 1000000; scale *= 10) {
    if (values.every((value) => Math.round(value * scale) / scale === value)) return scale
  }
  return null
}

/**
 * FIFO, SJF and RR over jobs that arrive at 0: the segments in order of time. `quantum` matters to RR alone.
 * Times are exact, given at most `timeDecimals` decimals. Of the queue, `shown` jobs are noted at each segment.
 */
export function scheduleJobs(
  policy: RunPolicy,
  jobs: readonly Job[],
  quantum: number = Infinity,
  shown = 0,
): readonly JobSegment[] {
  const runtimes = jobs.map(({ runtime }) => runtime)
  const scale = wholeScale(quantum === Infinity ? runtimes : [...runtimes, quantum]) ?? 1000000
  const rest = runtimes.map((runtime) => Math.round(runtime * scale))
  const slice = policy === 'RR' ? Math.round(quantum * scale) : Infinity
  const queue = jobs.map((_, at) => at)
  if (policy === 'SJF') queue.sort((a, b) => rest[a] - rest[b] || a - b)
  const segments: JobSegment[] = []
  let now = 0
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head]
    const worked = Math.min(slice, rest[at])
    const waiting = queue.slice(head + 1, head + 1 + shown)
    segments.push({ start: now / scale, end: (now + worked) / scale, at, worked: worked / scale, waiting })
    now += worked
    rest[at] -= worked
    if (rest[at] > 0) queue.push(at)
  }
  return segments
}

/** Response, turnaround and wait of each job, in list order, and their means. */
export function summariseJobs(
  jobs: readonly Job[],
  segments: readonly JobSegment[],
): { readonly jobs: readonly JobSummary[]; readonly averages: Omit<JobSummary, 'job'> } {
  const first = jobs.map(() => -1)
  const end = jobs.map(() => 0)
  for (const segment of segments) {
    if (first[segment.at] < 0) first[segment.at] = segment.start
    end[segment.at] = segment.end
  }
  // In whole units, so that a difference of decimals is the decimal it should be.
  const scale = wholeScale([...jobs.map(({ runtime }) => runtime), ...first, ...end]) ?? 1000000
  const units = (value: number): number => Math.round(value * scale)
  const counted = jobs.map(({ job, arrival, runtime }, at) => {
    const turnaround = units(end[at]) - units(arrival)
    return { job, response: units(first[at]) - units(arrival), turnaround, wait: turnaround - units(runtime) }
  })
  const mean = (key: 'response' | 'turnaround' | 'wait'): number =>
    counted.reduce((sum, summary) => sum + summary[key], 0) / (jobs.length * scale)
  return {
    jobs: counted.map(({ job, response, turnaround, wait }) => ({
      job,
      response: response / scale,
      turnaround: turnaround / scale,
      wait: wait / scale,
    })),
    averages: { response: mean('response'), turnaround: mean('turnaround'), wait: mean('wait') },
  }
}

export interface LotteryDraw extends JobSegment {
  /** Number modulo the tickets in play. */
  readonly drawn: number
  readonly tickets: number
  readonly done: boolean
}

/**
 * A lottery per quantum: the first job in list order whose tickets, summed up, exceed the number drawn. Every win takes
 * a whole quantum of the clock. Ends when the numbers or the jobs are used up. `tickets` are whole and at least 1;
 * `shown` as above.
 */
export function drawLots(
  jobs: readonly TicketJob[],
  quantum: number,
  randomNumbers: readonly number[],
  shown = 0,
): readonly LotteryDraw[] {
  const scale = wholeScale([...jobs.map(({ runtime }) => runtime), quantum]) ?? 1000000
  const rest = jobs.map(({ runtime }) => Math.round(runtime * scale))
  const slice = Math.round(quantum * scale)
  const inPlay = jobs.map((_, at) => at)
  let tickets = jobs.reduce((sum, job) => sum + job.tickets, 0)
  const draws: LotteryDraw[] = []
  for (const number of randomNumbers) {
    if (inPlay.length === 0) break
    const drawn = number % tickets
    const place = winnerOf(jobs, inPlay, drawn)
    const at = inPlay[place]
    const worked = Math.min(slice, rest[at])
    rest[at] -= worked
    const done = rest[at] === 0
    const [start, end] = [(draws.length * slice) / scale, ((draws.length + 1) * slice) / scale]
    const waiting = inPlay.slice(0, shown).filter((other) => other !== at)
    draws.push({ start, end, at, worked: worked / scale, waiting, drawn, tickets, done })
    if (!done) continue
    inPlay.splice(place, 1)
    tickets -= jobs[at].tickets
  }
  return draws
}

function winnerOf(jobs: readonly TicketJob[], inPlay: readonly number[], drawn: number): number {
  let sum = 0
  return inPlay.findIndex((at) => (sum += jobs[at].tickets) > drawn)
}

export interface StrideTurn {
  readonly at: number
  /** Passes of all jobs before this turn. */
  readonly passes: readonly number[]
}

/** floor(bigNumber / tickets) for whole numbers below 2^53. */
export function strideOf(bigNumber: number, tickets: number): number {
  return (bigNumber - (bigNumber % tickets)) / tickets
}

/** Lowest pass runs, lowest index on ties; its pass grows by its stride. Passes stay exact below 2^53. */
export function stride(
  tickets: readonly number[],
  bigNumber: number,
  quanta: number,
  see: (turn: StrideTurn) => void = () => undefined,
): { readonly sequence: readonly number[]; readonly finalPass: readonly number[] } {
  const strides = tickets.map((count) => strideOf(bigNumber, count))
  const passes = tickets.map(() => 0)
  const sequence: number[] = []
  for (let turn = 0; turn < quanta; turn++) {
    let at = 0
    for (let other = 1; other < passes.length; other++) if (passes[other] < passes[at]) at = other
    see({ at, passes })
    sequence.push(at)
    passes[at] += strides[at]
  }
  return { sequence, finalPass: passes }
}
