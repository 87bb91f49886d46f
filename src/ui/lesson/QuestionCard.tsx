/** The question of a shut gate: choices, confidence, and the button that locks the answer. */
import { useId, type FormEvent } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { useText } from '../hooks/useText'
import type { Confidence } from '../../app/slices/lesson'
import { useApp, useStore } from '../hooks/useApp'
import styles from './Panel.module.css'
import { useLessonText } from './useLessonText'

const confidences: readonly Confidence[] = ['guess', 'fair', 'sure']

export function QuestionCard({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  const { say } = useLessonText(lesson)
  const { answering } = useApp()
  const choice = useStore((state) => state.lesson.choice)
  const locking = useStore((state) => state.lesson.locking)
  const headingId = useId()
  const gate = lesson.gates[0]
  if (gate === undefined) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void answering.lock()
  }
  return (
    <form className={styles['card']} aria-labelledby={headingId} onSubmit={submit}>
      <h2 id={headingId} className={styles['question']}>
        {say(`gate.${gate.id}`)}
      </h2>
      <p className={styles['note']}>{say(`gate.${gate.id}.note`)}</p>
      <fieldset className={styles['choices']}>
        <legend className="visually-hidden">{t('question.choices')}</legend>
        <div className={styles['rows']}>
          {gate.choices.map((one) => (
            <Choice
              key={one.id}
              words={say(`choice.${one.id}`)}
              ratio={gate.outcome.ratio === true ? one.value : null}
              numeric={gate.outcome.ratio !== true && one.value !== null}
              chosen={choice === one.id}
              onChoose={() => answering.choose(one.id)}
            />
          ))}
        </div>
      </fieldset>
      <Sureness none={gate.choices.some((one) => one.id === choice && one.value === null)} />
      <div className={styles['way-on']}>
        <button
          type="submit"
          className={`button button-primary ${styles['lock'] ?? ''}`}
          disabled={choice === null || locking}
        >
          <span>{t('question.lock')}</span>
          <kbd className={styles['key']} aria-hidden="true">
            {t('key.enter')}
          </kbd>
        </button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly words: string
  /** B : A, drawn as two bars; null for choices without one. */
  readonly ratio: number | null
  /** Some of a number: short ones share a row. */
  readonly numeric: boolean
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** Letters of a choice that four to a row have room for. */
const shortWords = 8

/** Width of the bar that stands for one, px; ten of them fit the column. */
const barUnit = 8

function Choice({ words, ratio, numeric, chosen, onChoose }: ChoiceProps) {
  return (
    <label
      className={styles['choice']}
      data-chosen={chosen}
      data-short={numeric && words.length <= shortWords}
    >
      <input type="radio" name="choice" checked={chosen} onChange={onChoose} />
      <span className={styles['choice-words']}>{words}</span>
      {ratio !== null && (
        <span className={styles['bars']} aria-hidden="true">
          <span style={{ width: barUnit }} />
          <span style={{ width: barUnit * ratio }} />
        </span>
      )}
    </label>
  )
}

/** `none`: no guess has been made, so there is nothing to be sure of. */
function Sureness({ none }: { readonly none: boolean }) {
  const t = useText()
  const { answering } = useApp()
  const chosen = useStore((state) => state.lesson.confidence)
  return (
    <fieldset className={styles['sure']} disabled={none}>
      <legend>{t('question.sure')}</legend>
      <div className={`segment ${styles['segment'] ?? ''}`}>
        {confidences.map((confidence) => (
          <label key={confidence} data-chosen={chosen === confidence && !none}>
            <input
              type="radio"
              name="confidence"
              className="visually-hidden"
              checked={chosen === confidence && !none}
              onChange={() => answering.setConfidence(confidence)}
            />
            {t(`confidence.${confidence}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
