/** What the host really holds, over time: bands up to the physical limit, and above it what was taken from guests. */
import { useMemo, useRef } from 'react'
import type { MemoryView } from '../../../sim'
import { bandArea, gibibyteTicks, spreadLabels, stackBands, type Band } from '../../../viz/pages'
import { roundToSum } from '../../../viz/pools'
import { timeScale, type Scale } from '../../../viz/scale'
import { useFrame } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytesBare } from '../../pools/amounts'
import { useBox } from '../../stage/useBox'
import own from './Plot.module.css'
import styles from './Memory.module.css'
import { usePageFills, type Filled } from './patterns'
import { awayMetrics, heldMetrics, useHeldSeries, type HeldSeries } from './useHeldSeries'

const height = 320
const top = 16
const foot = 26
const left = 44
const gibibyte = 1024

const heldFills: readonly Filled[] = ['overhead', 'shared', 'compressed', 'cold', 'active']
const awayFills: readonly Filled[] = ['swapped', 'ballooned']

export function HeldOverTime({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const series = useHeldSeries(memory.host)
  return (
    <section className={styles['part']} aria-label={t('memory-view.holds')}>
      <div className={styles['head']}>
        <h2>{t('memory-view.holds')}</h2>
        <p>{t('memory-view.in-gib')}</p>
      </div>
      <div ref={element} className={own['plot']}>
        {box.width > 0 && <Plot memory={memory} series={series} width={box.width} letter={box.text} />}
      </div>
      {heldMetrics.every((metric) => (series[metric]?.at.length ?? 0) < 2) && (
        <p className={styles['note']}>{t('memory-view.recorded')}</p>
      )}
    </section>
  )
}

interface PlotProps {
  readonly memory: MemoryView
  readonly series: HeldSeries
  readonly width: number
  /** Size of small text, px. */
  readonly letter: number
}

function Plot({ memory, series, width, letter }: PlotProps) {
  const t = useText()
  const formats = useFormats()
  const end = useFrame((frame) => frame.end)
  const now = useFrame((frame) => frame.now)
  const right = width - Math.round(letter * 9.5)
  const time = useMemo(() => timeScale(end, left, Math.max(left + 40, right)), [end, right])
  const held = useMemo(
    () =>
      stackBands(
        heldMetrics.map((metric) => series[metric]),
        now,
      ),
    [series, now],
  )
  const away = useMemo(
    () =>
      stackBands(
        awayMetrics.map((metric) => series[metric]),
        now,
        memory.physical,
      ),
    [series, now, memory.physical],
  )
  const value = useMemo(() => memoryScale(memory, away), [memory, away])
  const nearest = (at: number) => Math.abs(value.to(at) - value.to(memory.physical)) > letter
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={t(
        'memory-view.holds-now',
        wordsNow(memory, (mib) => gibibytesBare(formats, mib)),
      )}
    >
      <g aria-hidden="true">
        {value.ticks.filter(nearest).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={value.to(tick)} y2={value.to(tick)} className={own['grid']} />
            <text x={left - 6} y={value.to(tick)} className={own['tick']} data-side="left">
              {formats.number(tick / gibibyte, { digits: 1 })}
            </text>
          </g>
        ))}
        {timeTicks(time, right - left, letter).map((tick) => (
          <text key={tick} x={time.to(tick)} y={height - 6} className={own['tick']} data-side="foot">
            {formats.clockShort(tick)}
          </text>
        ))}
        <Areas bands={held} fills={heldFills} {...{ time, value }} />
        <Areas bands={away} fills={awayFills} {...{ time, value }} />
        <Limit y={value.to(memory.physical)} right={right} physical={memory.physical} letter={letter} />
        <line x1={time.to(now)} x2={time.to(now)} y1={top - 8} y2={height - foot} className={own['now']} />
        <path d={cursor(time.to(now), top - 8)} className={own['cursor']} />
        <EndLabels memory={memory} value={value} x={right + 8} far={width} letter={letter} />
      </g>
    </svg>
  )
}

interface AreasProps {
  readonly bands: readonly Band[]
  readonly fills: readonly Filled[]
  readonly time: Scale
  readonly value: Scale
}

