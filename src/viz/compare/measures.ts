/** What branches are compared by: six measures, read from the metrics of a side or from its series. */
import type { Series, SideView } from '../../sim'
import { overheadLayers, partsOfUnit } from '../stack'

export const measures = ['running', 'start', 'p99', 'overhead', 'lost', 'cpu'] as const
/**
 * Apps running; mean start, s; the slowest app's 99th percentile, ms; memory that is not app, GiB; apps lost with one
 * kernel; CPU per app, millicores.
 */
export type Measure = (typeof measures)[number]

/** The fleet metric behind each of them, and how many of its units make one of the measure's. */
const behind: Readonly<Record<Measure, { readonly metric: string; readonly per: number }>> = {
  running: { metric: 'workload.running', per: 1 },
  start: { metric: 'start.mean-seconds', per: 1 },
  p99: { metric: 'response.p99', per: 1 },
  overhead: { metric: 'memory.not-app', per: 1024 },
  lost: { metric: 'isolation.blast-radius', per: 1 },
  cpu: { metric: 'cpu.used', per: 1 },
}

/** Everything that has to be asked for. */
export const comparedMetrics: readonly string[] = measures.map((measure) => behind[measure].metric)

/** What a measure's line over time is made of. */
export function metricsBehind(measure: Measure): readonly string[] {
  const { metric } = behind[measure]
  return measure === 'cpu' ? [metric, behind.running.metric] : [metric]
}

export type Samples = Pick<Series, 'at' | 'value'>
type Reader = (metric: string) => Samples | null

/** A side's value now; null where its model does not tell, or nothing runs that it could be told of. */
export function valueOf(measure: Measure, side: SideView): number | null {
  const { metric, per } = behind[measure]
  const { metrics, running, stack } = side
  const told = metrics[metric]
  switch (measure) {
    case 'running':
      return running
    case 'cpu':
      return told === undefined || running === 0 ? null : told / running
    case 'start':
    case 'p99':
      // Before the first start has ended there is no mean, and before the first answer no percentile.
      return told === undefined || told === 0 ? null : told / per
    case 'overhead':
      return told !== undefined ? told / per : stack === null ? null : notAppMiB(stack) / per
    default:
      return told === undefined ? null : told / per
  }
}

function notAppMiB({ units }: NonNullable<SideView['stack']>): number {
  let sum = 0
  for (let unit = 0; unit < units.count; unit++)
    for (const { layer, mib } of partsOfUnit(units, unit)) if (overheadLayers.has(layer)) sum += mib
  return sum
}

/** Whether a side's model tells of a measure at all; a value may come later. */
export function tells(measure: Measure, { metrics, stack }: SideView): boolean {
  if (measure === 'running') return true
  return metrics[behind[measure].metric] !== undefined || (measure === 'overhead' && stack !== null)
}

/** The same over time; null where nothing was recorded. */
export function samplesOf(measure: Measure, read: Reader): Samples | null {
  const { metric, per } = behind[measure]
  const told = read(metric)
  if (told === null || told.at.length === 0) return null
  if (measure === 'start' || measure === 'p99') return where(told, (value) => value > 0)
  if (measure !== 'cpu') return per === 1 ? told : { at: told.at, value: told.value.map((one) => one / per) }
  const running = read(behind.running.metric)
  return running === null ? null : eachOf(told, running)
}

function where(samples: Samples, keep: (value: number) => boolean): Samples {
  const places = Array.from(samples.at.keys()).filter((at) => keep(samples.value[at] ?? 0))
  const picked = (column: Float64Array) => Float64Array.from(places, (at) => column[at] ?? 0)
  return { at: picked(samples.at), value: picked(samples.value) }
}

/** All of it shared out among how many there were; both are sampled at the same times. */
function eachOf(all: Samples, count: Samples): Samples {
  const value = all.value.map((one, at) => one / Math.max(1, count.value[at] ?? 0))
  return where({ at: all.at, value }, (one) => one > 0)
}
