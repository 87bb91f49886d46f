// Small hosts for the tests of the microscope, and readings of what it shows.
import { vcpuDoings, type ScheduledEntity, type ScheduleInput, type ScheduleView } from '../../../../src/sim'

export const milli = 1000
export const second = 1000 * milli

/** One vCPU that always wants, unless more is said. */
export function entity(name: string, more: Partial<ScheduledEntity> = {}): ScheduledEntity {
  const vcpus = more.vcpus ?? 1
  return {
    name,
    vcpus,
    weight: 1024,
    limitMillicores: 0,
    periodMicros: 100 * milli,
    demandMillicores: vcpus * 1000,
    cpus: null,
    ...more,
  }
}

export function host(
  scheduler: ScheduleInput['scheduler'],
  pcpus: number,
  entities: readonly ScheduledEntity[],
  more: Partial<ScheduleInput> = {},
): ScheduleInput {
  return { scheduler, pcpus, entities, windowMicros: second, seed: 1, ...more }
}

export interface Segment {
  readonly vcpu: number
  readonly from: number
  readonly to: number
  readonly doing: (typeof vcpuDoings)[number]
  readonly pcpu: number
}

export function segmentsOf({ segments }: ScheduleView): readonly Segment[] {
  return Array.from(segments.vcpu, (vcpu, at) => ({
    vcpu,
    from: segments.from[at] ?? NaN,
    to: segments.to[at] ?? NaN,
    doing: vcpuDoings[segments.doing[at] ?? -1] ?? 'idle',
    pcpu: segments.pcpu[at] ?? NaN,
  }))
}

/** Who ran from when to when, in order of time: 'A 0-3'; in ms. */
export function runsOf(view: ScheduleView): readonly string[] {
  return segmentsOf(view)
    .filter(({ doing }) => doing === 'running')
    .sort((left, right) => left.from - right.from || left.vcpu - right.vcpu)
    .map(({ vcpu, from, to }) => `${view.vcpus[vcpu]?.name} ${inMillis(from)}-${inMillis(to)}`)
}

const inMillis = (micros: number): number => Math.round(micros) / 1000

/** µs that vCPUs spent so, all of them or one. */
export function spent(view: ScheduleView, doing: Segment['doing'], vcpu?: number): number {
  return segmentsOf(view)
    .filter((segment) => segment.doing === doing && (vcpu === undefined || segment.vcpu === vcpu))
    .reduce((sum, { from, to }) => sum + to - from, 0)
}

/** When so much CPU work had been done by all, µs. */
export function doneAt(view: ScheduleView, work: number): number {
  const runs = segmentsOf(view).filter(({ doing }) => doing === 'running')
  const times = [...new Set(runs.flatMap(({ from, to }) => [from, to]))].sort((left, right) => left - right)
  let done = 0
  for (let at = 1; at < times.length; at++) {
    const [from, to] = [times[at - 1] ?? NaN, times[at] ?? NaN]
    const threads = runs.filter((run) => run.from <= from && run.to >= to).length
    if (threads > 0 && done + threads * (to - from) >= work) return from + (work - done) / threads
    done += threads * (to - from)
  }
  return Infinity
}

export const percents = (view: ScheduleView): readonly number[] =>
  Array.from(view.measured, (millicores) => Math.round(millicores) / 10)
