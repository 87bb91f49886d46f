/** A number that a reader may change: taken over when it is one, marked when it is not. */
import { useId, useState } from 'react'
import { useText } from '../hooks/useText'
import styles from './Catalogue.module.css'

interface NumberFieldProps {
  readonly label: string
  readonly unit: string
  readonly value: number
  /** Null for the number that was there. */
  readonly onChange: (value: number | null) => void
}

const most = 1e9

/** '1.5' and '1,5' → 1.5; null for what is no amount. */
function numberOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.')
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return null
  const value = Number(trimmed)
  return value <= most ? value : null
}

export function NumberField({ label, unit, value, onChange }: NumberFieldProps) {
  const t = useText()
  const id = useId()
  // What is being typed; null while the field shows the number itself.
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && numberOf(typed) === null
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>
        {label} <span className={styles['unit']}>{unit}</span>
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? String(value)}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          const next = numberOf(event.target.value)
          if (next !== null) onChange(next)
        }}
        onBlur={() => setTyped(null)}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className={styles['wrong']}>
          {t('catalogue.no-number')}
        </span>
      )}
    </div>
  )
}
