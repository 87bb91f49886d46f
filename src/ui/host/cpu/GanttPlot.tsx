/** The picture of a schedule: one path for each kind of bar, so that thousands of bars are a handful of elements. */
import { memo, useMemo } from 'react'
import { vcpuDoings, type ScheduleView } from '../../../sim'
import {
  barsOf,
  barsPath,
  heldAt,
  momentOf,
  pcpuKinds,
  stepsPath,
  ticksOf,
  valueRange,
  type Bar,
  type GanttLayout,
  type Lane,
  type Window,
} from '../../../viz/gantt'
import { useFormats, useText } from '../../hooks/useText'
import type { DoingFills } from './doings'
import styles from './Gantt.module.css'
import { millis, shortName, vcpuName, type Laning } from './sentence'

/** Bars that are drawn at most; in more lanes, longer spans are joined. */
const mostBars = 4000
/** A bar that is this wide has room for a name, px. */
const named = 48

interface PictureProps {
  readonly view: ScheduleView
  readonly by: Laning
  readonly lanes: readonly Lane[]
  readonly layout: GanttLayout
  readonly window: Window
  readonly fills: DoingFills
}

interface GanttPlotProps extends PictureProps {
  readonly cursor: { readonly lane: number; readonly time: number }
}

export function GanttPlot({ cursor, ...picture }: GanttPlotProps) {
  const { view, by, lanes, layout, window } = picture
  const { lane, time } = cursor
  const x = layout.label + ((time - window.from) / Math.max(1, window.to - window.from)) * layout.plot
  const vcpu = by === 'vcpu' ? lane : (momentOf(lanes, lane, time)?.span.vcpu ?? -1)
  return (
    <svg
      className={styles['plot']}
      width={layout.label + layout.plot + 8}
      height={layout.height}
      aria-hidden="true"
    >
      {picture.fills.definitions}
      <rect
        className={styles['chosen']}
        x={0}
        y={layout.axis + lane * layout.row}
        width={layout.label + layout.plot}
        height={layout.lane}
      />
      <Lanes {...picture} />
      <Queue {...{ view, layout, window, time }} />
      <Readings {...{ view, layout, window, time }} vcpu={Math.max(0, vcpu)} />
      <path
        className={styles['line']}
        d={`M${x} ${layout.axis - 4}V${layout.reading.top + layout.reading.height}`}
      />
      <path className={styles['mark']} d={`M${x - 5} ${layout.axis - 10}h10l-5 7z`} />
    </svg>
  )
}

const Lanes = memo(function Lanes({ view, by, lanes, layout, window, fills }: PictureProps) {
  const t = useText()
  const formats = useFormats()
  const { label, plot, axis, row, lane: height } = layout
  const kinds = by === 'vcpu' ? vcpuDoings.length : pcpuKinds.length
  const bars = useMemo(() => {
    const least = Math.max(2, (lanes.length * plot * 2) / mostBars)
    return lanes.map(({ spans }) => barsOf(spans, kinds, window, plot, least))
  }, [lanes, kinds, window, plot])
  const paths = useMemo(
    () =>
      Array.from({ length: kinds }, (_, kind) =>
        bars.map((inLane, at) => barsPath(inLane, kind, at * row, height)).join(''),
      ),
    [bars, kinds, row, height],
  )
  const letters = Math.max(3, Math.floor((label - 12) / 7.5))
  return (
    <>
      {ticksOf(window, Math.max(2, Math.floor(plot / 110))).map((tick) => {
        const x = label + ((tick - window.from) / (window.to - window.from)) * plot
        return (
          <g key={tick}>
            <path className={styles['tick']} d={`M${x} ${axis - 4}v${lanes.length * row + 4}`} />
            <text
              className={styles['small']}
              x={x}
              y={axis - 8}
              textAnchor={x > label + plot - 24 ? 'end' : 'middle'}
            >
              {t('cpu-view.ms', { ms: millis(formats, tick) })}
            </text>
          </g>
        )
      })}
      {lanes.map(({ at }) => {
        const name = by === 'vcpu' ? shortName(t, view, at, letters) : t('cpu-view.cpu', { cpu: at })
        return (
          <text key={at} className={styles['name']} x={4} y={axis + at * row + height - 4}>
            {name}
          </text>
        )
      })}
      <g transform={`translate(${label} ${axis})`}>
        {lanes.map(({ at }) => (
          <rect key={at} className={styles['lane']} y={at * row} width={plot} height={height} />
        ))}
        {paths.map((path, kind) => {
          const fill = fills.of(by, kind)
          if (fill === null || path === '') return null
          return <path key={kind} className={styles['bars']} d={path} fill={fill} />
        })}
        {by === 'pcpu' &&
          bars.map((inLane, at) => <Names key={at} {...{ view, layout, at }} bars={inLane} />)}
      </g>
    </>
  )
})

