/** On a phone: the sheet in reach of the thumb, with the question while it is open, else the knob and the clock. */
import { useState } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { useFormats, useText } from '../hooks/useText'
import { KnobCard } from '../knob/KnobCard'
import type { ChartShape } from '../timeline/Chart'
import { Timeline } from '../timeline/Timeline'
import { useStore } from '../hooks/useApp'
import { outcomeArguments } from './outcomeArguments'
import styles from './PhoneSheet.module.css'
import { QuestionCard } from './QuestionCard'
import { useBeat } from './useBeat'
import { useOutcomeText } from './useLessonText'
import { WayOn } from './WayOn'

export function PhoneSheet({ lesson, chart }: { readonly lesson: Lesson; readonly chart: ChartShape }) {
  const t = useText()
  const asking = useBeat() === 'predict'
  const [away, setAway] = useState(false)
  const question = asking && !away
  return (
    <div className={styles['sheet']}>
      {asking && (
        <button
          type="button"
          className={styles['handle']}
          aria-expanded={question}
          onClick={() => setAway(!away)}
        >
          {t(question ? 'sheet.show-knob' : 'sheet.show-question')}
        </button>
      )}
      {question ? (
        <div className={styles['question']}>
          <QuestionCard lesson={lesson} />
        </div>
      ) : (
        <>
          <Verdict lesson={lesson} />
          <KnobCard lesson={lesson} />
          <Timeline chart={chart} />
        </>
      )}
    </div>
  )
}

/** How it came out, in reach without scrolling, and the way on. */
function Verdict({ lesson }: { readonly lesson: Lesson }) {
  const formats = useFormats()
  const outcome = useStore((state) => state.lesson.outcome)
  const then = useOutcomeText(lesson)
  if (outcome === null || then === null) return null
  return (
    <div className={styles['end']}>
      <p className={styles['verdict']}>{then.say('verdict', outcomeArguments(lesson, outcome, formats))}</p>
      <WayOn lesson={lesson} />
    </div>
  )
}
