/** What one host has held over time: its memory metrics, recorded as long as the stage is shown. */
import { useMemo } from 'react'
import type { Series } from '../../../sim'
import type { SessionFrame } from '../../../worker/protocol'
import { useFrame, useInterest } from '../../hooks/useApp'
import { sameSeries } from '../../tracks/same'

/** Bottom up: what lies in physical memory, then what has been taken back and lies above its limit. */
export const heldMetrics = [
  'memory.overhead',
  'memory.shared-copies',
  'memory.compressed',
  'memory.cold',
  'memory.active',
] as const
export const awayMetrics = ['memory.swapped', 'memory.ballooned'] as const
const metrics = [...heldMetrics, ...awayMetrics, 'memory.free'] as const
type Metric = (typeof metrics)[number]

export type HeldSeries = Readonly<Record<Metric, Series | null>>

export function useHeldSeries(host: string): HeldSeries {
  const branch = useFrame((frame) => frame.branch)
  useInterest(
    'memory-stage',
    useMemo(() => ({ series: metrics.map((metric) => ({ metric, subject: host, branch })) }), [host, branch]),
  )
  return useFrame((frame) => seriesIn(frame, host, branch), same)
}

function seriesIn({ series }: SessionFrame, host: string, branch: number): HeldSeries {
  const find = (metric: Metric) =>
    series.find((one) => one.metric === metric && one.subject === host && one.branch === branch) ?? null
  return {
    'memory.overhead': find('memory.overhead'),
    'memory.shared-copies': find('memory.shared-copies'),
    'memory.compressed': find('memory.compressed'),
    'memory.cold': find('memory.cold'),
    'memory.active': find('memory.active'),
    'memory.swapped': find('memory.swapped'),
    'memory.ballooned': find('memory.ballooned'),
    'memory.free': find('memory.free'),
  }
}

function same(a: HeldSeries, b: HeldSeries): boolean {
  return metrics.every((metric) => sameSeries(a[metric], b[metric]))
}
