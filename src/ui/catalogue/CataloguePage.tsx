/** What everything costs that a workload can run in: to sort, compare, change, and take into the Lab. */
import { useMemo, useState } from 'react'
import { addressOf } from '../../app/router'
import { RouteLink } from '../common/RouteLink'
import { useApp } from '../hooks/useApp'
import { useText, type TextFunction } from '../hooks/useText'
import styles from './Catalogue.module.css'
import { CatalogueTable } from './CatalogueTable'
import { Compare } from './Compare'
import { canRun, linkOf, scenarioOf } from './lab'
import {
  families,
  rowsOf,
  sorted,
  wordColumns,
  type Column,
  type Edits,
  type NumberColumn,
  type Order,
  type Row,
} from './profiles'
import { kindOf, nameOf } from './values'

export function CataloguePage() {
  const t = useText()
  const [order, setOrder] = useState<Order | null>(null)
  const [family, setFamily] = useState('all')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [open, setOpen] = useState<string | null>(null)
  const [edits, setEdits] = useState<Edits>({})
  const rows = useMemo(() => rowsOf(edits), [edits])
  const ordered = order === null ? rows : sorted(rows, order, (row) => wordsOf(t, order.column, row))
  const shown = ordered.filter((row) => family === 'all' || row.family === family)
  const picked = rows.filter(({ id }) => chosen.includes(id))
  const sort = (column: Column): void =>
    setOrder({ column, descending: order?.column === column && !order.descending })
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('catalogue.heading')}</h1>
      <p className={styles['intro']}>
        {t('catalogue.intro')} <RouteLink to={{ page: 'validation' }}>{t('models.validation')}</RouteLink>
      </p>
      <label className={styles['family']}>
        <span>{t('catalogue.family')}</span>
        <select value={family} onChange={(event) => setFamily(event.target.value)}>
          <option value="all">{t('catalogue.family.all', { count: rows.length })}</option>
          {families.map(([id]) => (
            <option key={id} value={id}>
              {t(`catalog.family.${id}`)}
            </option>
          ))}
        </select>
      </label>
      <p role="status" className="visually-hidden">
        {t('catalogue.shown', { count: shown.length })}
      </p>
      <CatalogueTable
        rows={shown}
        order={order}
        chosen={chosen}
        open={open}
        onSort={sort}
        onChoose={(id) => setChosen(toggled(chosen, id))}
        onOpen={(id) => setOpen(open === id ? null : id)}
        onEdit={(id, column, value) => setEdits(edited(edits, id, column, value))}
      />
      <Actions picked={picked} edits={edits} onReset={() => setEdits({})} />
      <Compare rows={picked} />
    </main>
  )
}

interface ActionsProps {
  readonly picked: readonly Row[]
  readonly edits: Edits
  readonly onReset: () => void
}

function Actions({ picked, edits, onReset }: ActionsProps) {
  const t = useText()
  const openInLab = useLab()
  const able = picked.filter(canRun)
  const count = Object.values(edits).reduce((sum, numbers) => sum + Object.keys(numbers).length, 0)
  return (
    <div className={styles['actions']}>
      <button
        type="button"
        className="button button-primary"
        disabled={able.length === 0}
        onClick={() => void openInLab(able, edits)}
      >
        {t('catalogue.open')}
      </button>
      {count > 0 && (
        <button type="button" className="button" onClick={onReset}>
          {t('catalogue.reset-all', { count })}
        </button>
      )}
      <p className={styles['remark']}>
        {t(able.length === 0 ? 'catalogue.open.hint' : 'catalogue.open.about', { count: able.length })}
        {able.length < picked.length && <> {t('catalogue.open.bundles')}</>}
      </p>
    </div>
  )
}

/** Opens a world of the profiles as a link of its own; Back leads to the catalogue again. */
function useLab(): (rows: readonly Row[], edits: Edits) => Promise<void> {
  const t = useText()
  const { address, codec, opening } = useApp()
  return async (rows, edits) => {
    const names = rows.map((row) => nameOf(t, row)).join(t('catalogue.joiner'))
    const text = (await codec()).encodeLink(linkOf(scenarioOf(rows, edits, t('catalogue.world', { names }))))
    address.push(addressOf({ page: 'lab', id: null }, address.search()))
    await opening.openLinkText(text)
  }
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
}

/** Null takes the reader's number away. */
function edited(edits: Edits, id: string, column: NumberColumn, value: number | null): Edits {
  const { [column]: _, ...others } = edits[id] ?? {}
  const numbers = value === null ? others : { ...others, [column]: value }
  const { [id]: __, ...rest } = edits
  return Object.keys(numbers).length === 0 ? rest : { ...rest, [id]: numbers }
}

/** What a column of words is sorted by. */
function wordsOf(t: TextFunction, column: Column, row: Row): string {
  if (column === 'kind') return kindOf(t, row)
  const word = wordColumns.find((one) => one === column)
  return word === undefined ? nameOf(t, row) : t(`catalogue.${word}.${row.words[word]}`)
}
