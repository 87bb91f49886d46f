/** What is kept of a run: who did what from when to when, readings, and the length of the queue. */
import { nanos, nobody, type Machine } from './machine'
import type { ScheduleView } from './microscope'
import type { Policy } from './policy'

const runs = 0
const spins = 1
const ready = 2
const throttled = 3
const coStopped = 4
const idle = 5

/** Columns that grow by doubling. */
interface Growing {
  columns: Float64Array[]
  size: number
}

const growing = (columns: number): Growing => ({
  columns: Array.from({ length: columns }, () => new Float64Array(256)),
  size: 0,
})

function append(to: Growing, a: number, b: number, c = 0, d = 0, e = 0): void {
  const at = to.size++
  if (at === to.columns[0].length) {
    to.columns = to.columns.map((column) => {
      const larger = new Float64Array(column.length * 2)
      larger.set(column)
      return larger
    })
  }
  const { columns } = to
  columns[0][at] = a
  columns[1][at] = b
  if (columns.length > 2) columns[2][at] = c
  if (columns.length > 3) {
    columns[3][at] = d
    columns[4][at] = e
  }
}

interface Recorder {
  /** Per vCPU: what is going on since when, and where. */
  readonly doing: Uint8Array
  readonly cpu: Int32Array
  readonly since: Float64Array
  /** vcpu, from, to, doing, cpu. */
  readonly segments: Growing
  /** at, vcpu, value. */
  readonly readings: Growing
  /** at, length. */
  readonly queue: Growing
  waiting: number
}

export function createRecorder(m: Machine): Recorder {
  return {
    doing: new Uint8Array(m.count).fill(idle),
    cpu: new Int32Array(m.count).fill(nobody),
    since: new Float64Array(m.count),
    segments: growing(5),
    readings: growing(3),
    queue: growing(2),
    waiting: 0,
  }
}

function doingOf(m: Machine, vcpu: number): number {
  if (m.cpu[vcpu] !== nobody) return m.spinning[vcpu] === 1 ? spins : runs
  if (m.joined[vcpu] === 1) return m.stopped[vcpu] === 1 ? coStopped : ready
  return m.parked[vcpu] === 1 && m.backlog[vcpu] > 0 ? throttled : idle
}

/** Notes what has changed since it was called last. */
export function record(m: Machine, policy: Policy, r: Recorder): void {
  let { waiting } = r
  for (let vcpu = 0; vcpu < m.count; vcpu++) {
    if (m.touched[vcpu] === 0) continue
    m.touched[vcpu] = 0
    const doing = doingOf(m, vcpu)
    const cpu = m.cpu[vcpu]
    const before = r.doing[vcpu]
    if (doing === before && cpu === r.cpu[vcpu]) continue
    if (doing === ready) waiting++
    if (before === ready) waiting--
    if (cpu !== r.cpu[vcpu]) append(r.readings, m.now / nanos, vcpu, policy.reading(vcpu))
    close(m, r, vcpu)
    r.doing[vcpu] = doing
    r.cpu[vcpu] = cpu
  }
  if (waiting === r.waiting && r.queue.size > 0) return
  r.waiting = waiting
  append(r.queue, m.now / nanos, waiting)
}

function close(m: Machine, r: Recorder, vcpu: number): void {
  if (m.now > r.since[vcpu])
    append(r.segments, vcpu, r.since[vcpu] / nanos, m.now / nanos, r.doing[vcpu], r.cpu[vcpu])
  r.since[vcpu] = m.now
}

type Kept = Pick<ScheduleView, 'segments' | 'readings' | 'queue'>

/** Ends everything that goes on at the end of the window, and sorts the segments by vCPU. */
export function finish(m: Machine, policy: Policy, r: Recorder): Kept {
  for (let vcpu = 0; vcpu < m.count; vcpu++) close(m, r, vcpu)
  const scale = policy.unit === 'credits' ? 1 : nanos
  const [at, vcpu, value] = r.readings.columns
  const { size } = r.readings
  return {
    segments: sorted(m, r.segments),
    readings: {
      unit: policy.unit,
      at: at.slice(0, size),
      vcpu: Uint16Array.from(vcpu.subarray(0, size)),
      value: value.slice(0, size).map((one) => one / scale),
    },
    queue: {
      at: r.queue.columns[0].slice(0, r.queue.size),
      length: Uint16Array.from(r.queue.columns[1].subarray(0, r.queue.size)),
    },
  }
}

function sorted(m: Machine, { columns, size }: Growing): ScheduleView['segments'] {
  const [vcpu, from, to, doing, cpu] = columns
  const next = new Int32Array(m.count + 1)
  for (let at = 0; at < size; at++) next[vcpu[at] + 1]++
  for (let one = 0; one < m.count; one++) next[one + 1] += next[one]
  const segments = {
    vcpu: new Uint16Array(size),
    from: new Float64Array(size),
    to: new Float64Array(size),
    doing: new Uint8Array(size),
    pcpu: new Int16Array(size),
  }
  for (let at = 0; at < size; at++) {
    const place = next[vcpu[at]]++
    segments.vcpu[place] = vcpu[at]
    segments.from[place] = from[at]
    segments.to[place] = to[at]
    segments.doing[place] = doing[at]
    segments.pcpu[place] = cpu[at]
  }
  return segments
}
