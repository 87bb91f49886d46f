/** The stack seen as the four layers of the subject: a switch, the same bands in three colours, and what they mean. */
import { Layers } from 'lucide-react'
import type { StackView } from '../../sim'
import { layersOfSubject, subjectMiB, subjectOf, subjects } from '../../viz/stack/subject'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import styles from './SubjectLens.module.css'

/** Bands below an element of this class wear the colour of their subject. */
export const subjectClass = styles['subject'] ?? ''

interface SubjectSwitchProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export function SubjectSwitch({ on, onChange }: SubjectSwitchProps) {
  const t = useText()
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-pressed={on}
      title={t('subject.hint')}
      onClick={() => onChange(!on)}
    >
      <Layers size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('subject.switch')}</span>
    </button>
  )
}

/** What a band is called under this lens; null for what belongs to nobody. */
export function subjectName(t: TextFunction, layer: Parameters<typeof subjectOf>[0]): string | null {
  const subject = subjectOf(layer)
  return subject === null ? null : t(`subject.short.${subject}`)
}

export function SubjectLegend({ stack }: { readonly stack: StackView }) {
  const t = useText()
  const formats = useFormats()
  const amounts = subjectMiB(stack)
  return (
    <ul className={styles['legend']} aria-label={t('subject.switch')}>
      {subjects.map((subject) => {
        const amount = amounts[subject]
        return (
          <li key={subject}>
            <span className={styles['swatch']} data-subject={subject} aria-hidden="true">
              {t(`subject.sign.${subject}`)}
            </span>
            <span>
              <strong>{t(`subject.${subject}`)}</strong>
              {amount !== null && <span> {formats.mib(amount)}</span>}
              <span className={styles['parts']}>
                {layersOfSubject[subject].length === 0
                  ? t(`subject.${subject}.note`)
                  : layersOfSubject[subject].map((layer) => t(`stage.layer.${layer}`)).join(t('lab.list'))}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
