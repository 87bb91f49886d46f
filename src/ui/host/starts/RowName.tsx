/** The left end of a row: a start is selected by it, a pull is folded, a layer only named. */
import type { CSSProperties } from 'react'
import type { ChartRow } from '../../../viz/starts'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Starts.module.css'
import { endOf, lasted, layerInWords, layerName, pullInWords, startInWords } from './words'

interface RowNameProps {
  readonly row: ChartRow
  readonly at: number
  readonly now: number
  readonly style: CSSProperties
  /** The keyboard is on it, or comes to it first. */
  readonly reached: boolean
  readonly selected: boolean
  readonly onAct: (at: number) => void
}

export function RowName({ row, at, now, style, reached, selected, onAct }: RowNameProps) {
  const words = { t: useText(), formats: useFormats() }
  if (row.type === 'layer')
    return (
      <p className={styles['layer-name']} style={style} title={row.layer.digest}>
        <span>{layerName(row.layer)}</span>
        <span className={styles['quiet']}>{layerInWords(words, row.layer)}</span>
      </p>
    )
  const pull = row.type === 'pull'
  return (
    <button
      type="button"
      className={styles['name']}
      style={style}
      data-row={at}
      data-type={row.type}
      tabIndex={reached ? 0 : -1}
      aria-label={pull ? pullInWords(words, row.pull, now) : startInWords(words, row.start, now)}
      {...(pull ? { 'aria-expanded': row.open } : { 'aria-pressed': selected })}
      onClick={() => onAct(at)}
    >
      {pull ? (
        <>
          <span aria-hidden="true">{row.open ? '▾' : '▸'}</span> <strong>{row.pull.image}</strong>
        </>
      ) : (
        <>
          <strong>{row.start.name}</strong> <span className={styles['quiet']}>{row.start.group}</span>
          <span className={styles['took']}>{lasted(words, endOf(row.start, now) - row.start.asked)}</span>
        </>
      )}
    </button>
  )
}
