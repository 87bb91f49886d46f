/** A schedule as lanes of spans without gaps: one lane for each vCPU, or one for each CPU of the host. */
import type { ScheduleView } from '../../sim'

export interface Span {
  /** µs since the window began. */
  readonly from: number
  readonly to: number
  /** In lanes of vCPUs an index into `vcpuDoings`, in lanes of CPUs one of `pcpuKinds`. */
  readonly kind: number
  /** Who; -1 where nobody is. */
  readonly vcpu: number
  /** Where; -1 while it is on no CPU. */
  readonly pcpu: number
}

export interface Lane {
  /** vCPU or CPU of the host. */
  readonly at: number
  readonly spans: readonly Span[]
}

/** Kinds in lanes of CPUs: four shades that neighbouring entities take in turn, then spinning, then nobody. */
export const pcpuKinds = ['shade-1', 'shade-2', 'shade-3', 'shade-4', 'spinning', 'idle'] as const
const shades = 4
const spinningKind = pcpuKinds.indexOf('spinning')
const idleKind = pcpuKinds.indexOf('idle')
/** Place of 'spinning' in the view's list of doings. */
const spinning = 1

export function lanesByVcpu({ vcpus, segments }: ScheduleView): readonly Lane[] {
  const lanes = vcpus.map((_, at) => ({ at, spans: [] as Span[] }))
  segments.vcpu.forEach((vcpu, segment) => {
    const from = segments.from[segment] ?? 0
    const to = segments.to[segment] ?? 0
    const kind = segments.doing[segment] ?? 0
    if (to > from) lanes[vcpu]?.spans.push({ from, to, kind, vcpu, pcpu: segments.pcpu[segment] ?? -1 })
  })
  return lanes
}

/** Time in which nobody is on a CPU becomes a span of its own. */
export function lanesByPcpu(view: ScheduleView): readonly Lane[] {
  const { segments, pcpus, windowMicros } = view
  const taken = Array.from({ length: pcpus }, () => [] as Span[])
  segments.vcpu.forEach((vcpu, segment) => {
    const from = segments.from[segment] ?? 0
    const to = segments.to[segment] ?? 0
    const pcpu = segments.pcpu[segment] ?? -1
    const spans = taken[pcpu]
    if (spans === undefined || to <= from) return
    const spins = segments.doing[segment] === spinning
    const kind = spins ? spinningKind : (view.vcpus[vcpu]?.entity ?? 0) % shades
    spans.push({ from, to, kind, vcpu, pcpu })
  })
  return taken.map((spans, at) => ({ at, spans: withoutGaps(spans, at, windowMicros) }))
}

function withoutGaps(spans: readonly Span[], pcpu: number, end: number): readonly Span[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from)
  const filled: Span[] = []
  let reached = 0
  for (const span of ordered) {
    if (span.from > reached) filled.push({ from: reached, to: span.from, kind: idleKind, vcpu: -1, pcpu })
    filled.push(span)
    reached = span.to
  }
  if (end > reached) filled.push({ from: reached, to: end, kind: idleKind, vcpu: -1, pcpu })
  return filled
}

/** µs of each kind in a lane. */
export function timesOf({ spans }: Lane, kinds: number): readonly number[] {
  const times = new Array<number>(kinds).fill(0)
  for (const { from, to, kind } of spans) times[kind] = (times[kind] ?? 0) + to - from
  return times
}
