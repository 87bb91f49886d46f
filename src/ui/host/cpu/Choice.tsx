/** One of several, and one number, under a label: what the parts of the CPU stage are set with. */
import { useId, useState } from 'react'
import styles from './Cpu.module.css'

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly id: T; readonly words: string }[]
  readonly onChange: (value: T) => void
}

export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const id = useId()
  const choose = (word: string) => {
    const chosen = options.find((option) => option.id === word)
    if (chosen !== undefined) onChange(chosen.id)
  }
  return (
    <div className={styles['choice']}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  )
}

interface NumberChoiceProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most?: number
  readonly onChange: (value: number) => void
}

/** Takes whole numbers from `least` on; what is typed beside them is shown as wrong and changes nothing. */
export function NumberChoice({ label, value, least, most = 1_000_000, onChange }: NumberChoiceProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const fits = (text: string) =>
    text.trim() !== '' && Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= most
  return (
    <div className={styles['choice']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        value={draft ?? String(value)}
        aria-invalid={draft !== null && !fits(draft)}
        onChange={({ target }) => {
          setDraft(target.value)
          if (fits(target.value)) onChange(Number(target.value))
        }}
        onBlur={() => setDraft(null)}
      />
    </div>
  )
}
