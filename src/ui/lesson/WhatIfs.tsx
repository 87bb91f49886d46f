/** What would have changed the outcome: each chip re-runs the lesson with that change and prints what came out. */
import type { Lesson } from '../../lessons/lesson'
import { useFormats, useText, type Formats, type TextFunction } from '../hooks/useText'
import { useApp, useStore } from '../hooks/useApp'
import { valueOf } from '../knob/ticks'
import { hasUnit, withUnit } from './measured'
import styles from './Reveal.module.css'
import { useLessonText } from './useLessonText'

export function WhatIfs({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  if (lesson.counterfactuals.length === 0) return null
  return (
    <section className={styles['what-ifs']}>
      <h3 className={styles['small-title']}>{t('what-if.title')}</h3>
      <ul className={styles['chips']}>
        {lesson.counterfactuals.map((one) => (
          <li key={one.id}>
            <WhatIfChip lesson={lesson} id={one.id} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function WhatIfChip({ lesson, id }: { readonly lesson: Lesson; readonly id: string }) {
  const t = useText()
  const formats = useFormats()
  const { say } = useLessonText(lesson)
  const { answering } = useApp()
  const asked = useStore((state) => state.lesson.whatIfs[id] ?? null)
  const change = say(`what-if.${id}`)
  const words = () => {
    if (asked === null) return change
    if (asked.state === 'known') {
      const print = (value: number) => printed(lesson, value, t, formats)
      return t('what-if.result', { change, A: print(asked.result.A), B: print(asked.result.B) })
    }
    return t(asked.state === 'asked' ? 'what-if.running' : 'what-if.failed', { change })
  }
  return (
    <>
      <button
        type="button"
        className={`chip ${styles['chip'] ?? ''}`}
        aria-busy={asked?.state === 'asked'}
        data-known={asked?.state === 'known'}
        onClick={() => void answering.askWhatIf(id)}
      >
        {words()}
      </button>
      <span role="status" className="visually-hidden">
        {asked === null || asked.state === 'asked' ? '' : words()}
      </span>
    </>
  )
}

/** Where a metric doubles, as the knob says it: one that never does stands at the last stop, and may do so later. */
function printed(lesson: Lesson, value: number, t: TextFunction, formats: Formats): string | number {
  const { gates, knob, metric } = lesson
  if (hasUnit(metric)) return withUnit(lesson, value, t, formats)
  if (gates[0]?.outcome.doubles !== true) return value
  const words = valueOf(knob, value, formats)
  const isLast = value === knob.stops[knob.stops.length - 1]?.value
  return isLast ? t('lesson-host.later', { value: words }) : words
}
