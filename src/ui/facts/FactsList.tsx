/** The latest facts, newest first. "Why?" re-derives the chain of causes of one. */
import { useState } from 'react'
import type { Explanation, NamedFact } from '../../sim'
import { isProblem } from '../../app/client'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import { useApp, useFrame } from '../hooks/useApp'
import { refusalWords } from '../lab/RefusalLine'
import styles from './FactsSection.module.css'

/** More lines than this are never read; the latest are kept. */
const shownFacts = 60

export function FactsList() {
  const t = useText()
  const facts = useFrame((frame) => frame.facts, sameFacts)
  if (facts.length === 0) return <p className={styles['empty']}>{t('facts.none')}</p>
  return (
    <ol className={styles['list']} reversed>
      {[...facts]
        .slice(-shownFacts)
        .reverse()
        .map((fact) => (
          <FactLine key={fact.ordinal} fact={fact} />
        ))}
    </ol>
  )
}

function FactLine({ fact }: { readonly fact: NamedFact }) {
  const t = useText()
  const formats = useFormats()
  const { client } = useApp()
  const [why, setWhy] = useState<Explanation | 'none' | null>(null)
  const ask = () => {
    if (why !== null) return setWhy(null)
    client.explain(fact.ordinal).then(
      (answer) => setWhy(isProblem(answer) ? 'none' : answer),
      () => setWhy('none'),
    )
  }
  return (
    <li className={styles['fact']}>
      <span className={styles['time']}>{formats.clock(fact.at)}</span>
      <span>{sayFact(t, fact)}</span>
      <button type="button" className={styles['why']} aria-expanded={why !== null} onClick={ask}>
        {t('facts.why')}
      </button>
      {why !== null && <Causes why={why} />}
    </li>
  )
}

function Causes({ why }: { readonly why: Explanation | 'none' }) {
  const t = useText()
  const formats = useFormats()
  const causes = why === 'none' ? [] : why.causes
  const refused = why === 'none' ? undefined : why.fact.refused
  return (
    <ol className={styles['causes']}>
      {refused !== undefined && <li>{refusalWords(t, refused.refusal)}</li>}
      {causes.length === 0 && <li>{t('facts.root')}</li>}
      {causes.map((cause) => (
        <li key={cause.ordinal}>
          {t('facts.because', { at: formats.clock(cause.at), fact: sayFact(t, cause) })}
        </li>
      ))}
      {why !== 'none' && why.steps.length > 0 && <Steps steps={why.steps} />}
    </ol>
  )
}

function Steps({ steps }: { readonly steps: Explanation['steps'] }) {
  const t = useText()
  const formats = useFormats()
  const shown = steps.slice(0, 12)
  return shown.map((step, at) => (
    <li key={at}>
      {t(step.passed ? 'facts.step-passed' : 'facts.step-failed', {
        step: t(`step.${step.step}`),
        subject: step.subject,
        value: formats.number(step.value, { digits: 2 }),
      })}
    </li>
  ))
}

function sayFact(t: TextFunction, fact: NamedFact): string {
  return t(`fact.${fact.name}`, fact.args)
}

function sameFacts(a: readonly NamedFact[], b: readonly NamedFact[]): boolean {
  return (
    a.length === b.length &&
    a[0]?.ordinal === b[0]?.ordinal &&
    a[a.length - 1]?.ordinal === b[b.length - 1]?.ordinal
  )
}
