/** What people say, what the reader expects, the steps that try it, and what the run showed. */
import { Check } from 'lucide-react'
import { useId } from 'react'
import { predictions, type Experiment } from '../../../lessons/experiments'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import styles from './Experiment.module.css'
import { playSteps } from './play'
import { notebookOf, type Progress } from './progress'
import { Seen } from './Seen'
import { usePrediction, useProgress } from './useNotebook'

interface ExperimentCardProps {
  readonly experiment: Experiment
  /** A phone only looks. */
  readonly readOnly: boolean
}

export function ExperimentCard({ experiment, readOnly }: ExperimentCardProps) {
  const t = useText()
  const headingId = useId()
  const progress = useProgress()
  const prediction = usePrediction(experiment.id)
  const belief = t(`experiment.${experiment.id}.belief`)
  return (
    <section className={styles['card']} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles['belief']}>
        <span className={styles['say']}>{t('experiment.say')}</span> <q>{belief}</q>
      </h3>
      <PredictionChoice id={experiment.id} />
      {readOnly && <p className={styles['note']}>{t('experiment.read-only')}</p>}
      {!readOnly && prediction === null && <p className={styles['note']}>{t('experiment.predict-first')}</p>}
      {!readOnly && prediction !== null && <Steps {...{ experiment, progress }} />}
      {progress.readings.length > 0 && <Seen {...{ experiment, progress, prediction }} />}
    </section>
  )
}

function PredictionChoice({ id }: { readonly id: string }) {
  const t = useText()
  const app = useApp()
  const name = useId()
  const prediction = usePrediction(id)
  return (
    <fieldset className={styles['choices']}>
      <legend>{t('experiment.predict')}</legend>
      <div className={styles['row']}>
        {predictions.map((one) => (
          <label key={one} className={styles['choice']} data-chosen={prediction === one}>
            <input
              type="radio"
              name={name}
              checked={prediction === one}
              onChange={() => notebookOf(app).predict(id, one)}
            />
            <span>{t(`experiment.predict.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface StepsProps {
  readonly experiment: Experiment
  readonly progress: Progress
}

function Steps({ experiment, progress }: StepsProps) {
  const t = useText()
  const { done, busy, stopped } = progress
  const { id, steps } = experiment
  const last = steps[done - 1]
  const said =
    last === undefined
      ? ''
      : t('experiment.done', { number: done, words: t(`experiment.${id}.step.${last.id}`) })
  return (
    <>
      <h4 className={styles['subtitle']}>{t('experiment.steps')}</h4>
      <ol className={styles['steps']}>
        {steps.map((step, at) => (
          <li key={step.id}>
            <StepButton {...{ experiment, progress, at }} />
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {busy ? t('experiment.busy') : said}
      </p>
      {stopped && (
        <p className={styles['note']} role="alert">
          {t('experiment.stopped')}
        </p>
      )}
      <Ways {...{ experiment, progress }} />
    </>
  )
}

/** Keeps the focus when it is done or has to wait; then pressing it does nothing. */
function StepButton({ experiment, progress, at }: StepsProps & { readonly at: number }) {
  const t = useText()
  const app = useApp()
  const { done, busy } = progress
  const isNext = at === done && !busy
  const state = at < done ? 'done' : at === done ? 'next' : 'later'
  const step = experiment.steps[at]
  if (step === undefined) return null
  const words = t(`experiment.${experiment.id}.step.${step.id}`)
  const press = () => {
    if (isNext) void playSteps(app, experiment, 1)
  }
  return (
    <button
      type="button"
      className={styles['step']}
      data-state={state}
      aria-disabled={!isNext}
      aria-label={state === 'done' ? t('experiment.done', { number: at + 1, words }) : undefined}
      onClick={press}
    >
      <span className={styles['mark']} aria-hidden="true">
        {state === 'done' ? <Check size={16} strokeWidth={2} /> : at + 1}
      </span>
      <span>{words}</span>
    </button>
  )
}

function Ways({ experiment, progress }: StepsProps) {
  const t = useText()
  const app = useApp()
  const left = experiment.steps.length - progress.done
  const again = () => void app.opening.go({ page: 'lab', id: experiment.id })
  return (
    <div className={styles['ways']}>
      {left > 1 && (
        <button
          type="button"
          className="button"
          aria-disabled={progress.busy}
          onClick={() => void playSteps(app, experiment, left)}
        >
          {t('experiment.rest')}
        </button>
      )}
      {(progress.done > 0 || progress.stopped) && (
        <button type="button" className="button" onClick={again}>
          {t('experiment.again')}
        </button>
      )}
    </div>
  )
}
