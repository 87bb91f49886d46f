/** A law under the reader's hands: a slider for each number, the output at once, and how it changes along one. */
import { useId, useState } from 'react'
import { evaluateLaw, isInputError, type AnyEquation } from '../../sim'
import { useText } from '../hooks/useText'
import { Curve } from './Curve'
import styles from './ModelsPage.module.css'
import { numberAt, symbolsOf, type LawSymbol } from './symbols'

export function Trial({ law }: { readonly law: AnyEquation }) {
  const t = useText()
  const id = useId()
  const [written, setWritten] = useState(() => JSON.stringify(law.examples[0]?.input ?? {}, null, 1))
  const [moved, setMoved] = useState<string | null>(null)
  const input = parse(written)
  const output = input === undefined ? undefined : evaluateLaw(law, input)
  const wrong = isInputError(output) ? output.error : null
  const symbols = symbolsOf(law)
  const along = symbols.find((one) => one.name === moved) ?? symbols.find((one) => one.choices === null)
  const put = (name: string, value: number | string) => {
    setMoved(name)
    setWritten(JSON.stringify({ ...(input as object), [name]: value }, null, 1))
  }
  return (
    <div className={styles['trial']}>
      {input !== undefined &&
        symbols.map((symbol) => <Field key={symbol.name} symbol={symbol} input={input} onPut={put} />)}
      <p role="status" className={styles['output']}>
        {output === undefined && t('models.not-json')}
        {wrong !== null && t(wrong.path === '' ? 'models.wrong-input' : 'models.wrong', { path: wrong.path })}
        {output !== undefined && wrong === null && <code>{JSON.stringify(output)}</code>}
      </p>
      {along !== undefined && input !== undefined && wrong === null && (
        <Curve law={law} along={along} input={input} />
      )}
      <label htmlFor={id} className={styles['label']}>
        {t('models.input')}
      </label>
      <textarea
        id={id}
        rows={Math.min(12, written.split('\n').length)}
        spellCheck={false}
        value={written}
        aria-invalid={output === undefined || wrong !== null}
        onChange={(event) => setWritten(event.target.value)}
      />
    </div>
  )
}

interface FieldProps {
  readonly symbol: LawSymbol
  readonly input: unknown
  readonly onPut: (name: string, value: number | string) => void
}

function Field({ symbol, input, onPut }: FieldProps) {
  const { name, unit, choices, least, most, whole } = symbol
  const id = useId()
  if (choices !== null) {
    const chosen = (input as Record<string, unknown>)[name]
    return (
      <label className={styles['field']}>
        <code>{name}</code>
        <select
          value={typeof chosen === 'string' ? chosen : ''}
          onChange={(event) => onPut(name, event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
    )
  }
  const value = numberAt(input, name)
  const change = (number: number) => {
    // An emptied field keeps its last number: a law needs one.
    if (!Number.isNaN(number)) onPut(name, number)
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>
        <code>{name}</code>
      </label>
      <input
        type="range"
        aria-label={name}
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

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // The status line says that this is no JSON yet.
  }
}
