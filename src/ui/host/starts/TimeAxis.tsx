/** The run's clock above bars, with the present moment. */
import { tickDigits, ticksOf, timeToX, type Window } from '../../../viz/starts'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Starts.module.css'

interface TimeAxisProps {
  readonly window: Window
  readonly now: number
  /** px at the left of the plot, and of the plot. */
  readonly label: number
  readonly plot: number
  readonly text: number
}

/** px from one time to the next. */
const apart = 96

export function TimeAxis({ window, now, label, plot, text }: TimeAxisProps) {
  const formats = useFormats()
  const t = useText()
  const ticks = ticksOf(window, Math.max(2, Math.floor(plot / apart)))
  const digits = tickDigits(ticks)
  const scale = { window, width: plot }
  const x = label + timeToX(scale, now)
  const seen = now >= window.from && now <= window.to
  return (
    <svg className={styles['axis']} width={label + plot + 18} height={text + 16} aria-hidden="true">
      <text className={styles['tick-words']} x={4} y={text}>
        {t('starts-view.clock')}
      </text>
      {ticks.map((tick) => {
        const at = label + timeToX(scale, tick)
        // Under the sign of the present moment no word can be read.
        const free = !seen || Math.abs(at - x) > text
        return (
          <g key={tick}>
            <path className={styles['grid']} d={`M${at} ${text + 8}v8`} />
            {free && at < label + plot - text && (
              <text className={styles['tick-words']} x={at} y={text} textAnchor="middle">
                {clockWith(formats.clockShort(tick), tick, digits)}
              </text>
            )}
          </g>
        )
      })}
      {seen && <path className={styles['now-sign']} d={`M${x - 6} ${text - 2}h12v8l-6 7l-6 -7z`} />}
    </svg>
  )
}

/** Minutes and seconds, and behind them what is less than a second. */
export function clockWith(short: string, micros: number, digits: number): string {
  if (digits === 0) return short
  return `${short}.${String(Math.floor(micros % 1_000_000))
    .padStart(6, '0')
    .slice(0, digits)}`
}
