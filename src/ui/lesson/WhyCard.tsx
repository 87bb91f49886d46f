/** Why it came out so: three causes, each with a link that selects what it speaks of on the stage. */
import type { Lesson, Reason } from '../../lessons/lesson'
import { cutLink } from '../../i18n/text'
import { TermsLater } from '../glossary/TermsLater'
import { useText } from '../hooks/useText'
import { useApp, useStore } from '../hooks/useApp'
import styles from './Reveal.module.css'
import { useOutcomeText, type LessonText } from './useLessonText'

export function WhyCard({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  // The sentences speak of the stacks; a shared moment opens before they have been drawn.
  const text = useOutcomeText(lesson)
  if (text === null) return null
  return (
    <section className={`card ${styles['why'] ?? ''}`}>
      <h3 className={styles['why-title']}>{t('why.title')}</h3>
      <ol className={styles['reasons']}>
        {lesson.reasons.map((reason, at) => (
          <ReasonLine key={reason.id} {...{ reason, text }} number={at + 1} />
        ))}
      </ol>
    </section>
  )
}

interface ReasonLineProps {
  readonly text: LessonText
  readonly reason: Reason
  readonly number: number
}

function ReasonLine({ text, reason, number }: ReasonLineProps) {
  const { store } = useApp()
  const { say } = text
  const selected = useStore((state) => state.selection.selected[0] === reason.select)
  const [before, link, after] = cutLink(say(`reason.${reason.id}`))
  return (
    <li className={styles['reason']}>
      <span className={styles['number']} aria-hidden="true">
        {number}
      </span>
      <div>
        <p className={styles['sentence']}>
          {before}
          <button
            type="button"
            className={styles['cause']}
            aria-pressed={selected}
            onClick={() => store.change('selection', { selected: selected ? [] : [reason.select] })}
          >
            {link}
          </button>
          {after}
        </p>
        <p className={styles['more']}>
          <TermsLater>{say(`reason.${reason.id}.note`)}</TermsLater>
        </p>
      </div>
    </li>
  )
}
