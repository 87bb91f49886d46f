/** The rows of the table that are in sight, in a sheet as long as all of them. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { TableView as Table } from '../../sim'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { useBox } from '../stage/useBox'
import { Cell, columnName, unitWord } from './Cell'
import styles from './TableView.module.css'
import { useRows, type Question } from './useRows'

/** px; rows of one height are found by arithmetic. */
const rowHeight = 32
/** Rows drawn above and below those in sight. */
const spare = 6
/** Marks stay few enough for old laptops even on tall screens. */
const mostRows = 70

interface SheetProps {
  readonly question: Question
  readonly onSort: (column: string) => void
}

export function Sheet({ question, onSort }: SheetProps) {
  const t = useText()
  const { lab } = useApp()
  const scroller = useRef<HTMLDivElement>(null)
  const box = useBox(scroller)
  const [top, setTop] = useState(0)
  const [active, setActive] = useState(0)
  const seen = Math.ceil(Math.max(box.height, 320) / rowHeight)
  const { view, row } = useRows(question, top)
  const total = view?.total ?? 0
  const first = Math.max(0, Math.min(top - spare, total - 1))
  const last = Math.min(total, top + Math.min(mostRows, seen + spare))
  // Another question starts at its first row.
  const [of, setOf] = useState(question)
  if (of !== question) {
    setOf(question)
    setTop(0)
    setActive(0)
  }
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [question])
  const focusWanted = useRef(false)
  useEffect(() => {
    if (!focusWanted.current) return
    const line = scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)
    if (line === null || line === undefined) return
    focusWanted.current = false
    line.focus({ preventScroll: true })
  })
  const go = (to: number) => {
    const next = Math.max(0, Math.min(total - 1, to))
    setActive(next)
    focusWanted.current = true
    const node = scroller.current
    if (node === null) return
    const line = next * rowHeight
    if (line < node.scrollTop) node.scrollTop = line
    const room = node.clientHeight - 2 * rowHeight
    if (line > node.scrollTop + room) node.scrollTop = line - room
    setTop(Math.floor(node.scrollTop / rowHeight))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, seen - 2)
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    }[event.key]
    const name = row(active)?.[0]
    if (to !== undefined) go(to)
    else if ((event.key === 'Enter' || event.key === ' ') && name !== undefined) lab.select(String(name))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (view === null) {
    return (
      <div ref={scroller} className={styles['scroller']}>
        <p className={styles['empty']}>{t('table.waiting')}</p>
      </div>
    )
  }
  return (
    <>
      <p className={styles['count']} role="status">
        {t(`table.count.${question.of}`, { n: total })}
      </p>
      <div
        ref={scroller}
        className={styles['scroller']}
        onScroll={(event) => setTop(Math.floor(event.currentTarget.scrollTop / rowHeight))}
      >
        {/* The keys belong to the rows; here they are heard once for all of them. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <table className={styles['table']} aria-rowcount={total + 1} onKeyDown={onKeyDown}>
          <Head view={view} question={question} onSort={onSort} />
          <tbody>
            <Gap rows={first} />
            {Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step).map((at) => (
              <Row
                key={at}
                {...{ at, view }}
                cells={row(at)}
                tabStop={at === Math.max(first, Math.min(active, last - 1))}
                onFocus={() => setActive(at)}
              />
            ))}
            <Gap rows={total - last} />
          </tbody>
        </table>
        {total === 0 && <p className={styles['empty']}>{t('table.none')}</p>}
      </div>
    </>
  )
}

/** Room for rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden="true" style={{ height: rows * rowHeight }}>
      <td />
    </tr>
  )
}

interface HeadProps extends SheetProps {
  readonly view: Table
}

function Head({ view, question, onSort }: HeadProps) {
  const t = useText()
  return (
    <thead>
      <tr>
        {view.columns.map(({ id, kind, unit }) => {
          const sorted = question.sort === id
          const Arrow = question.descending ? ArrowDown : ArrowUp
          const order = sorted ? (question.descending ? 'descending' : 'ascending') : 'none'
          return (
            <th key={id} scope="col" aria-sort={order} data-kind={kind}>
              <button type="button" onClick={() => onSort(id)}>
                {columnName(t, id)}
                {unitWord(t, unit) !== '' && <small>{unitWord(t, unit)}</small>}
                {sorted && <Arrow size={12} aria-hidden="true" />}
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly at: number
  readonly view: Table
  readonly cells: Table['rows'][number] | null
  readonly tabStop: boolean
  readonly onFocus: () => void
}

function Row({ at, view, cells, tabStop, onFocus }: RowProps) {
  const { lab, store } = useApp()
  const name = cells === null ? null : String(cells[0] ?? '')
  const selected = useStore((state) => name !== null && state.selection.selected[0] === name)
  const hover = (on: boolean) => store.change('selection', { hovered: on ? name : null })
  return (
    // Rows are chosen with Enter; the table hears the key for all of them.
    <tr
      className={styles['row']}
      data-row={at}
      aria-rowindex={at + 2}
      aria-selected={selected}
      tabIndex={tabStop ? 0 : -1}
      onFocus={onFocus}
      onClick={() => name !== null && lab.select(name)}
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
    >
      {view.columns.map((column, place) => (
        <Cell key={column.id} column={column} value={cells?.[place]} />
      ))}
    </tr>
  )
}
