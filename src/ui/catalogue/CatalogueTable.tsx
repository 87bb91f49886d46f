/** The table of all profiles: sorted by any column, each row with a box to compare it and a button for its details. */
import { Fragment } from 'react'
import { useFormats, useText } from '../hooks/useText'
import styles from './Catalogue.module.css'
import { Details } from './Details'
import { Mark } from './Mark'
import {
  numberColumns,
  wordColumns,
  type Column,
  type Figure,
  type NumberColumn,
  type Order,
  type Row,
} from './profiles'
import { aboutFigure, absent, kindOf, nameOf, written } from './values'

const columns = ['name', 'kind', ...numberColumns, ...wordColumns] as const satisfies readonly Column[]

export interface Choices {
  /** Null: as the catalogue lists them. */
  readonly order: Order | null
  readonly chosen: readonly string[]
  readonly open: string | null
  readonly onSort: (column: Column) => void
  readonly onChoose: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onEdit: (id: string, column: NumberColumn, value: number | null) => void
}

export function CatalogueTable({ rows, ...choices }: Choices & { readonly rows: readonly Row[] }) {
  const t = useText()
  return (
    // A table wider than the screen must scroll by keyboard, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={t('catalogue.table')}>
      <table className={styles['table']}>
        <caption className={styles['caption']}>{t('catalogue.legend')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['choice']}>
              {t('catalogue.column.compare')}
            </th>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} {...choices} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.id}>
              <ProfileRow row={row} {...choices} />
              {choices.open === row.id && (
                <tr>
                  <td colSpan={columns.length + 1} className={styles['details-cell']}>
                    <Details row={row} onEdit={choices.onEdit} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ColumnHead({ column, order, onSort }: Choices & { readonly column: Column }) {
  const t = useText()
  const direction = order?.column !== column ? 'none' : order.descending ? 'descending' : 'ascending'
  const arrow = { none: ' ↕', ascending: ' ▲', descending: ' ▼' }[direction]
  return (
    <th scope="col" aria-sort={direction} className={styles[column]}>
      <button
        type="button"
        className={styles['sort']}
        title={t(`catalogue.about.${column}`)}
        onClick={() => onSort(column)}
      >
        {t(`catalogue.column.${column}`)}
        <span aria-hidden="true">{arrow}</span>
      </button>
    </th>
  )
}

function ProfileRow({ row, chosen, open, onChoose, onOpen }: Choices & { readonly row: Row }) {
  const t = useText()
  const name = nameOf(t, row)
  const isOpen = open === row.id
  return (
    <tr data-chosen={chosen.includes(row.id)}>
      <td className={styles['choice']}>
        <input
          type="checkbox"
          aria-label={t('catalogue.choose', { name })}
          checked={chosen.includes(row.id)}
          onChange={() => onChoose(row.id)}
        />
      </td>
      <th scope="row" className={styles['name']}>
        <button
          type="button"
          className={styles['open']}
          aria-expanded={isOpen}
          onClick={() => onOpen(row.id)}
        >
          <span aria-hidden="true">{isOpen ? '▾ ' : '▸ '}</span>
          {name}
        </button>
      </th>
      <td className={styles['kind']}>{kindOf(t, row)}</td>
      {numberColumns.map((column) => (
        <FigureCell key={column} column={column} figure={row.figures[column]} />
      ))}
      {wordColumns.map((column) => (
        <td key={column}>{t(`catalogue.${column}.${row.words[column]}`)}</td>
      ))}
    </tr>
  )
}

interface FigureCellProps {
  readonly column: NumberColumn
  readonly figure: Figure | undefined
}

function FigureCell({ column, figure }: FigureCellProps) {
  const t = useText()
  const formats = useFormats()
  if (figure === undefined)
    return (
      <td className={styles['number']}>
        {column !== 'guest' && <span aria-hidden="true">–</span>}
        <span className={column === 'guest' ? styles['mark'] : 'visually-hidden'}>{absent(t, column)}</span>
      </td>
    )
  return (
    <td className={styles['number']} data-edited={figure.original !== null} title={aboutFigure(t, figure)}>
      <Mark figure={figure} />
      {written(t, formats, column, figure.value)}
    </td>
  )
}
