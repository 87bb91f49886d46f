/** The bars of all rows in sight as one drawing; the names beside it say the same in words. */
import { useMemo } from 'react'
import type { LayerRow } from '../../../sim'
import {
  barOf,
  barsOfLayer,
  barsOfStart,
  kindsIn,
  lookOf,
  ticksOf,
  timeToX,
  type Bar,
  type ChartRow,
  type Window,
} from '../../../viz/starts'
import { widthOf } from '../../stage/measure'
import { useFormats, useText } from '../../hooks/useText'
import { useBarFills, type BarFills } from './fills'
import styles from './Starts.module.css'
import { lasted } from './words'

interface ChartPlotProps {
  readonly rows: readonly ChartRow[]
  readonly window: Window
  readonly now: number
  readonly label: number
  readonly plot: number
  readonly row: number
  readonly text: number
  readonly sight: { readonly from: number; readonly to: number }
  readonly selected: string | null
}

export function ChartPlot(props: ChartPlotProps) {
  const { rows, window, now, label, plot, row, sight, selected } = props
  const kinds = useMemo(() => kindsIn(rows), [rows])
  const fills = useBarFills(kinds)
  const height = rows.length * row
  const x = timeToX({ window, width: plot }, now)
  const chosen = rows.findIndex((one) => one.type === 'start' && one.start.name === selected)
  return (
    <svg className={styles['plot']} width={label + plot + 8} height={height} aria-hidden="true">
      {fills.definitions}
      {chosen >= 0 && (
        <rect className={styles['chosen']} y={chosen * row} width={label + plot} height={row} />
      )}
      <g transform={`translate(${label} 0)`}>
        {ticksOf(window, Math.max(2, Math.floor(plot / 96))).map((tick) => (
          <path
            key={tick}
            className={styles['grid']}
            d={`M${timeToX({ window, width: plot }, tick)} 0V${height}`}
          />
        ))}
        {rows.slice(sight.from, sight.to).map((one, at) => (
          <g key={one.key} transform={`translate(0 ${(sight.from + at) * row})`}>
            <RowBars {...props} {...{ fills }} one={one} />
          </g>
        ))}
        {x >= 0 && x <= plot && <path className={styles['now']} d={`M${x} 0V${height}`} />}
      </g>
    </svg>
  )
}

interface RowBarsProps extends ChartPlotProps {
  readonly one: ChartRow
  readonly fills: BarFills
}

function RowBars(props: RowBarsProps) {
  const { one, window, now, plot, row } = props
  const scale = { window, width: plot, now }
  if (one.type === 'pull') return <PullLine {...props} pull={one.pull} />
  const bars = one.type === 'start' ? barsOfStart(one.start, scale) : barsOfLayer(one.layer, scale)
  const cancelled = one.type === 'start' && one.start.state === 'cancelled'
  const last = bars[bars.length - 1]
  return (
    <>
      {bars.map((bar, at) => (
        <OneBar key={`${bar.kind} ${at}`} {...props} bar={bar} />
      ))}
      {one.type === 'layer' && bars.length === 0 && (
        <Unpulled {...props} layer={one.layer} asked={one.pull.begun ?? one.pull.asked} />
      )}
      {last !== undefined && <Behind {...props} bar={last} cancelled={cancelled} />}
      {one.type === 'start' && last === undefined && (
        <path className={styles['waits']} d={`M${timeToX(scale, one.start.asked)} ${row / 2}h8`} />
      )}
    </>
  )
}

/** px around the words in a bar. */
const around = 8

function OneBar({ bar, row, text, fills }: RowBarsProps & { readonly bar: Bar }) {
  const t = useText()
  const { kind, x, width, open } = bar
  const words = t(`starts-view.phase.${kind}`)
  const fits = (widthOf(words, text) ?? words.length * text * 0.6) + around <= width
  return (
    <g data-bar={kind}>
      <rect
        x={x}
        y={3}
        width={width}
        height={row - 6}
        fill={fills.fillOf(kind)}
        className={styles[open ? 'open' : 'outline']}
      />
      {fits && (
        <text className={styles['within']} data-layer={lookOf(kind).layer} x={x + around / 2} y={row / 2}>
          {words}
        </text>
      )}
    </g>
  )
}

/** Behind the last bar: how fast it goes where that is not full speed, or that it was cancelled. */
function Behind({ bar, row, text, plot, cancelled }: RowBarsProps & { bar: Bar; cancelled: boolean }) {
  const t = useText()
  const formats = useFormats()
  const slow = bar.open && bar.speedPermille < 1000
  if (!slow && !cancelled) return null
  const words = cancelled
    ? t('starts-view.cancelled')
    : bar.speedPermille === 0
      ? t('starts-view.waits')
      : t('starts-view.at-speed', { speed: formats.percent(bar.speedPermille / 1000) })
  const width = widthOf(words, text) ?? words.length * text * 0.6
  const right = bar.x + bar.width + 6
  const inside = right + width > plot
  return (
    <text
      className={styles[inside ? 'speed-inside' : 'speed']}
      x={inside ? bar.x + bar.width - 4 : right}
      y={row / 2}
      textAnchor={inside ? 'end' : 'start'}
      data-slow={slow}
    >
      {words}
    </text>
  )
}

type UnpulledProps = RowBarsProps & { readonly layer: LayerRow; readonly asked: number }

/** Why a layer has no bar: it was there, it comes with another pull, or its turn has not come. */
function Unpulled({ layer, asked, window, plot, row }: UnpulledProps) {
  const t = useText()
  const x = Math.max(0, timeToX({ window, width: plot }, asked))
  return (
    <text className={styles['cached']} x={x + 4} y={row / 2}>
      {t(layer.cached ? 'starts-view.cached' : 'starts-view.unpulled')}
    </text>
  )
}

interface PullLineProps extends RowBarsProps {
  readonly pull: Extract<ChartRow, { readonly type: 'pull' }>['pull']
}

/** A bracket over the layers of a pull, thin while it waits for its turn. */
function PullLine({ pull, window, now, plot, row, text }: PullLineProps) {
  const words = { t: useText(), formats: useFormats() }
  const scale = { window, width: plot, now }
  const end = pull.ended ?? now
  const [whole] = barOf({ from: pull.asked, to: pull.ended }, 'pull', 1000, scale)
  if (whole === undefined) return null
  const begun = pull.begun === null ? whole.x + whole.width : timeToX(scale, pull.begun)
  const said = words.t('starts-view.pull-line', {
    state: words.t(`starts-view.pull.${pull.state}`),
    time: lasted(words, end - pull.asked),
  })
  const long = widthOf(said, text) ?? said.length * text * 0.6
  const right = whole.x + whole.width
  const left = right + long + around > plot
  return (
    <g data-bar="pull">
      <path className={styles['waits']} d={`M${whole.x} ${row / 2}H${begun}`} />
      <path
        className={styles['bracket']}
        data-failed={pull.state === 'failed'}
        d={`M${begun} ${row - 4}V${row / 2}H${right}${pull.ended === null ? '' : `V${row - 4}`}`}
      />
      <text
        className={styles['pull-words']}
        x={left ? Math.max(long, right - 2) : right + 6}
        y={left ? row / 2 - 5 : row / 2}
        textAnchor={left ? 'end' : 'start'}
      >
        {said}
      </text>
    </g>
  )
}
