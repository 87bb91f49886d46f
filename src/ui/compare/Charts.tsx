/** Six measures over time, one small chart each, on one clock: A solid, B dashed, C dotted, and a band from A to B. */
import { useMemo, useRef, useState } from 'react'
import type { Series, SideView } from '../../sim'
import {
  differencesOf,
  layoutChart,
  measures,
  metricsBehind,
  samplesOf,
  shapeOf,
  tells,
  valueOf,
  type Measure,
  type Samples,
} from '../../viz/compare'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { useWidth } from '../hooks/useWidth'
import { sameSeries } from '../tracks/same'
import { Badge } from './Badge'
import styles from './Charts.module.css'
import { differenceOf, looks, numberOf, titleOf } from './words'

interface ChartsProps {
  readonly sides: readonly SideView[]
  /** Against the first side instead of from nothing. */
  readonly difference: boolean
}

export function Charts({ sides, difference }: ChartsProps) {
  const t = useText()
  const told = measures.filter((measure) => sides.some((side) => tells(measure, side)))
  return (
    <div className={styles['charts']} role="group" aria-label={t('compare.charts')}>
      {told.map((measure) => (
        <Chart key={measure} {...{ measure, sides, difference }} />
      ))}
    </div>
  )
}

type ChartProps = ChartsProps & { readonly measure: Measure }

const height = 64

function Chart({ measure, sides, difference }: ChartProps) {
  const t = useText()
  const formats = useFormats()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const end = useFrame((frame) => frame.end)
  const samples = useSamples(measure, sides)
  const layout = useMemo(
    () =>
      layoutChart(difference ? differencesOf(samples) : samples, { width, height, end }, shapeOf(measure)),
    [samples, difference, width, end, measure],
  )
  return (
    <div ref={element} className={styles['chart']}>
      <h3 title={t(`compare.about-measure.${measure}`)}>{t(`compare.measure.${measure}`)}</h3>
      <Readings {...{ measure, sides, difference }} />
      <svg width="100%" height={height} aria-hidden="true">
        <line x1={0} x2="100%" y1={layout.zero} y2={layout.zero} className={styles['axis']} />
        <path d={layout.band} className={styles['band']} />
        {layout.lines.map((line, at) => (
          <path key={looks[at]} d={line} className={styles['line']} data-look={looks[at]} />
        ))}
        <Now timeAt={layout.timeAt} />
      </svg>
      <p className={styles['times']} aria-hidden="true">
        <span>{formats.clockShort(0)}</span>
        <span>{formats.clockShort(end)}</span>
      </p>
    </div>
  )
}

function Now({ timeAt }: { readonly timeAt: (at: number) => number }) {
  const now = useFrame((frame) => frame.now)
  return <line x1={timeAt(now)} x2={timeAt(now)} y1={0} y2={height} className={styles['now']} />
}

function Readings({ measure, sides, difference }: ChartProps) {
  const t = useText()
  const formats = useFormats()
  const [first] = sides
  const base = first === undefined ? null : valueOf(measure, first)
  return (
    <p className={styles['readings']}>
      {sides.map((side, at) => {
        const value = valueOf(measure, side)
        const against = difference && at > 0 && base !== null
        return (
          <span key={side.branch}>
            <span className="visually-hidden">{titleOf(side, t)}: </span>
            <Badge look={looks[at] ?? 'A'} />
            <strong>
              {value === null
                ? '–'
                : against
                  ? differenceOf(measure, value - base, formats)
                  : numberOf(measure, value, formats)}
            </strong>
          </span>
        )
      })}
    </p>
  )
}

/** What was recorded of every side; the same list until a new value has come. */
function useSamples(measure: Measure, sides: readonly SideView[]): readonly (Samples | null)[] {
  const [keep] = useState(createKeeper)
  const recorded = useFrame(
    ({ series, status }) =>
      keep(status === 'seeking', sides.length, () =>
        sides.map(({ branch }) => metricsBehind(measure).map((metric) => find(series, metric, branch))),
      ),
    sameLists,
  )
  return useMemo(
    () =>
      recorded.map((list) =>
        samplesOf(measure, (metric) => list.find((one) => one?.metric === metric) ?? null),
      ),
    [recorded, measure],
  )
}

type Lists = readonly (readonly (Series | null)[])[]

/** On the way to another moment lines would be drawn anew at every step: the last ones stand until it is there. */
function createKeeper(): (onTheWay: boolean, count: number, read: () => Lists) => Lists {
  let kept: Lists | null = null
  return (onTheWay, count, read) => (kept = onTheWay && kept?.length === count ? kept : read())
}

function sameLists(one: Lists, other: Lists): boolean {
  return (
    one.length === other.length &&
    one.every((list, at) => list.every((series, place) => sameSeries(series, other[at]?.[place] ?? null)))
  )
}

function find(all: readonly Series[], metric: string, branch: number): Series | null {
  return all.find((one) => one.metric === metric && one.branch === branch && one.subject === '') ?? null
}
