/** After the claim: the outcome beside what was claimed, why it came out so, and what would have changed it. */
import { Suspense, useEffect, useRef, type RefObject } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { usePhone } from '../hooks/useMedia'
import { useFormats, useText } from '../hooks/useText'
import { useStore } from '../hooks/useApp'
import { later } from '../later'
import { ClaimAxis } from './ClaimAxis'
import { claimWords } from './claimWords'
import { outcomeArguments } from './outcomeArguments'
import panelStyles from './Panel.module.css'
import styles from './Reveal.module.css'
import { useGate } from './useBeat'
import { useLessonText, useOutcomeText } from './useLessonText'
import { WayOn } from './WayOn'
import { WhatIfs } from './WhatIfs'
import { WhyCard } from './WhyCard'

const SweepPlot = later(() => import('./host/SweepPlot').then((module) => module.SweepPlot))

export function RevealCard({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  const formats = useFormats()
  const { say } = useLessonText(lesson)
  const then = useOutcomeText(lesson)
  const gate = useGate()
  // There the sheet leads on.
  const phone = usePhone()
  const outcome = useStore((state) => state.lesson.outcome)
  const heading = useRef<HTMLHeadingElement>(null)
  const claim = gate?.claim ?? null
  const known = outcome !== null && then !== null
  useFocusAfterLock(heading, known)
  if (claim === null) return null
  if (!known) {
    return (
      <section className={styles['card']} role="status">
        <h2 ref={heading} tabIndex={-1} className={styles['waiting']}>
          {t('reveal.running')}
        </h2>
        <p className={styles['note']}>{claimWords(lesson, claim, t).said}</p>
      </section>
    )
  }
  const numbers = outcomeArguments(lesson, outcome, formats)
  return (
    <section className={styles['card']} aria-live="polite">
      <h2 ref={heading} tabIndex={-1} className={styles['verdict']}>
        {then.say('verdict', numbers)}{' '}
        <span className={styles['verdict-note']}>
          {claim.choice === outcome.choice ? t('reveal.right') : then.say('verdict.note', numbers)}
        </span>
      </h2>
      <ClaimAxis lesson={lesson} outcome={outcome.value} claim={claim} />
      {outcome.sweep !== null && (
        <Suspense fallback={null}>
          <SweepPlot lesson={lesson} outcome={outcome} />
        </Suspense>
      )}
      <WhyCard lesson={lesson} />
      <WhatIfs lesson={lesson} />
      <p className={styles['transfer']}>{say('transfer')}</p>
      {!phone && (
        <div className={panelStyles['way-on']}>
          <WayOn lesson={lesson} />
        </div>
      )}
    </section>
  )
}

/**
 * The form that had the focus is gone: the focus goes on to what took its place, unless the reader has gone
 * elsewhere. On a phone the page stays where it is, because the sheet says the same.
 */
function useFocusAfterLock(heading: RefObject<HTMLHeadingElement | null>, known: boolean): void {
  const phone = usePhone()
  const locked = useStore((state) => state.lesson.locked)
  useEffect(() => {
    const { activeElement, body } = document
    if (!locked || (activeElement !== null && activeElement !== body)) return
    heading.current?.focus({ preventScroll: phone })
  }, [heading, locked, known, phone])
}
