/** What was wanted and what was received, as words and as a bar whose rest is hatched. */
import { useFormats, useText } from '../../hooks/useText'
import styles from './Inspect.module.css'

interface ShareProps {
  /** Millicores. */
  readonly wanted: number | null
  readonly received: number | null
}

export function CpuShare({ wanted, received }: ShareProps) {
  const t = useText()
  const formats = useFormats()
  if (wanted === null || received === null) return null
  const cores = (millicores: number) => formats.number(millicores / 1000, { digits: 2, fixed: true })
  if (wanted === 0) return <p className={styles['share']}>{t('lab.cpu-none')}</p>
  const share = Math.min(1, received / wanted)
  return (
    <section className={styles['share']}>
      <h3>{t('lab.cpu-share', { wanted: cores(wanted), received: cores(received) })}</h3>
      <div className={styles['bar']}>
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <p className={styles['bar-words']}>
        <span>{t('lab.received', { share: formats.percent(share) })}</span>
        {received > wanted * 1.01 && <span>{t('lab.cpu-over', { cores: cores(received - wanted) })}</span>}
        {share < 1 && <span>{t('lab.lost', { share: formats.percent(1 - share) })}</span>}
      </p>
    </section>
  )
}

export interface Value {
  readonly label: string
  readonly value: string
}

export function Values({ values }: { readonly values: readonly Value[] }) {
  return (
    <dl className={styles['values']}>
      {values.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
