/** The values under the playhead, one per line: as the stage counts them now, or as last sampled. */
import type { Series } from '../../sim'
import { valueAt } from '../../viz/series'
import type { SessionFrame } from '../../worker/protocol'
import { useFrame } from '../hooks/useApp'
import type { ChartLine } from './Chart'

/** In the order of the lines; null where nothing has been measured yet. */
export function useReadings(
  lines: readonly ChartLine[],
  series: readonly Series[],
): readonly (number | null)[] {
  return useFrame((frame) => lines.map((line) => readingOf(frame, line, series)), sameReadings)
}

function readingOf(frame: SessionFrame, line: ChartLine, series: readonly Series[]): number | null {
  if (line.reading !== null && frame.stacks.length > 0) return line.reading(frame)
  const own = series.find((one) => one.subject === line.subject)
  return own === undefined ? null : valueAt(own, frame.now)
}

function sameReadings(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
