/** The chart: names at the left, bars over the run's clock at the right; only rows in sight are in the page. */
import { useRef, useState, type KeyboardEvent } from 'react'
import { rowsInSight, type ChartRow, type Window } from '../../../viz/starts'
import { useApp, useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import type { Box } from '../../stage/useBox'
import { ChartPlot } from './ChartPlot'
import { RowName } from './RowName'
import styles from './Starts.module.css'
import { TimeAxis } from './TimeAxis'

interface StartsChartProps {
  readonly rows: readonly ChartRow[]
  readonly window: Window
  readonly now: number
  readonly box: Box
  readonly onFold: (key: string) => void
}

/** Rows that are seen at once at most; the others are scrolled to. */
const tallest = 20

export function StartsChart({ rows, window, now, box, onFold }: StartsChartProps) {
  const t = useText()
  const { lab } = useApp()
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  const [top, setTop] = useState(0)
  const [reached, setReached] = useState(0)
  const scroll = useRef<HTMLDivElement>(null)
  const row = box.text + 13
  const label = Math.min(230, Math.max(Math.round(box.text * 12.5), Math.round(box.width * 0.26)))
  // What is left of the width beside a scrollbar.
  const plot = Math.max(60, box.width - label - 18)
  const seen = Math.min(rows.length, tallest) * row
  const sight = rowsInSight(rows.length, row, top, seen)
  const act = (at: number) => {
    const one = rows[at]
    setReached(at)
    if (one?.type === 'pull') onFold(one.key)
    if (one?.type === 'start') lab.select(one.start.name)
  }
  const goTo = (at: number) => {
    setReached(at)
    const frame = scroll.current
    if (frame === null) return
    if (at * row < frame.scrollTop) frame.scrollTop = at * row
    if ((at + 1) * row > frame.scrollTop + seen) frame.scrollTop = (at + 1) * row - seen
    setTop(frame.scrollTop)
    // The row may just be coming into the page.
    globalThis.requestAnimationFrame(() =>
      frame.querySelector<HTMLElement>(`[data-row="${at}"]`)?.focus({ preventScroll: true }),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rowAfter(event.key, rows, reached)
    if (at === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The page has keys of its own with the same names.
    event.stopPropagation()
    goTo(at)
  }
  return (
    <div className={styles['chart']}>
      <TimeAxis {...{ window, now, label, plot }} text={box.text} />
      <div
        ref={scroll}
        className={styles['scroll']}
        style={{ height: seen }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        {/* The keys belong to the rows inside; moving among them is heard here. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          className={styles['rows']}
          style={{ height: rows.length * row }}
          role="group"
          tabIndex={-1}
          aria-label={t('starts-view.rows')}
          onKeyDown={onKeyDown}
        >
          <ChartPlot {...{ rows, window, now, label, plot, row, sight, selected }} text={box.text} />
          {rows.slice(sight.from, sight.to).map((one, at) => (
            <RowName
              key={one.key}
              row={one}
              at={sight.from + at}
              now={now}
              style={{ top: (sight.from + at) * row, height: row, width: label }}
              reached={sight.from + at === Math.min(reached, rows.length - 1)}
              selected={one.type === 'start' && one.start.name === selected}
              onAct={act}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

/** The row that a key leads to: layers are told with their pull, so they are passed over. */
function rowAfter(key: string, rows: readonly ChartRow[], from: number): number | null {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
    key
  ]
  if (by === undefined) return null
  const step = by > 0 ? 1 : -1
  let at = Math.max(0, Math.min(rows.length - 1, from + by))
  while (rows[at]?.type === 'layer') at += step
  if (rows[at] !== undefined) return at
  // Beyond the last: back to the nearest that can be reached.
  at = Math.max(0, Math.min(rows.length - 1, at))
  while (rows[at]?.type === 'layer') at -= step
  return rows[at] === undefined ? null : at
}
