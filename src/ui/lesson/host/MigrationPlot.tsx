/** Rounds below each other, as long as they took, and over them the time without a guest; drawn on a shared scale. */
import { useId } from 'react'
import type { MigrationView } from '../../../sim'
import { followingOf, layoutRounds, type RoundsLayout } from '../../../viz/migration'
import { tickDigits, ticksOf, timeToX } from '../../../viz/starts'
import { useFormats, useText } from '../../hooks/useText'
import styles from '../../migration/Migration.module.css'
import { downtimeOf, lasted } from '../../migration/words'
import { widthOf } from '../../stage/measure'
import type { Box } from '../../stage/useBox'

interface MigrationPlotProps {
  readonly view: MigrationView
  readonly now: number
  /** µs that the width stands for. */
  readonly lasts: number
  readonly box: Box
}

/** Of all rounds, and of the line above them for the loud words, px. */
const height = 156

export function MigrationPlot({ view, now, lasts, box }: MigrationPlotProps) {
  const id = useId().replace(/[^\w-]/g, '')
  const words = { t: useText(), formats: useFormats() }
  const { text } = box
  const label = text * 5
  const plot = Math.max(40, box.width - label - 8)
  const layout = layoutRounds(view, now, { width: plot, row: text + 7, height, lasts })
  const axis = text + 12
  const flag = text + 14
  const down = downtimeOf(view, now)
  return (
    <svg className={styles['plot']} width={box.width} height={axis + flag + height + 4} aria-hidden="true">
      <defs>
        <pattern id={`${id}-dirty`} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles['dirty-line']} />
        </pattern>
      </defs>
      <g transform={`translate(${label} 0)`}>
        <Axis {...{ layout, plot, text }} bottom={axis + flag + height} />
        <g transform={`translate(0 ${axis + flag})`}>
          <Bars {...{ layout, text, label }} dirty={`url(#${id}-dirty)`} />
          <Following {...{ view, now, layout, plot, text, label }} />
          {layout.pause !== null && (
            <Pause
              {...layout.pause}
              {...{ text, plot, flag }}
              said={words.t('migration-view.stood-still', { time: lasted(words, down ?? 0) })}
            />
          )}
        </g>
      </g>
    </svg>
  )
}

interface AxisProps {
  readonly layout: RoundsLayout
  readonly plot: number
  readonly text: number
  readonly bottom: number
}

function Axis({ layout, plot, text, bottom }: AxisProps) {
  const t = useText()
  const formats = useFormats()
  // Round numbers since it left, whenever that was.
  const window = { from: 0, to: layout.window.to - layout.window.from }
  const ticks = ticksOf(window, Math.max(2, Math.floor(plot / 90)))
  const digits = tickDigits(ticks)
  return ticks.map((tick) => {
    const x = timeToX({ window, width: plot }, tick)
    const s = formats.number(tick / 1_000_000, { digits })
    return (
      <g key={tick}>
        <path className={styles['grid']} d={`M${x} ${text + 4}V${bottom}`} />
        {tick > 0 && x < plot - text && (
          <text className={styles['tick']} x={x} y={text} textAnchor="middle">
            {t('migration-view.after', { s })}
          </text>
        )}
      </g>
    )
  })
}

interface BarsProps {
  readonly layout: RoundsLayout
  readonly text: number
  readonly label: number
  readonly dirty: string
}

/** Names stand beside all rounds, or beside the first and the last where rows are lower than a line. */
function Bars({ layout: { rounds }, text, label, dirty }: BarsProps) {
  const t = useText()
  const [first] = rounds
  const low = first !== undefined && first.height < text - 1
  const last = rounds.length - 1
  return rounds.map(({ number, x, y, width, height: tall, dirtied, open }, at) => {
    const far = low && at === last ? y + tall - text / 2 : y + Math.max(tall, low ? text : 0) / 2
    return (
      <g key={number} data-round={number}>
        {(!low || at === 0 || (at === last && at * (tall + 3) > 2 * text)) && (
          <text className={styles['round-name']} x={4 - label} y={far}>
            {t('migration-view.round', { n: number })}
          </text>
        )}
        <rect x={x} y={y} width={width} height={tall} className={styles['sent']} data-open={open} />
        {dirtied > 0 && <rect x={x} y={y} width={dirtied} height={tall} fill={dirty} />}
      </g>
    )
  })
}

interface FollowingProps extends Omit<BarsProps, 'dirty'> {
  readonly view: MigrationView
  readonly now: number
  readonly plot: number
}

/** Memory that comes after its guest. */
function Following({ view, now, layout, plot, text, label }: FollowingProps) {
  const t = useText()
  const bar = followingOf(view, now, { window: layout.window, width: plot })
  if (bar === null) return null
  const y = view.rounds.length === 0 ? 0 : layout.height
  return (
    <g data-following>
      <text className={styles['round-name']} x={4 - label} y={y + text / 2 + 2}>
        {t('lesson-host.follows')}
      </text>
      <rect
        x={bar.x}
        y={y}
        width={bar.width}
        height={text + 4}
        className={styles['sent']}
        data-open={bar.open}
      />
    </g>
  )
}

interface PauseProps {
  readonly x: number
  readonly width: number
  readonly plot: number
  readonly text: number
  readonly flag: number
  readonly said: string
}

/** Loud: a red band over everything, and the number on a flag above it. */
function Pause({ x, width, plot, text, flag, said }: PauseProps) {
  const long = (widthOf(said, text) ?? said.length * text * 0.6) + 14
  const left = Math.max(0, Math.min(plot - long, x + width / 2 - long / 2))
  return (
    <g data-pause>
      <rect x={x} y={0} width={width} height={height} className={styles['pause']} />
      <path className={styles['pause-pole']} d={`M${x + width / 2} -6V0`} />
      <rect className={styles['pause-flag']} x={left} y={-flag} width={long} height={text + 8} rx={3} />
      <text className={styles['pause-words']} x={left + long / 2} y={-flag + (text + 8) / 2}>
        {said}
      </text>
    </g>
  )
}
