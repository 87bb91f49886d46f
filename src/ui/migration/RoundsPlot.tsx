/** Rounds below each other, as long as they took, with what they sent; over them the time without a guest. */
import { useId } from 'react'
import type { MigrationView } from '../../sim'
import { layoutRounds, type RoundBar } from '../../viz/migration'
import { tickDigits, ticksOf, timeToX } from '../../viz/starts'
import { useFormats, useText } from '../hooks/useText'
import type { Box } from '../stage/useBox'
import { widthOf } from '../stage/measure'
import styles from './Migration.module.css'
import { amount, downtimeOf, lasted, type Words } from './words'

interface RoundsPlotProps {
  readonly view: MigrationView
  readonly now: number
  readonly box: Box
}

const tallest = 360

export function RoundsPlot({ view, now, box }: RoundsPlotProps) {
  const words = { t: useText(), formats: useFormats() }
  const id = useId().replace(/[^\w-]/g, '')
  const { text } = box
  const label = text * 5
  const plot = Math.max(40, box.width - label - 8)
  const layout = layoutRounds(view, now, { width: plot, row: text + 11, height: tallest })
  const axis = text + 16
  const caption = layout.pause === null ? 0 : text + 14
  const height = axis + caption + layout.height + 6
  const top = axis + caption
  const ticks = ticksOf(layout.window, Math.max(2, Math.floor(plot / 90)))
  const digits = tickDigits(ticks)
  return (
    <svg className={styles['plot']} width={label + plot + 8} height={height} aria-hidden="true">
      <defs>
        <pattern id={`${id}-dirty`} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles['dirty-line']} />
        </pattern>
        <pattern id={`${id}-pause`} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M0 3H6" className={styles['pause-line']} />
        </pattern>
      </defs>
      <g transform={`translate(${label} 0)`}>
        {ticks.map((tick) => {
          const x = timeToX({ window: layout.window, width: plot }, tick)
          const since = (tick - layout.window.from) / 1_000_000
          return (
            <g key={tick}>
              <path className={styles['grid']} d={`M${x} ${axis - 6}V${height}`} />
              {x < plot - text && (
                <text className={styles['tick']} x={x} y={text} textAnchor="middle">
                  {words.t('migration-view.after', {
                    s: words.formats.number(since, { digits: Math.max(1, digits) }),
                  })}
                </text>
              )}
            </g>
          )
        })}
      </g>
      <g transform={`translate(${label} ${top})`}>
        {layout.rounds.map((round, at) => (
          <Round
            key={round.number}
            {...{ round, text, plot, label, words }}
            mib={view.rounds[at]?.mib ?? 0}
            throttle={view.rounds[at]?.throttlePermille ?? 0}
            dirty={`url(#${id}-dirty)`}
          />
        ))}
        {layout.pause !== null && (
          <Pause
            {...layout.pause}
            {...{ text, plot, caption }}
            height={layout.height}
            fill={`url(#${id}-pause)`}
            said={words.t('migration-view.stood-still', {
              time: lasted(words, downtimeOf(view, now) ?? 0),
            })}
          />
        )}
        {view.ended === null && <path className={styles['now']} d={`M${layout.now} -6V${layout.height}`} />}
      </g>
    </svg>
  )
}

interface RoundProps {
  readonly round: RoundBar
  readonly text: number
  readonly plot: number
  readonly label: number
  readonly mib: number
  readonly throttle: number
  readonly dirty: string
  readonly words: Words
}

function Round({ round, text, plot, label, mib, throttle, dirty, words }: RoundProps) {
  const { number, x, y, width, height, dirtied, open } = round
  const readable = height >= text - 1
  const said =
    throttle > 0
      ? words.t('migration-view.round-throttled', {
          mib: amount(words, mib),
          throttle: words.formats.percent(throttle / 1000),
        })
      : amount(words, mib)
  const long = widthOf(said, text) ?? said.length * text * 0.6
  const after = x + width + 6 + long <= plot
  const inside = !after && long + 12 <= width
  return (
    <g data-round={number}>
      {readable && (
        <text className={styles['round-name']} x={4 - label} y={y + height / 2}>
          {words.t('migration-view.round', { n: number })}
        </text>
      )}
      <rect {...{ x, y, width, height }} className={styles['sent']} data-open={open} />
      {dirtied > 0 && <rect {...{ x, y, height }} width={dirtied} fill={dirty} />}
      {readable && (after || inside || x > long) && (
        <text
          className={styles[inside ? 'mib-inside' : 'mib']}
          x={after ? x + width + 6 : inside ? x + width - 6 : x - 6}
          y={y + height / 2}
          textAnchor={after ? 'start' : 'end'}
        >
          {said}
        </text>
      )}
    </g>
  )
}

interface PauseProps {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly plot: number
  readonly text: number
  readonly caption: number
  readonly fill: string
  readonly said: string
}

/** Loud: a red band over everything, and the number on a flag above it. */
function Pause({ x, width, height, plot, text, caption, fill, said }: PauseProps) {
  const long = (widthOf(said, text) ?? said.length * text * 0.6) + 14
  const left = Math.max(0, Math.min(plot - long, x + width / 2 - long / 2))
  return (
    <g data-pause>
      <rect {...{ x, width, height }} className={styles['pause']} />
      <rect {...{ x, width, height }} fill={fill} />
      <path className={styles['pause-pole']} d={`M${x + width / 2} ${-4}V0`} />
      <rect className={styles['pause-flag']} x={left} y={-caption} width={long} height={text + 8} rx={3} />
      <text className={styles['pause-words']} x={left + long / 2} y={-caption + (text + 8) / 2}>
        {said}
      </text>
    </g>
  )
}
