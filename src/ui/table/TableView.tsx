/** Hosts, workloads and groups as a table of exact numbers: sorted, filtered, narrowed to what is selected. */
import { X } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { TableLook } from '../../sim'
import { useStore, useTopology } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { kindOf, listedIn } from './scope'
import { Sheet } from './Sheet'
import styles from './TableView.module.css'
import type { Question } from './useRows'

const lists = ['hosts', 'workloads', 'groups'] as const
type Sorted = Pick<TableLook, 'sort' | 'descending'>
const unsorted: Sorted = { sort: '', descending: false }

export function TableView() {
  const t = useText()
  const topology = useTopology()
  const selected = useStore((state) => state.selection.selected[0])
  // A row that is selected here must not narrow the table to itself, so only the start follows the selection.
  const [within, setWithin] = useState(() => (kindOf(selected, topology) === null ? '' : (selected ?? '')))
  const [of, setOf] = useState(() => listedIn(kindOf(within, topology)))
  const [filter, setFilter] = useState('')
  const [sorted, setSorted] = useState(unsorted)
  const question = useMemo<Question>(() => ({ of, within, filter, ...sorted }), [of, within, filter, sorted])
  const list = (next: TableLook['of']) => {
    setOf(next)
    // Columns differ from list to list.
    setSorted(unsorted)
  }
  const narrow = (name: string) => {
    setWithin(name)
    list(listedIn(kindOf(name, topology)))
  }
  const offered = selected !== within && kindOf(selected, topology) !== null ? selected : undefined
  return (
    <section className={styles['view']} aria-label={t('table.title')}>
      <div className={styles['bar']}>
        <div className="segment" role="group" aria-label={t('table.lists')}>
          {lists.map((one) => (
            <button key={one} type="button" aria-pressed={of === one} onClick={() => list(one)}>
              {t(`table.${one}`)}
            </button>
          ))}
        </div>
        <Filter value={filter} onChange={setFilter} />
        {within !== '' && (
          <button type="button" className={`chip ${styles['chip'] ?? ''}`} onClick={() => setWithin('')}>
            {t('table.within', { name: within })} <X size={14} aria-hidden="true" />
            <span className="visually-hidden">{t('table.lift')}</span>
          </button>
        )}
        {offered !== undefined && (
          <button type="button" className="chip" onClick={() => narrow(offered)}>
            {t('table.narrow', { name: offered })}
          </button>
        )}
      </div>
      <Sheet question={question} onSort={(column) => setSorted(nextSort(sorted, column))} />
    </section>
  )
}

/** A column sorts downwards first, then upwards, then no longer. */
function nextSort({ sort, descending }: Sorted, column: string): Sorted {
  if (sort !== column) return { sort: column, descending: true }
  return descending ? { sort: column, descending: false } : unsorted
}

function Filter({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const t = useText()
  const id = useId()
  return (
    <span className={styles['filter']}>
      <label htmlFor={id} className="visually-hidden">
        {t('table.filter')}
      </label>
      <input
        id={id}
        type="search"
        placeholder={t('table.filter')}
        value={value}
        maxLength={80}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}
