/** Before the question: what to look at, and what the knob does. */
import type { Lesson } from '../../lessons/lesson'
import { TermsLater } from '../glossary/TermsLater'
import type { Beat } from './beat'
import styles from './Panel.module.css'
import { useLessonText } from './useLessonText'

export function LookCard({
  lesson,
  beat,
}: {
  readonly lesson: Lesson
  readonly beat: Extract<Beat, 'see' | 'touch'>
}) {
  const { say } = useLessonText(lesson)
  return (
    <section className={styles['card']}>
      <h2 className={styles['question']}>{say(beat)}</h2>
      <p className={styles['note']}>
        <TermsLater>{say(`${beat}.note`)}</TermsLater>
      </p>
    </section>
  )
}
