/** After the claim: the outcome beside what was claimed, why it came out so, and what would have changed it. */
import { ChevronRight } from 'lucide-react'
import { lessonById, routeTo } from '../../app/lessons'
import type { Lesson } from '../../lessons/lesson'
import { useText } from '../hooks/useText'
import { RouteLink } from '../common/RouteLink'
import { useApp, useStore } from '../hooks/useApp'
import { ClaimAxis } from './ClaimAxis'
import panelStyles from './Panel.module.css'
import styles from './Reveal.module.css'
import { useGate } from './useBeat'
import { useLessonText } from './useLessonText'
import { WhatIfs } from './WhatIfs'
import { WhyCard } from './WhyCard'

export function RevealCard({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  const { say } = useLessonText(lesson)
  const { lessons } = useApp()
  const gate = useGate()
  const outcome = useStore((state) => state.lesson.outcome)
  const claim = gate?.claim ?? null
  const next = lessonById(lessons, lesson.next ?? null)
  if (claim === null) return null
  const said = say(`choice.${claim.choice}`)
  if (outcome === null) {
    return (
      <section className={styles['card']}>
        <h2 className={styles['waiting']}>{t('reveal.running')}</h2>
        <p className={styles['note']}>
          {t('reveal.said', { said, sure: t(`confidence.${claim.confidence}.lower`) })}
        </p>
      </section>
    )
  }
  const { A, B, value } = outcome
  return (
    <section className={styles['card']} aria-live="polite">
      <h2 className={styles['verdict']}>
        {say('verdict', { A, B, outcome: value })}{' '}
        <span className={styles['verdict-note']}>
          {claim.choice === outcome.choice
            ? t('reveal.right')
            : say('verdict.note', { A, B, outcome: value })}
        </span>
      </h2>
      <ClaimAxis lesson={lesson} outcome={value} claim={claim} said={said} />
      <WhyCard lesson={lesson} />
      <WhatIfs lesson={lesson} />
      <p className={styles['transfer']}>{say('transfer')}</p>
      {next !== null && (
        <div className={panelStyles['way-on']}>
          <RouteLink to={routeTo(next)} className={`button button-primary ${styles['next'] ?? ''}`}>
            <span>{t('reveal.next')}</span>
            <ChevronRight size={16} aria-hidden="true" />
          </RouteLink>
        </div>
      )}
    </section>
  )
}
