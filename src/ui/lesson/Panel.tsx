/** The right-hand panel of a lesson: one card per beat, and what has happened so far. */
import type { Lesson } from '../../lessons/lesson'
import { FactsSection } from '../facts/FactsSection'
import { usePhone } from '../hooks/useMedia'
import { Beats } from './Beats'
import { LookCard } from './LookCard'
import styles from './Panel.module.css'
import { QuestionCard } from './QuestionCard'
import { RevealCard } from './RevealCard'
import { useBeat } from './useBeat'

export function Panel({ lesson }: { readonly lesson: Lesson }) {
  const beat = useBeat()
  const phone = usePhone()
  return (
    <aside className={styles['panel']}>
      {!phone && <Beats />}
      {(beat === 'see' || beat === 'touch') && <LookCard lesson={lesson} beat={beat} />}
      {beat === 'predict' && <QuestionCard lesson={lesson} />}
      {(beat === 'reveal' || beat === 'why') && <RevealCard lesson={lesson} />}
      <FactsSection />
    </aside>
  )
}
