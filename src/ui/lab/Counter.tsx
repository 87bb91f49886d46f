/** A count with − and +, which may also be typed: it takes effect on Enter or when the field is left. */
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../hooks/useText'
import styles from './Controls.module.css'

interface CounterProps {
  /** What is counted: 'web', 'host'. */
  readonly label: string
  /** Null while it is not known. */
  readonly value: number | null
  readonly least?: number
  readonly most: number
  readonly onChange: (value: number) => void
}

export function Counter({ label, value, least = 0, most, onChange }: CounterProps) {
  const t = useText()
  const [draft, setDraft] = useState<string | null>(null)
  const now = value ?? 0
  const commit = () => {
    const typed = draft === null || draft.trim() === '' ? Number.NaN : Number(draft)
    setDraft(null)
    if (!Number.isFinite(typed)) return
    const next = Math.min(most, Math.max(least, Math.round(typed)))
    if (next !== now) onChange(next)
  }
  return (
    <span className={styles['counter']} role="group" aria-label={t('lab.count-of', { name: label })}>
      <button
        type="button"
        aria-label={t('lab.fewer', { name: label })}
        title={t('lab.fewer', { name: label })}
        disabled={value === null || now <= least}
        onClick={() => onChange(now - 1)}
      >
        <Minus size={14} aria-hidden="true" />
      </button>
      <input
        type="text"
        inputMode="numeric"
        aria-label={t('lab.count-of', { name: label })}
        value={draft ?? (value === null ? '' : String(value))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      <button
        type="button"
        aria-label={t('lab.more', { name: label })}
        title={t('lab.more', { name: label })}
        disabled={value === null || now >= most}
        onClick={() => onChange(now + 1)}
      >
        <Plus size={14} aria-hidden="true" />
      </button>
    </span>
  )
}
