/** The grid of a walk, one step at a time: arrow keys or buttons, with words for what each reference reads. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { WalkOptions, WalkStep, WalkView } from '../../../sim'
import { walkGrid, walkPath } from '../../../viz/walk'
import { useText, type TextFunction } from '../../hooks/useText'
import { useBox } from '../../stage/useBox'
import styles from './Walk.module.css'

const cell = 44
const head = 22

interface WalkStepperProps {
  readonly view: WalkView
  readonly translation: WalkOptions['translation']
}

export function WalkStepper({ view, translation }: WalkStepperProps) {
  const t = useText()
  const [at, setAt] = useState(1)
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const grid = useMemo(() => walkGrid(view.steps), [view])
  const side = box.width < 480 ? 64 : 104
  const gap = Math.max(4, Math.min(28, Math.floor((box.width - side) / Math.max(1, grid.columns)) - cell))
  const pitch = cell + gap
  const total = view.steps.length
  const step = view.steps[at - 1]
  const go = (to: number) => {
    const next = Math.max(1, Math.min(total, to))
    setAt(next)
    return next
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 1,
      End: total,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = go(to)
    field.current?.querySelector<HTMLElement>(`[data-step="${next}"]`)?.focus()
  }
  const nested = translation === 'nested'
  return (
    <div className={styles['stepper']}>
      <div className={styles['bar']}>
        <button type="button" className="button" disabled={at === 1} onClick={() => go(at - 1)}>
          <ChevronLeft size={16} aria-hidden="true" />
          <span>{t('cpu-view.walk.before')}</span>
        </button>
        <p className={styles['of']}>{t('cpu-view.walk.of', { step: at, total })}</p>
        <button type="button" className="button" disabled={at === total} onClick={() => go(at + 1)}>
          <span>{t('cpu-view.walk.next')}</span>
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      </div>
      <p className={styles['words']} role="status">
        {step !== undefined && stepInWords(t, step, translation)}
      </p>
      {/* The keys belong to the cells inside, of which one can be reached by Tab. */}
      <div
        ref={field}
        className={styles['field']}
        role="toolbar"
        aria-label={t('cpu-view.walk.grid')}
        style={{ height: head + grid.rows * pitch }}
        onKeyDown={onKeyDown}
      >
        {Array.from({ length: grid.columns }, (_, column) => (
          <span
            key={column}
            className={styles['column']}
            style={{ left: side + column * pitch - gap / 2, width: pitch }}
          >
            {columnInWords(t, grid.columns, column, view, nested)}
          </span>
        ))}
        {Array.from({ length: grid.rows }, (_, row) => (
          <span key={row} className={styles['row']} style={{ top: head + row * pitch, width: side - 8 }}>
            {rowInWords(t, row, view, translation)}
          </span>
        ))}
        <svg
          className={styles['way']}
          style={{ left: side, top: head }}
          width={grid.columns * pitch}
          height={grid.rows * pitch}
          aria-hidden="true"
        >
          <path className={styles['whole']} d={walkPath(grid, { cell, gap }, total)} />
          <path className={styles['walked']} d={walkPath(grid, { cell, gap }, at)} />
        </svg>
        {grid.cells.map(({ number, table, level, column, row }) => (
          <button
            key={number}
            type="button"
            data-step={number}
            data-table={table}
            data-walked={number <= at}
            className={styles['cell']}
            style={{ left: side + column * pitch, top: head + row * pitch }}
            tabIndex={number === at ? 0 : -1}
            aria-current={number === at ? 'step' : undefined}
            aria-label={t(`cpu-view.walk.cell.${table}`, { number, level })}
            onClick={() => go(number)}
          >
            {number}
          </button>
        ))}
        {nested && (
          <span
            className={styles['data']}
            style={{ left: side + (grid.columns - 1) * pitch, top: head + (grid.rows - 1) * pitch }}
          >
            {t('cpu-view.walk.data')}
          </span>
        )}
      </div>
      <details className={styles['all']}>
        <summary>{t('cpu-view.walk.all')}</summary>
        <ol>
          {view.steps.map((one) => (
            <li key={one.number}>{stepInWords(t, one, translation)}</li>
          ))}
        </ol>
      </details>
    </div>
  )
}

function stepInWords(t: TextFunction, step: WalkStep, translation: WalkOptions['translation']): string {
  const { what, level, guestLevel, highBit, lowBit, leaf } = step
  const kind = translation === 'native' ? 'native-table-entry' : what
  const args = { level, next: level - 1, guest: guestLevel, high: highBit, low: lowBit }
  return t(`cpu-view.walk.step.${kind}.${leaf ? 'leaf' : 'next'}`, args)
}

/** Each column of a nested walk finds one table of the guest, the last one the data. */
function columnInWords(
  t: TextFunction,
  columns: number,
  column: number,
  { steps }: WalkView,
  nested: boolean,
): string {
  if (nested && column === columns - 1) return t('cpu-view.walk.column-data')
  const own = steps.filter(({ table }) => table !== 'host')
  const level = own[column]?.level ?? 0
  return t(nested ? 'cpu-view.walk.column-guest' : 'cpu-view.walk.column', { level })
}

function rowInWords(
  t: TextFunction,
  row: number,
  { steps, hostLevels }: WalkView,
  translation: WalkOptions['translation'],
): string {
  if (hostLevels === null || row === hostLevels) return t(`cpu-view.walk.row.${translation}`)
  return t('cpu-view.walk.row.host', { level: steps[row]?.level ?? 0 })
}
