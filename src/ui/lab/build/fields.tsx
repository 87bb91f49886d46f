/** Labelled fields of a form: text, number and choice. */
import { useId } from 'react'
import type { Choice } from '../choices'
import controls from '../Controls.module.css'

interface TextFieldProps {
  readonly label: string
  readonly unit?: string
  readonly value: string
  readonly number?: boolean
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

export function TextField({ label, unit, value, number, placeholder, onChange }: TextFieldProps) {
  const id = useId()
  return (
    <div className={controls['field']}>
      <label htmlFor={id} className={controls['label']}>
        <span>{label}</span>
        {unit !== undefined && <span>{unit}</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode={number === true ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        className={controls['control']}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </div>
  )
}

interface SelectFieldProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly hint?: string
  readonly onChange: (value: string) => void
}

export function SelectField({ label, value, choices, hint, onChange }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={controls['field']}>
      <label htmlFor={id} className={controls['label']}>
        <span>{label}</span>
      </label>
      <select
        id={id}
        className={controls['control']}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      >
        {familiesOf(choices).map(([family, members]) =>
          family === undefined ? (
            <Options key="" choices={members} />
          ) : (
            <optgroup key={family} label={family}>
              <Options choices={members} />
            </optgroup>
          ),
        )}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={controls['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}

function Options({ choices }: { readonly choices: readonly Choice[] }) {
  return choices.map((choice) => (
    <option key={choice.id} value={choice.id}>
      {choice.words}
    </option>
  ))
}

/** Choices by their heading, in the order in which the headings come. */
function familiesOf(
  choices: readonly Choice[],
): readonly (readonly [string | undefined, readonly Choice[]])[] {
  const families = [...new Set(choices.map(({ family }) => family))]
  return families.map((family) => [family, choices.filter((choice) => choice.family === family)])
}