function Areas({ bands, fills, time, value }: AreasProps) {
  const { fillOf, definitions } = usePageFills()
  return (
    <>
      {definitions}
      {bands.map((band, at) => (
        <path
          key={fills[at] ?? at}
          d={bandArea(band, time, value)}
          fill={fillOf(fills[at] ?? 'active')}
          className={styles['outline']}
          data-band={fills[at]}
        />
      ))}
    </>
  )
}

interface LimitProps {
  readonly y: number
  readonly right: number
  readonly physical: number
  readonly letter: number
}

function Limit({ y, right, physical, letter }: LimitProps) {
  const t = useText()
  const formats = useFormats()
  return (
    <>
      <line x1={left} x2={right} y1={y} y2={y} className={own['limit']} />
      <text x={left - 6} y={y} className={own['tick']} data-side="left" data-strong="true">
        {formats.number(physical / gibibyte, { digits: 1 })}
      </text>
      <text x={left + 6} y={y - letter * 0.5} className={own['limit-words']}>
        {t('memory-view.limit')}
      </text>
    </>
  )
}

interface EndLabelsProps {
  readonly memory: MemoryView
  readonly value: Scale
  readonly x: number
  readonly far: number
  readonly letter: number
}

/** What each band is called and how much it is now, at its height. */
function EndLabels({ memory, value, x, far, letter }: EndLabelsProps) {
  const t = useText()
  const formats = useFormats()
  const labels = labelsOf(memory)
  const heights = spreadLabels(
    labels.map(({ middle }) => value.to(middle)),
    letter + 4,
    top,
    height - foot,
  )
  return labels.map(({ key, gib }, at) => (
    <g key={key} className={own['end-label']}>
      <text x={x} y={heights[at]}>
        {t(`memory-view.band.${key}`)}
      </text>
      <text x={far} y={heights[at]} data-value="true">
        {formats.number(gib, { digits: 1, fixed: true })}
      </text>
    </g>
  ))
}

/** Bands that hold something now, with the middle of each in MiB from the ground. What is held adds up as printed. */
function labelsOf({ held, free, away, physical }: MemoryView) {
  const below = [
    { key: 'overhead', amount: held.overhead },
    { key: 'shared', amount: held.shared },
    { key: 'compressed', amount: held.compressed },
    { key: 'cold', amount: held.cold },
    { key: 'active', amount: held.active },
    { key: 'free', amount: free },
  ]
  const rounded = roundToSum(
    below.map(({ amount }) => amount / gibibyte),
    1,
  )
  let ground = 0
  const label = ({ key, amount }: { key: string; amount: number }, gib: number) => {
    ground += amount
    return { key, amount, gib, middle: ground - amount / 2 }
  }
  const inside = below.map((one, at) => label(one, rounded[at] ?? 0))
  ground = physical
  const above = [
    { key: 'swapped', amount: away.swapped },
    { key: 'ballooned', amount: away.ballooned },
  ].map((one) => label(one, one.amount / gibibyte))
  return [...inside, ...above].filter(({ amount }) => amount > 0)
}

/** From zero to what was ever held or taken back, with some air above the limit. */
function memoryScale({ physical, away }: MemoryView, above: readonly Band[]): Scale {
  const reached = above[above.length - 1]?.upper ?? new Float64Array(0)
  const most = reached.reduce(
    (largest, one) => Math.max(largest, one),
    Math.max(physical * 1.12, physical + away.ballooned + away.swapped),
  )
  const room = height - foot - top
  return {
    to: (mib) => height - foot - (Math.max(0, Math.min(most, mib)) / Math.max(1, most)) * room,
    from: (px) => ((height - foot - px) / room) * most,
    ticks: gibibyteTicks(most, 6),
  }
}

/** As many times as stand apart. */
function timeTicks(time: Scale, width: number, letter: number): readonly number[] {
  const each = Math.max(1, Math.ceil((time.ticks.length * letter * 4.5) / Math.max(1, width)))
  return time.ticks.filter((_, at) => at % each === 0)
}

function cursor(x: number, y: number): string {
  return `M${x - 6} ${y - 8}h12v7l-6 6l-6-6z`
}

function wordsNow({ host, held, free, away, physical }: MemoryView, gib: (mib: number) => string) {
  return {
    host,
    physical: gib(physical),
    overhead: gib(held.overhead),
    shared: gib(held.shared),
    cold: gib(held.cold),
    active: gib(held.active),
    compressed: gib(held.compressed),
    free: gib(free),
    ballooned: gib(away.ballooned),
    swapped: gib(away.swapped),
  }
}
