/** Branches as tracks: edits, decisions and failures as marks, keyframes as ticks, and the playhead over all. */
import { useMemo, useRef } from 'react'
import type { TrackMark } from '../../sim'
import { timeScale } from '../../viz/scale'
import { trackRows, type TrackRow } from '../../viz/tracks'
import { Slider } from '../common/Slider'
import { useApp, useFrame } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { useWidth } from '../hooks/useWidth'
import { lookOf } from './compared'
import styles from './LabTimeline.module.css'
import { Marks } from './Marks'
import { sameBranches, sameTracks, tracksIn } from './same'

const left = 44
const right = 16
const top = 20
/** Room that the longest time takes beside the next, px. */
const letters = 72
/** Room of the times below the rows, px. */
const foot = 22

export function Tracks({ slim }: { readonly slim: boolean }) {
  const t = useText()
  const element = useRef<HTMLDivElement>(null)
  const width = useWidth(element)
  const end = useFrame((frame) => frame.end)
  const all = useFrame((frame) => frame.branches, sameBranches)
  const present = useFrame((frame) => frame.branch)
  const { tracks } = useFrame(tracksIn, sameTracks)
  const branches = slim ? all.filter((one) => one.id === present) : all
  const rowHeight = branches.length > 3 ? 20 : 28
  const time = useMemo(() => timeScale(end, left, Math.max(left + 80, width - right)), [end, width])
  const rows = trackRows(branches, tracks, time, end, top, rowHeight)
  const height = top + (branches.length - 1) * rowHeight + foot + 10
  return (
    <div className={styles['tracks']} ref={element} role="group" aria-label={t('tracks.branches')}>
      <div className={styles['surface']} style={{ height }}>
        <svg width="100%" height={height} aria-hidden="true">
          <Times end={end} width={width} y={height - 6} />
          {rows.map((row) => (
            <Line key={row.branch} row={row} present={row.branch === present} />
          ))}
          {rows.map((row) => (
            <Keyframes
              key={row.branch}
              y={row.y}
              at={tracks.find((track) => track.branch === row.branch)?.keyframes ?? none}
              to={time.to}
            />
          ))}
        </svg>
        <Playhead width={width} />
        {rows.map((row) => (
          <Marks
            key={row.branch}
            row={row}
            marks={tracks.find((track) => track.branch === row.branch)?.marks ?? nothing}
            to={time.to}
            present={row.branch === present}
          />
        ))}
        {rows.map((row) => (
          <BranchButton key={row.branch} row={row} present={row.branch === present} />
        ))}
      </div>
    </div>
  )
}

const none = new Float64Array(0)
const nothing: readonly TrackMark[] = []

function Times({ end, width, y }: { readonly end: number; readonly width: number; readonly y: number }) {
  const formats = useFormats()
  const time = timeScale(end, left, Math.max(left + 80, width - right))
  // A day has longer times than a minute: as many are shown as stand apart.
  const every = Math.ceil(letters / Math.max(1, time.to(time.ticks[1] ?? end) - time.to(0)))
  const shown = time.ticks.filter((_, at) => at % every === 0)
  return shown.map((tick) => (
    <text
      key={tick}
      x={time.to(tick)}
      y={y}
      className={styles['time']}
      textAnchor={tick === 0 ? 'start' : tick >= end ? 'end' : 'middle'}
    >
      {formats.clockShort(tick)}
    </text>
  ))
}

function Line({ row, present }: { readonly row: TrackRow; readonly present: boolean }) {
  return (
    <g className={styles['line']} data-look={lookOf(row.branch)} data-present={present}>
      <line x1={row.to} x2={row.end} y1={row.y} y2={row.y} data-future="true" />
      {row.fork !== '' && <path d={row.fork} />}
      <line x1={row.from} x2={row.to} y1={row.y} y2={row.y} />
    </g>
  )
}

interface KeyframesProps {
  readonly y: number
  readonly at: Float64Array
  readonly to: (at: number) => number
}

/** Times that can be gone to at once. */
function Keyframes({ y, at, to }: KeyframesProps) {
  const ticks = [...new Set(Array.from(at, (time) => Math.round(to(time))))]
  return <path className={styles['keyframes']} d={ticks.map((x) => `M${x + 0.5},${y + 5}v4`).join('')} />
}

function BranchButton({ row, present }: { readonly row: TrackRow; readonly present: boolean }) {
  const t = useText()
  const formats = useFormats()
  const { playback } = useApp()
  const at = useFrame((frame) => frame.branches.find((one) => one.id === row.branch)?.at ?? 0)
  const edits = useFrame((frame) => frame.branches.find((one) => one.id === row.branch)?.edits ?? 0)
  const words = t('tracks.branch', { name: row.name, at: formats.clock(at), n: edits })
  return (
    <button
      type="button"
      className={styles['branch']}
      data-look={lookOf(row.branch)}
      style={{ top: row.y - 10 }}
      aria-pressed={present}
      aria-label={words}
      title={words}
      onClick={() => playback.switchTo(row.branch)}
    >
      {row.name.slice(0, 2)}
    </button>
  )
}

function Playhead({ width }: { readonly width: number }) {
  const t = useText()
  const formats = useFormats()
  const { playback } = useApp()
  const now = useFrame((frame) => frame.now)
  const end = useFrame((frame) => frame.end)
  const barrier = useFrame((frame) => frame.barrier)
  const seeking = useFrame((frame) => frame.status === 'seeking')
  const edge = Math.max(left + 80, width - right)
  return (
    <Slider
      label={t('timeline.position')}
      value={now}
      valueText={t('timeline.position-value', { now: formats.clock(now), end: formats.clockShort(end) })}
      max={end}
      most={barrier}
      step={Math.max(1, Math.round(end / 600))}
      inset={[left, width - edge]}
      className={styles['scrub']}
      thumbClassName={styles['playhead']}
      onChange={playback.seek}
      thumb={<span aria-hidden="true" data-seeking={seeking} />}
    />
  )
}