interface NamesProps {
  readonly view: ScheduleView
  readonly layout: GanttLayout
  readonly at: number
  readonly bars: readonly Bar[]
}

/** Who is on a CPU, where there is room to say so. */
function Names({ view, layout, at, bars }: NamesProps) {
  const t = useText()
  const shades = pcpuKinds.length - 2
  return bars.map(({ x, width, times, vcpu }) => {
    const shade = times.slice(0, shades).findIndex((time) => time > 0)
    if (vcpu < 0 || width < named || shade < 0) return null
    const name = shortName(t, view, vcpu, Math.floor((width - 8) / 7.5))
    return (
      <text
        key={x}
        className={styles['within']}
        data-shade={shade + 1}
        x={x + 4}
        y={at * layout.row + layout.lane - 4}
      >
        {name}
      </text>
    )
  })
}

interface LineProps {
  readonly view: ScheduleView
  readonly layout: GanttLayout
  readonly window: Window
  readonly time: number
}

function Queue({ view, layout, window, time }: LineProps) {
  const t = useText()
  const { at, length } = view.queue
  const { label, plot } = layout
  const { top, height } = layout.queue
  const most = Math.max(1, valueRange(length).most)
  const path = useMemo(
    () => stepsPath(at, length, window, { least: 0, most }, { width: plot, top: 0, height }),
    [at, length, window, most, plot, height],
  )
  const now = heldAt(at, length, time) ?? 0
  return (
    <g transform={`translate(${label} ${top})`}>
      <text className={styles['small']} x={4 - label} y={-6}>
        {t('cpu-view.queue', { n: now })}
      </text>
      <text className={styles['small']} x={-6} y={10} textAnchor="end">
        {most}
      </text>
      <text className={styles['small']} x={-6} y={height} textAnchor="end">
        0
      </text>
      <rect className={styles['lane']} width={plot} height={height} />
      {path !== '' && <path className={styles['queue']} d={`${path}V${height}H0z`} />}
    </g>
  )
}

/** Credit, vruntime or deadline of one vCPU. */
function Readings({ view, layout, window, time, vcpu }: LineProps & { readonly vcpu: number }) {
  const t = useText()
  const formats = useFormats()
  const { label, plot } = layout
  const { top, height } = layout.reading
  const { unit } = view.readings
  const own = useMemo(() => readingsOf(view, vcpu), [view, vcpu])
  const range = useMemo(() => valueRange(own.value), [own])
  const path = useMemo(
    () => stepsPath(own.at, own.value, window, range, { width: plot, top: 0, height }),
    [own, window, range, plot, height],
  )
  const now = heldAt(own.at, own.value, time)
  const value = now === null ? '–' : formats.number(now, { digits: 1 })
  return (
    <g transform={`translate(${label} ${top})`}>
      <text className={styles['small']} x={4 - label} y={-6}>
        {t(`cpu-view.reading.${unit}`, { name: vcpuName(t, view, vcpu), value })}
      </text>
      <rect className={styles['lane']} width={plot} height={height} />
      <path className={styles['reading']} d={path} />
    </g>
  )
}

function readingsOf({ readings }: ScheduleView, vcpu: number) {
  const at: number[] = []
  const value: number[] = []
  readings.vcpu.forEach((one, reading) => {
    if (one !== vcpu) return
    at.push(readings.at[reading] ?? 0)
    value.push(readings.value[reading] ?? 0)
  })
  return { at, value }
}
