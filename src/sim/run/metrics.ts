/**
 * Series sampled at fixed virtual times between instants, never by events: any horizon costs the same, and
 * observing changes nothing.
 */
import { none, type Micros, type Model, type Row, type World } from '../core'
import type { Series } from './views'

/** Samples over a whole run; the time between them follows from its length. */
export const samplesPerRun = 512

export interface Recorder {
  readonly step: Micros
  /** Samples taken so far: number k is at k * step. */
  taken: number
  readonly watched: { readonly metric: string; readonly subject: string; readonly values: Float64Array }[]
}

export function createRecorder(horizon: Micros): Recorder {
  return { step: Math.max(1, Math.ceil(horizon / samplesPerRun)), taken: 0, watched: [] }
}

/** Starts to record a metric; samples taken before are missing (NaN) until the run goes over them again. */
export function watch(recorder: Recorder, metric: string, subject: string): void {
  if (recorder.watched.some((one) => one.metric === metric && one.subject === subject)) return
  recorder.watched.push({ metric, subject, values: new Float64Array(samplesPerRun + 2).fill(NaN) })
}

/** Takes every sample due before `until` (and at it, if `inclusive`) from the present state. */
export function sampleUntil(
  recorder: Recorder,
  world: World,
  model: Model,
  find: (table: string, name: string) => Row,
  until: Micros,
  inclusive: boolean,
): void {
  const { step } = recorder
  while (recorder.taken <= samplesPerRun + 1) {
    const at = recorder.taken * step
    if (inclusive ? at > until : at >= until) return
    for (const { metric, subject, values } of recorder.watched) {
      values[recorder.taken] = readMetric(world, model, find, metric, subject)
    }
    recorder.taken++
  }
}

/** A metric now. `subject` names a host or a workload group, or is '' for the whole fleet. NaN for unknown names. */
export function readMetric(
  world: World,
  model: Model,
  find: (table: string, name: string) => Row,
  metric: string,
  subject: string,
): number {
  const spec = model.metrics.get(metric)
  if (spec === undefined) return NaN
  if (subject === '') return spec.read(world, none)
  const row = find(spec.scope === 'group' ? 'workloadGroups' : 'hosts', subject)
  return row === none ? NaN : spec.read(world, row)
}

/** Samples from this time on are taken again: the run went back to it, or something was changed at it. */
export function resampleFrom(recorder: Recorder, at: Micros): void {
  recorder.taken = Math.min(recorder.taken, Math.ceil(at / recorder.step))
}

/** The samples of one watched metric up to a time; gaps are left out. */
export function seriesOf(
  recorder: Recorder,
  model: Model,
  metric: string,
  subject: string,
  to: Micros,
): Series {
  const watched = recorder.watched.find((one) => one.metric === metric && one.subject === subject)
  const unit = model.metrics.get(metric)?.unit ?? ''
  const last = Math.min(Math.floor(to / recorder.step), samplesPerRun)
  const at: number[] = []
  const value: number[] = []
  for (let sample = 0; watched !== undefined && sample <= last; sample++) {
    if (watched.values[sample] !== watched.values[sample]) continue
    at.push(sample * recorder.step)
    value.push(watched.values[sample])
  }
  return { metric, subject, unit, at: Float64Array.from(at), value: Float64Array.from(value) }
}
