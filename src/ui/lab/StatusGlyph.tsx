/** A state as a sign beside its words: colour is never the only channel. */
import { Check, CircleX, Minus, Power, TriangleAlert } from 'lucide-react'
import styles from './StatusGlyph.module.css'

export type Tone = 'ok' | 'warn' | 'critical' | 'off' | 'empty'

const icons = { ok: Check, warn: TriangleAlert, critical: CircleX, off: Power, empty: Minus } as const

export function StatusGlyph({ tone }: { readonly tone: Tone }) {
  const Icon = icons[tone]
  return <Icon size={16} strokeWidth={2} aria-hidden="true" className={styles[tone]} />
}

/** The sign with its word, as a chip. */
export function StatusChip({ tone, words }: { readonly tone: Tone; readonly words: string }) {
  return (
    <span className={`${styles['chip'] ?? ''} ${styles[`chip-${tone}`] ?? ''}`}>
      <StatusGlyph tone={tone} />
      <span>{words}</span>
    </span>
  )
}
