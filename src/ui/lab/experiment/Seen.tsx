/** What the run showed: its numbers before and after each step; at the end the truth in words, and the sources. */
import { useId } from 'react'
import { hasText } from '../../../i18n/text'
import { argumentsFor, type Experiment, type Measure, type Prediction } from '../../../lessons/experiments'
import { sources, type SourceId } from '../../../sim'
import { useFormats, useText, type Formats } from '../../hooks/useText'
import styles from './Experiment.module.css'
import type { Progress } from './progress'

interface SeenProps {
  readonly experiment: Experiment
  readonly progress: Progress
  readonly prediction: Prediction | null
}

export function Seen({ experiment, progress, prediction }: SeenProps) {
  const t = useText()
  const headingId = useId()
  const isComplete = progress.done === experiment.steps.length
  return (
    <section className={styles['seen']} aria-labelledby={headingId}>
      <h4 id={headingId} className={styles['subtitle']}>
        {t('experiment.seen')}
      </h4>
      {isComplete && <Truth {...{ experiment, progress, prediction }} />}
      <Numbers measures={experiment.measures} id={experiment.id} readings={progress.readings} />
      {isComplete && <Sources ids={experiment.sources} />}
    </section>
  )
}

function Truth({ experiment, progress, prediction }: SeenProps) {
  const t = useText()
  const args = argumentsFor(experiment.measures, progress.readings)
  return (
    <div role="status" className={styles['truth']}>
      {prediction !== null && <p className={styles['verdict']}>{t(`experiment.verdict.${prediction}`)}</p>}
      <p>{t(`experiment.${experiment.id}.truth`, args)}</p>
    </div>
  )
}

interface NumbersProps {
  readonly id: string
  readonly measures: readonly Measure[]
  readonly readings: Progress['readings']
}

/** The measure stands above its numbers: the panel is narrow. */
function Numbers({ id, measures, readings }: NumbersProps) {
  const t = useText()
  const formats = useFormats()
  return (
    <div className={styles['table']}>
      <table className={styles['numbers']}>
        <caption className="visually-hidden">{t('experiment.numbers')}</caption>
        <thead>
          <tr>
            {readings.map((_, moment) => (
              <th key={moment} scope="col">
                {moment === 0 ? t('experiment.before') : t('experiment.after', { number: moment })}
              </th>
            ))}
          </tr>
        </thead>
        {measures.map((measure, at) => (
          <tbody key={measure.id}>
            <tr>
              <th scope="rowgroup" colSpan={readings.length}>
                {t(`experiment.${id}.measure.${measure.id}`)} <Unit measure={measure} />
              </th>
            </tr>
            <tr>
              {readings.map((numbers, moment) => (
                <td key={moment}>{written(numbers[at] ?? 0, measure, formats)}</td>
              ))}
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Unit({ measure: { shown } }: { readonly measure: Measure }) {
  const t = useText()
  if (shown !== 'millicores' && shown !== 'millis' && shown !== 'seconds') return null
  return <span className={styles['unit']}>{t(`experiment.unit.${shown}`)}</span>
}

function written(value: number, { shown }: Measure, formats: Formats): string {
  if (shown === 'mib') return formats.mib(value)
  if (shown === 'share') return formats.percent(value)
  return formats.number(value, { digits: shown === 'millis' ? 1 : shown === 'seconds' ? 2 : 0 })
}

function Sources({ ids }: { readonly ids: readonly SourceId[] }) {
  const t = useText()
  const wordsOf = (id: SourceId): string => {
    const title = hasText(`equation.source.${id}`) ? t(`equation.source.${id}`) : sources[id].title
    const { kind } = sources[id]
    // What is assumed says so by its name.
    return kind === 'assumption' ? title : t('experiment.source', { title, kind: t(`models.kind.${kind}`) })
  }
  return (
    <>
      <h4 className={styles['subtitle']}>{t('experiment.sources')}</h4>
      <ul className={styles['sources']}>
        {ids.map((id) => (
          <li key={id}>{wordsOf(id)}</li>
        ))}
      </ul>
    </>
  )
}
