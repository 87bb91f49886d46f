/** A number of the model that can be changed: what is typed is tried at once, and done on Enter or by the button. */
import { useId, useState } from 'react'
import type { Command } from '../../sim'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './Controls.module.css'
import { RefusalLine } from './RefusalLine'
import { useRefusal } from './useAsked'

interface CommandFieldProps {
  readonly label: string
  readonly unit: string
  readonly hint?: string
  /** What holds now; null while it is not known. */
  readonly value: number | null
  readonly make: (value: number) => Command
}

export function CommandField({ label, unit, hint, value, make }: CommandFieldProps) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const typed = draft === null || draft.trim() === '' ? null : Number(draft)
  const asked = typed === null || !Number.isFinite(typed) ? null : make(typed)
  const refusal = useRefusal(asked)
  const perform = () => {
    if (asked === null || typed === value) return setDraft(null)
    void lab.perform(asked).then((refused) => refused === null && setDraft(null))
  }
  const changed = asked !== null && typed !== value
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        <span>{label}</span>
        <span>{unit}</span>
      </label>
      <div className={styles['pair']}>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          className={styles['control']}
          value={draft ?? (value === null ? '' : String(value))}
          aria-invalid={refusal !== null && refusal !== undefined}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') perform()
            if (event.key === 'Escape') setDraft(null)
          }}
        />
        {changed && (
          <button type="button" className="button" onClick={perform}>
            {t('lab.set')}
          </button>
        )}
      </div>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {changed && (
        <RefusalLine refusal={refusal} onNearest={({ value: nearest }) => setDraft(String(nearest))} />
      )}
    </div>
  )
}
