/** Fleet metrics as small charts on one clock: the present branch solid, another one dashed, a band between them. */
import { useMemo, useRef } from 'react'
import type { Series } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'
import { timeScale, valueScale } from '../../viz/scale'
import { bandPath, largestValue, linePath, valueAt } from '../../viz/series'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText, type Formats } from '../hooks/useText'
import { useWidth } from '../hooks/useWidth'
import { lookOf, metrics } from './compared'
import styles from './LabTimeline.module.css'
import { sameSeries } from './same'

interface MultiplesProps {
  readonly branch: number
  readonly other: number | null
}

export function Multiples(props: MultiplesProps) {
  const t = useText()
  return (
    <div className={styles['multiples']} role="group" aria-label={t('tracks.metrics')}>
      {metrics.map((metric) => (
        <Small key={metric} metric={metric} {...props} />
      ))}
    </div>
  )
}

const height = 56
/** Samples over a whole run. */
const samples = 512

function sampleBefore({ now, end }: SessionFrame): number {
  return (Math.floor((now * samples) / Math.max(1, end)) * end) / samples
}

function Small({ metric, branch, other }: MultiplesProps & { readonly metric: string }) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const end = useFrame((frame) => frame.end)
  // While the clock runs there is nothing new to say between two samples; an edit at rest is seen at once.
  const now = useFrame((frame) => (frame.status === 'running' ? sampleBefore(frame) : frame.now))
  const mine = useFrame((frame) => find(frame.series, metric, branch), sameSeries)
  const theirs = useFrame((frame) => (other === null ? null : find(frame.series, metric, other)), sameSeries)
  const { time, value } = useMemo(
    () => ({
      time: timeScale(end, 0, Math.max(1, width)),
      value: valueScale(
        { type: 'linear', max: largestValue([mine, theirs].filter((one) => one !== null)) },
        height - 2,
        4,
      ),
    }),
    [end, width, mine, theirs],
  )
  if (mine === null) return <div ref={element} className={styles['small']} />
  return (
    <div ref={element} className={styles['small']}>
      <h3 className={styles['small-title']} title={t(`tracks.about.${metric}`)}>
        {t(`tracks.metric.${metric}`)}
      </h3>
      <p className={styles['small-values']}>
        <Reading series={mine} branch={branch} now={now} strong />
        {theirs !== null && other !== null && <Reading series={theirs} branch={other} now={now} />}
      </p>
      <svg width="100%" height={height} aria-hidden="true">
        <line x1={0} x2="100%" y1={height - 1} y2={height - 1} className={styles['axis']} />
        {theirs !== null && (
          <path
            className={styles['band']}
            d={bandPath(theirs, mine, time, value, Math.min(now, end))}
            data-look={lookOf(branch)}
          />
        )}
        {theirs !== null && other !== null && (
          <path
            className={styles['curve']}
            data-look={lookOf(other)}
            d={linePath(theirs, time, value, end)}
          />
        )}
        <path className={styles['curve']} data-look={lookOf(branch)} d={linePath(mine, time, value, end)} />
        <line x1={time.to(now)} x2={time.to(now)} y1={0} y2={height} className={styles['now']} />
      </svg>
    </div>
  )
}

interface ReadingProps {
  readonly series: Series
  readonly branch: number
  readonly now: number
  readonly strong?: boolean
}

function Reading({ series, branch, now, strong = false }: ReadingProps) {
  const t = useText()
  const formats = useFormats()
  const value = valueAt(series, now)
  const name = useFrame((frame) => frame.branches.find((one) => one.id === branch)?.name ?? '')
  const words = value === null ? '–' : amount(value, series.unit, formats.number, t)
  return (
    <span className={styles['reading']} data-look={lookOf(branch)} data-strong={strong}>
      <span className="visually-hidden">{t('tracks.of-branch', { name })}</span>
      {words}
    </span>
  )
}

/** Large numbers in the next unit, so that they fit above their chart. */
function amount(
  value: number,
  unit: string,
  number: Formats['number'],
  t: ReturnType<typeof useText>,
): string {
  const [own, large, factor] = scales[unit] ?? [unit, `k ${unit}`, 1000]
  const base = value / (smaller[unit] ?? 1)
  const [shown, name] = base >= 10 * factor ? [base / factor, large] : [base, own]
  // What is small must not read as nothing.
  const digits = shown >= 100 ? 0 : shown >= 1 ? 1 : 2
  return `${number(shown, { digits })} ${name.startsWith('tracks.') ? t(name) : name}`.trim()
}

/** Cores are words, which differ by language; the other units are signs. */
const coreWords = { own: 'tracks.cores', large: 'tracks.thousand-cores' }

/** What a unit is called on the chart, what the next one is called, and how many make one of it. */
const scales: Readonly<Record<string, readonly [own: string, large: string, factor: number]>> = {
  millicores: [coreWords.own, coreWords.large, 1000],
  MiB: ['GiB', 'TiB', 1024],
  '‰': ['%', '%', Infinity],
  workloads: ['', 'k', 1000],
  W: ['W', 'kW', 1000],
}
/** Units that are always shown in the next one. */
const smaller: Readonly<Record<string, number>> = { millicores: 1000, MiB: 1024, '‰': 10 }

function find(all: readonly Series[], metric: string, branch: number): Series | null {
  return all.find((one) => one.metric === metric && one.branch === branch && one.subject === '') ?? null
}
