/** What would have led elsewhere, as far as the decision's own values tell; and the ways to fail, counted. */
import { useApp } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { coresBare, gibibytes } from '../pools/amounts'
import { changesOf, type Change, type Placement } from './placement'
import { shortOf } from './PlacementTable'
import styles from './WhyPanel.module.css'

export function Changes({ placement }: { readonly placement: Placement }) {
  const t = useText()
  const changes = changesOf(placement)
  if (changes.length === 0) return null
  return (
    <section className={styles['changes']} aria-label={t('why.changes')}>
      <h3>{t('why.changes')}</h3>
      {changes.map((change) => (
        <Chip key={change.key} change={change} />
      ))}
      <p>{t('why.changes.note')}</p>
    </section>
  )
}

function Chip({ change }: { readonly change: Change }) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const { key, args, host } = change
  const { amount, n } = args
  const words = t(`why.change.${key}`, {
    ...args,
    ...(typeof amount === 'number' ? { amount: gibibytes(formats, amount) } : {}),
    ...(key === 'cpu-reservation' && typeof n === 'number' ? { n: coresBare(formats, n) } : {}),
  })
  if (host === null) return <span className={styles['fixed']}>{words}</span>
  return (
    <button type="button" className="chip" onClick={() => lab.select(host)}>
      {words}
    </button>
  )
}

/** 'No host fits: 12 fail memory, 3 are off.' */
export function Counts({ placement }: { readonly placement: Placement }) {
  const t = useText()
  const { failures, passed } = placement
  const counts = failures.map(({ filter, hosts }) =>
    t('why.count', { n: hosts.length, filter: shortOf(t, filter) }),
  )
  const failing = counts.join(t('why.comma'))
  if (placement.winner === null) return <p>{t('why.no-host', { failing })}</p>
  return (
    <p>
      {t('why.passed-count', { n: passed.length })}
      {counts.length > 0 && ` ${t('why.failed-count', { failing })}`}
    </p>
  )
}
