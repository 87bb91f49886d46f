/** Lines of the sides with their names on them, and the band that shows how far apart they are. */
import type { Series } from '../../sim'
import { useFormats } from '../hooks/useText'
import { bandPath, linePath } from '../../viz/series'
import { useFrame } from '../hooks/useApp'
import { shortReading } from '../host/responseTime'
import type { ChartLine, Plot } from './Chart'
import styles from './Chart.module.css'
import { useReadings } from './useReadings'

interface LinesProps {
  readonly plot: Plot
  readonly lines: readonly ChartLine[]
  readonly series: readonly Series[]
}

/** Room that a letter of a name, and a value with its gap, take at most, px. */
const letterWidth = 9
const readingWidth = 70
const signsBeyond = 7

/** From one name to the next below it, px. */
const nameLine = 14

interface Drawn {
  readonly line: ChartLine
  readonly series: Series
}

export function Lines({ plot, lines, series }: LinesProps) {
  const barrier = useFrame((frame) => frame.barrier)
  const drawn = lines.flatMap((line): Drawn[] => {
    const own = series.find((one) => one.subject === line.subject)
    return own === undefined ? [] : [{ line, series: own }]
  })
  const [first, second] = drawn
  return (
    <g className={styles['lines']}>
      {first !== undefined && second !== undefined && (
        <path
          className={styles['band']}
          d={bandPath(first.series, second.series, plot.time, plot.value, barrier)}
        />
      )}
      {drawn.map((one) => (
        <path
          key={one.line.subject}
          data-side={one.line.side}
          d={linePath(one.series, plot.time, plot.value, barrier)}
        />
      ))}
      {drawn.map((one) => (
        <LineName key={one.line.subject} plot={plot} one={one} drawn={drawn} />
      ))}
      <Readings plot={plot} drawn={drawn} series={series} />
    </g>
  )
}

/** A name stands on its line at a fifth of what has been drawn, above the upper and below the lower line. */
function LineName({
  plot,
  one,
  drawn,
}: {
  readonly plot: Plot
  readonly one: Drawn
  readonly drawn: readonly Drawn[]
}) {
  const { at } = one.series
  const now = useFrame((frame) => frame.now)
  const sample = Math.floor(at.length / 4)
  const x = Math.max(plot.left, plot.time.to(at[sample] ?? 0) - 20)
  if (at.length < 2 || x - plot.left < 4) return null
  // The playhead and the values beside it have the room while they stand here.
  const fromName = plot.time.to(now) - x
  if (fromName > -12 && fromName < one.line.label.length * letterWidth + readingWidth) return null
  return (
    <text x={x} y={nameHeight(plot, one, drawn, sample)} className={styles['line-name']}>
      {one.line.label}
    </text>
  )
}

/** Two names that would run into each other stand a line apart, both between the ends of the axis. */
function nameHeight(plot: Plot, one: Drawn, drawn: readonly Drawn[], sample: number): number {
  const mine = ownHeight(plot, one, drawn, sample)
  const other = drawn.find((each) => each !== one)
  if (other === undefined) return mine
  const theirs = ownHeight(plot, other, drawn, sample)
  if (Math.abs(mine - theirs) >= nameLine) return mine
  const upper = Math.min(mine, theirs, plot.bottom - 3 - nameLine)
  return isUpper(one, drawn) ? upper : upper + nameLine
}

function ownHeight(plot: Plot, one: Drawn, drawn: readonly Drawn[], sample: number): number {
  const y = plot.value.to(one.series.value[sample] ?? 0) + (isUpper(one, drawn) ? -6 : 15)
  return Math.min(plot.bottom - 3, Math.max(11, y))
}

interface ReadingsProps {
  readonly plot: Plot
  readonly drawn: readonly Drawn[]
  readonly series: readonly Series[]
}

/** The values under the playhead, printed beside it; equal ones are said once. */
function Readings({ plot, drawn, series }: ReadingsProps) {
  const formats = useFormats()
  const now = useFrame((frame) => frame.now)
  const barrier = useFrame((frame) => frame.barrier)
  const end = useFrame((frame) => frame.end)
  const values = useReadings(
    drawn.map((one) => one.line),
    series,
  )
  const x = plot.time.to(now)
  const print = (value: number) => shortReading(formats, series[0]?.metric ?? '', value)
  const [a, b] = values
  if (x - plot.left < 110) return null
  const atEnd = now >= end
  const atGate = now >= barrier && !atEnd
  if (a !== null && a !== undefined && a === b) {
    const words = `${print(a)} = ${print(a)}`
    // Beyond the end there is room for a few signs only.
    const beyond = atEnd && words.length <= signsBeyond
    return (
      <text
        x={x + (beyond ? 10 : -12)}
        y={plot.value.to(a) - (beyond ? -4 : 8)}
        textAnchor={beyond ? 'start' : 'end'}
      >
        {words}
      </text>
    )
  }
  return drawn.map((one, at) => {
    const value = values[at]
    if (value === null || value === undefined) return null
    // Lines may cross: what counts is which one is upper now.
    const upper = values.every((each) => each === null || each <= value)
    const y = plot.value.to(value) + (upper ? -8 : 16)
    const left = atEnd && !atGate
    return (
      <text key={one.line.subject} x={x + (left ? 10 : -12)} y={y} textAnchor={left ? 'start' : 'end'}>
        {print(value)}
      </text>
    )
  })
}

function isUpper(one: Drawn, all: readonly Drawn[]): boolean {
  const other = all.find((each) => each !== one)
  if (other === undefined) return true
  const mine = one.series.value[0] ?? 0
  const theirs = other.series.value[0] ?? 0
  return mine === theirs ? one.line.side === 'A' : mine > theirs
}
