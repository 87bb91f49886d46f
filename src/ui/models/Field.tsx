/** One value that goes into a law: a slider for a number, one for each of a list, a choice, or a text. */
import { useId } from 'react'
import { useText } from '../hooks/useText'
import styles from './ModelsPage.module.css'
import { numberAt, numbersAt, valueAt, type LawSymbol } from './symbols'

interface FieldProps {
  readonly symbol: LawSymbol
  readonly input: unknown
  readonly onPut: (name: string, value: unknown) => void
}

/** Longer lists are changed in the text of the input. */
const mostSliders = 12

export function Field({ symbol, input, onPut }: FieldProps) {
  const { name, unit, kind, choices } = symbol
  const value = valueAt(input, name)
  switch (kind) {
    case 'choice':
      return (
        <label className={styles['field']}>
          <code>{name}</code>
          <select
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onPut(name, event.target.value)}
          >
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        </label>
      )
    case 'text':
      return (
        <label className={styles['field']}>
          <code>{name}</code>
          <input
            type="text"
            value={typeof value === 'string' || typeof value === 'number' ? value : ''}
            onChange={(event) => onPut(name, event.target.value)}
          />
        </label>
      )
    case 'number':
      return (
        <Range
          {...{ symbol, unit }}
          label={name}
          value={numberAt(input, name)}
          onChange={(number) => onPut(name, number)}
        />
      )
    case 'numbers': {
      const all = numbersAt(input, name)
      return all.slice(0, mostSliders).map((one, at) => (
        <Range
          key={at}
          {...{ symbol, unit }}
          label={`${name}[${at}]`}
          value={one}
          onChange={(number) =>
            onPut(
              name,
              all.map((other, index) => (index === at ? number : other)),
            )
          }
        />
      ))
    }
    case 'other':
      return null
  }
}

interface RangeProps {
  readonly symbol: LawSymbol
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly onChange: (value: number) => void
}

function Range({ symbol: { least, most, whole }, label, unit, value, onChange }: RangeProps) {
  const t = useText()
  const id = useId()
  const change = (number: number) => {
    // An emptied field keeps its last number: a law needs one.
    if (!Number.isNaN(number)) onChange(number)
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>
        <code>{label}</code>
      </label>
      <input
        type="range"
        aria-label={t('models.slider', { name: label })}
        min={least}
        max={Math.max(most, value)}
        step={whole ? 1 : 'any'}
        value={value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <input
        id={id}
        type="number"
        step={whole ? 1 : 'any'}
        value={value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <span className={styles['unit']}>{unit}</span>
    </div>
  )
}
