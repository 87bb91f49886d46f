/** The last decisions about a thing; each can say why. */
import { useApp } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Inspect.module.css'
import { useDecisions } from './useDecisions'

const telling = /^placement\.|\.(lost|failed|panicked|crashed|moved|resized|repaired|rebooted)$/

export function Decisions({ name }: { readonly name: string }) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const facts = useDecisions(name)
  if (facts.length === 0) return null
  return (
    <section className={styles['section']}>
      <h3>{t('lab.decisions')}</h3>
      <ol className={styles['list']}>
        {facts.map((fact) => (
          <li key={fact.ordinal} className={styles['decision']}>
            <span>{formats.clock(fact.at)}</span>
            <span>{t(`fact.${fact.name}`, fact.args)}</span>
            <button
              type="button"
              aria-label={t('lab.why-this', { fact: t(`fact.${fact.name}`, fact.args) })}
              onClick={() => lab.askWhy(fact.ordinal)}
            >
              {t('lab.why')}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Opens the causes of the latest fact about a thing. */
export function WhyButton({ name }: { readonly name: string }) {
  const t = useText()
  const { lab } = useApp()
  const facts = useDecisions(name)
  // Where it runs and what befell it says more than that it started.
  const latest = facts.find((fact) => telling.test(fact.name)) ?? facts[0]
  return (
    <button
      type="button"
      className={`button button-primary ${styles['why'] ?? ''}`}
      disabled={latest === undefined}
      onClick={() => latest !== undefined && lab.askWhy(latest.ordinal)}
    >
      {t('lab.why-button')}
    </button>
  )
}
