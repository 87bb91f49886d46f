/** Through the steps one by one: buttons, a slider, arrow keys; and the step in a sentence, for everybody. */
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../hooks/useText'
import styles from './Textbook.module.css'

/** The step that is shown: stays in range when the steps become fewer. */
export function useStep(count: number): readonly [number, (step: number) => void] {
  const [step, setStep] = useState(0)
  const last = Math.max(0, count - 1)
  return [Math.min(step, last), (next) => setStep(Math.max(0, Math.min(next, last)))]
}

interface StepperProps {
  readonly step: number
  readonly count: number
  readonly onStep: (step: number) => void
  readonly sentence: string
  readonly children: ReactNode
}

export function Stepper({ step, count, onStep, sentence, children }: StepperProps) {
  const t = useText()
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: step - 1,
      ArrowRight: step + 1,
      Home: 0,
      End: count - 1,
    }
    const next = moves[event.key]
    if (next === undefined) return
    // The page's own keys for the clock have no clock here.
    event.preventDefault()
    event.stopPropagation()
    onStep(next)
  }
  return (
    <section className={styles['stepper']}>
      <div className={styles['steps']} role="group" aria-label={t('textbook.steps')}>
        {/* Off but not disabled: whoever steps with the keyboard keeps the focus at either end. */}
        <button
          type="button"
          className="button"
          aria-disabled={step === 0}
          onClick={() => onStep(step - 1)}
          onKeyDown={onKeyDown}
        >
          {t('textbook.back')}
        </button>
        <input
          type="range"
          aria-label={t('textbook.step')}
          aria-valuetext={t('textbook.step-of', { step: step + 1, count })}
          min={0}
          max={Math.max(0, count - 1)}
          value={step}
          onChange={(event) => onStep(event.target.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="button"
          aria-disabled={step >= count - 1}
          onClick={() => onStep(step + 1)}
          onKeyDown={onKeyDown}
        >
          {t('textbook.next')}
        </button>
        <span className={styles['count']}>
          {t('textbook.step-of', { step: Math.min(step + 1, count), count })}
        </span>
      </div>
      <p role="status" className={styles['sentence']}>
        {sentence}
      </p>
      {children}
    </section>
  )
}
