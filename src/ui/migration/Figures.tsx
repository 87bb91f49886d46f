/** The numbers of a migration; the loud one is how long the guest stood still. */
import type { MigrationView } from '../../sim'
import { useFormats, useText } from '../hooks/useText'
import { Figure } from '../stage/Figure'
import styles from './Migration.module.css'
import { amount, downtimeOf, lasted } from './words'

interface FiguresProps {
  readonly view: MigrationView
  readonly now: number
}

export function Figures({ view, now }: FiguresProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  const down = downtimeOf(view, now)
  const { uses } = view
  const figures = [
    {
      id: 'total',
      value: lasted(words, (view.ended ?? now) - view.begun),
      use: uses['total'],
    },
    {
      id: 'sent',
      value: t('migration-view.of-memory', {
        sent: amount(words, view.sentMiB),
        memory: amount(words, view.memoryMiB),
        times: formats.ratio(view.memoryMiB > 0 ? view.sentMiB / view.memoryMiB : 0),
      }),
      use: uses['sent'],
    },
    {
      id: 'throttle',
      value: formats.percent(view.throttlePermille / 1000),
      use: uses['throttle'],
    },
    ...(view.mode === 'post-copy' || view.faults > 0
      ? [{ id: 'faults', value: formats.number(view.faults), use: uses['faults'] }]
      : []),
  ]
  return (
    <dl className={styles['figures']}>
      <div className={styles['loud']} data-paused={view.pause !== null && view.pause.to === null}>
        <dt>{t('migration-view.downtime')}</dt>
        <dd>
          <Figure use={uses['downtime'] ?? null}>
            {down === null ? t('migration-view.not-yet') : lasted(words, down)}
          </Figure>
        </dd>
      </div>
      {figures.map(({ id, value, use }) => (
        <div key={id}>
          <dt>{t(`migration-view.figure.${id}`)}</dt>
          <dd>
            <Figure use={use ?? null}>{value}</Figure>
          </dd>
        </div>
      ))}
    </dl>
  )
}
