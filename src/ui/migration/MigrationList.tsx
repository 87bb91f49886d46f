/** The latest migrations of the run, newest first; one of them is shown above. */
import type { MigrationView } from '../../sim'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import styles from './Migration.module.css'
import { amount, downtimeOf, keyOf, lasted, vmName } from './words'

interface MigrationListProps {
  readonly list: readonly MigrationView[]
  readonly at: number
  readonly onChoose: (key: string) => void
}

export function MigrationList({ list, at, onChoose }: MigrationListProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  const now = useFrame((frame) => frame.now)
  const rows = list.map((view, place) => ({ view, place })).reverse()
  return (
    <div className={styles['list']}>
      <h3>{t('migration-view.list')}</h3>
      {/* A wide table is scrolled within itself; with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('migration-view.list')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {['vm', 'way', 'mode', 'state', 'begun', 'took', 'sent', 'down'].map((column) => (
                <th key={column} scope="col">
                  {t(`migration-view.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ view, place }) => {
              const down = downtimeOf(view, now)
              return (
                <tr key={keyOf(view)} data-selected={place === at}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles['link']}
                      aria-pressed={place === at}
                      onClick={() => onChoose(keyOf(view))}
                    >
                      {vmName(words, view)}
                    </button>
                  </th>
                  <td>{t('migration-view.from-to', { source: view.source, target: view.target })}</td>
                  <td>{t(`migration-view.mode.${view.mode}`)}</td>
                  <td>{t(`migration-view.state.${view.state}`)}</td>
                  <td>{formats.clock(view.begun)}</td>
                  <td>{lasted(words, (view.ended ?? now) - view.begun)}</td>
                  <td>{amount(words, view.sentMiB)}</td>
                  <td>{down === null ? '–' : lasted(words, down)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}
