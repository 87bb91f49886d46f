/** The metric of both sides over virtual time. Behind a shut gate no future is drawn: only the words that open it. */
import { Lock } from 'lucide-react'
import { useRef } from 'react'
import type { Series } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'
import { useFormats, useText } from '../hooks/useText'
import { timeScale, valueScale, type AxisShape, type Scale } from '../../viz/scale'
import { largestValue, valueAt } from '../../viz/series'
import { useFrame } from '../hooks/useApp'
import { useWidth } from '../hooks/useWidth'
import { shortReading } from '../host/responseTime'
import styles from './Chart.module.css'
import { Lines } from './Lines'
import { Playhead } from './Playhead'
import { useReadings } from './useReadings'

export interface ChartLine {
  readonly subject: string
  /** A is solid, B dashed. */
  readonly side: 'A' | 'B'
  readonly label: string
  /** The value now where the picture itself shows it, since samples lag behind; null: the latest sample. */
  readonly reading: ((frame: SessionFrame) => number) | null
}

export interface ChartShape {
  readonly metric: string
  /** What the axis counts: 'copies'. */
  readonly caption: string
  /** null: linear, up to the largest value so far. */
  readonly axis: AxisShape | null
  readonly lines: readonly ChartLine[]
  /** What is printed at a gate that has been passed: 'gate: you said 3×'. */
  readonly gateWords: string | null
}

const frameOf = {
  top: 16,
  bottom: 82,
  height: 104,
  left: 128,
  right: 64,
  slimSide: 16,
  slimTop: 14,
  slimBottom: 30,
}

export interface Plot {
  readonly time: Scale
  readonly value: Scale
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export function Chart({ shape, slim }: { readonly shape: ChartShape; readonly slim: boolean }) {
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const end = useFrame((frame) => frame.end)
  const series = useFrame((frame) => frame.series)
  const left = slim ? frameOf.slimSide : frameOf.left
  const right = Math.max(left + 100, width - (slim ? frameOf.slimSide : frameOf.right))
  const axis = shape.axis ?? { type: 'linear', max: largestValue(series) }
  const top = slim ? frameOf.slimTop : frameOf.top
  const bottom = slim ? frameOf.slimBottom : frameOf.bottom
  const plot = {
    time: timeScale(end, left, right),
    value: valueScale(axis, bottom, top),
    left,
    right,
    top,
    bottom,
  }
  return (
    <div ref={element} className={styles['chart']} data-slim={slim}>
      <svg width="100%" height={slim ? 52 : frameOf.height} aria-hidden="true">
        {!slim && <Axes plot={plot} caption={shape.caption} />}
        {slim ? <SlimTrack plot={plot} /> : <Lines plot={plot} lines={shape.lines} series={series} />}
        <Gate plot={plot} words={shape.gateWords} series={series} slim={slim} />
      </svg>
      <Lockout plot={plot} slim={slim} />
      <Playhead plot={plot} width={width} />
      <ChartTable shape={shape} series={series} />
    </div>
  )
}

function Axes({ plot, caption }: { readonly plot: Plot; readonly caption: string }) {
  const formats = useFormats()
  const barrier = useFrame((frame) => frame.barrier)
  const { time, value, left, right, bottom } = plot
  return (
    <g className={styles['axes']}>
      <text x={0} y={(plot.top + bottom) / 2 + 4} className={styles['caption']}>
        {caption}
      </text>
      {value.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={value.to(tick)} y2={value.to(tick)} />
          <text x={left - 12} y={value.to(tick) + 4} textAnchor="end">
            {formats.number(tick)}
          </text>
        </g>
      ))}
      {time.ticks.map((tick) => (
        <text
          key={tick}
          x={time.to(tick)}
          y={bottom + 17}
          // The first would run into the lowest number of the other axis.
          textAnchor={tick === 0 ? 'start' : 'middle'}
          data-locked={tick > barrier}
        >
          {formats.clockShort(tick)}
        </text>
      ))}
    </g>
  )
}

interface GateProps {
  readonly plot: Plot
  readonly words: string | null
  readonly series: readonly Series[]
  readonly slim: boolean
}

function Gate({ plot, words, series, slim }: GateProps) {
  const at = useFrame((frame) => frame.gates[0]?.at ?? -1)
  const shut = useFrame((frame) => frame.gates[0]?.shut ?? false)
  if (at < 0) return null
  const x = plot.time.to(at)
  if (shut) return null
  // The words stand where the lines are not.
  const highest = Math.min(...series.map((one) => plot.value.to(valueAt(one, at) ?? 0)))
  const y = highest < plot.top + 20 ? plot.bottom - 6 : plot.top + 2
  return (
    <g className={styles['gate']}>
      <line x1={x} x2={x} y1={slim ? plot.top : 4} y2={plot.bottom} />
      {!slim && words !== null && (
        <text x={x + 8} y={y}>
          {words}
        </text>
      )}
    </g>
  )
}

/** On a phone the strip is one line: how far the clock has come. */
function SlimTrack({ plot }: { readonly plot: Plot }) {
  const now = useFrame((frame) => frame.now)
  const y = plot.bottom - 4
  return (
    <g className={styles['track']}>
      <line x1={plot.left} x2={plot.right} y1={y} y2={y} />
      <line x1={plot.left} x2={plot.time.to(now)} y1={y} y2={y} data-past="true" />
    </g>
  )
}

function Lockout({ plot, slim }: { readonly plot: Plot; readonly slim: boolean }) {
  const t = useText()
  const from = useFrame((frame) => (frame.barrier < frame.end ? frame.barrier : -1))
  if (from < 0) return null
  const left = plot.time.to(from)
  const box = { left, width: plot.right - left, top: plot.top, height: plot.bottom - plot.top }
  return (
    <div className={`locked ${styles['lockout'] ?? ''}`} style={box}>
      {!slim && (
        <span className={styles['pill']}>
          <Lock size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>{t('timeline.locked')}</span>
        </span>
      )}
    </div>
  )
}

/** What the picture says, for those who do not see it: the value of each line at the playhead. */
function ChartTable({ shape, series }: { readonly shape: ChartShape; readonly series: readonly Series[] }) {
  const formats = useFormats()
  const readings = useReadings(shape.lines, series)
  return (
    // A table takes the room of its rows whatever it is told; the box around it does not.
    <div className="visually-hidden">
      <table>
        <caption>{shape.caption}</caption>
        <tbody>
          {shape.lines.map((line, at) => {
            const reading = readings[at] ?? null
            return (
              <tr key={line.subject}>
                <th scope="row">{line.label}</th>
                <td>{reading === null ? '' : shortReading(formats, shape.metric, reading)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
