/** The right-hand panel of a lesson: one card per beat, and what has happened so far. */
import { Suspense, useEffect } from 'react'
import { loadAllTexts } from '../../i18n/load'
import type { Lesson } from '../../lessons/lesson'
import { FactsSection } from '../facts/FactsSection'
import { usePhone } from '../hooks/useMedia'
import { later } from '../later'
import { Beats } from './Beats'
import { LookCard } from './LookCard'
import styles from './Panel.module.css'
import { QuestionCard } from './QuestionCard'
import { useBeat } from './useBeat'

// The first screen does without the reveal; it is fetched while the reader thinks about the question.
const loadReveal = () => import('./RevealCard').then((module) => module.RevealCard)
const RevealCard = later(loadReveal)

export function Panel({ lesson }: { readonly lesson: Lesson }) {
  const beat = useBeat()
  const phone = usePhone()
  useEffect(() => {
    // When this fails, the card itself will say so.
    if (beat === 'predict') Promise.all([loadReveal(), loadAllTexts()]).catch(() => undefined)
  }, [beat])
  return (
    <aside className={styles['panel']}>
      {!phone && <Beats />}
      {(beat === 'see' || beat === 'touch') && <LookCard lesson={lesson} beat={beat} />}
      {beat === 'predict' && <QuestionCard lesson={lesson} />}
      {(beat === 'reveal' || beat === 'why') && (
        <Suspense fallback={null}>
          <RevealCard lesson={lesson} />
        </Suspense>
      )}
      <FactsSection />
    </aside>
  )
}
