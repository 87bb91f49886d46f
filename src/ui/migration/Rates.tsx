/** What the guest writes against what the link takes: two bars on one scale, and the ratio that decides. */
import { useRef } from 'react'
import type { MigrationView } from '../../sim'
import { rateBars } from '../../viz/migration'
import { useFormats, useText } from '../hooks/useText'
import { Figure } from '../stage/Figure'
import { useBox } from '../stage/useBox'
import styles from './Migration.module.css'
import { ratesOf } from './words'

const bar = 18

export function Rates({ view }: { readonly view: MigrationView }) {
  const t = useText()
  const formats = useFormats()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const now = ratesOf(view)
  const { link, dirty, ratio } = rateBars(now.rate, now.dirty, Math.max(1, box.width - 2))
  const rows = [
    { id: 'dirty', width: dirty, value: now.dirty },
    { id: 'link', width: link, value: now.rate },
  ] as const
  const verdict = ratio === null ? 'idle' : ratio < 1 ? 'converges' : 'never'
  return (
    <section className={styles['rates']} aria-label={t('migration-view.rates')}>
      <h3>{t('migration-view.rates')}</h3>
      <div ref={field}>
        {rows.map(({ id, width, value }) => (
          <div key={id} className={styles['rate']}>
            <p>
              <span>{t(`migration-view.rate.${id}`)}</span>{' '}
              <strong>
                {t('migration-view.per-second', {
                  mib: formats.number(value, { digits: value < 10 ? 1 : 0 }),
                })}
              </strong>
            </p>
            <svg width={Math.max(1, box.width)} height={bar} aria-hidden="true">
              <rect x={1} y={1} width={width} height={bar - 2} className={styles[`bar-${id}`]} />
            </svg>
          </div>
        ))}
      </div>
      <p className={styles['verdict']} data-verdict={verdict}>
        {ratio !== null && (
          <strong>
            <Figure use={view.uses['ratio'] ?? null}>
              {formats.number(ratio, { digits: 2, fixed: true })}
            </Figure>
          </strong>
        )}
        <span>
          <span aria-hidden="true">{{ converges: '↓ ', never: '→ ', idle: '' }[verdict]}</span>
          {t(`migration-view.verdict.${verdict}`)}
        </span>
      </p>
    </section>
  )
}
