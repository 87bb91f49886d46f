/** The exact numbers behind the rounds. */
import type { MigrationView } from '../../sim'
import { useFormats, useText } from '../hooks/useText'
import styles from './Migration.module.css'
import { amount, lasted } from './words'

interface RoundsTableProps {
  readonly view: MigrationView
  readonly now: number
}

export function RoundsTable({ view, now }: RoundsTableProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  if (view.rounds.length === 0)
    return (
      <p className={styles['note']}>
        {t(view.mode === 'post-copy' ? 'migration-view.no-rounds-post-copy' : 'migration-view.no-rounds')}
      </p>
    )
  return (
    <details className={styles['details']}>
      <summary>{t('migration-view.table')}</summary>
      {/* A long table is scrolled within itself; with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('migration-view.table-title')}>
        <table className={styles['table']}>
          <caption className="visually-hidden">{t('migration-view.table-title')}</caption>
          <thead>
            <tr>
              {['round', 'begun', 'took', 'sent', 'dirtied', 'throttle'].map((column) => (
                <th key={column} scope="col">
                  {t(`migration-view.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rounds.map(({ from, to, mib, dirtiedMiB, throttlePermille }, at) => (
              <tr key={from}>
                <th scope="row">{formats.number(at + 1)}</th>
                <td>{formats.clock(from)}</td>
                <td>{lasted(words, (to ?? view.ended ?? now) - from)}</td>
                <td>{amount(words, mib)}</td>
                <td>{amount(words, dirtiedMiB)}</td>
                <td>{formats.percent(throttlePermille / 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
