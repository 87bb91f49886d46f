/** One value of the table: numbers to the right, states as a glyph and a word. */
import { hasText } from '../../i18n/text'
import type { TableView as Table } from '../../sim'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import styles from './TableView.module.css'

/** Shapes that tell states apart without their colour. */
const glyphs: Readonly<Record<string, string>> = {
  ok: '✓',
  running: '✓',
  warn: '!',
  paused: '‖',
  critical: '×',
  crashed: '×',
  stopped: '–',
  off: '–',
  pending: '…',
}

interface CellProps {
  readonly column: Table['columns'][number]
  /** Undefined while the row is on its way. */
  readonly value: string | number | undefined
}

export function Cell({ column, value }: CellProps) {
  const t = useText()
  const formats = useFormats()
  if (value === undefined) return <td data-kind={column.kind}>…</td>
  if (typeof value === 'number') {
    const words =
      column.unit === 'millicores'
        ? formats.number(value / 1000, { digits: 2, fixed: true })
        : formats.number(value, { digits: value % 1 === 0 ? 0 : 1 })
    return <td data-kind="number">{words}</td>
  }
  if (column.kind === 'state') {
    return (
      <td data-kind="state">
        <span className={styles['glyph']} data-state={value} aria-hidden="true">
          {glyphs[value] ?? '·'}
        </span>
        {stateWord(t, value)}
      </td>
    )
  }
  return (
    <td data-kind={column.kind}>{column.id === 'kind' ? kindWord(t, value) : value === '' ? '–' : value}</td>
  )
}

function kindWord(t: TextFunction, kind: string): string {
  const key = [`kind.workloadGroups.${kind}`, `table.kind.${kind}`].find((one) => hasText(one))
  return key === undefined ? kind : t(key)
}

/** Units that the head of a column says; of what is counted its name says enough. */
export function unitWord(t: TextFunction, unit: string): string {
  if (unit === 'millicores') return t('table.unit.cores')
  return unit === '%' || unit === 'MiB' ? unit : ''
}

function stateWord(t: TextFunction, word: string): string {
  return hasText(`table.state.${word}`) ? t(`table.state.${word}`) : word
}

/** A column that a newer session sends is named by its id. */
export function columnName(t: TextFunction, id: string): string {
  return hasText(`table.column.${id}`) ? t(`table.column.${id}`) : id
}
