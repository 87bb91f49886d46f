/** What the guests were promised: the pages of every unit as a map, the sum of all, and what each colour means. */
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { MemoryView } from '../../../sim'
import { cellSize, mapGrid } from '../../../viz/pages'
import { useApp } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes } from '../../pools/amounts'
import { useBox } from '../../stage/useBox'
import own from './Maps.module.css'
import styles from './Memory.module.css'
import { MemoryTable } from './MemoryTable'
import { PartsBar } from './PartsBar'
import { StateSwatch } from './patterns'
import { barOrder, totalOf } from './states'
import { UnitMap } from './UnitMap'

interface PromisedProps {
  readonly memory: MemoryView
  readonly selected: string | null
}

/** Height that the maps may take together before they go on below, px. */
const seenAtOnce = 480
const gap = 8
/** A map is at least as wide as most names, in sizes of their letters. */
const letters = 5.2
/** Cells are told apart from this size on, px; from the last row they must be larger. */
const legible = 4
const legibleInHall = 6

export function Promised({ memory, selected }: PromisedProps) {
  const t = useText()
  const formats = useFormats()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const [table, setTable] = useState(false)
  const grid = useMemo(
    () =>
      mapGrid(memory.units.length, Math.max(64, box.width), seenAtOnce, {
        label: box.text + 9,
        gap,
        least: Math.round(box.text * letters),
      }),
    [memory.units.length, box],
  )
  const largest = memory.units.reduce((most, { promised }) => Math.max(most, promised), 0)
  const cell = useMemo(
    () => cellSize(largest, grid.tile - 2, box.text >= 20 ? legibleInHall : legible),
    [largest, grid, box.text],
  )
  return (
    <section className={styles['part']} aria-label={t('memory-view.promised')}>
      <div className={styles['head']} data-long>
        <h2>{t('memory-view.promised')}</h2>
        <p>
          {t('memory-view.cell', {
            promised: gibibytes(formats, memory.promised),
            cell: formats.mib(cell.mebibytes),
          })}
        </p>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={table}
          onClick={() => setTable(!table)}
        >
          {t('memory-view.table')}
        </button>
      </div>
      <div ref={field}>
        {table ? (
          <MemoryTable units={memory.units} selected={selected} />
        ) : (
          <Maps {...{ memory, selected, cell }} columns={grid.columns} tile={grid.tile} />
        )}
      </div>
      {memory.others > 0 && <p className={styles['note']}>{t('memory-view.others', { n: memory.others })}</p>}
      <Sum memory={memory} />
    </section>
  )
}

interface MapsProps extends PromisedProps {
  readonly cell: ReturnType<typeof cellSize>
  readonly columns: number
  readonly tile: number
}

function Maps({ memory, selected, cell, columns, tile }: MapsProps) {
  const t = useText()
  const { lab } = useApp()
  const { units } = memory
  const [focused, setFocused] = useState<string | null>(null)
  const named = (name: string | null) => units.findIndex((unit) => unit.name === name)
  const reached = Math.max(0, focused === null ? named(selected) : named(focused))
  const onSelect = useCallback(
    (name: string) => {
      setFocused(name)
      lab.select(name)
    },
    [lab],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -units.length,
      End: units.length,
    }
    const step = steps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The page has keys of its own with the same names.
    event.stopPropagation()
    const to = Math.max(0, Math.min(units.length - 1, reached + step))
    setFocused(units[to]?.name ?? null)
    event.currentTarget.querySelectorAll<HTMLElement>('[data-unit]')[to]?.focus()
  }
  return (
    // The keys belong to the maps inside; moving among them is heard here.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={own['maps']}
      role="group"
      tabIndex={-1}
      aria-label={t('memory-view.maps')}
      style={{ gridTemplateColumns: `repeat(${columns}, ${tile}px)` }}
      onKeyDown={onKeyDown}
    >
      {units.map((unit, at) => (
        <UnitMap
          key={unit.name}
          unit={unit}
          cell={cell}
          selected={unit.name === selected}
          reached={at === reached}
          onSelect={onSelect}
        />
      ))}
    </div>
  )
}

/** All units together, and what the colours stand for. */
function Sum({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const parts = barOrder.map((state) => ({ state, amount: totalOf(memory, state) }))
  const shown = parts.filter(({ amount }) => amount > 0)
  return (
    <>
      <PartsBar parts={parts} most={parts.reduce((sum, { amount }) => sum + amount, 0)} />
      <ul className={styles['legend']}>
        {shown.map(({ state, amount }) => (
          <li key={state}>
            <StateSwatch state={state} />
            <span>
              {t(`memory-view.state.${state}`)}
              <span className={styles['amount']}>{gibibytes(formats, amount)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles['note']}>{t('memory-view.cells-hint')}</p>
    </>
  )
}
