/** Published figures against what the laws say: what went in, what is reproduced, what is missed, and why. */
import { useMemo, useState } from 'react'
import { figureKinds, figures, outcomeOf, validationOf, type FigureKind, type Outcome } from '../../sim'
import { RouteLink } from '../common/RouteLink'
import { useText } from '../hooks/useText'
import { ExperimentRow, FigureRow } from './FigureRow'
import styles from './ValidationPage.module.css'

type Filter = FigureKind | 'all'
const filters: readonly Filter[] = ['all', 'prediction', 'input', 'information']

export function ValidationPage() {
  const t = useText()
  const outcomes = useMemo(() => figures().map(outcomeOf), [])
  const [filter, setFilter] = useState<Filter>('all')
  const shown = outcomes.filter(({ figure }) => filter === 'all' || figure.kind === filter)
  const { predictions, reproduced, missed, inputs } = validationOf(outcomes)
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('validation.heading')}</h1>
      <p className={styles['intro']}>{t('validation.intro')}</p>
      <p className={styles['summary']}>
        <strong>{t('validation.summary', { predictions, reproduced, missed, inputs })}</strong>
      </p>
      <dl className={styles['kinds']}>
        {figureKinds.map((kind) => (
          <div key={kind}>
            <dt>{t(`validation.kind.${kind}`)}</dt>
            <dd>{t(`validation.kind.${kind}.about`)}</dd>
          </div>
        ))}
      </dl>
      <div role="group" aria-label={t('validation.filter')} className={styles['filter']}>
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {t(one === 'all' ? 'validation.all' : `validation.kind.${one}`)} ({countOf(outcomes, one)})
          </button>
        ))}
      </div>
      <p role="status" className="visually-hidden">
        {t('validation.shown', { count: shown.length })}
      </p>
      <Sheet outcomes={shown} />
      <p className={styles['intro']}>
        <RouteLink to={{ page: 'models' }}>{t('validation.models')}</RouteLink>
      </p>
    </main>
  )
}

function countOf(outcomes: readonly Outcome[], filter: Filter): number {
  return filter === 'all' ? outcomes.length : outcomes.filter(({ figure }) => figure.kind === filter).length
}

function experimentsOf(outcomes: readonly Outcome[]): readonly (readonly [string, readonly Outcome[]])[] {
  const names = [...new Set(outcomes.map(({ figure }) => figure.experiment))]
  return names.map((name) => [name, outcomes.filter(({ figure }) => figure.experiment === name)])
}

const columns = ['figure', 'kind', 'published', 'simulated', 'difference', 'interval'] as const

function Sheet({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const t = useText()
  return (
    // A sheet wider than the screen must scroll by keyboard, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroller']} tabIndex={0} role="region" aria-label={t('validation.table')}>
      <table className={styles['table']}>
        <caption className={styles['caption']}>{t('validation.legend')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={styles[column]}>
                {t(`validation.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {experimentsOf(outcomes).map(([experiment, members]) => (
          <tbody key={experiment}>
            <ExperimentRow experiment={experiment} source={members[0]?.figure.source} />
            {members.map((outcome) => (
              <FigureRow key={outcome.figure.id} outcome={outcome} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
