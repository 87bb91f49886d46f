/** Rounds below each other, as long as they took, with what they sent; over them the time without a guest. */
import { useId } from 'react'
import type { MigrationView } from '../../sim'
import { followingOf, layoutRounds, type RoundBar } from '../../viz/migration'
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
  const row = text + 11
  const layout = layoutRounds(view, now, { width: plot, row, height: tallest })
  const axis = text + 16
  const caption = layout.pause === null ? 0 : text + 14
  const following = followingOf(view, now, { window: layout.window, width: plot })
  const above = view.rounds.length === 0 ? 0 : layout.height
  const tall = following === null ? layout.height : above + row
  const height = axis + caption + tall + 6
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
        {following !== null && (
          <Following
            {...following}
            {...{ text, plot }}
            y={above}
            height={row - 4}
            said={words.t('migration-view.state.pulling')}
            broken={view.state === 'failed'}
          />
        )}
        {layout.pause !== null && (
          <Pause
            {...layout.pause}
            {...{ text, plot, caption }}
            height={tall}
            fill={`url(#${id}-pause)`}
            said={words.t('migration-view.stood-still', {
              time: lasted(words, downtimeOf(view, now) ?? 0),
            })}
          />
        )}
        {view.ended === null && <path className={styles['now']} d={`M${layout.now} -6V${tall}`} />}
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

interface FollowingProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly plot: number
  readonly text: number
  readonly open: boolean
  /** A host was lost before the last page had come. */
  readonly broken: boolean
  readonly said: string
}

/** The guest runs on the target already, and its memory comes after it. */
function Following({ x, y, width, height, plot, text, open, broken, said }: FollowingProps) {
  const long = (widthOf(said, text) ?? said.length * text * 0.6) + 12
  const inside = long <= width
  const middle = y + height / 2
  const end = x + width
  return (
    <g data-following>
      <rect {...{ x, y, width, height }} className={styles['following']} data-open={open} />
      {(inside || end + long <= plot) && (
        <text className={styles['mib']} x={inside ? x + 10 : end + 8} y={middle}>
          {said}
        </text>
      )}
      {broken && (
        <path
          className={styles['broken']}
          d={`M${end - 6} ${middle - 6}l12 12M${end - 6} ${middle + 6}l12 -12`}
        />
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
