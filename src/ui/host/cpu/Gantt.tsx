/** Who runs when: lanes of bars, a cursor that is moved by keys and speaks, and below it who waits. */
import { Minus, Plus } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { ScheduleView } from '../../../sim'
import {
  ganttLayout,
  holding,
  laneAt,
  lanesByPcpu,
  lanesByVcpu,
  nextChange,
  zoomed,
  type GanttLayout,
  type Lane,
  type Window,
} from '../../../viz/gantt'
import { useFormats, useText } from '../../hooks/useText'
import { useBox } from '../../stage/useBox'
import { useDoingFills } from './doings'
import styles from './Gantt.module.css'
import { GanttLegend } from './GanttLegend'
import { GanttPlot } from './GanttPlot'
import { lanings, millis, momentInWords, type Laning } from './sentence'

export function Gantt({ view }: { readonly view: ScheduleView }) {
  const t = useText()
  const formats = useFormats()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const fills = useDoingFills()
  const [by, setBy] = useState<Laning>('vcpu')
  const [cursor, setCursor] = useState({ lane: 0, time: 0 })
  const [zoom, setZoom] = useState<Window | null>(null)
  const end = view.windowMicros
  const lanes = useMemo(() => (by === 'vcpu' ? lanesByVcpu(view) : lanesByPcpu(view)), [view, by])
  const lane = Math.min(cursor.lane, lanes.length - 1)
  const time = Math.min(cursor.time, end)
  const window = useMemo(() => (zoom === null || zoom.to > end ? { from: 0, to: end } : zoom), [zoom, end])
  const layout = useMemo(
    () => ganttLayout(box.width, box.text, lanes.length),
    [box.width, box.text, lanes.length],
  )
  const words = momentInWords({ t, formats }, view, { by, lanes }, { lane, time })
  const scale = (factor: number) => setZoom(zoomed(window, end, time, factor))
  const move = (next: { readonly lane?: number; readonly time?: number }) => {
    const to = Math.max(0, Math.min(end, next.time ?? time))
    setCursor({ lane: Math.max(0, Math.min(lanes.length - 1, next.lane ?? lane)), time: to })
    setZoom(zoom === null ? null : holding(window, end, to))
  }
  const shown = `${millis(formats, window.from)} – ${millis(formats, window.to)}`
  return (
    <div className={styles['gantt']}>
      <div className={styles['bar']}>
        <div className="segment" role="group" aria-label={t('cpu-view.lanes')}>
          {lanings.map((one) => (
            <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
              {t(`cpu-view.lanes.${one}`)}
            </button>
          ))}
        </div>
        <p className={styles['range']}>{t('cpu-view.range', { range: shown })}</p>
        <div className={styles['zoom']} role="group" aria-label={t('cpu-view.zoom')}>
          <ZoomButton label={t('cpu-view.zoom-in')} onPress={() => scale(0.5)}>
            <Plus size={16} aria-hidden="true" />
          </ZoomButton>
          <ZoomButton
            label={t('cpu-view.zoom-out')}
            off={window.to - window.from >= end}
            onPress={() => scale(2)}
          >
            <Minus size={16} aria-hidden="true" />
          </ZoomButton>
        </div>
      </div>
      <div ref={field} className={styles['field']}>
        {box.width > 0 && (
          <>
            <GanttPlot {...{ view, by, lanes, layout, window, fills }} cursor={{ lane, time }} />
            <Cursor {...{ lanes, layout, window, lane, time, words, end, move, scale }} />
          </>
        )}
      </div>
      <p className={styles['moment']}>{words}</p>
      <GanttLegend by={by} fills={fills} />
    </div>
  )
}

interface ZoomButtonProps {
  readonly label: string
  readonly off?: boolean
  readonly onPress: () => void
  readonly children: React.ReactNode
}

function ZoomButton({ label, off = false, onPress, children }: ZoomButtonProps) {
  return (
    <button
      type="button"
      className={`button ${styles['icon'] ?? ''}`}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

interface CursorProps {
  readonly lanes: readonly Lane[]
  readonly layout: GanttLayout
  readonly window: Window
  readonly lane: number
  readonly time: number
  readonly end: number
  readonly words: string
  readonly move: (to: { readonly lane?: number; readonly time?: number }) => void
  readonly scale: (factor: number) => void
}

/** A slider over the lanes: its value is a time, its words are what happens then. */
function Cursor({ lanes, layout, window, lane, time, end, words, move, scale }: CursorProps) {
  const t = useText()
  const far = (window.to - window.from) / 10
  const here = lanes[lane]
  const acts: Readonly<Record<string, () => void>> = {
    ArrowRight: () => here !== undefined && move({ time: nextChange(here, time, 1) }),
    ArrowLeft: () => here !== undefined && move({ time: nextChange(here, time, -1) }),
    ArrowDown: () => move({ lane: lane + 1 }),
    ArrowUp: () => move({ lane: lane - 1 }),
    PageDown: () => move({ time: Math.round(time + far) }),
    PageUp: () => move({ time: Math.round(time - far) }),
    Home: () => move({ time: 0 }),
    End: () => move({ time: end }),
    '+': () => scale(0.5),
    '=': () => scale(0.5),
    '-': () => scale(2),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = acts[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.pointerType !== 'mouse') return
    const rect = event.currentTarget.getBoundingClientRect()
    const part = (event.clientX - rect.left) / Math.max(1, rect.width)
    const at = Math.round(window.from + part * (window.to - window.from))
    move({
      lane: laneAt(layout, lanes.length, event.clientY - rect.top + layout.axis),
      time: Math.max(window.from, Math.min(window.to, at)),
    })
  }
  return (
    <div
      className={styles['cursor']}
      style={{ left: layout.label, top: layout.axis, width: layout.plot, height: lanes.length * layout.row }}
      role="slider"
      tabIndex={0}
      aria-label={t('cpu-view.cursor')}
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={time}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
    />
  )
}
